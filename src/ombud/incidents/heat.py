"""How near an incident is to boiling over: five parts, each with its reason, and when it is an alarm (D12, D13). Pure.

Each part only ever grows with what it stands for, so that nobody has to explain why more trouble counted for less.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

RECENT: Final = timedelta(hours=6)  # what counts as new; nothing of it comes back the next day unseen
PAST: Final = timedelta(hours=48)  # before that: the incident's own past, against which its growth is held
MANY: Final = 12  # more new people than its own past had in the same time: it could not grow more alarmingly
HIGHEST: Final = 100
PASSED: Final = timedelta(hours=48)  # after its highest time: it came and went
WORTH: Final = 5  # new people within RECENT: so many at the peak, and somebody should have been warned


class Part(StrEnum):
    """What makes an incident hot, in the order of their shares."""

    GROWTH = "growth"
    PRESS = "press"
    SAFETY = "safety"
    ANGER = "anger"
    REACH = "reach"


SHARES: Final = {Part.GROWTH: 40, Part.PRESS: 20, Part.SAFETY: 20, Part.ANGER: 10, Part.REACH: 10}


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of an incident now. `recent` people were new within RECENT, `before` as many in a like time of its
    own past; of its `people` so many were `angry` and so many wrote in `public`; `press` enquiries are about it."""

    recent: int = 0
    before: float = 0.0
    people: int = 0
    angry: int = 0
    public: int = 0
    press: int = 0
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Heat:
    """The score from 0 to 100, in its parts."""

    points: dict[Part, int]

    @property
    def score(self) -> int:
        """All parts together."""
        return sum(self.points.values())

    @property
    def reasons(self) -> list[Part]:
        """The parts that count for something, the largest first."""
        return sorted((part for part in Part if self.points[part]), key=lambda part: -self.points[part])


def heat(signs: Signs) -> Heat:
    """The heat of an incident that shows these signs."""
    people = max(signs.people, 1)
    full = {
        Part.GROWTH: (signs.recent - signs.before) / MANY,
        Part.PRESS: float(signs.press > 0),
        Part.SAFETY: float(signs.safety),
        Part.ANGER: signs.angry / people,
        Part.REACH: signs.public / people,
    }
    return Heat({part: int(SHARES[part] * min(max(share, 0.0), 1.0)) for part, share in full.items()})


def level(score: int, threshold: int) -> int:
    """0: nobody is rung for; 1: the threshold is passed; 2: half of what was left above it, too."""
    if score < threshold:
        return 0
    return 2 if score >= threshold + (HIGHEST - threshold) / 2 else 1


def since(firsts: Iterable[datetime], now: datetime) -> tuple[int, float]:
    """Of the moments at which people told of it first: how many are new, and how many were in a like time before."""
    told = sorted(firsts)
    recent = len(told) - bisect_right(told, now - RECENT)
    past = len(told) - recent - bisect_right(told, now - RECENT - PAST)
    return recent, past * (RECENT / PAST)


@dataclass(frozen=True, slots=True)
class Top:
    """The highest time of an incident: when most people were new within RECENT, and how many."""

    at: datetime
    people: int


def top(firsts: Sequence[datetime]) -> Top | None:
    """When it was at its highest, the first time if it was so twice."""
    told = sorted(firsts)
    best: Top | None = None
    for number, at in enumerate(told, 1):
        people = number - bisect_right(told, at - RECENT)
        if best is None or people > best.people:
            best = Top(at, people)
    return best


def is_past(peak: datetime, ended: datetime | None, now: datetime) -> bool:
    """Whether one may look back: it is over, or its highest time is long ago."""
    return ended is not None or now - peak >= PASSED
