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
    """Each place counts once: those that share most are matched first, and what finds no partner is wrong or missed."""
    pairs = sorted(
        (-_shared(one, other), i, j) for i, one in enumerate(should) for j, other in enumerate(was) if fits(one, other)
    )
    golds: set[int] = set()
    reads: set[int] = set()
    for _, i, j in pairs:
        if i not in golds and j not in reads:
            golds.add(i)
            reads.add(j)
    return Found(len(golds), len(was) - len(reads), len(should) - len(golds))


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
