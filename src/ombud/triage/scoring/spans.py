"""Places in a text beside the places where they should be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ombud.triage.scoring.counts import Found


@dataclass(frozen=True, slots=True)
class Span:
    """Code points `start` up to `end`, and what is there."""

    start: int
    end: int
    name: str


Fits = Callable[[Span, Span], bool]


def same(one: Span, other: Span) -> bool:
    """The same place under the same name."""
    return one == other


def meeting(one: Span, other: Span) -> bool:
    """The same name, and at least one code point in common."""
    return one.name == other.name and touching(one, other)


def touching(one: Span, other: Span) -> bool:
    """At least one code point in common, whatever the names."""
    return _shared(one, other) > 0


def compared(should: Sequence[Span], was: Sequence[Span], fits: Fits) -> Found:
    """Each place counts once, and as many as can be find a partner; what finds none is wrong or missed."""
    likeliest = [
        [j for _, j in sorted((-_shared(one, other), j) for j, other in enumerate(was) if fits(one, other))]
        for one in should
    ]
    partner: dict[int, int] = {}

    def find(i: int, asked: set[int]) -> bool:
        """A partner for the place `i`; one that has a partner is given up if the other finds a second."""
        for j in likeliest[i]:
            if j not in asked:
                asked.add(j)
                if j not in partner or find(partner[j], asked):
                    partner[j] = i
                    return True
        return False

    right = sum(find(i, set()) for i in range(len(should)))
    return Found(right, len(was) - right, len(should) - right)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
