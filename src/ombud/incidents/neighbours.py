"""Neighbours: the tellings nearest to one, out of a history of any length.

A short history is compared whole. A long one is searched through a graph (HNSW: Malkov and Yashunin, 2018; usearch), so
that the cost of one more telling grows with the logarithm of how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from ombud.incidents.circles import Circles
from ombud.incidents.traces import Floats

if TYPE_CHECKING:
    from usearch.index import Index

WIDTH: Final = 192  # numbers of a place
NEAR: Final = 24  # so many are looked at when a telling comes in
WHOLE: Final = 10_000  # up to so many are compared one by one: 0.3 ms
_LINKS: Final = 16
_WIDE_ADD: Final = 96
_WIDE_FIND: Final = 64


class Neighbours:
    """Places by number, from 0 in the order they were added, and who lies around each. What was taken out is found no
    more."""

    def __init__(self) -> None:
        self.circles = Circles()
        self._count = 0
        self._few: Floats | None = np.zeros((256, WIDTH), np.float32)
        self._gone: set[int] = set()
        self._index: Index | None = None

    def __len__(self) -> int:
        return self._count

    def add(self, place: Floats, near: Sequence[tuple[int, float]] | None = None) -> int:
        """Keeps a place of unit length, to which these lie nearest (None: they are looked for); says its number."""
        number = self.circles.add(self.near(place, NEAR) if near is None else near)
        self._count = number + 1
        if self._few is not None and number < WHOLE:
            if number == len(self._few):
                self._few = np.concatenate([self._few, np.zeros_like(self._few)])
            self._few[number] = place
        else:
            self._graph().add(number, place, threads=1)
        return number

    def take_out(self, number: int) -> None:
        """Forgets a place; its number is not given again."""
        self._gone.add(number)
        self.circles.take_out(number)
        if self._index is not None:
            self._index.remove(number)
        elif self._few is not None:
            self._few[number] = 0

    def place(self, number: int) -> Floats:
        """The place that was added under this number, as near as it is kept."""
        if self._few is not None:
            row: Floats = self._few[number]
            return row
        kept: Floats = np.asarray(self._graph().get(number), np.float32).reshape(WIDTH)
        return kept

    def near(self, place: Floats, most: int) -> list[tuple[int, float]]:
        """At most so many numbers, each with its cosine, nearest first."""
        if not self._count or not place.any():
            return []
        if self._few is not None:
            alike = self._few[: self._count] @ place
            most = min(most, self._count)
            found = np.argpartition(-alike, most - 1)[:most]
            found = found[np.argsort(-alike[found], kind="stable")]
            return [(int(one), float(alike[one])) for one in found if one not in self._gone]
        told = self._graph().search(place, most, threads=1)
        return [(int(one), 1 - float(apart)) for one, apart in zip(told.keys, told.distances, strict=True)]

    def _graph(self) -> Index:
        if self._index is None:
            from usearch.index import Index

            self._index = Index(
                ndim=WIDTH, metric="ip", dtype="f16", connectivity=_LINKS, expansion_add=_WIDE_ADD,
                expansion_search=_WIDE_FIND,
            )  # fmt: skip
            if self._few is not None:
                kept = [one for one in range(min(self._count, WHOLE)) if one not in self._gone]
                self._index.add(np.array(kept, np.uint64), self._few[kept], threads=1)
            self._few = None
        return self._index
