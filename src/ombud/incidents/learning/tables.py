"""Tables: the log odds of every two tellings of a stream, kept so that many thresholds can be tried on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ombud.incidents.circles import CROWD
from ombud.incidents.groups import Groups, Joining, Near
from ombud.incidents.likeness import Weights, seen
from ombud.incidents.neighbours import NEAR, Neighbours
from ombud.incidents.traces import Floats, Trace
from ombud.incidents.usual import Usual


def _nothing() -> Floats:
    return np.zeros((0, 0), np.float32)


@dataclass(frozen=True, slots=True)
class Table:
    """Of a stream, by numbers: the odds between a telling and those before it as they were when it came, both ways, and
    as they are in the end; its nearest before it; and where all lie."""

    odds: Floats
    settled: Floats
    near: list[list[int]]
    places: Neighbours
    weights: Weights
    usual: Usual


def table(traces: Sequence[Trace], weights: Weights, usual: Usual) -> Table:
    """The table of a stream; `usual` grows by it."""
    odds = np.zeros((len(traces), len(traces)), np.float32)
    settled = odds.copy()
    near, places = [], Neighbours()

    def weighed(number: int) -> Floats:
        around = places.circles.of([number]), places.circles.of(range(number))
        return weights.odds(seen(traces[number], traces[:number], usual, *around))

    for number, one in enumerate(traces):
        found = places.near(one.place, NEAR)
        near.append([other for other, _ in found])
        places.add(one.place, found)
        usual.add(one)
        odds[number, :number] = weighed(number)
    for number in range(len(traces)):
        settled[number, :number] = weighed(number)
    return Table(odds + odds.T, settled + settled.T, near, places, weights, usual)


def grouped(table: Table, joining: Joining) -> Groups:
    """All tellings of a stream, taken in one after the other."""
    groups = _Tabled(table.weights, joining, table.usual, table.places, table=table.odds, nearest=table.near)
    for _ in table.near:
        groups.take_in()
    groups.table = table.settled  # whoever looks back sees all of them around each other
    return groups


@dataclass(slots=True)
class _Tabled(Groups):
    table: Floats = field(default_factory=_nothing)
    nearest: list[list[int]] = field(default_factory=list)

    def take_in(self) -> None:
        """The next telling."""
        number = len(self.of)
        odds: list[float] = self.table[number, self.nearest[number]].tolist()
        near = [Near(*two) for two in zip(self.nearest[number], odds, strict=True)]
        self.of.append(number)
        self.members[number] = [number]
        self.join(number, sorted(near, key=lambda one: (-one.odds, one.number)))

    def linked(self, some: list[int], others: list[int], crowd: int = CROWD) -> float:
        """The mean log odds between some tellings and others, as the table says."""
        return float(self.table[np.ix_(some, others)].mean())
