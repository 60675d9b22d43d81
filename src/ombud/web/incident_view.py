"""One incident for the eye: how many have it, since when, where each case stands, what is promised, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.access.rules import may
from ombud.incidents import lists
from ombud.incidents.models import Happening, Incident
from ombud.incidents.rules import Copying, Status, copying, status
from ombud.incidents.standing import members, tellers_of
from ombud.promises.models import Promise
from ombud.team.models import Member

from . import signs
from .incident_acts import offered
from .incident_cases import CaseLines, case_lines
from .incident_days import Days, days_of
from .incident_names import ICONS, happened, status_name, title_of
from .incident_rows import cases_of, chip_of, languages_of, people_of, promised_by
from .incident_solved import Solved, solved_of
from .incident_warning import WarningView, warning_view
from .when import Due, moment, span
from .word_view import WordView, word_view

LINES = 40
PLEDGES = 6
COUNTED = 2000  # so many tellings are looked at for copied text


@dataclass(frozen=True, slots=True)
class ApartLine:
    """An incident that was split off, or is part of this one: with a way there and a way to undo."""

    url: str
    title: str
    says: str
    undo: str
    undo_label: str


@dataclass(frozen=True, slots=True)
class IncidentView:
    """The incident as the page shows it."""

    id: int
    title: str
    status: str
    chip: str
    safety: bool
    says: str
    cause: str
    fix: str
    dismissed: str
    figures: list[tuple[str, str]]
    copied: str
    days: Days
    cases: CaseLines
    apart: list[ApartLine]
    promise: str
    promise_clock: SafeString
    late: bool
    owner: str
    owner_sign: SafeString
    owner_line: str
    solved: Solved
    pledges: list[tuple[SafeString, str, str]]
    word: WordView
    warning: WarningView
    happened: list[tuple[SafeString, str, str]]
    acts: list[tuple[str, str, bool]]
    main: tuple[str, str] | None
    into: str


def incident_view(
    incident: Incident, member: Member, now: datetime, below: int = 0, *, show: str = "", **word: Any
) -> IncidentView:
    """Everything on the page, in a constant number of queries. `word` is for the section of that name."""
    figures = lists.figures([incident.pk])[incident.pk]
    label, promised = status(incident), promised_by(incident, now)
    inside = list(members(incident).values_list("case_id", flat=True)[:COUNTED])
    lines = case_lines(incident, member, now, below, figures.cases, show)
    acts = offered(incident, member)
    main = next(((act.url, act.label) for act in acts if act.main), None)
    owner = incident.owner
    return IncidentView(
        incident.pk, title_of(incident), status_name(label), chip_of(label), incident.safety_at is not None,
        _says(incident, label, now), incident.cause, incident.fix, incident.dismissed,
        _figures(figures, now), _copied(copying(tellers_of(inside)), figures.cases),
        days_of([at for _person, at in lists.first_days(incident)], now), lines, _apart(incident, member),
        _promise(incident, now), _clock(promised),
        bool(promised and promised.clock == "late"), owner.name if owner else "",
        signs.who(owner.name if owner else "", "ours" if owner else "nobody", "large"),
        _("since %(when)s") % {"when": moment(incident.confirmed_at, now)} if owner and incident.confirmed_at else "",
        solved_of(incident, keeps=may(member.roles, "keep_incidents")), _pledges(incident, now),
        word_view(incident, member, now, **word),
        warning_view(incident, member, now), _happened(incident, now),
        [(act.url, act.label, act.sheet) for act in acts if not act.main], main,
        reverse("incident", args=[incident.merged_into_id]) if incident.merged_into_id else "",
    )  # fmt: skip


def _says(incident: Incident, label: Status, now: datetime) -> str:
    if label is Status.PROPOSED:
        return _("Proposed by itself, %(when)s. Nobody has confirmed it: then it has an owner and a date.") % {
            "when": moment(incident.proposed_at, now)
        }
    if label is Status.MERGED:
        return _("Everything goes on in incident no. %(no)d.") % {"no": incident.merged_into_id or 0}
    if label is Status.DISMISSED:
        return _("What comes later joins it in silence; every case is answered all the same.")
    return ""


def _figures(figures: lists.Figures, now: datetime) -> list[tuple[str, str]]:
    people = ngettext("person, not messages (%(cases)s)", "people, not messages (%(cases)s)", figures.people)
    found = [(str(figures.people), people % {"cases": cases_of(figures.cases)})]
    spoken = ngettext("language: %(names)s", "languages: %(names)s", len(figures.languages))
    found.append((str(len(figures.languages)), spoken % {"names": languages_of(figures) or "–"}))
    if figures.first and figures.last:
        found.append((moment(figures.first, now), _("first seen")))
        found.append((moment(figures.last, now), _("last seen")))
    return found


def _copied(found: Copying, cases: int) -> str:
    """How far it is told in copied text, in people: a campaign is shown as such, and answered all the same."""
    if not found.copied:
        return ""
    first = _("Of its first %(n)d cases: ") % {"n": COUNTED} if cases > COUNTED else ""
    if not found.campaign:
        pattern = ngettext(
            "Copied text: %(n)d person sent words that somebody else had sent. Each is answered; the count of people "
            "who speak for themselves is lower.",
            "Copied text: %(n)d people sent words that somebody else had sent. Each is answered; the count of people "
            "who speak for themselves is lower.",
            found.copied,
        )
        return first + pattern % {"n": found.copied}
    said = _("Most of it is one text: %(same)d of %(people)d people sent it. That looks like a copy-paste campaign.")
    counts = ngettext(
        "All in all it counts as %(n)d voice. Each of these people is answered all the same.",
        "All in all it counts as %(n)d voices. Each of these people is answered all the same.",
        found.voices,
    ) % {"n": found.voices}  # fmt: skip
    return f"{first}{said % {'same': found.same, 'people': found.people}} {counts}"


def _apart(incident: Incident, member: Member) -> list[ApartLine]:
    """What was split off, what this was split from, and what is part of it."""
    near = Q(split_from=incident) | Q(merged_into=incident)
    if incident.split_from_id:
        near |= Q(pk=incident.split_from_id)
    found = list(Incident.objects.filter(near).order_by("-pk")[:20])
    counted = lists.figures([one.pk for one in found])
    keeps = may(member.roles, "keep_incidents")
    lines = []
    for one in found:
        url = reverse("incident", args=[one.pk])
        people = people_of(counted[one.pk].people)
        if one.merged_into_id == incident.pk:
            says, undo, label = _("Merged into this one."), "incident-own-again", _("Undo merge")
        elif one.split_from_id == incident.pk and one.open and incident.open:
            says, undo, label = (
                _("%(people)s. Close, and another trouble.") % {"people": people},
                "incident-rejoin",
                _("Undo split"),
            )
        else:
            says, undo, label = _("%(people)s. Close, and another trouble.") % {"people": people}, "", ""
        undo_url = reverse(undo, args=[one.pk]) if undo and keeps else ""
        lines.append(ApartLine(url, title_of(one), says, undo_url, label))
    return lines


def _promise(incident: Incident, now: datetime) -> str:
    if incident.open and incident.confirmed_at and incident.next_update_by:
        return _("Next word by %(when)s") % {"when": moment(incident.next_update_by, now)}
    return ""


def _pledges(incident: Incident, now: datetime) -> list[tuple[SafeString, str, str]]:
    """What was promised to everybody before: kept, or broken for ever. A date that was moved in time is neither."""
    rows = Promise.objects.filter(pledge__incident=incident).exclude(kept_at=None, broken_at=None)
    lines = []
    for promise in rows.order_by("-pk")[:PLEDGES]:
        by = _("by %(when)s") % {"when": moment(promise.due_at, now)}
        if promise.broken_at:
            end = promise.kept_at or promise.released_at or now
            late = _("broken, %(span)s late") % {"span": span(end - promise.due_at)}
            lines.append((signs.clock("late", size="small"), by, late))
        elif promise.kept_at:
            kept = _("kept %(when)s") % {"when": moment(promise.kept_at, now)}
            lines.append((signs.clock("kept", size="small"), by, kept))
    return lines


def _clock(promised: Due | None) -> SafeString:
    return signs.clock(promised.clock, promised.left, "large") if promised else signs.clock("todo", 0, "large")


def _happened(incident: Incident, now: datetime) -> list[tuple[SafeString, str, str]]:
    lines = Happening.objects.filter(incident=incident).select_related("by").order_by("-pk")[:LINES]
    return [
        (signs.icon(ICONS.get(line.what, "owed"), "icon-small"), happened(line, now), moment(line.at, now))
        for line in lines
    ]
