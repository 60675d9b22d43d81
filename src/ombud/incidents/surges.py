"""More than usual: whether a topic breaks from its own normal now, and which cases that is made of (D33)."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Final

from django.db.models import Q, QuerySet

from ombud.cases.models import Case

from . import rules
from .rates import HOUR, WEEKS, WINDOWS, Break, broken, hour_of, weeks_before
from .standing import tellers_of
from .tallies import ONCE, Surge, Tallied, Tally

LONGEST: Final = max(WINDOWS)
LOOKED_AT: Final = 200  # cases of a window that broke


def broke(topic: str, channel: str, now: datetime, zone: tzinfo = UTC) -> Break | None:
    """Whether there is more of the topic than usual now, beside what is in incidents already; nothing for a day after
    it was said. A few hundred small rows are read, whatever the history."""
    if Surge.objects.filter(topic=topic, channel=channel, at__gt=now - ONCE).exists():
        return None
    begin = hour_of(now) - (LONGEST - 1) * HOUR
    # Each window begins at its own hour; where the clocks are changed within it, weeks begin an hour sooner or later.
    starts = [weeks_before(begin, week, zone) for week in range(WEEKS + 1)]
    hours = {start + n * HOUR for start in starts for n in range(-1, LONGEST + 1)}
    counts = dict(Tally.objects.filter(topic=topic, channel=channel, hour__in=hours).values_list("hour", "people"))
    first = Tally.objects.filter(channel=channel).order_by("hour").values_list("hour", flat=True).first()
    found = broken(counts, now, first, zone=zone) if first else None
    if found is None or first is None:
        return None
    return broken(counts, now, first, _no_news(topic, channel, found.since), zone=zone)


def _no_news(topic: str, channel: str, since: datetime) -> int:
    """How many of them are in incidents already, or say but for a name what somebody else said before."""
    spoke = list(voices(topic, channel, since).order_by("-at").values_list("case", flat=True)[:LOOKED_AT])
    known = set(
        Case.objects.filter(pk__in=spoke, memberships__left_at=None, memberships__isnull=False).values_list(
            "pk", flat=True
        )
    )
    return len(known) + len(rules.copiers(tellers_of([case for case in spoke if case not in known])))


def voices(topic: str, channel: str, since: datetime) -> QuerySet[Tallied]:
    """Those who spoke of the topic since then."""
    return Tallied.objects.filter(topic=topic, channel=channel, voice=True, at__gte=since)


def to_look_through(surge: Surge) -> QuerySet[Case]:
    """The cases that the surge is made of and that are in no incident."""
    window = Q(tallied__topic=surge.topic, tallied__channel=surge.channel, tallied__voice=True)
    during = Q(tallied__at__gte=surge.since, tallied__at__lte=surge.at)
    placed = Case.objects.filter(memberships__left_at=None, memberships__isnull=False)
    return Case.objects.filter(window, during).exclude(pk__in=placed.values("pk"))
