"""Working time, to the minute: when a promise is due, and how much working time lies between two moments.

Pure arithmetic on aware datetimes; results are in UTC. Days begin and end by the local clock of the inbox, so a working
day in a week when the clocks change still ends at five o'clock, and a minute is a real minute.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

Span = tuple[time, time]
Week = tuple[tuple[Span, ...], ...]

MIDNIGHT: Final = time(0, 0)
LONGEST_DAYS: Final = 3660
LONGEST_MINUTES: Final = LONGEST_DAYS * 24 * 60
_LONGEST_REST_DAYS: Final = 400
_DAY: Final = timedelta(days=1)
_ZERO: Final = timedelta(0)


class NoWorkingTime(ValueError):
    """These hours never open, so nothing that waits for working time would ever be due."""


def minutes_of(span: timedelta) -> int:
    """Whole minutes in `span`, rounded down."""
    return span // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody is there: local spans for Monday to Sunday, without the holidays.

    A span begins and ends on the same day; an end of 00:00 means the end of that day. Spans of a day are in order and
    do not overlap. Raises ValueError for anything else, ZoneInfoNotFoundError for an unknown zone.
    """

    timezone: str
    week: Week
    holidays: frozenset[date] = frozenset()
    _zone: ZoneInfo = field(init=False, repr=False, compare=False)
    _days: dict[date, tuple[tuple[datetime, datetime], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        for spans in self.week:
            last = MIDNIGHT
            for number, (opens, closes) in enumerate(spans):
                if (number and opens < last) or (closes != MIDNIGHT and closes <= opens):
                    raise ValueError("the spans of a day must be in order, without overlap, and end after they begin")
                if closes == MIDNIGHT and number != len(spans) - 1:
                    raise ValueError("a span that lasts to the end of the day must be the day's last")
                last = closes
        object.__setattr__(self, "_zone", ZoneInfo(self.timezone))
        object.__setattr__(self, "_days", {})

    def local(self, moment: datetime) -> datetime:
        """`moment` on the local clock."""
        return moment.astimezone(self._zone)

    def at(self, day: date, clock: time) -> datetime:
        """The moment in UTC when the local clock shows `clock` on `day` (the first of two when the clock goes back)."""
        return datetime.combine(day, clock, self._zone).astimezone(UTC)

    def open_on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The spans of one local day, in UTC; empty on a holiday or a day off."""
        known = self._days.get(day)
        if known is not None:
            return known
        spans: list[tuple[datetime, datetime]] = []
        if day not in self.holidays:
            for opens, closes in self.week[day.weekday()]:
                begin = self.at(day, opens)
                end = self.at(day + _DAY if closes == MIDNIGHT else day, closes)
                if end > begin:
                    spans.append((begin, end))
        if len(self._days) > 1000:
            self._days.clear()
        self._days[day] = tuple(spans)
        return self._days[day]

    def first_open(self, moment: datetime) -> datetime:
        """`moment` itself if somebody is there, else the next opening. Raises NoWorkingTime if none comes."""
        day = self.local(moment).date()
        for _ in range(_LONGEST_REST_DAYS):
            for begin, end in self.open_on(day):
                if moment < end:
                    return max(begin, moment.astimezone(UTC))
            day += _DAY
        raise NoWorkingTime("these hours never open")

    @staticmethod
    def office(
        timezone: str, opens: time = time(9), closes: time = time(17), days: Iterable[int] = range(5)
    ) -> "Hours":
        """The same span on each of `days` (0 is Monday), Monday to Friday from 9 to 17 unless told otherwise."""
        there = frozenset(days)
        return Hours(timezone, tuple(((opens, closes),) if day in there else () for day in range(7)))


def due(start: datetime, minutes: int, hours: Hours, wall: bool = False) -> datetime:
    """The moment (UTC) when `minutes` have passed since `start`: working minutes, or minutes on the wall clock.

    Zero working minutes give `start` itself in working time, else the next opening. Raises NoWorkingTime where the
    hours never open, ValueError for a naive `start`, a negative number or more than ten years.
    """
    if start.tzinfo is None:
        raise ValueError("a start needs a time zone")
    if not 0 <= minutes <= LONGEST_MINUTES:
        raise ValueError("minutes must lie between 0 and ten years")
    start, left = start.astimezone(UTC), timedelta(minutes=minutes)  # in UTC, where a minute is always a minute
    if wall:
        return start + left
    day = hours.local(start).date()
    rested = 0
    while rested < _LONGEST_REST_DAYS:
        rested += 1
        for begin, end in hours.open_on(day):
            if start >= end:
                continue
            from_here = max(begin, start)
            rested = 0
            if from_here + left <= end:
                return from_here + left
            left -= end - from_here
        day += _DAY
    raise NoWorkingTime("these hours never open")


def due_in_days(start: datetime, days: int, hours: Hours) -> datetime:
    """The moment (UTC) `days` working days after `start`, at the same time of day on the local clock.

    A start outside working time counts from the next opening. On the last day a time of day when nobody is there
    becomes that day's next opening, or its closing time if none follows. Raises as `due` does.
    """
    if start.tzinfo is None:
        raise ValueError("a start needs a time zone")
    if not 0 <= days <= LONGEST_DAYS:
        raise ValueError("days must lie between 0 and ten years")
    first = hours.first_open(start)
    local = hours.local(first)
    day, rested = local.date(), 0
    for _ in range(days):
        day += _DAY
        while not hours.open_on(day):
            day, rested = day + _DAY, rested + 1
            if rested > _LONGEST_REST_DAYS:
                raise NoWorkingTime("these hours never open")
        rested = 0
    wanted = hours.at(day, local.time())
    spans = hours.open_on(day)
    for begin, end in spans:
        if wanted <= end:
            return max(begin, wanted)
    return spans[-1][1]


def working_minutes_between(start: datetime, end: datetime, hours: Hours) -> int:
    """Whole working minutes from `start` to `end`; 0 if `end` is not later. Raises ValueError beyond ten years."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if end <= start:
        return 0
    if end - start > timedelta(minutes=LONGEST_MINUTES):
        raise ValueError("more than ten years")
    total, day, last = _ZERO, hours.local(start).date(), hours.local(end).date()
    while day <= last:
        for begin, close in hours.open_on(day):
            total += max(_ZERO, min(close, end) - max(begin, start))
        day += _DAY
    return minutes_of(total)
