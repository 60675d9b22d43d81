"""Texts as the mean of their pieces' rows in the word table: no transformer, some thousand texts a second.

It knows which words stand in a text and nothing of their order: a first look where very many come at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ombud.embeddings.pieces import Pieces
from ombud.embeddings.weights import Floats, Weights

NAME: Final = "e5-small-q4/bag/1"


class Bag:
    """Safe in threads and after a fork: nothing of it changes."""

    name = NAME

    def __init__(self, weights: Weights, pieces: Pieces, longest: int = 128) -> None:
        self._weights, self._pieces, self._longest = weights, pieces, longest

    def encode(self, texts: Sequence[str], *, threads: int = 1) -> Floats:
        """One row for each text, (n, 384), not of unit length; zeros where there is nothing to read. `threads` is
        there for the sake of `Encoder.encode`: there is nothing to share."""
        cut = [self._pieces.cut(text)[: self._longest] if text.strip() else [] for text in texts]
        lengths = np.array([len(one) for one in cut], np.int64)
        rows = np.zeros((len(cut), self._weights.width), np.float32)
        if not lengths.any():
            return rows
        words, where = np.unique(np.concatenate([np.asarray(one, np.int64) for one in cut]), return_inverse=True)
        full = np.flatnonzero(lengths)
        starts = np.concatenate([[0], np.cumsum(lengths[full])[:-1]])
        sums = np.add.reduceat(self._weights.word_rows(words)[where], starts, axis=0)
        rows[full] = sums / lengths[full, None].astype(np.float32)
        return rows
