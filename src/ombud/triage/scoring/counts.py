"""Counts, and the figures that follow from them. Intervals hold 95 in 100 times."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_Z: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `of`."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; none of nothing is no number."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's, which stays honest near 0 and 1 and for few."""
        if not self.of:
            return None
        share, n = self.hits / self.of, self.of
        middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Found:
    """Something looked for: rightly found, wrongly found, missed, rightly left alone (0 where that has no number)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    left: int = 0

    @classmethod
    def of(cls, pairs: Iterable[tuple[bool, bool]]) -> Found:
        """From pairs of what it should be and what was read."""
        counts = {(True, True): 0, (False, True): 0, (True, False): 0, (False, False): 0}
        for should, was in pairs:
            counts[should, was] += 1
        return cls(*counts.values())

    def __add__(self, other: Found) -> Found:
        return Found(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed, self.left + other.left
        )

    @property
    def precision(self) -> Share:
        """Of what was found, what is there."""
        return Share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Share:
        """Of what is there, what was found."""
        return Share(self.right, self.right + self.missed)

    @property
    def false_rate(self) -> Share:
        """Of what should be left alone, what was not."""
        return Share(self.wrong, self.wrong + self.left)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; no number where nothing is there and nothing was found."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else None
