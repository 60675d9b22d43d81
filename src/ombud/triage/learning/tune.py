"""Tuning the encoder to what a reading asks for: kind, scenario, sentiment, pressing, anger, abuse, threat, spam.

Straight lines from the vector to each of these are learnt together with the encoder's changes; then the lines are
thrown away, since `teach` finds better ones, and the changes are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import cos, nan, pi
from os import cpu_count
from pathlib import Path
from typing import Final

import numpy as np

from ombud.embeddings.learning.descent import Descent
from ombud.embeddings.learning.tunable import Tunable
from ombud.triage.features import clipped
from ombud.triage.kinds import COMPLAINTS, Kind, Sentiment
from ombud.triage.learning import sets
from ombud.triage.learning.exemplars import Exemplar
from ombud.triage.learnt import Floats

LOWEST: Final = 2  # what lies below tells letters and words, whatever is asked of them
EPOCHS: Final = 2.5
_EVERY: Final = 2  # of the posts of public sets: more of them would drown the exemplars
_BATCH: Final = 48
_RATE: Final = 1e-3
SEED: Final = 20261122
# So many batches are sorted by length together: texts of one length are quick, and no batch is ever the same.
_SORTED: Final = 12
_WARMED: Final = 20  # a twentieth of the steps goes by before the full rate
_HALVES: Final = 2  # each in its own thread; always as many, so that sums are the same on every machine

# One of several, with its weight in the loss; then what is or is not.
_CHOICES: Final = ((tuple(Kind), 2.0), (COMPLAINTS, 1.0), (tuple(Sentiment), 1.0))
_MARKS: Final = ("urgent:1", "urgent:2", "anger", "abuse:here", "threat", "spam:here", "idle", "abuse", "spam")
_CHOSEN: Final = sum(len(words) for words, _ in _CHOICES)

type Cut = Callable[[str], list[int]]
type Tell = Callable[[int, int, float], None]  # the step, of how many, and the loss just now


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text in pieces, and what is known of it: NaN where nothing is."""

    pieces: list[int]
    known: Floats


@dataclass(slots=True)
class _Lines:
    """From vectors, evened out, to every figure that is asked for."""

    middle: Floats
    spread: Floats
    weights: Floats = field(init=False)
    offsets: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.weights = np.zeros((len(self.middle), _CHOSEN + len(_MARKS)), np.float32)
        self.offsets = np.zeros(_CHOSEN + len(_MARKS), np.float32)

    def loss(self, vectors: Floats, known: Floats) -> tuple[float, Floats, dict[str, Floats]]:
        """The loss, how it changes with the vectors, and how with the lines."""
        even = (vectors - self.middle) / self.spread
        said = even @ self.weights + self.offsets
        slope, loss, at = np.zeros_like(said), 0.0, 0
        for words, weight in _CHOICES:
            rows, part = ~np.isnan(known[:, at]), slice(at, at + len(words))
            shares = np.exp(said[rows, part] - said[rows, part].max(axis=1, keepdims=True))
            shares /= shares.sum(axis=1, keepdims=True)
            loss -= weight * float((known[rows, part] * np.log(shares + 1e-9)).sum())
            slope[rows, part] = weight * (shares - known[rows, part])
            at += len(words)
        marks, there = known[:, at:], ~np.isnan(known[:, at:])
        likely = 1 / (1 + np.exp(-said[:, at:]))
        agreed = np.where(marks > 0, likely, 1 - likely)
        loss -= float(np.where(there, np.log(agreed + 1e-9), 0).sum())
        slope[:, at:] = np.where(there, likely - np.nan_to_num(marks), 0)
        slope /= len(vectors)
        weights: Floats = np.matmul(even.T, slope)
        offsets: Floats = np.add.reduce(slope, axis=0)
        back: Floats = np.matmul(slope, self.weights.T)
        return loss / len(vectors), back / self.spread, {"weights": weights, "offsets": offsets}


def lessons(written: Sequence[Exemplar], folder: Path, cut: Cut, kept: Callable[[sets.Post], bool]) -> list[Lesson]:
    """What the encoder is tuned by: exemplars, their marked parts, and the posts that are not `kept` aside."""
    found = [Lesson(cut(clipped(one.text)), _known_of(one)) for one in written]
    for one in written:
        if len(one.concerns) > 1:
            found += [Lesson(cut(clipped(one.text[start:end])), _choice(0, kind)) for start, end, kind in one.concerns]
    posts = [(post, _mark("abuse", post.label == "yes")) for post in sets.abuse(folder)]
    posts += [(post, _mark("spam", post.label == "yes")) for post in sets.spam(folder)]
    posts += [(post, _choice(2, post.label)) for post in sets.sentiment(folder)]
    learnt = [(post, known) for post, known in posts if not kept(post)][::_EVERY]
    return found + [Lesson(cut(clipped(post.text)), known) for post, known in learnt]


def tune(given: Sequence[Lesson], tunable: Tunable, tell: Tell, epochs: float = EPOCHS) -> None:
    """Learns `tunable`'s changes from the lessons. The same input gives the same changes."""
    chance = np.random.default_rng(SEED)
    lines = _Lines(*_evened(given, tunable, chance))
    learnt: dict[str, Floats] = {**tunable.learnt, "weights": lines.weights, "offsets": lines.offsets}
    descent = Descent(learnt)
    steps = int(epochs * len(given) / _BATCH)
    batches = _batches([len(one.pieces) for one in given], chance)
    with ThreadPoolExecutor(min(_HALVES, cpu_count() or 1)) as pool:
        for step in range(steps):
            batch = next(batches)
            halves = [[given[place] for place in batch[half::_HALVES]] for half in range(_HALVES)]
            told = list(pool.map(lambda half: _slopes(half, tunable, lines), halves))
            slopes = {key: np.mean([slope[key] for _, slope in told], axis=0) for key in learnt}
            descent.step(slopes, _rate(step, steps))
            tunable.changed()
            tell(step + 1, steps, sum(loss for loss, _ in told) / _HALVES)


def _slopes(some: Sequence[Lesson], tunable: Tunable, lines: _Lines) -> tuple[float, dict[str, Floats]]:
    ordered = sorted(some, key=lambda one: len(one.pieces))
    vectors, way = tunable.forwards([one.pieces for one in ordered])
    loss, slope, of_lines = lines.loss(vectors, np.stack([one.known for one in ordered]))
    return loss, {**tunable.back(way, slope), **of_lines}


def _rate(step: int, steps: int) -> float:
    """Up at first, then down as half a cosine."""
    warm = max(_WARMED, steps // _WARMED)
    return _RATE * min(1.0, (step + 1) / warm) * (0.5 + 0.5 * cos(pi * step / steps))


def _batches(lengths: Sequence[int], chance: np.random.Generator) -> Iterator[list[int]]:
    """Batches for ever, each epoch in another order; texts of a batch are about as long."""
    while True:
        order = chance.permutation(len(lengths)).tolist()
        found = []
        for start in range(0, len(order), _BATCH * _SORTED):
            near = sorted(order[start : start + _BATCH * _SORTED], key=lengths.__getitem__)
            found += [near[at : at + _BATCH] for at in range(0, len(near), _BATCH)]
        yield from (found[place] for place in chance.permutation(len(found)) if len(found[place]) >= _HALVES)


def _evened(given: Sequence[Lesson], tunable: Tunable, chance: np.random.Generator) -> tuple[Floats, Floats]:
    """Middle and spread of vectors before anything is learnt."""
    some = sorted((given[place] for place in chance.permutation(len(given))[:1000]), key=lambda one: len(one.pieces))
    texts = [one.pieces for one in some]
    vectors = np.vstack([tunable.forwards(texts[at : at + 32], back=False)[0] for at in range(0, len(texts), 32)])
    return vectors.mean(axis=0), np.maximum(vectors.std(axis=0), np.float32(1e-6))


def _known_of(one: Exemplar) -> Floats:
    label = one.label
    known = _choice(0, label.kind)
    if label.kind == Kind.COMPLAINT:
        known = _both(known, _choice(1, label.scenario))
    known = _both(known, _choice(2, label.sentiment))
    for mark, holds in (
        ("urgent:1", label.urgency <= 1), ("urgent:2", label.urgency <= 2), ("anger", label.anger >= 2),
        ("abuse:here", label.abuse >= 2), ("threat", label.threat), ("spam:here", label.kind == Kind.SPAM),
        ("idle", label.small_talk),
    ):  # fmt: skip
        known = _both(known, _mark(mark, holds))
    return known


def _nothing() -> Floats:
    return np.full(_CHOSEN + len(_MARKS), nan, np.float32)


def _choice(number: int, said: str) -> Floats:
    known, words = _nothing(), _CHOICES[number][0]
    at = sum(len(before) for before, _ in _CHOICES[:number])
    known[at : at + len(words)] = [float(word == said) for word in words]
    return known


def _mark(name: str, holds: bool) -> Floats:
    known = _nothing()
    known[_CHOSEN + _MARKS.index(name)] = float(holds)
    return known


def _both(one: Floats, other: Floats) -> Floats:
    return np.where(np.isnan(one), other, one)
