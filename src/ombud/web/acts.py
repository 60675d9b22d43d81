"""The acts on a case in one table: title, words, form, the one journey call, and what is said when it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.cases.models import Case
from ombud.journey import circle, enquire, fix, hand_off, let_go, release
from ombud.journey.concern import add_concern
from ombud.journey.help import take_back
from ombud.team.models import Member

from . import act_forms as ask
from .said import plain
from .when import moment


@dataclass(frozen=True, slots=True)
class Asked:
    """Who does what to which case, when, and the key that makes it happen once."""

    case: Case
    by: Member
    now: datetime
    key: str

    @property
    def name(self) -> str:
        """The customer's name."""
        return plain(self.case.person.called)


Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `writes` is the field with words that the guard reads, `preview` fills it from the other fields."""

    verb: str
    title: Callable[[Asked], str]
    button: Callable[[], str]
    intro: Callable[[Asked], str]
    form: Callable[[Asked, Said | None], forms.Form]
    do: Callable[[Asked, Said], str]
    writes: str = ""
    preview: Callable[[Asked, Said], Said] | None = None
    after: Callable[[Asked], str] | None = None


def _hand_off(a: Asked, said: Said) -> str:
    ours = hand_off.introduction(a.case, by=a.by, to=said["to"], until=said["until"])
    done = hand_off.hand_off(
        a.case, by=a.by, to=said["to"], what=said["what"], until=said["until"], key=a.key, now=a.now,
        notice=_changed(said["notice"], ours), confirm=frozenset(said["confirm"]),
    )  # fmt: skip
    return _("%(handler)s is asked, and %(name)s knows who and until when.") % {
        "handler": done.handler.name,
        "name": a.name,
    }


def _changed(text: str, ours: str) -> str:
    """What a person wrote herself; empty where she left our text as it was, whose warnings are known."""
    return "" if text.split() == ours.split() else text


def _notice(a: Asked, typed: Said) -> Said:
    """The word to the customer, written out for the chosen name and date, to be read and changed."""
    form = ask.HandOff(a.case, a.now, typed)
    form.is_valid()
    to, until = form.cleaned_data.get("to"), form.cleaned_data.get("until")
    filled = typed.copy() if hasattr(typed, "copy") else dict(typed)
    if to and until:
        filled["notice"] = hand_off.introduction(a.case, by=a.by, to=to, until=until)
    return filled


def _enquire(a: Asked, said: Said) -> str:
    enquire.enquire(
        a.case, by=a.by, of=said["of"], what=said["what"], until=said["until"], key=a.key, now=a.now, tell=said["tell"],
        confirm=frozenset(said["confirm"]),
    )  # fmt: skip
    values = {"handler": said["of"].name, "when": moment(said["until"], a.now)}
    return _("%(handler)s is asked to answer by %(when)s.") % values


def _fix(a: Asked, said: Said) -> str:
    fix.fix(a.case, by=a.by, what=said["what"], now=a.now, key=a.key)
    return _("Written down. Now tell %(name)s, or ask whether it is solved.") % {"name": a.name}


def _ask(a: Asked, said: Said) -> str:
    ours = let_go.ask_text(a.case, by=a.by) if a.case.first_action_id else ""
    let_go.ask_if_solved(
        a.case, by=a.by, text=_changed(said["text"], ours), key=a.key, now=a.now, confirm=frozenset(said["confirm"])
    )
    return _("%(name)s is asked. Only the answer ends the case.") % {"name": a.name}


def _snooze(a: Asked, said: Said) -> str:
    circle.snooze(a.case, until=said["until"], by=a.by, now=a.now)
    return _("Out of sight until %(when)s.") % {"when": moment(said["until"], a.now)}


def _owner(a: Asked, said: Said) -> str:
    circle.change_owner(a.case, to=said["to"], by=a.by, now=a.now, words=said["words"])
    return _("%(owner)s owns it now and keeps its promises.") % {"owner": said["to"].name}


def _circle(a: Asked, said: Said) -> str:
    circle.invite(a.case, member=said["member"], by=a.by, now=a.now)
    return _("%(member)s may read the case now.") % {"member": said["member"].name}


def _concern(a: Asked, said: Said) -> str:
    add_concern(a.case, words=said["words"], by=a.by, now=a.now)
    return _("One more concern stands on the case. It ends when all are settled.")


def _take_back(a: Asked, said: Said) -> str:
    take_back(a.case, by=a.by, words=said["words"], now=a.now)
    return _("It is with its owner again.")


def _release(a: Asked, said: Said) -> str:
    release.release(a.case, because=said["because"], by=a.by, message=said["message"], words=said["words"], now=a.now)
    return _("Let go. A word from %(name)s opens it again.") % {"name": a.name}


def _merge(a: Asked, said: Said) -> str:
    release.release(a.case, because="merged", by=a.by, into=said["into"], words=said["words"], now=a.now)
    return _("Merged into case no. %(no)d, where everything goes on.") % {"no": said["into"].pk}


ACTS: dict[str, Act] = {
    "handoff": Act(
        "hand_off", lambda a: _("Hand off: who can help %(name)s?") % {"name": a.name}, lambda: _("Hand off"),
        lambda a: _(
            "You stay the owner. The handler gets a mail with a link and needs no account; %(name)s gets the handler's "
            "name and the date. Both are asked again in time."
        ) % {"name": a.name},
        lambda a, typed: ask.HandOff(a.case, a.now, typed), _hand_off, "notice", _notice,
    ),
    "enquiry": Act(
        "hand_off", lambda a: _("Enquire about the case of %(name)s") % {"name": a.name}, lambda: _("Ask"),
        lambda a: _("Ask somebody what happened. That counts as a first step; the case stays with its owner."),
        lambda a, typed: ask.Enquiry(a.case, a.now, typed), _enquire, "tell",
    ),
    "fix": Act(
        "hand_off", lambda a: _("What did you put right?"), lambda: _("Write it down"),
        lambda a: _("A fix of your own counts as a first step. Telling %(name)s is yours, in your words.")
        % {"name": a.name},
        lambda a, typed: ask.Fix(typed), _fix,
    ),
    "ask": Act(
        "hand_off", lambda a: _("Ask %(name)s whether it is solved") % {"name": a.name}, lambda: _("Ask if solved"),
        lambda a: _("The answer ends the case, or opens it for somebody new. Nothing ends by our click."),
        lambda a, typed: ask.AskIfSolved(a.case, a.by, typed), _ask, "text",
    ),
    "snooze": Act(
        "reply", lambda a: _("Snooze until"), lambda: _("Snooze"),
        lambda a: _("Once, and never past the next word that %(name)s was promised: %(when)s.") % {
            "name": a.name, "when": moment(a.case.next_update_by, a.now) if a.case.next_update_by else "–"
        },
        lambda a, typed: ask.Snooze(a.case, a.now, typed), _snooze,
    ),
    "owner": Act(
        "hand_off", lambda a: _("Who owns it from here?"), lambda: _("Change owner"),
        lambda a: _("The owner keeps every promise on the case. What is drafted stays with whoever wrote it."),
        lambda a, typed: ask.Owner(a.case, typed), _owner,
    ),
    "circle": Act(
        "hand_off", lambda a: _("Invite somebody to the case"), lambda: _("Invite"),
        lambda a: _("Whoever is invited may read everything on it. The timeline shows that you asked."),
        lambda a, typed: ask.Invite(a.case, typed), _circle,
    ),
    "concern": Act(
        "reply", lambda a: _("What else does %(name)s want settled?") % {"name": a.name}, lambda: _("Add concern"),
        lambda a: _("Each concern is settled apart, and the case ends when all of them are."),
        lambda a, typed: ask.Needed(typed), _concern,
    ),
    "take-back": Act(
        "hand_off",
        lambda a: _("Take it back from %(name)s") % {"name": a.case.handler.name if a.case.handler else "–"},
        lambda: _("Take back"),
        lambda a: _("The handler is told and the link stops working. You then take it to somebody else."),
        lambda a, typed: ask.Words(typed), _take_back,
    ),
    "release": Act(
        "hand_off", lambda a: _("Let go, with a reason"), lambda: _("Let go"),
        lambda a: _("Only for one of these reasons. A case that looks done is not one: ask whether it is solved."),
        lambda a, typed: ask.Release(a.case, typed), _release,
    ),
    "merge": Act(
        "hand_off", lambda a: _("Merge into another case of %(name)s") % {"name": a.name}, lambda: _("Merge"),
        lambda a: _("Its threads, concerns and what is owed go on there."),
        lambda a, typed: ask.Merge(a.case, a.by, typed), _merge,
        after=lambda a: reverse("cases"),
    ),
}  # fmt: skip
