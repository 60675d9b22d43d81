"""The terms of our promises: how long each may take, by urgency (DUTIES section 2; all numbers can be configured).

Up to eight hours are working hours; 24 and 48 hours mean one and two working days; urgency 1 runs on the wall clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from ombud.promises.clock import LONGEST_DAYS, Hours, due, due_in_days, minutes_of, working_minutes_between

ALARM_SHARE: Final = 0.75
ALARM_BEFORE: Final = timedelta(minutes=15)


class Urgency(IntEnum):
    """How pressing a message is; 1 is the most."""

    DANGER = 1
    SERIOUS = 2
    COMPLAINT = 3
    ROUTINE = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time: exactly one of working minutes (on the wall clock if `wall`), working days, calendar days.

    Raises ValueError for anything but one positive number.
    """

    minutes: int = 0
    days: int = 0
    calendar_days: int = 0
    wall: bool = False

    def __post_init__(self) -> None:
        given = [n for n in (self.minutes, self.days, self.calendar_days) if n]
        longest = max(self.minutes // 1440, self.days, self.calendar_days)
        if len(given) != 1 or given[0] < 0 or longest > LONGEST_DAYS:
            raise ValueError("a term is one positive number of minutes, working days or calendar days")

    def due(self, start: datetime, hours: Hours) -> datetime:
        """When a promise made at `start` is due (UTC). Calendar days end in working time. Raises as `due` does."""
        if self.minutes:
            return due(start, self.minutes, hours, self.wall)
        if self.days:
            return due_in_days(start, self.days, hours)
        local = hours.local(start)
        return hours.first_open(hours.at(local.date() + timedelta(days=self.calendar_days), local.time()))


def minutes(number: int) -> Term:
    """`number` working minutes."""
    return Term(minutes=number)


def on_the_wall(number: int) -> Term:
    """`number` minutes, day and night."""
    return Term(minutes=number, wall=True)


def working_days(number: int) -> Term:
    """`number` working days."""
    return Term(days=number)


ByUrgency = Mapping[Urgency, Term]


def _by_urgency(danger: Term, serious: Term, complaint: Term, routine: Term) -> ByUrgency:
    return MappingProxyType(dict(zip(Urgency, (danger, serious, complaint, routine), strict=True)))


@dataclass(frozen=True, slots=True)
class Terms:
    """What one inbox promises. `first_word` answers (D03), `start` begins the work (D25), `next_word` is the longest
    silence in an open case (D05), `follow_up` checks back with customer and handler after a hand-off (D29, D30),
    `accept_ask` and `accept_escalate` wait for the handler's yes (D30), `ask_again` and `no_answer` follow the first
    "is it solved?" (D31), `tell_outcome` is how soon people hear what came of a brief (D16), `remind_leader` how often
    a leader is asked who is late with her answer."""

    first_word: ByUrgency = field(
        default_factory=lambda: _by_urgency(on_the_wall(60), minutes(240), minutes(480), working_days(1))
    )
    start: ByUrgency = field(
        default_factory=lambda: _by_urgency(on_the_wall(15), minutes(60), minutes(240), working_days(1))
    )
    next_word: ByUrgency = field(
        default_factory=lambda: _by_urgency(on_the_wall(240), working_days(1), working_days(2), working_days(2))
    )
    follow_up: ByUrgency = field(
        default_factory=lambda: _by_urgency(on_the_wall(240), working_days(1), working_days(2), working_days(2))
    )
    accept_ask: ByUrgency = field(
        default_factory=lambda: _by_urgency(on_the_wall(60), minutes(240), minutes(240), minutes(240))
    )
    accept_escalate: ByUrgency = field(
        default_factory=lambda: _by_urgency(on_the_wall(120), minutes(480), minutes(480), minutes(480))
    )
    ask_again: Term = field(default_factory=lambda: Term(calendar_days=3))
    no_answer: Term = field(default_factory=lambda: Term(calendar_days=7))
    tell_outcome: Term = field(default_factory=lambda: working_days(3))
    remind_leader: Term = field(default_factory=lambda: working_days(2))

    def with_changes(self, changes: Mapping[str, Mapping[int, Term] | Term]) -> "Terms":
        """These terms with some changed: `{"first_word": {3: minutes(240)}}`. Raises ValueError for unknown names."""
        new: dict[str, ByUrgency | Term] = {}
        for name, change in changes.items():
            old = getattr(self, name, None)
            if isinstance(old, Term) and isinstance(change, Term):
                new[name] = change
            elif isinstance(old, Mapping) and isinstance(change, Mapping):
                new[name] = MappingProxyType({**old, **{Urgency(urgency): term for urgency, term in change.items()}})
            else:
                raise ValueError(f"no such term: {name!r}")
        return replace(self, **new)  # type: ignore[arg-type]


def alarm_at(made_at: datetime, due_at: datetime, hours: Hours | None = None) -> datetime:
    """When to warn that a promise comes due: three quarters of the way, at least a quarter of an hour before, never
    before it was made. With `hours` the way is measured in working time, so that no alarm rings on a Sunday."""
    way = due_at - made_at
    if hours is None:
        alarm = made_at + way * ALARM_SHARE
    else:
        worked = working_minutes_between(made_at, due_at, hours)
        alarm = due(made_at, int(worked * ALARM_SHARE), hours) if worked else made_at + way * ALARM_SHARE
    return max(made_at, min(alarm, due_at - ALARM_BEFORE))


def minutes_late(due_at: datetime, now: datetime) -> int:
    """Whole minutes since a promise was due; 0 while there is time."""
    return max(0, minutes_of(now - due_at))
