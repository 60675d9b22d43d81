"""Words for the codes of incidents: states, what happened, what two tellings share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ombud.incidents.looking_back import Lead, Looked
from ombud.incidents.models import Happening, Incident
from ombud.incidents.rules import Status
from ombud.triage.kinds import COMPLAINTS

from .names import language_name
from .reading_names import scenario_name
from .said import plain, shortened
from .when import moment, span

ICONS = {
    "proposed": "incident", "confirmed": "check", "changed": "pen", "dismissed": "leave", "next_update": "owed",
    "cause_found": "look", "fixed": "tool", "ended": "check", "passed_on": "person", "joined": "join", "left": "leave",
    "returned": "back", "split": "split", "split_off": "split", "merged": "join", "merged_into": "join",
    "unmerged": "back", "own_again": "back", "update_late": "owed",
    "alarm": "look", "rang": "mail", "rang_again": "mail", "heeded": "check", "press": "text", "surge": "look",
    "update_sent": "out", "update_asked": "ask", "update_stopped": "stop", "asked_all": "ask",
}  # fmt: skip


def status_name(status: Status) -> str:
    """What people see of an incident."""
    return {
        Status.PROPOSED: _("Proposed"),
        Status.CONFIRMED: pgettext("incident", "Confirmed"),
        Status.CAUSE_FOUND: _("Cause found, being repaired"),
        Status.FIXED: _("Put right, we think"),
        Status.ENDED: _("Ended"),
        Status.DISMISSED: _("Dismissed"),
        Status.MERGED: _("Part of another"),
    }[status]


def title_of(incident: Incident) -> str:
    """What people call it; as long as nobody has named it, its number. Never a customer's words."""
    return plain(incident.title) or _("Incident no. %(no)d") % {"no": incident.pk}


def fact_name(name: str) -> str:
    """What two tellings both name: "4 November", "34.90", "version 4.2.1"."""
    kind, _space, value = name.partition(" ")
    if kind == "day":
        month, _dash, day = value.partition("-")
        try:
            return date_format(date(2024, int(month), int(day)), "j F")
        except ValueError:
            return value
    if kind == "version":
        return _("version %(value)s") % {"value": value}
    if kind == "number":
        return _("number %(value)s") % {"value": value}
    return value.upper() if kind == "code" else value


def topic_name(topic: str) -> str:
    """What a complaint is about; "something else" where no reading says."""
    return scenario_name(topic) if topic in COMPLAINTS else _("something else")


def lead_words(looked: Looked) -> str:
    """How long before its peak an alarm rang: the honest figure, also where it is none to be proud of."""
    return {
        Lead.BEFORE: _("The alarm rang %(span)s before the peak."),
        Lead.AFTER: _("The alarm rang after the peak, by %(span)s."),
        Lead.NOT_AT_ALL: _("No alarm rang, though many came at once."),
        Lead.NONE: "",
    }[looked.kind] % {"span": span(looked.by)}


def happened(line: Happening, now: datetime) -> str:
    """One line of what happened, as a sentence."""
    tell = SENTENCES.get(line.what)
    cases = int(line.params.get("cases", 0) or 0)
    values = {
        "by": line.by.name if line.by else _("Somebody"), "name": plain(str(line.params.get("name", ""))),
        "no": line.params.get("number", ""), "people": line.params.get("people", ""),
        "hours": line.params.get("hours", ""), "usual": line.params.get("usual", ""),
        "topic": topic_name(str(line.params.get("topic", ""))), "until": _date(line, now),
        "language": language_name(str(line.params.get("language", ""))),
        "cases": ngettext("%(n)d case", "%(n)d cases", cases) % {"n": cases},
    }  # fmt: skip
    said = (tell() if tell else line.what.replace("_", " ")) % values
    words = shortened(str(line.params.get("words", "")), 300)
    return f"{said} “{words}”" if words else said


def _date(line: Happening, now: datetime) -> str:
    at = parse_datetime(str(line.params.get("until", ""))) if line.params.get("until") else None
    return moment(at, now) if at else ""


SENTENCES: dict[str, Callable[[], str]] = {
    "proposed": lambda: _("Proposed by itself: %(people)s people."),
    "confirmed": lambda: _("%(by)s confirmed it. %(name)s owns it; next word by %(until)s."),
    "changed": lambda: _("%(by)s changed it. %(name)s owns it; next word by %(until)s."),
    "dismissed": lambda: _("%(by)s dismissed it:"),
    "next_update": lambda: _("%(by)s promised the next word by %(until)s."),
    "cause_found": lambda: _("%(by)s found the cause:"),
    "fixed": lambda: _("%(by)s put it right:"),
    "ended": lambda: _("%(by)s ended it: everybody's own case is settled."),
    "passed_on": lambda: _("%(by)s gave it to %(name)s, who owns it now."),
    "joined": lambda: _("%(by)s drew in %(cases)s."),
    "left": lambda: _("%(by)s took out %(cases)s."),
    "returned": lambda: _("%(by)s put back %(cases)s."),
    "split": lambda: _("%(by)s split off %(cases)s, now incident no. %(no)s."),
    "split_off": lambda: _("%(by)s split it off incident no. %(no)s: %(cases)s."),
    "merged": lambda: _("%(by)s merged incident no. %(no)s into this one: %(cases)s."),
    "merged_into": lambda: _("%(by)s merged it into incident no. %(no)s."),
    "update_sent": lambda: _("%(by)s wrote to %(people)s in %(language)s; next word by %(until)s."),
    "update_asked": lambda: _("%(by)s asked %(name)s to write it in %(language)s by %(until)s."),
    "update_stopped": lambda: _("The word in %(language)s was stopped before the first letter went."),
    "update_called_back": lambda: _("%(by)s called back the word in %(language)s: %(people)s more were to get it."),
    "asked_all": lambda: _("%(by)s asked %(cases)s whether it is solved."),
    "update_late": lambda: _("The word to everybody was late: promised by %(until)s. Kept on record."),
    "alarm": lambda: _("It passed the mark from which a leader is warned."),
    "rang": lambda: _("%(name)s was told that it may boil over."),
    "rang_again": lambda: _("Nobody had heeded it: %(name)s was told again."),
    "heeded": lambda: _("%(by)s heeded the warning."),
    "surge": lambda: _("More than usual about %(topic)s: %(people)s people in %(hours)s hours, usually %(usual)s."),
    "press": lambda: _("The press asked about it."),
    "unmerged": lambda: _("%(by)s made incident no. %(no)s one of its own again: %(cases)s left."),
    "own_again": lambda: _("%(by)s made it one of its own again: %(cases)s came back from no. %(no)s."),
}
