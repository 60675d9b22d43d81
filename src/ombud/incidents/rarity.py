"""How rare a word is: a word that everybody writes makes nobody alike. Pure: numpy alone.

Counts start from what was learnt (words common in five languages) and grow with what is heard, so the name of the
product that every second message holds soon counts for little. Words are counted in a table of fixed size; two that
share a place in it count as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log
from typing import Final

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.uint32]
PLACES: Final = 1 << 16


class Rarity:
    """`counts` say in how many of `tellings` texts a word stood that hashes to a place; both grow with `add`."""

    def __init__(self, counts: Counts, tellings: int) -> None:
        self.counts = counts.astype(np.uint32)
        self.tellings = tellings

    def add(self, words: Iterable[int]) -> None:
        """One more telling has these words."""
        self.tellings += 1
        for word in words:
            self.counts[word % PLACES] += 1

    def take_back(self, words: Iterable[int]) -> None:
        """One that was added was never told."""
        self.tellings -= 1
        for word in words:
            self.counts[word % PLACES] -= 1

    def weight(self, word: int) -> float:
        """From about 0 for a word in every text to about 8 for one never seen."""
        return log((self.tellings + 1) / (float(self.counts[word % PLACES]) + 0.5))


def empty() -> Rarity:
    """Before anything is known."""
    return Rarity(np.zeros(PLACES, np.uint32), 0)
