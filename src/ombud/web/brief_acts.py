"""The acts on a brief in one table: title, words, form, the one journey call, and what is said when it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.access.rules import may
from ombud.advocacy.models import Brief
from ombud.advocacy.rules import Status, status
from ombud.journey import decide, quote, raise_concern, tell_outcome
from ombud.team.models import Member

from . import brief_forms as ask
from .act_forms import words
from .brief_names import title_of
from .outcome_letters import OutcomeLetter, outcome_letters
from .when import moment

Said = Mapping[str, Any]
WAITS = frozenset({Status.SENT, Status.READ, Status.LATER})
DECIDED = frozenset({Status.YES, Status.NO})
GOES_ON = WAITS | DECIDED | {Status.DRAFT}


@dataclass(frozen=True, slots=True)
class Asking:
    """Who does what to which brief, and when; `key` is the form's own."""

    brief: Brief
    by: Member
    now: datetime
    key: str


@dataclass(frozen=True, slots=True)
class BriefAct:
    """One act. `when` says in which states it is offered; `leaders` that it is its leader's own, nobody else's;
    `preview` shows what would leave."""

    title: Callable[[Asking], str]
    label: Callable[[], str]
    intro: Callable[[Asking], str]
    form: Callable[[Asking, Said | None], forms.Form]
    do: Callable[[Asking, Said], str]
    when: frozenset[Status]
    leaders: bool = False
    preview: Callable[[Asking, Said], list[OutcomeLetter]] | None = None

    @property
    def button(self) -> str:
        """What the form's button says."""
        return self.label().rstrip("…")


class Words(forms.Form):
    """Why, in words that stay."""

    def __init__(self, typed: Said | None) -> None:
        super().__init__(typed)
        self.fields["words"] = words(_("Why"), rows=3)


def may_do(act: BriefAct, brief: Brief, member: Member) -> bool:
    """Whether she may: the leader's act only she to whom it was sent, all others who keeps briefs."""
    return brief.to_id == member.pk if act.leaders else may(member.roles, "keep_briefs")


def offered(brief: Brief, member: Member) -> list[tuple[str, str, str]]:
    """What she may do with it in the state it is in: name, address, label."""
    label = status(brief)
    return [
        (name, reverse("brief-act", args=[brief.pk, name]), act.label())
        for name, act in ACTS.items() if label in act.when and may_do(act, brief, member)
    ]  # fmt: skip


def _send(a: Asking, said: Said) -> str:
    raise_concern.send(a.brief, by=a.by, now=a.now)
    when = moment(a.brief.answer_by, a.now) if a.brief.answer_by else ""
    return _("Sent to %(name)s. You follow it up: an answer is due by %(when)s.") % {
        "name": a.brief.leader_name, "when": when
    }  # fmt: skip


def _again(a: Asking, said: Said) -> str:
    raise_concern.send_again(a.brief, address=said.get("address", ""), by=a.by, now=a.now)
    return _("Sent again with a fresh link. Those before open nothing any more.")


def _withdraw(a: Asking, said: Said) -> str:
    raise_concern.withdraw(a.brief, words=said["words"], by=a.by, now=a.now)
    return _("Withdrawn. Its link opens nothing any more.")


def _owner(a: Asking, said: Said) -> str:
    raise_concern.pass_on(a.brief, to=said["to"], by=a.by, now=a.now)
    return _("%(name)s owns it from here.") % {"name": said["to"].name}


def _put_in(a: Asking, said: Said) -> str:
    people = raise_concern.put_in(a.brief, said["numbers"], by=a.by, now=a.now)
    pattern = ngettext("%(n)d person more speaks for it.", "%(n)d people more speak for it.", people)
    return pattern % {"n": people}


def _quote(a: Asking, said: Said) -> str:
    key = f"d{a.brief.pk}:{a.key}"
    found = quote.ask_to_quote(a.brief, said["case"], words=said["words"], by=a.by, key=key, now=a.now)
    return _("Asked, with these words: “%(words)s” They stand in the brief once she says yes.") % {"words": found.words}


def _answer(a: Asking, said: Said) -> str:
    decide.answer(
        a.brief, said=said["said"], words=said["words"], until=said["until"], key=f"d{a.brief.pk}:{a.key}", now=a.now,
        by=a.by,
    )  # fmt: skip
    return _("Noted. %(name)s hears of it at once.") % {"name": a.brief.owner.name}


def _outcome(a: Asking, said: Said) -> str:
    people = tell_outcome.tell_everybody(a.brief, said["words"], by=a.by, now=a.now)
    pattern = ngettext(
        "%(n)d person is told now, in her own thread.", "%(n)d people are told now, each in her own thread.", people
    )
    return pattern % {"n": people}


def _close(a: Asking, said: Said) -> str:
    tell_outcome.close(a.brief, by=a.by, now=a.now)
    return _("Closed: it is decided, and everybody who complained knows.")


def _send_intro(a: Asking) -> str:
    return _(
        "%(name)s gets a mail with a link that opens this brief and nothing else. From here its words and figures "
        "stand still, and you promise to see that it is answered."
    ) % {"name": a.brief.leader_name or "–"}


def _outcome_intro(a: Asking) -> str:
    given = a.brief.decision
    words = f" “{given.words}”" if given and given.words else ""
    said = {"yes": _("%(name)s said yes."), "no": _("%(name)s said no.")}.get(a.brief.said, "")
    return (said % {"name": a.brief.leader_name}) + words + " " + _(
        "Write what came of it in each language in which somebody waits: each gets it once, in her own thread, with "
        "her name and a greeting of ours around it. Say no and its reasons as plainly as a yes."
    )  # fmt: skip


ACTS: dict[str, BriefAct] = {
    "send": BriefAct(
        lambda a: _("Send “%(title)s” to %(name)s?") % {"title": title_of(a.brief), "name": a.brief.leader_name or "…"},
        lambda: _("Send…"), _send_intro, lambda a, typed: forms.Form(typed), _send, frozenset({Status.DRAFT}),
    ),
    "answer": BriefAct(
        lambda a: _("Your answer"), lambda: _("Answer…"),
        lambda a: _("A no is an answer too: with your reasons people can be told honestly what came of it."),
        lambda a, typed: ask.Answering(a.now, typed), _answer, WAITS, leaders=True,
    ),
    "outcome": BriefAct(
        lambda a: _("What came of it?"), lambda: _("Tell everybody…"), _outcome_intro,
        lambda a, typed: ask.OutcomeForm(a.brief, typed), _outcome, DECIDED,
        preview=lambda a, said: outcome_letters(a.brief, said["words"], a.by),
    ),
    "close": BriefAct(
        lambda a: _("Does everybody know what came of it?"), lambda: _("Close…"),
        lambda a: _("Only once it is decided and everybody who complained has been told."),
        lambda a, typed: forms.Form(typed), _close, DECIDED,
    ),
    "quote": BriefAct(
        lambda a: _("Whose words say it best?"), lambda: _("Ask to quote…"),
        lambda a: _(
            "She is asked in a letter and on her page, and sees the very words. Nobody is quoted who has not said yes, "
            "and a yes can be taken back."
        ),
        lambda a, typed: ask.Quoting(a.brief, a.by, typed), _quote, frozenset({Status.DRAFT}),
    ),
    "cases": BriefAct(
        lambda a: _("Who else has this?"), lambda: _("Put cases in…"),
        lambda a: _("Their people count as evidence, and each of them hears what comes of it."),
        lambda a, typed: ask.PutIn(typed), _put_in, frozenset({Status.DRAFT}),
    ),
    "again": BriefAct(
        lambda a: _("Send it to %(name)s again?") % {"name": a.brief.leader_name}, lambda: _("Send again…"),
        lambda a: _("A fresh link goes out. The one before opens nothing any more."),
        lambda a, typed: ask.Again(a.brief, typed), _again, WAITS,
    ),
    "owner": BriefAct(
        lambda a: _("Who owns it from here?"), lambda: _("Change owner…"),
        lambda a: _("The owner follows it up, and tells people what came of it."),
        lambda a, typed: ask.Owner(a.brief, typed), _owner, GOES_ON,
    ),
    "withdraw": BriefAct(
        lambda a: _("Why is it taken back?"), lambda: _("Withdraw…"),
        lambda a: _("Nothing is deleted. Its link opens nothing any more."),
        lambda a, typed: Words(typed), _withdraw, WAITS | {Status.DRAFT},
    ),
}  # fmt: skip
