"""Rows of the list of incidents, prepared so that the templates only print them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.access.circle import cases_seen_by
from ombud.cases.models import Case
from ombud.incidents import lists
from ombud.incidents.looking_back import ringing
from ombud.incidents.models import Incident
from ombud.incidents.rules import Status, status
from ombud.team.models import Member

from . import signs
from .incident_names import status_name, title_of
from .names import language_name
from .said import lang, plain, quoted
from .when import Due, due, moment


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident: its name, what people see of it, how many have it, who owns it, what is promised by when."""

    number: int
    url: str
    title: str
    about: str
    lang: str
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
    rings: bool


def incident_rows(incidents: Iterable[Incident], member: Member, now: datetime) -> list[IncidentRow]:
    """The rows as `member` may see them, in a constant number of queries."""
    wanted = list(incidents)
    numbers = [one.pk for one in wanted]
    counted, topics = lists.figures(numbers), first_topics(numbers, member)
    rung = set(ringing().filter(incident__in=numbers).values_list("incident", flat=True))
    return [_row(one, counted[one.pk], topics.get(one.pk, ("", "")), now, rings=one.pk in rung) for one in wanted]


def first_topics(incidents: Collection[int], member: Member) -> dict[int, tuple[str, str]]:
    """What the first case in each is about, of those that she is on, and its language: whoever may not see a case sees
    no word of it (D23)."""
    inside = cases_seen_by(member).filter(memberships__incident__in=incidents, memberships__left_at=None).order_by()
    first = inside.values_list("memberships__incident").annotate(Min("id"))
    case = {number: incident for incident, number in first}
    rows = Case.objects.filter(pk__in=case).values_list("pk", "topic", "language")
    return {case[number]: (topic, language) for number, topic, language in rows}


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


def _row(
    incident: Incident, figures: lists.Figures, topic: tuple[str, str], now: datetime, *, rings: bool
) -> IncidentRow:
    label = status(incident)
    words, language = topic
    promised = promised_by(incident, now)
    if figures.first and figures.last:
        seen = _("first %(first)s, last %(last)s") % {
            "first": moment(figures.first, now), "last": moment(figures.last, now)
        }  # fmt: skip
    else:
        seen = ""
    return IncidentRow(
        incident.pk, reverse("incident", args=[incident.pk]), title_of(incident),
        quoted(words, language, 100) if plain(words) else "", lang(language), status_name(label), chip_of(label),
        incident.safety_at is not None, people_of(figures.people), cases_of(figures.cases), languages_of(figures), seen,
        incident.owner.name if incident.owner else "",
        signs.clock(promised.clock, promised.left) if promised else signs.clock("todo"),
        promised.words if promised else "", bool(promised and promised.clock == "late"), rings,
    )  # fmt: skip


def promised_by(incident: Incident, now: datetime) -> Due | None:
    """How the date of the next word stands, of an incident that goes on."""
    if not (incident.open and incident.confirmed_at and incident.next_update_by):
        return None
    return due(incident.next_update_by, incident.confirmed_at, now)
