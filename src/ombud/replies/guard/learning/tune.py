"""Tuning the encoder to what is said between the lines, together with the line for each rule and for anything at all.

Only the encoder's last layers change. What its lower ones make of a text is always the same, so it is computed once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import cos, pi
from typing import Final

import numpy as np

from ombud.embeddings import PREFIX, one_thread, pieces
from ombud.embeddings.learning.descent import Descent
from ombud.embeddings.learning.tunable import Tunable
from ombud.embeddings.texts import plain
from ombud.embeddings.weights import Floats, Weights
from ombud.replies.guard.learning.lessons import Lesson
from ombud.replies.guard.learnt import LAYERS, LONGEST, RULES, SCALE

LOWEST: Final = 6
EPOCHS: Final = 3.0
SEED: Final = 20261122
_BATCH: Final = 32
_RATE: Final = 1e-3
_WARMED: Final = 20  # a twentieth of the steps goes by before the full rate
_AT_ONCE: Final = 64
_ANYTHING: Final = 2.0  # how much the last line counts beside one rule's
_RARE: Final = 3.0  # and a rule that is broken beside one that is not

type Tell = Callable[[int, int, float], None]  # the step, of how many, and the loss just now


@dataclass(slots=True)
class Lines:
    """From vectors, made even, to each rule and to anything at all."""

    middle: Floats
    spread: Floats
    weights: Floats = field(default_factory=lambda: np.zeros((384, len(RULES) + 1), np.float32))
    offsets: Floats = field(default_factory=lambda: np.full(len(RULES) + 1, -2, np.float32))

    def even(self, vectors: Floats) -> Floats:
        found: Floats = (vectors - self.middle) / self.spread * SCALE
        return found

    def say(self, vectors: Floats) -> Floats:
        found: Floats = self.even(vectors) @ self.weights + self.offsets
        return found

    def loss(self, vectors: Floats, marks: Floats) -> tuple[float, Floats, dict[str, Floats]]:
        """The loss, how it changes with the vectors, and how with the lines."""
        even = self.even(vectors)
        likely = 1 / (1 + np.exp(-(even @ self.weights + self.offsets)))
        counts = np.where(marks > 0, np.float32(_RARE), np.float32(1))
        counts[:, -1] *= np.float32(_ANYTHING)
        loss = -float((counts * np.log(np.where(marks > 0, likely, 1 - likely) + 1e-9)).sum()) / len(vectors)
        slope: Floats = (counts * (likely - marks) / len(vectors)).astype(np.float32)
        back: Floats = slope @ self.weights.T / self.spread * SCALE
        return loss, back, {"weights": even.T @ slope, "offsets": slope.sum(axis=0)}


class Texts:
    """Lessons as the encoder takes them: their pieces, and what the unchanging layers make of these."""

    def __init__(self, given: Sequence[Lesson]) -> None:
        one_thread()
        self.marks = np.stack([one.marks for one in given])
        self.cut = [pieces().framed(PREFIX + plain(one.text), LONGEST) for one in given]
        self.below: list[Floats] = [np.zeros((0, 0), np.float32)] * len(given)
        tunable = fresh()
        for batch in self.batches(range(len(given))):
            for place, found in zip(batch, tunable.below([self.cut[one] for one in batch]), strict=True):
                self.below[place] = found

    def batches(self, places: Sequence[int]) -> list[list[int]]:
        """Places in batches of texts of about one length."""
        order = self.ordered(places)
        return [order[at : at + _AT_ONCE] for at in range(0, len(order), _AT_ONCE)]

    def ordered(self, places: Sequence[int]) -> list[int]:
        return sorted(places, key=lambda place: (len(self.cut[place]), place))

    def vectors(self, places: Sequence[int], tunable: Tunable) -> Floats:
        """A row for each of the places, in their order."""
        rows = np.zeros((len(self.cut), 384), np.float32)
        for batch in self.batches(places):
            rows[batch], _ = tunable.forwards(
                [self.cut[one] for one in batch], back=False, kept=[self.below[one] for one in batch]
            )
        found: Floats = rows[list(places)]
        return found


def fresh() -> Tunable:
    """The encoder before anything was learnt."""
    return Tunable(Weights(), LAYERS, LOWEST, SEED)


def tune(texts: Texts, places: Sequence[int], tell: Tell, epochs: float = EPOCHS) -> tuple[Tunable, Lines]:
    """Learns the encoder's changes and the lines from the lessons at `places`. The same input gives the same result."""
    chance = np.random.default_rng(SEED)
    tunable = fresh()
    some = texts.vectors(list(places)[::3], tunable)
    lines = Lines(some.mean(axis=0), np.maximum(some.std(axis=0), np.float32(1e-6)))
    learnt: dict[str, Floats] = {**tunable.learnt, "weights": lines.weights, "offsets": lines.offsets}
    descent = Descent(learnt)
    steps = int(epochs * len(places) / _BATCH)
    order: list[int] = []
    for step in range(steps):
        if len(order) < _BATCH:
            order = chance.permutation(np.asarray(places)).tolist()
        batch = texts.ordered([order.pop() for _ in range(_BATCH)])
        vectors, way = tunable.forwards([texts.cut[one] for one in batch], kept=[texts.below[one] for one in batch])
        loss, back, of_lines = lines.loss(vectors, texts.marks[batch])
        descent.step({**tunable.back(way, back), **of_lines}, _rate(step, steps))
        tunable.changed()
        tell(step + 1, steps, loss)
    return tunable, lines


def _rate(step: int, steps: int) -> float:
    """Up at first, then down as half a cosine."""
    warm = max(_WARMED, steps // _WARMED)
    return _RATE * min(1.0, (step + 1) / warm) * (0.5 + 0.5 * cos(pi * step / steps))
