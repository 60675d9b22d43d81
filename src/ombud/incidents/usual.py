"""What is usual where tellings come in: which words everybody writes, and what all of a language write about. Pure.

All that is written to one brand is about one matter, and looks alike to whoever knows nothing else. What tellings share
beyond that says more of whether they tell of the same trouble. It grows with what is heard.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from ombud.incidents.neighbours import WIDTH
from ombud.incidents.rarity import Rarity
from ombud.incidents.traces import Floats, Trace

_UNSURE: Final = 10  # tellings of a language, before which little is known of where they lie
_NOWHERE: Final = np.zeros(WIDTH, np.float32)


class Usual:
    """`rarity` is that of words. Both grow with `add`, and shrink with `take_back`."""

    def __init__(self, rarity: Rarity) -> None:
        self.rarity = rarity
        self._sums: dict[str, Floats] = {}
        self._counts: dict[str, int] = {}

    def add(self, trace: Trace) -> None:
        """One more telling."""
        self.rarity.add(trace.words)
        if trace.place.any():
            known = self._sums.get(trace.language)
            self._sums[trace.language] = trace.place.copy() if known is None else known + trace.place
            self._counts[trace.language] = self._counts.get(trace.language, 0) + 1

    def take_back(self, trace: Trace) -> None:
        """One that was added was never told."""
        self.rarity.take_back(trace.words)
        if trace.place.any():
            self._sums[trace.language] = self._sums[trace.language] - trace.place
            self._counts[trace.language] -= 1

    def beyond(self, traces: list[Trace]) -> Floats:
        """Where each lies, seen from where those of its language lie on the whole: of unit length, or all zero."""
        middles = {language: self._middle(language) for language in {one.language for one in traces}}
        places: Floats = np.stack([one.place for one in traces])
        found: Floats = places - np.stack([middles[one.language] for one in traces])
        long: Floats = np.sqrt(np.einsum("ij,ij->i", found, found))
        found /= np.maximum(long, np.float32(1e-6))[:, None]
        found[~places.any(axis=1)] = 0
        return found

    def _middle(self, language: str) -> Floats:
        if language not in self._sums:
            return _NOWHERE
        middle: Floats = self._sums[language] / np.float32(self._counts[language] + _UNSURE)
        return middle
