"""The acts on an incident in one table: title, words, form, the one journey call, and what is said when it is done."""

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
from ombud.incidents.models import Incident, Surge
from ombud.incidents.rules import Status, status
from ombud.journey import ask_everyone, raise_concern, regroup
from ombud.journey import incident as steps
from ombud.journey.tally import draw_in
from ombud.team.models import Member

from . import incident_forms as ask
from .incident_names import title_of
from .when import moment

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who does what to which incident, and when."""

    incident: Incident
    by: Member
    now: datetime


@dataclass(frozen=True, slots=True)
class IncidentAct:
    """One act. `when` says in which states it is offered, `after` where one goes once it is done, `does` what the
    form's button says where that is not its label."""

    title: Callable[[Asked], str]
    label: Callable[[], str]
    intro: Callable[[], str]
    form: Callable[[Asked, Said | None], forms.Form]
    do: Callable[[Asked, Said], str]
    when: frozenset[Status]
    after: Callable[[Asked], str] | None = None
    does: Callable[[], str] | None = None

    @property
    def button(self) -> str:
        """What the form's button says."""
        return self.does() if self.does else self.label().rstrip("…")


@dataclass(frozen=True, slots=True)
class Offered:
    """A way to an act that can be done now; `main` is what should be done first."""

    url: str
    label: str
    main: bool
    sheet: bool = True


GOES_ON = frozenset({Status.CONFIRMED, Status.CAUSE_FOUND, Status.FIXED})
ANY = GOES_ON | {Status.PROPOSED, Status.DISMISSED}


def offered(incident: Incident, member: Member) -> list[Offered]:
    """What she may do with it in the state it is in."""
    if not may(member.roles, "keep_incidents"):
        return []
    label, surged = status(incident), Surge.objects.filter(incident=incident).exists()
    return [
        Offered(
            reverse("incident-act", args=[incident.pk, name]), act.label(),
            name == "confirm" and label in (Status.PROPOSED, Status.DISMISSED),
        )
        for name, act in ACTS.items() if label in act.when and (name != "draw" or surged)
    ]  # fmt: skip


def _confirm(a: Asked, said: Said) -> str:
    steps.confirm(a.incident, owner=said["to"], title=said["title"], next_update_by=said["until"], by=a.by, now=a.now)
    return _("%(name)s owns it. Those affected hear of it by %(when)s.") % {
        "name": said["to"].name, "when": moment(said["until"], a.now)
    }  # fmt: skip


def _dismiss(a: Asked, said: Said) -> str:
    steps.dismiss(a.incident, words=said["words"], by=a.by, now=a.now)
    return _("Dismissed under your name. It can be confirmed all the same.")


def _next(a: Asked, said: Said) -> str:
    steps.set_next_update(a.incident, until=said["until"], by=a.by, now=a.now)
    return _("Those affected hear of it by %(when)s.") % {"when": moment(said["until"], a.now)}


def _cause(a: Asked, said: Said) -> str:
    steps.note_cause(a.incident, words=said["words"], by=a.by, now=a.now)
    return _("The cause is written down.")


def _fix(a: Asked, said: Said) -> str:
    steps.note_fix(a.incident, words=said["words"], by=a.by, now=a.now)
    return _("Written down. Whether it is solved, each of its people says: ask them.")


def _ask(a: Asked, said: Said) -> str:
    number = ask_everyone.ask_everyone(a.incident, by=a.by, now=a.now)
    pattern = ngettext(
        "%(n)d person is asked, in a thread of their own.", "%(n)d people are asked, each in their own thread.", number
    )
    return pattern % {"n": number}


def _end(a: Asked, said: Said) -> str:
    steps.end(a.incident, by=a.by, now=a.now)
    return _("Ended. What comes now begins a new one.")


def _draw(a: Asked, said: Said) -> str:
    draw_in(a.incident, said["cases"], by=a.by, now=a.now)
    return _("They are in it from here. “Split” takes them out again.")


def _split(a: Asked, said: Said) -> str:
    new = regroup.split_off(a.incident, said["cases"], title=said["title"], by=a.by, now=a.now)
    return _("They are incident no. %(no)d now. “Undo split” puts them back.") % {"no": new.pk}


def _merge(a: Asked, said: Said) -> str:
    regroup.merge(a.incident, into=said["into"], by=a.by, now=a.now)
    return _("Merged into “%(title)s”. “Undo merge” there takes it out again.") % {"title": title_of(said["into"])}


def _brief(a: Asked, said: Said) -> str:
    raise_concern.draft(by=a.by, now=a.now, incident=a.incident)
    return _("Begun. Nobody has it before you send it.")


ACTS: dict[str, IncidentAct] = {
    "confirm": IncidentAct(
        lambda a: _("Who owns it, and when do people hear of it?"), lambda: _("Confirm…"),
        lambda: _(
            "From here somebody owns it, and those who have it hear of it by a date. Its name is read by people who "
            "are on none of the cases: say what the trouble is, and nobody's business."
        ),
        lambda a, typed: ask.Confirm(a.incident, a.by, a.now, typed), _confirm, ANY - GOES_ON,
    ),
    "cause": IncidentAct(
        lambda a: _("What caused it?"), lambda: _("Cause found…"),
        lambda: _("For our side: nothing of it is sent to anybody."),
        lambda a, typed: ask.Words(_("The cause"), a.incident.cause, typed), _cause, GOES_ON,
    ),
    "fix": IncidentAct(
        lambda a: _("How was it put right?"), lambda: _("Put right…"),
        lambda: _("That is what we think. Whether it is solved, each of its people says for herself."),
        lambda a, typed: ask.Words(_("What was done"), a.incident.fix, typed), _fix, GOES_ON,
    ),
    "ask": IncidentAct(
        lambda a: _("Ask everybody whether it is solved?"), lambda: _("Ask if solved…"),
        lambda: _(
            "Each is asked once, in their own language and thread, with the two answers on a page of their own. A yes "
            "settles that one case; a “not yet” takes it back to work and shows here. Who was asked already is not "
            "asked again."
        ),
        lambda a, typed: forms.Form(typed), _ask, frozenset({Status.FIXED}),
    ),
    "draw": IncidentAct(
        lambda a: _("Which of these have the same trouble?"), lambda: _("Look through…"),
        lambda: _("There was more than usual of what these are about. Those that you choose are in it from here."),
        lambda a, typed: ask.Draw(a.incident, a.by, typed), _draw, ANY, does=lambda: _("Put them in"),
    ),
    "split": IncidentAct(
        lambda a: _("Which of these have another trouble?"), lambda: _("Split…"),
        lambda: _("They become an incident of their own, and what comes later keeps to it. It can be undone."),
        lambda a, typed: ask.Split(a.incident, a.by, typed), _split, ANY,
    ),
    "merge": IncidentAct(
        lambda a: _("Which other is the same trouble?"), lambda: _("Merge…"),
        lambda: _("Its cases go on there, and its own history stays. It can be undone."),
        lambda a, typed: ask.Merge(a.incident, typed), _merge, ANY,
        after=lambda a: reverse("incidents"),
    ),
    "next": IncidentAct(
        lambda a: _("When do those affected hear of it next?"), lambda: _("Next word…"),
        lambda: _("An incident that goes on always has that date. An honest line is enough, even without news."),
        lambda a, typed: ask.NextWord(a.incident, a.now, typed), _next, GOES_ON,
    ),
    "owner": IncidentAct(
        lambda a: _("Who owns it from here?"), lambda: _("Change name or owner…"),
        lambda: _("The owner keeps its promise. What happened so far stays as it is."),
        lambda a, typed: ask.Confirm(a.incident, a.by, a.now, typed), _confirm, GOES_ON,
    ),
    "dismiss": IncidentAct(
        lambda a: _("Why does it not concern us?"), lambda: _("Dismiss…"),
        lambda: _(
            "Every case is answered all the same. What comes later joins it in silence, and nobody is asked twice."
        ),
        lambda a, typed: ask.Words(_("Why"), "", typed), _dismiss, ANY - {Status.DISMISSED},
    ),
    "brief": IncidentAct(
        lambda a: _("Carry it to somebody who can end it?"), lambda: _("Write a brief…"),
        lambda: _(
            "A page with the evidence, what speaks against it, an ask and a date. Nobody has it before you send it; "
            "what is counted here is put in for you."
        ),
        lambda a, typed: forms.Form(typed), _brief, ANY - {Status.DISMISSED},
        after=lambda a: reverse("brief-words", args=[Brief.objects.filter(incident=a.incident).latest("pk").pk]),
    ),
    "end": IncidentAct(
        lambda a: _("Has everybody said that it is solved?"), lambda: _("End…"),
        lambda: _("Only when it is put right and each of its cases is settled."),
        lambda a, typed: forms.Form(typed), _end, frozenset({Status.FIXED}),
    ),
}  # fmt: skip
