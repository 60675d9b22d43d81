"""Groups: tellings of the same trouble, found while they come in. Pure: numpy alone.

A telling begins as a group of its own, and is held against the groups of its nearest neighbours: two groups become one
when their tellings are on the whole likely enough to be of one trouble (average linkage), the likest first. One telling
can so bring two groups together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np

from ombud.incidents.circles import CROWD, NOBODY, SIZE, Numbers, beyond_crowds
from ombud.incidents.likeness import Weights, seen
from ombud.incidents.neighbours import NEAR, Neighbours
from ombud.incidents.traces import Trace, unpack
from ombud.incidents.usual import Usual

_GROUPS: Final = 6  # of the groups that lie near, so many are looked at
WHOLE: Final = 2 * SIZE  # so many are a crowd also where some of them may be in it wrongly
_HELD: Final = 12  # of a large group, so many tellings are held against another: the first and the last ones
_MERGES: Final = 4  # that one telling can bring about


@dataclass(frozen=True, slots=True)
class Joining:
    """From which mean log odds on two groups are one: two lone tellings, a lone one and two, a lone one and more, and
    two groups of more than one telling."""

    one: float
    two: float
    more: float
    groups: float

    def of(self, size: int, other: int) -> float:
        """What it takes for groups of these sizes."""
        if min(size, other) > 1:
            return self.groups
        return (self.one, self.two, self.more)[min(size + other - 2, 2)]


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbour, and the log odds that it tells of the same trouble."""

    number: int
    odds: float


@dataclass(frozen=True, slots=True)
class Added:
    """A telling that was added: its number, its group, the groups that are one with that now (each named after its
    first telling, in the order in which they were taken in), and its neighbours."""

    number: int
    group: int
    absorbed: tuple[int, ...]
    near: list[Near]


@dataclass(slots=True)
class Groups:
    """All tellings so far, by number in the order in which they came; `of` says which group each is in, named after
    its first telling."""

    weights: Weights
    joining: Joining
    usual: Usual
    neighbours: Neighbours = field(default_factory=Neighbours)
    of: list[int] = field(default_factory=list)
    members: dict[int, list[int]] = field(default_factory=dict)
    _packed: list[bytes] = field(default_factory=list)

    def near(self, number: int) -> list[Near]:
        """The tellings likest to one, likest first."""
        one = self.trace(number)
        return self._likest_of(number, one, [other for other, _ in self.neighbours.near(one.place, NEAR + 1)])

    def _likest_of(self, number: int, one: Trace, numbers: list[int]) -> list[Near]:
        others = [other for other in numbers if other != number]
        odds = self._odds(number, one, others, [self.trace(other) for other in others])
        return sorted((Near(*two) for two in zip(others, odds, strict=True)), key=lambda one: (-one.odds, one.number))

    def _odds(
        self, number: int, one: Trace, numbers: list[int], others: list[Trace], crowd: int = CROWD
    ) -> list[float]:  # fmt: skip
        """The log odds that a telling is of the same trouble as each of others; so many are a `crowd`."""
        circles = self.neighbours.circles
        around = beyond_crowds(circles.of([number]), circles.of(numbers), partial(self._crowds, crowd))
        rows = seen(one, others, self.usual, *around)
        found: list[float] = self.weights.odds(rows).tolist()
        return found

    def _crowds(self, crowd: int, numbers: Numbers) -> Numbers:
        """Of tellings the group each is in, where it is a crowd."""
        groups = [self.of[number] if number != NOBODY else NOBODY for number in numbers.tolist()]
        large = [group if group != NOBODY and len(self.members[group]) >= crowd else NOBODY for group in groups]
        return np.array(large, np.int32)

    def trace(self, number: int) -> Trace:
        """The trace of a telling."""
        return unpack(self._packed[number], self.neighbours.place(number))

    def add(self, trace: Trace) -> Added:
        """One more telling, and what it brings about."""
        found = self.neighbours.near(trace.place, NEAR)
        number = self.keep(trace, found)
        near = self._likest_of(number, trace, [other for other, _ in found])
        group, absorbed = self.join(number, near)
        return Added(number, group, absorbed, near)

    def join(self, number: int, near: list[Near]) -> tuple[int, tuple[int, ...]]:
        """Of a telling that is alone as yet, the group it comes into by its neighbours, and the groups that are one
        with that now."""
        group, absorbed = number, []
        for _ in range(_MERGES):
            other = self._likest(group, near)
            if other is None:
                break
            absorbed.append(max(group, other))
            group = self._merge(group, other)
        return group, tuple(absorbed)

    def keep(self, trace: Trace, near: Sequence[tuple[int, float]] | None = None) -> int:
        """One more telling, near to which these lie, in a group of its own; says its number."""
        number = self.neighbours.add(trace.place, near)
        self._packed.append(trace.pack())
        self.usual.add(trace)
        self.of.append(number)
        self.members[number] = [number]
        return number

    def _likest(self, group: int, near: list[Near]) -> int | None:
        """The group that is one with `group`, if any is: of those that lie near, the one that is so most surely."""
        best, by = None, 0.0
        size = len(self.members[group])
        for other in list(dict.fromkeys(self.of[one.number] for one in near if self.of[one.number] != group))[:_GROUPS]:
            above = self.linked(self.members[group], self.members[other]) - self.joining.of(
                size, len(self.members[other])
            )
            if above >= by:
                best, by = other, above
        return best

    def linked(self, some: list[int], others: list[int], crowd: int = CROWD) -> float:
        """The mean log odds between some tellings and others; of many, the first and the last ones."""
        numbers = _some(others)
        held = [self.trace(one) for one in numbers]
        return float(np.mean([self._odds(one, self.trace(one), numbers, held, crowd) for one in _some(some)]))

    def _merge(self, group: int, other: int) -> int:
        """Two groups become one, named after its first telling."""
        first, second = sorted((group, other))
        moved = self.members.pop(second)
        self.members[first] = sorted(self.members[first] + moved)
        for number in moved:
            self.of[number] = first
        return first


def _some(numbers: list[int]) -> list[int]:
    return numbers if len(numbers) <= _HELD else numbers[: _HELD // 2] + numbers[-_HELD // 2 :]
