"""New people per day as a picture that stands on its own table: the table's head is the axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

DAYS = 14
HEIGHT = 96


@dataclass(frozen=True, slots=True)
class Day:
    """One column: the day, how many told of it for the first time, how many in all by then, and the bar."""

    name: str
    new: int
    total: int
    bar: SafeString


@dataclass(frozen=True, slots=True)
class Days:
    """The last days on which something can have happened. `before` counts the people from before the first of them."""

    days: list[Day]
    before: int


def days_of(firsts: Iterable[datetime], now: datetime) -> Days:
    """Of each person the moment when she first told of it; days are those of the reader's zone."""
    by_day = Counter(timezone.localtime(at).date() for at in firsts)
    today = timezone.localtime(now).date()
    if not by_day:
        return Days([], 0)
    first = max(min(by_day), today - timedelta(days=DAYS - 1))
    last = min(today, max(*by_day, first + timedelta(days=6)))
    before = total = sum(count for day, count in by_day.items() if day < first)
    most = max(by_day[day] for day in _between(first, last)) or 1
    shown: list[Day] = []
    for day in _between(first, last):
        total += by_day[day]
        shown.append(Day(_name(day, today), by_day[day], total, _bar(by_day[day], most)))
    return Days(shown, before)


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _name(day: date, today: date) -> str:
    name = date_format(day, "D j" if day.month == today.month else "j M")
    return _("%(day)s, so far") % {"day": name} if day == today else name


def _bar(value: int, most: int) -> SafeString:
    """One bar, as high as its number is of the largest; decorative, the number stands in the table."""
    high = round((HEIGHT - 16) * value / most)
    return format_html(
        '<svg class="day-bar" viewBox="0 0 40 {}" preserveAspectRatio="xMidYMax meet" aria-hidden="true">'
        '<text x="20" y="{}">{}</text><rect x="6" y="{}" width="28" height="{}"/></svg>',
        HEIGHT, HEIGHT - high - 4, value or "", HEIGHT - high, high,
    )  # fmt: skip
