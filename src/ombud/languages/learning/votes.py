"""What each vote weighs, for short and long texts: fitted on texts that our own model has not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from ombud.languages.learning.windows import Window
from ombud.languages.voters import eldc_says, fasttext_says
from ombud.languages.weighing import (
    FEATURES,
    LENGTHS,
    NEIGHBOURS,
    Floats,
    candidates,
    evidence,
    length_class,
    shares_folded,
)

_STEPS: Final = 400
_RATE: Final = 0.03
_SHRINK: Final = 2e-4
_DIGITS: Final = 4

# The evidence for each language, and which of them is right.
Case = tuple[Floats, int]


def fit_votes(examples: Sequence[tuple[str, Window, Mapping[str, float]]], with_eldc: bool) -> Floats:
    """The weights that give the right languages the most: among all, then within each group of neighbours.

    Each example is a language, the words, and what our own model (not trained on them) says of each language. The
    result has a matrix for "all" and one for each group; in it a row for each class of length, a column for each vote.
    """
    cases: list[list[list[Case]]] = [[[] for _ in LENGTHS] for _ in (None, *NEIGHBOURS)]
    for language, words, own in examples:
        line = " ".join(words)
        fasttext, eldc = shares_folded(fasttext_says(line)), eldc_says(line) if with_eldc else {}
        codes = candidates(own, fasttext, eldc)
        if language not in codes:
            continue
        rows = evidence(codes, own, len(words), fasttext, eldc)
        kind = length_class(len(words))
        cases[0][kind].append((rows, codes.index(language)))
        for group, found in zip(NEIGHBOURS, cases[1:], strict=True):
            if language in group:
                found[kind].append((rows[[codes.index(member) for member in group]], group.index(language)))
    return np.stack([_fit_lengths(by_length) for by_length in cases])


def _fit_lengths(by_length: Sequence[Sequence[Case]]) -> Floats:
    """A row of weights for each class of length; one without examples is weighed as the nearest that has some."""
    fitted = {kind: _fit(found) for kind, found in enumerate(by_length) if found}
    evenly = np.full(FEATURES, 0.5, dtype=np.float32)
    nearest = (min(fitted, key=lambda has: abs(has - kind), default=None) for kind in range(len(by_length)))
    return np.stack([evenly if kind is None else fitted[kind] for kind in nearest])


def _fit(found: Sequence[Case]) -> Floats:
    """In double precision and rounded: sums of many numbers differ in their last digits from run to run, and the same
    texts are to give the same bytes."""
    most = max(len(rows) for rows, _ in found)
    votes = np.zeros((len(found), most, FEATURES))
    away = np.full((len(found), most), -1e9)
    right = np.array([answer for _, answer in found])
    for i, (rows, _) in enumerate(found):
        votes[i, : len(rows)] = rows
        away[i, : len(rows)] = 0.0
    spread = votes.reshape(-1, FEATURES).std(axis=0) + 0.3
    votes /= spread
    weights = np.full(FEATURES, 0.5)
    speed, force = np.zeros(FEATURES), np.zeros(FEATURES)
    for step in range(1, _STEPS + 1):
        logits = votes @ weights + away
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares[np.arange(len(right)), right] -= 1.0
        slope = np.einsum("nl,nlf->f", shares, votes) / len(right) + _SHRINK * weights
        speed = 0.9 * speed + 0.1 * slope
        force = 0.999 * force + 0.001 * slope * slope
        weights -= _RATE * (speed / (1 - 0.9**step)) / (np.sqrt(force / (1 - 0.999**step)) + 1e-8)
    return np.round(weights / spread, _DIGITS).astype(np.float32)
