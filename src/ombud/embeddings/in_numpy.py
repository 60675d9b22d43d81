"""The transformer in numpy: float32, nothing more to install, the same vectors whatever else is in the batch.

The pieces of all texts of a batch lie below each other in one matrix without padding, so every product runs over
them at once; only attention looks at one text, and texts of one length are looked at together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import numpy as np

from ombud.embeddings.one_thread import one_thread
from ombud.embeddings.weights import Floats, Layer, Weights

NAME: Final = "numpy-float32/1"
# Rows that go through the two wide products together: what stays in a core's own cache.
_ROWS: Final = 192
# erf(x / sqrt 2) as tanh(x * (a + b x^2 + c x^4)), fitted for the least worst error of the whole: 2.5e-5.
_A, _B, _C = np.float32(0.79750788), np.float32(0.03700565), np.float32(-0.00035151698)
_FAR: Final = np.float32(36)


class InNumpy:
    """The model, unpacked (86 MB). Only read after it is built: safe after a fork and in threads."""

    name = NAME

    def __init__(self, weights: Weights, layers: int = 12) -> None:
        one_thread()
        self._weights = weights
        self._positions = weights.positions()
        self._gain, self._shift = weights.vector("emb.ln.w"), weights.vector("emb.ln.b")
        self._layers = [weights.layer(number) for number in range(layers)]

    def run(self, texts: Sequence[Sequence[int]]) -> Floats:
        """One row a text, the mean over its pieces, not yet of unit length; quickest with texts sorted by length."""
        lengths = [len(text) for text in texts]
        words, where = np.unique(np.concatenate([np.asarray(text, np.int64) for text in texts]), return_inverse=True)
        x = self._weights.word_rows(words)[where]
        x += np.concatenate([self._positions[:length] for length in lengths])
        self._norm(x, self._gain, self._shift)
        groups = list(_alike(lengths))
        for layer in self._layers:
            x = self._through(x, layer, groups)
        means: Floats = np.add.reduceat(x, np.cumsum([0, *lengths[:-1]]), axis=0)
        means /= np.asarray(lengths, np.float32)[:, None]
        return means

    def _through(self, x: Floats, layer: Layer, groups: list[tuple[int, int, int]]) -> Floats:
        merged: Floats = np.matmul(self._attend(x, layer, groups), layer.merge)
        merged += layer.merge_bias
        merged += x
        self._norm(merged, layer.merged_gain, layer.merged_shift)
        self._widen(merged, layer)
        self._norm(merged, layer.gain, layer.shift)
        return merged

    def _widen(self, merged: Floats, layer: Layer) -> None:
        """Through the two wide products; what comes out is added in place."""
        for start in range(0, len(merged), _ROWS):
            rows = merged[start : start + _ROWS]
            wide: Floats = np.matmul(rows, layer.widen)
            wide += layer.widen_bias
            _gelu(wide)
            narrow = wide @ layer.narrow
            narrow += layer.narrow_bias
            rows += narrow

    def _attend(self, x: Floats, layer: Layer, groups: list[tuple[int, int, int]]) -> Floats:
        heads = self._weights.heads
        all_three = x @ layer.attend
        all_three += layer.attend_bias
        seen = np.empty_like(x)
        for start, count, length in groups:
            part = slice(start, start + count * length)
            query, key, value = all_three[part].reshape(count, length, 3, heads, -1).transpose(2, 0, 3, 1, 4)
            weight = query @ key.swapaxes(2, 3)
            weight -= weight.max(axis=3, keepdims=True)
            np.exp(weight, out=weight)
            total = weight.sum(axis=3, keepdims=True)
            found = weight @ value
            found /= total
            seen[part].reshape(count, length, heads, -1)[...] = found.swapaxes(1, 2)
        return seen

    def _norm(self, x: Floats, gain: Floats, shift: Floats) -> None:
        """Each row to mean 0 and variance 1, then `gain` and `shift`; in place."""
        x -= x.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[1]) + np.float32(self._weights.epsilon)
        x *= (1 / np.sqrt(variance))[:, None]
        x *= gain
        x += shift


def _alike(lengths: list[int]) -> Iterator[tuple[int, int, int]]:
    """Where each run of texts of one length starts, how many they are, and how long."""
    at = 0
    for length, run in groupby(lengths):
        count = len(list(run))
        yield at, count, length
        at += count * length


def _gelu(x: Floats) -> None:
    square = x * x
    np.minimum(square, _FAR, out=square)
    bend = square * _C
    bend += _B
    bend *= square
    bend += _A
    bend *= x
    np.tanh(bend, out=bend)
    bend += 1
    x *= bend
    x *= np.float32(0.5)
