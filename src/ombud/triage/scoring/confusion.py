"""Which label was read for which: accuracy, macro F1 and its interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from ombud.triage.scoring.counts import Found, Share

_SEED: Final = 20261122
_ROUNDS: Final = 1000


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often each pair (what it should be, what was read) came; `labels` in the order in which they are shown."""

    counts: dict[tuple[str, str], int]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], order: Iterable[str] = ()) -> Confusion:
        """From pairs of what it should be and what was read. Labels that never came are left out."""
        counts = Counter(pairs)
        there = {label for pair in counts for label in pair}
        known = [label for label in order if label in there]
        return cls(dict(counts), (*known, *sorted(there - set(known))))

    @property
    def all(self) -> int:
        """How many were judged."""
        return sum(self.counts.values())

    @property
    def accuracy(self) -> Share:
        """How many were read right."""
        return Share(sum(n for (should, was), n in self.counts.items() if should == was), self.all)

    def found(self, label: str) -> Found:
        """The same, seen from one label."""
        right = self.counts.get((label, label), 0)
        wrong = sum(n for (should, was), n in self.counts.items() if was == label != should)
        missed = sum(n for (should, was), n in self.counts.items() if should == label != was)
        return Found(right, wrong, missed, self.all - right - wrong - missed)

    @property
    def macro_f1(self) -> float | None:
        """The mean F1 of the labels that should have been read or were, each counting the same."""
        each = [f1 for label in self.labels if (f1 := self.found(label).f1) is not None]
        return sum(each) / len(each) if each else None

    @property
    def macro_f1_interval(self) -> tuple[float, float] | None:
        """By drawing as many messages again and again; the same counts always give the same interval."""
        if not self.all:
            return None
        cells = sorted(self.counts)
        weights = np.array([self.counts[cell] for cell in cells], dtype=np.float64)
        draws = np.random.default_rng(_SEED).multinomial(self.all, weights / weights.sum(), size=_ROUNDS)
        should = np.array([[cell[0] == label for label in self.labels] for cell in cells], dtype=np.int64)
        was = np.array([[cell[1] == label for label in self.labels] for cell in cells], dtype=np.int64)
        whole = draws @ should + draws @ was
        there = whole > 0
        each = np.where(there, 2 * (draws @ (should * was)) / np.maximum(whole, 1), 0.0)
        low, high = np.quantile(each.sum(axis=1) / there.sum(axis=1), (0.025, 0.975))
        return float(low), float(high)
