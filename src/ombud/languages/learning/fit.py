"""Weights for the pieces of words: a regression over all languages at once, trained on windows of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from ombud.languages.grams import grams
from ombud.languages.learning.windows import Window
from ombud.languages.weighing import Floats

_RATE: Final = 0.04
_DECAY: Final = 2e-5
_BATCH: Final = 256


@cache
def _pieces(word: str) -> list[str]:
    return sorted(grams(word))


def vocabulary(cut: Sequence[tuple[str, Window]], least: int) -> list[str]:
    """The pieces that occur in at least `least` windows, in a fixed order."""
    seen: Counter[str] = Counter()
    for _, words in cut:
        seen.update({piece for word in words for piece in _pieces(word)})
    return sorted(piece for piece, times in seen.items() if times >= least)


def fit(
    cut: Sequence[tuple[str, Window]], languages: Sequence[str], pieces: Sequence[str], seed: int, rounds: int
) -> Floats:
    """A row for each piece, a column for each language: how much the piece says for it (natural logarithm)."""
    index = {piece: row for row, piece in enumerate(pieces)}
    column = {language: i for i, language in enumerate(languages)}
    rows_of = {
        word: np.array([index[p] for p in _pieces(word) if p in index], dtype=np.int64)
        for word in {word for _, words in cut for word in words}
    }
    weights = np.zeros((len(pieces), len(languages)), dtype=np.float32)
    squares = np.full((len(pieces), 1), 1e-3, dtype=np.float32)
    answers = np.array([column[language] for language, _ in cut])
    chance = np.random.default_rng(seed)
    for turn in range(rounds):
        order = chance.permutation(len(cut))
        rate = _RATE * (1 - turn / (rounds + 1))
        for begin in range(0, len(order), _BATCH):
            batch = order[begin : begin + _BATCH]
            parts = [np.concatenate([rows_of[word] for word in cut[i][1]]) for i in batch]
            sizes = np.array([len(part) for part in parts])
            if not sizes.all():
                batch, parts = batch[sizes > 0], [part for part in parts if len(part)]
                sizes = sizes[sizes > 0]
            rows = np.concatenate(parts)
            starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
            logits = np.add.reduceat(weights[rows], starts, axis=0)
            logits -= logits.max(axis=1, keepdims=True)
            shares = np.exp(logits)
            shares /= shares.sum(axis=1, keepdims=True)
            shares[np.arange(len(batch)), answers[batch]] -= 1.0
            # Each piece's gradient: the sum over the windows it stands in.
            sorting = np.argsort(rows, kind="stable")
            kept, first = np.unique(rows[sorting], return_index=True)
            slope = np.add.reduceat(shares[np.repeat(np.arange(len(batch)), sizes)[sorting]], first, axis=0)
            slope += _DECAY * len(cut) / _BATCH * weights[kept]
            squares[kept] += (slope * slope).mean(axis=1, keepdims=True)
            weights[kept] -= rate * slope / np.sqrt(squares[kept])
    return weights - weights.mean(axis=1, keepdims=True)
