"""New people per day, week or month: what the picture of a brief stands on. Pure; kept as JSON when a brief is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, cast

COLUMNS: Final = 14  # as many as one reads at a glance, and as fit beside the figures on one page
FEWEST: Final = 6

Unit = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Column:
    """One step of time: its first day, how many told of it for the first time in it, how many in all by its end."""

    day: date
    new: int
    total: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The steps, the oldest first, without a gap. `before` counts the people from before the first of them."""

    unit: Unit
    columns: tuple[Column, ...]
    before: int

    @property
    def most(self) -> int:
        """The largest number of new people in one step; at least 1."""
        return max((column.new for column in self.columns), default=0) or 1

    def as_json(self) -> dict[str, Any]:
        """As it is kept: dates as ISO 8601."""
        return {
            "unit": self.unit, "before": self.before,
            "columns": [[column.day.isoformat(), column.new, column.total] for column in self.columns],
        }  # fmt: skip

    @staticmethod
    def of_json(kept: Mapping[str, Any]) -> Trend:
        """What was kept; nothing of nothing."""
        columns = tuple(Column(date.fromisoformat(day), new, total) for day, new, total in kept.get("columns", ()))
        return Trend(cast("Unit", kept.get("unit", "day")), columns, int(kept.get("before", 0)))


def trend(firsts: Iterable[date], today: date) -> Trend:
    """Of each person the day when she first told of it. Days if all of them fit, else weeks (from Monday), else
    months; what lies before the last `COLUMNS` months is counted in `before`. A day after today counts as today."""
    days = Counter(min(day, today) for day in firsts)
    if not days:
        return Trend("day", (), 0)
    unit = _unit(min(days), today)
    by_step: Counter[date] = Counter()
    for day, people in days.items():
        by_step[_start(day, unit)] += people
    last = _start(today, unit)
    steps = [last]
    while len(steps) < COLUMNS and (steps[-1] > min(by_step) or len(steps) < FEWEST):
        steps.append(_earlier(steps[-1], unit))
    steps.reverse()
    before = total = sum(people for day, people in by_step.items() if day < steps[0])
    columns = []
    for step in steps:
        total += by_step[step]
        columns.append(Column(step, by_step[step], total))
    return Trend(unit, tuple(columns), before)


def _unit(first: date, today: date) -> Unit:
    span = (today - first).days
    if span < COLUMNS:
        return "day"
    return "week" if span < 7 * (COLUMNS - 1) else "month"


def _start(day: date, unit: Unit) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _earlier(day: date, unit: Unit) -> date:
    if unit == "month":
        return (day - timedelta(days=1)).replace(day=1)
    return day - timedelta(days=7 if unit == "week" else 1)
