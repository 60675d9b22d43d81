"""Dates as people say them, in the zone that is active. `now` is an argument; words come from the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

HOUR = timedelta(hours=1)
SOON = timedelta(hours=2)
WEEK = timedelta(days=6)


class Group(StrEnum):
    """The groups of the Owed page, in order."""

    LATE = "late"
    SOON = "soon"
    TODAY = "today"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """A promise's date for the eye: its group, its words, the clock's state and the share (0 to 100) that is left."""

    group: Group
    words: str
    clock: str
    left: int


def span(length: timedelta) -> str:
    """A length in at most two units: "13 min", "1 h 12", "3 days"."""
    minutes = max(int(length.total_seconds() // 60), 0)
    hours, rest = divmod(minutes, 60)
    days = hours // 24
    if days >= 2:
        return _("%(n)d days") % {"n": days}
    if hours and rest:
        return _("%(h)d h %(m)02d") % {"h": hours, "m": rest}
    return _("%(h)d h") % {"h": hours} if hours else _("%(m)d min") % {"m": minutes}


def clock_time(at: datetime) -> str:
    """14:30."""
    return date_format(timezone.localtime(at), "H:i")


def moment(at: datetime, now: datetime) -> str:
    """The shortest that is not ambiguous: "14:30" today, "tomorrow 12:00", "Fri 12:00" near, "25 Nov 12:00" else."""
    there, here = timezone.localtime(at), timezone.localtime(now)
    days = (there.date() - here.date()).days
    if days == 0:
        return clock_time(at)
    if days == 1:
        return _("tomorrow %(time)s") % {"time": clock_time(at)}
    if days == -1:
        return _("yesterday %(time)s") % {"time": clock_time(at)}
    if abs(days) < 7:
        return date_format(there, "D H:i")
    return date_format(there, "j M H:i" if there.year == here.year else "j M Y H:i")


def day(at: datetime, now: datetime) -> str:
    """A day as a heading: "Today", "Yesterday", "Monday 16 November"."""
    there, here = timezone.localtime(at), timezone.localtime(now)
    days = (here.date() - there.date()).days
    if days == 0:
        return _("Today")
    if days == 1:
        return _("Yesterday")
    return date_format(there, "l j F" if there.year == here.year else "l j F Y")


def due(due_at: datetime, made_at: datetime, now: datetime) -> Due:
    """How a promise stands: late with by how much, soon with how long, else until when."""
    if due_at < now:
        return Due(Group.LATE, _("%(span)s late") % {"span": span(now - due_at)}, "late", 0)
    whole = (due_at - made_at).total_seconds()
    left = min(100, max(1, round(100 * (due_at - now).total_seconds() / whole))) if whole > 0 else 100
    if due_at - now <= SOON:
        return Due(Group.SOON, _("in %(span)s") % {"span": span(due_at - now)}, "soon", left)
    today = timezone.localtime(due_at).date() == timezone.localtime(now).date()
    if today:
        return Due(Group.TODAY, _("by %(time)s") % {"time": clock_time(due_at)}, "fine", left)
    return Due(Group.LATER, moment(due_at, now), "fine", left)
