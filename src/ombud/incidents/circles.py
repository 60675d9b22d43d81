"""Circles: who lies nearest to each telling, kept as tellings come in. Pure: numpy alone.

That two tellings lie near each other says little where both lie near many: in the thick of what everybody writes. It
says much where each is among the very nearest of the other, and where the same others lie around both (mutual
proximity: Schnitzer and others, 2012).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

type Numbers = npt.NDArray[np.int32]
type Halves = npt.NDArray[np.float16]
# Of tellings, by number, the crowd each is of; -1 of none.
type Crowds = Callable[[Numbers], Numbers]

SIZE: Final = 8  # tellings of a circle
COPY: Final = 0.985  # whatever is nearer is the same text once more, and lies around nobody
CROWD: Final = 5  # so many who tell of one trouble are most of a circle
NOBODY: Final = -1
_FAR: Final = np.float16(-1)  # the cosine of nobody
_FIRST: Final = 256


@dataclass(frozen=True, slots=True)
class Circle:
    """Of a telling, or of several (a row each): its own number (-1: it has none), who lies around it by number (-1:
    nobody), nearest first, and at which cosine."""

    own: Numbers
    who: Numbers
    near: Halves

    @classmethod
    def of(cls, near: Sequence[tuple[int, float]]) -> Circle:
        """The circle of a telling near to which these lie, nearest first."""
        made = cls.empty()
        for place, (number, cosine) in enumerate([one for one in near if one[1] < COPY][:SIZE]):
            made.who[place], made.near[place] = number, cosine
        return made

    @classmethod
    def empty(cls, *rows: int) -> Circle:
        """Nobody lies around."""
        own = np.full(rows, NOBODY, np.int32)
        return cls(own, np.full((*rows, SIZE), NOBODY, np.int32), np.full((*rows, SIZE), _FAR, np.float16))


def beyond_crowds(hers: Circle, theirs: Circle, crowds: Crowds) -> tuple[Circle, Circle]:
    """The circles, each other's, for comparing one telling with others: who is of the crowd of the one or of the other
    is looked past. Where very many tell of a trouble they fill each other's circles, and would say of any two of them
    that others lie nearer; only who tells of something else says that."""
    every = [hers.own, theirs.own, hers.who.ravel(), theirs.who.ravel()]
    of_hers, of_theirs, *around = np.split(crowds(np.concatenate(every)), np.cumsum([len(some) for some in every[:-1]]))

    def past(circle: Circle, crowd: Numbers) -> Circle:
        lies = crowd.reshape(circle.who.shape)
        known = (lies != NOBODY) & ((lies == of_theirs[:, None]) | (lies == of_hers[:, None]))
        return Circle(circle.own, np.where(known, NOBODY, circle.who), np.where(known, _FAR, circle.near))

    return past(hers, around[0]), past(theirs, around[1])


class Circles:
    """The circles of all tellings, by number from 0 in the order in which they come."""

    def __init__(self) -> None:
        self._count = 0
        self._all = Circle.empty(_FIRST)

    def add(self, near: Sequence[tuple[int, float]]) -> int:
        """One more telling, near to which these lie: it comes into their circles, too. Says its number."""
        number, self._count = self._count, self._count + 1
        if number == len(self._all.who):
            more = Circle.empty(number)
            self._all = Circle(
                np.concatenate([self._all.own, more.own]),
                np.vstack([self._all.who, more.who]),
                np.vstack([self._all.near, more.near]),
            )
        own = Circle.of(near)
        self._all.own[number], self._all.who[number], self._all.near[number] = number, own.who, own.near
        for other, cosine in near:
            if cosine < COPY:
                self._meet(other, number, cosine)
        return number

    def of(self, numbers: Sequence[int]) -> Circle:
        """The circles of these, a row each."""
        some = np.asarray(numbers, np.int64)
        return Circle(self._all.own[some], self._all.who[some], self._all.near[some])

    def take_out(self, number: int) -> None:
        """A telling is no more: it lies around nobody, and nobody around it."""
        self._all.who[number], self._all.near[number] = NOBODY, _FAR
        for row in np.flatnonzero((self._all.who[: self._count] == number).any(axis=1)).tolist():
            stays = self._all.who[row] != number
            others = list(zip(self._all.who[row][stays].tolist(), self._all.near[row][stays].tolist(), strict=True))
            left = Circle.of(others)
            self._all.who[row], self._all.near[row] = left.who, left.near

    def _meet(self, number: int, other: int, cosine: float) -> None:
        near = self._all.near[number]
        if cosine <= near[-1]:
            return
        place = int((near >= cosine).sum())
        for row, new in ((self._all.who[number], other), (near, cosine)):
            row[place + 1 :] = row[place:-1].copy()
            row[place] = new
