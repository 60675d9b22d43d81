"""How often readings were corrected: by week, language and kind, and the latest mistakes. Read-only.

A message counts in the week in which it was read, under what it was read as first; corrected is what a person changed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Min, QuerySet
from django.db.models.functions import TruncWeek

from ombud.conversations.models import Message

from .models import Correction, Reading

WEEKS = 12
LATEST = 20


@dataclass(frozen=True, slots=True)
class Share:
    """So many messages were read so, and so many of those readings a person changed."""

    read: int
    corrected: int

    @property
    def of_100(self) -> float:
        return 100 * self.corrected / self.read if self.read else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The last weeks, newest first; each language and kind in all of them, the most read first."""

    weeks: list[tuple[date, Share]]
    languages: list[tuple[str, Share]]
    kinds: list[tuple[str, Share]]
    whole: Share


def figures(now: datetime, weeks: int = WEEKS) -> Figures:
    """The figures of the last `weeks` weeks; three queries."""
    week = TruncWeek("at")
    monday = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    since = monday - timedelta(weeks=weeks - 1)
    readings = Reading.objects.filter(at__gte=since)
    read: Counter[tuple[date, str, str]] = Counter()
    for at, language, kind, number in (
        readings.annotate(week=week).values_list("week", "language", "kind").annotate(number=Count("pk")).order_by()
    ):
        read[(at.date(), language, kind)] += number
    changed = Correction.objects.filter(reading__at__gte=since).exclude(was=F("becomes"))
    corrected: Counter[tuple[date, str, str]] = Counter()
    # What stands in a reading today is what people made of it: back to what it was read as.
    firsts = changed.values("reading").annotate(first=Min("id"))
    first = Correction.objects.filter(pk__in=firsts.values("first")).annotate(week=TruncWeek("reading__at"))
    for at, language, kind, language_now, kind_now in first.values_list(
        "week", "language", "kind", "reading__language", "reading__kind"
    ):
        corrected[(at.date(), language, kind)] += 1
        read[(at.date(), language_now, kind_now)] -= 1
        read[(at.date(), language, kind)] += 1
    mondays = [(monday - timedelta(weeks=n)).date() for n in range(weeks)]
    return Figures(
        [(day, _share(0, day, read, corrected)) for day in mondays], _by(1, read, corrected), _by(2, read, corrected),
        Share(sum(read.values()), sum(corrected.values())),
    )  # fmt: skip


type _Counted = Counter[tuple[date, str, str]]


def _share(place: int, name: object, read: _Counted, corrected: _Counted) -> Share:
    return Share(*(sum(n for key, n in counted.items() if key[place] == name) for counted in (read, corrected)))


def _by(place: int, read: _Counted, corrected: _Counted) -> list[tuple[str, Share]]:
    names = {str(key[place]) for key, number in read.items() if number}
    shares = {name: _share(place, name, read, corrected) for name in names}
    return sorted(shares.items(), key=lambda item: (-item[1].read, item[0]))


def mistakes(seen: QuerySet[Message], number: int = LATEST) -> list[Correction]:
    """The latest corrections of messages in `seen`, newest first, each with its message and who made it."""
    found = Correction.objects.exclude(was=F("becomes")).filter(reading__message__in=seen.values("id"))
    return list(found.select_related("reading__message__inbox", "by").order_by("-at", "-id")[:number])
