"""Counting turns of phrase: how much each speaks for a rule being broken, by logistic regression (AdaGrad: Duchi and
others, 2011)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ombud.embeddings.weights import Floats
from ombud.replies.guard.turns import BUCKETS, Numbers

EPOCHS: Final = 12
SEED: Final = 20261122
_RATE: Final = np.float32(0.2)
_STEADY: Final = np.float32(5e-3)
_RARE: Final = np.float32(3)  # what a broken rule counts beside one that is not


def count(turned: Sequence[Numbers], marks: Floats, places: Sequence[int]) -> tuple[Floats, Floats]:
    """What each turn counts, (`BUCKETS`, rules), and where each rule begins, learnt from the lessons at `places`. The
    same input gives the same."""
    chance = np.random.default_rng(SEED)
    counts = np.zeros((BUCKETS, marks.shape[1]), np.float32)
    begins = np.full(marks.shape[1], -3, np.float32)
    moved, begun = np.full_like(counts, 1e-3), np.full_like(begins, 1e-3)
    for _ in range(EPOCHS):
        for place in chance.permutation(np.asarray(places)).tolist():
            here = turned[place]
            if not len(here):
                continue
            each = np.float32(len(here) ** -0.5)
            rows = counts[here]
            likely = 1 / (1 + np.exp(-(rows.sum(axis=0) * each + begins)))
            slope = (likely - marks[place]) * np.where(marks[place] > 0, _RARE, np.float32(1))
            slopes = (slope * each)[None] + _STEADY * rows
            moved[here] += slopes * slopes
            counts[here] = rows - _RATE * slopes / np.sqrt(moved[here])
            begun += slope * slope
            begins -= _RATE * slope / np.sqrt(begun)
    return counts, begins
