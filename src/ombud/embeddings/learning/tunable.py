"""The transformer with changes that can be learnt, and how a loss changes with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np

from ombud.embeddings.learning.layers import PRODUCTS, Passed, norm, runs, through
from ombud.embeddings.weights import Floats, Weights

RANK: Final = 16
# What each product is called in the file of weights, and which part of its outputs.
_NAMES: Final = {"merge": "ao", "widen": "fi", "narrow": "fo"}


@dataclass(frozen=True, slots=True)
class Way:
    """What the way back needs of a batch that went forwards."""

    lengths: list[int]
    passed: list[Passed]
    vectors: Floats
    long: Floats


class Tunable:
    """The first `layers`; those from `lowest` on may change. Every text is a sequence of pieces, and a batch is
    quickest where texts of one length stand together. At first nothing is changed. `learnt` holds two narrow matrices
    for each product, by names such as "7.attend.down" and "7.attend.up"."""

    def __init__(self, weights: Weights, layers: int, lowest: int, seed: int) -> None:
        chance = np.random.default_rng(seed)
        self._weights, self._lowest = weights, lowest
        self._layers = [weights.layer(number) for number in range(layers)]
        self._positions = weights.positions()
        self._gain, self._shift = weights.vector("emb.ln.w"), weights.vector("emb.ln.b")
        self.learnt: dict[str, Floats] = {}
        for number in range(lowest, layers):
            for product in PRODUCTS:
                inputs, outputs = self._plain(number, product).shape
                down = chance.normal(0, inputs**-0.5, (inputs, RANK)).astype(np.float32)
                self.learnt[f"{number}.{product}.down"] = down
                self.learnt[f"{number}.{product}.up"] = np.zeros((RANK, outputs), np.float32)
        self.changed()

    def changed(self) -> None:
        """To be called after `learnt` was changed."""
        self._products = [
            {product: self._changed(number, product) for product in PRODUCTS} for number in range(len(self._layers))
        ]

    def below(self, texts: Sequence[Sequence[int]]) -> list[Floats]:
        """What each text is where the layers that may change begin: always the same; `forwards` can start there."""
        lengths = [len(text) for text in texts]
        x = self._entered(texts, lengths)
        for layer, products in zip(self._layers[: self._lowest], self._products, strict=False):
            x, _ = through(x, layer, products, list(runs(lengths)), self._weights.heads, self._weights.epsilon)
        return np.split(x, list(accumulate(lengths))[:-1])

    def forwards(
        self, texts: Sequence[Sequence[int]], *, back: bool = True, kept: Sequence[Floats] | None = None
    ) -> tuple[Floats, Way]:
        """One row of unit length for each text, and the way `back` where it is wanted. `kept`: what is `below`."""
        lengths = [len(text) for text in texts]
        where, passed = list(runs(lengths)), []
        x = self._entered(texts, lengths) if kept is None else np.concatenate(kept)
        first = 0 if kept is None else self._lowest
        for number in range(first, len(self._layers)):
            layer, products = self._layers[number], self._products[number]
            x, through_it = through(x, layer, products, where, self._weights.heads, self._weights.epsilon)
            if back and number >= self._lowest:
                passed.append(through_it)
        starts = [0, *accumulate(lengths[:-1])]
        vectors: Floats = np.add.reduceat(x, starts, axis=0)
        vectors /= np.asarray(lengths, np.float32)[:, None]
        long: Floats = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
        vectors /= long
        return vectors, Way(lengths, passed, vectors, long)

    def back(self, way: Way, slope: Floats) -> dict[str, Floats]:
        """How the loss changes with what is learnt, from how it changes with the vectors."""
        found: dict[str, Floats] = {}
        along = (way.vectors * slope).sum(axis=1, keepdims=True)
        means: Floats = (slope - way.vectors * along) / way.long
        means /= np.asarray(way.lengths, np.float32)[:, None]
        rows: Floats = np.repeat(means, way.lengths, axis=0)
        for number in reversed(range(self._lowest, len(self._layers))):

            def tell(product: str, came: Floats, went: Floats, number: int = number) -> None:
                down, up = self._two(number, product)
                of_down: Floats = np.matmul(came.T, np.matmul(went, up.T))
                of_up: Floats = np.matmul(np.matmul(came, down).T, went)
                found[f"{number}.{product}.down"], found[f"{number}.{product}.up"] = of_down, of_up

            rows = way.passed[number - self._lowest].back(rows, tell)
        return found

    def changes(self) -> Mapping[str, tuple[Floats, Floats]]:
        """What was learnt, by the names of the matrices in the file of weights: (outputs, rank), (rank, inputs)."""
        root = np.float32((self._weights.width / self._weights.heads) ** -0.5)
        told: dict[str, tuple[Floats, Floats]] = {}
        for number in range(self._lowest, len(self._layers)):
            for product in PRODUCTS:
                down, up = self._two(number, product)
                if product == "attend":
                    query, key, value = np.split(up, 3, axis=1)
                    for name, part in (("q", query / root), ("k", key), ("v", value)):
                        told[f"l{number}.{name}"] = (part.T, down.T)
                else:
                    told[f"l{number}.{_NAMES[product]}"] = (up.T, down.T)
        return told

    def _entered(self, texts: Sequence[Sequence[int]], lengths: Sequence[int]) -> Floats:
        """The texts as they enter the first layer, below each other."""
        pieces = np.concatenate([np.asarray(text, np.int64) for text in texts])
        words, place = np.unique(pieces, return_inverse=True)
        x: Floats = self._weights.word_rows(words)[place]
        x += np.concatenate([self._positions[:length] for length in lengths])
        x, _ = norm(x, self._gain, self._shift, self._weights.epsilon)
        return x

    def _plain(self, number: int, product: str) -> Floats:
        matrix: Floats = getattr(self._layers[number], product)
        return matrix

    def _changed(self, number: int, product: str) -> Floats:
        plain = self._plain(number, product)
        if number < self._lowest:
            return plain
        down, up = self._two(number, product)
        changed: Floats = plain + down @ up
        return changed

    def _two(self, number: int, product: str) -> tuple[Floats, Floats]:
        return self.learnt[f"{number}.{product}.down"], self.learnt[f"{number}.{product}.up"]
