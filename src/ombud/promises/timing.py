"""From an inbox's settings to moments in time: its hours, its holidays, its terms."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from functools import lru_cache

from ombud.inboxes.models import Inbox

from .clock import Hours
from .holidays import public_holidays
from .terms import Term, Terms

TERMS = Terms()


@lru_cache(maxsize=64)
def _hours(zone: str, week: str, country: str, holidays: str, year: int) -> Hours:
    days = frozenset(date.fromisoformat(d) for d in json.loads(holidays))
    if country:
        code, _, subdivision = country.partition("-")
        days |= public_holidays(code, subdivision or None, (year - 1, year, year + 1))
    spans = tuple(tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in day) for day in json.loads(week))
    return Hours(zone, spans, days)


def hours_of(inbox: Inbox, now: datetime) -> Hours:
    """When somebody is there for `inbox`, with the public holidays of its country around `now`."""
    return _hours(inbox.zone, json.dumps(inbox.week), inbox.country, json.dumps(inbox.holidays), now.year)


def due_in(inbox: Inbox, term: Term, now: datetime) -> datetime:
    """When a promise of this length, made now, is due by the clock of `inbox`."""
    return term.due(now, hours_of(inbox, now))
