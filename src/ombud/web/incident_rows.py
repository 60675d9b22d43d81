"""Rows of the list of incidents, prepared so that the templates only print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.incidents import lists
from ombud.incidents.models import Incident
from ombud.incidents.rules import Status, status

from . import signs
from .incident_names import status_name, title_of
from .names import language_name
from .when import Due, due, moment


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident: its name, what people see of it, how many have it, who owns it, what is promised by when."""

    number: int
    url: str
    title: str
    status: str
    chip: str
    safety: bool
    people: str
    cases: str
    languages: str
    seen: str
    owner: str
    clock: SafeString
    next: str
    late: bool


def incident_rows(incidents: Iterable[Incident], now: datetime) -> list[IncidentRow]:
    """The rows, in a constant number of queries."""
    wanted = list(incidents)
    counted = lists.figures([one.pk for one in wanted])
    return [_row(one, counted[one.pk], now) for one in wanted]


def people_of(number: int) -> str:
    """How many people have it."""
    return ngettext("%(n)d person", "%(n)d people", number) % {"n": number}


def cases_of(number: int) -> str:
    """How many cases they have."""
    return ngettext("%(n)d case", "%(n)d cases", number) % {"n": number}


def languages_of(figures: lists.Figures) -> str:
    """The languages, the one of most cases first."""
    return ", ".join(language_name(code) for code in figures.languages)


def chip_of(label: Status) -> str:
    """How the state looks."""
    return {Status.PROPOSED: "chip-soon", Status.FIXED: "chip-kept", Status.ENDED: "chip-kept"}.get(label, "")


def _row(incident: Incident, figures: lists.Figures, now: datetime) -> IncidentRow:
    label = status(incident)
    promised = promised_by(incident, now)
    if figures.first and figures.last:
        seen = _("first %(first)s, last %(last)s") % {
            "first": moment(figures.first, now), "last": moment(figures.last, now)
        }  # fmt: skip
    else:
        seen = ""
    return IncidentRow(
        incident.pk, reverse("incident", args=[incident.pk]), title_of(incident), status_name(label), chip_of(label),
        incident.safety_at is not None, people_of(figures.people), cases_of(figures.cases), languages_of(figures), seen,
        incident.owner.name if incident.owner else "",
        signs.clock(promised.clock, promised.left) if promised else signs.clock("todo"),
        promised.words if promised else "", bool(promised and promised.clock == "late"),
    )  # fmt: skip


def promised_by(incident: Incident, now: datetime) -> Due | None:
    """How the date of the next word stands, of an incident that goes on."""
    if not (incident.open and incident.confirmed_at and incident.next_update_by):
        return None
    return due(incident.next_update_by, incident.confirmed_at, now)
