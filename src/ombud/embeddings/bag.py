"""Texts as the mean of their pieces' rows in the word table: no transformer, some thousand texts a second.

It knows which words stand in a text and nothing of their order: a first look where very many come at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from ombud.embeddings.one_thread import one_thread
from ombud.embeddings.pieces import Pieces
from ombud.embeddings.weights import Floats, Weights

NAME: Final = "e5-small-q4/bag/1"


_KEPT: Final = 16_384  # rows of the word table that are kept unpacked: 25 MB


class Bag:
    """Safe in threads and after a fork: what is kept is replaced as a whole, never changed."""

    name = NAME

    def __init__(self, weights: Weights, pieces: Pieces, longest: int = 128) -> None:
        one_thread()
        self._weights, self._pieces, self._longest = weights, pieces, longest
        self._kept: tuple[npt.NDArray[np.int64], Floats] = (
            np.zeros(0, np.int64),
            np.zeros((0, weights.width), np.float32),
        )

    def encode(self, texts: Sequence[str], *, threads: int = 1) -> Floats:
        """One row for each text, (n, 384), not of unit length; zeros where there is nothing to read. `threads` is
        there for the sake of `Encoder.encode`: there is nothing to share."""
        cut = [self._pieces.cut(text)[: self._longest] if text.strip() else [] for text in texts]
        lengths = np.array([len(one) for one in cut], np.int64)
        if not lengths.any():
            return np.zeros((len(cut), self._weights.width), np.float32)
        words, where = np.unique(np.concatenate([np.asarray(one, np.int64) for one in cut]), return_inverse=True)
        owner = np.repeat(np.arange(len(cut)), lengths)
        counts = np.bincount(owner * len(words) + where, minlength=len(cut) * len(words))
        share = counts.reshape(len(cut), len(words)).astype(np.float32)
        share /= np.maximum(lengths, 1)[:, None].astype(np.float32)
        rows: Floats = share @ self._rows(words)
        return rows

    def _rows(self, words: npt.NDArray[np.int64]) -> Floats:
        """Their rows of the word table. Most words come again, and unpacking costs more than all the rest."""
        known, table = self._kept
        spot = np.searchsorted(known, words)
        here = spot < len(known)
        here[here] = known[spot[here]] == words[here]
        rows = np.empty((len(words), self._weights.width), np.float32)
        rows[here] = table[spot[here]]
        if not here.all():
            rows[~here] = self._weights.word_rows(words[~here])
            if len(known) + int((~here).sum()) <= _KEPT:
                order = np.argsort(both := np.concatenate([known, words[~here]]))
                table = np.concatenate([table, rows[~here]])[order]
                self._kept = (both[order], table)
        return rows
