"""What was learnt of replies: the shipped model that reads between the lines, sentence by sentence.

Two files: `tuning.npz` changes the encoder so that what hurts lies apart from what only looks like it, whatever the
language; `between.npz` says for each rule what its vectors mean, and from where on a sentence is stopped or looked at
again. Both are made by `ombud train --only guard` and checked against their checksums. What was read once is
remembered, so that of a text that is being written only the sentence that changed costs anything. Pure: numpy and the
encoder.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from ombud.embeddings import (
    NotAsChecked,
    Options,
    TuningDamaged,
    WeightsMissing,
    checked,
    encoder,
    one_thread,
    tuning,
)
from ombud.embeddings.weights import Floats
from ombud.replies.guard.turns import Numbers, said, turns
from ombud.replies.guard.verdict import Severity

SHIPPED: Final = Path(__file__).parent / "shipped"
NAME: Final = "between.npz"
TUNING: Final = "tuning.npz"
VERSION: Final = "4"
LAYERS: Final = 9  # of the encoder: how something is said lies there, and is gone after the last
LONGEST: Final = 96  # pieces of a sentence that are read
RULES: Final = ("R07", "R08", "R09", "R10", "R11", "R12", "R13", "R14", "R16", "R17", "R19")
SCALE: Final = np.float32(8 / 384**0.5)
_REMEMBERED: Final = 8192  # sentences
_PARTS: Final = ("middle", "spread", "weights", "offsets", "counts", "stops", "looks", "calm", "clear")


class Damaged(Exception):
    """The model is not there, is not what its checksum says, or was made by another version: make it anew."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What a sentence says between the lines: the rule it breaks, how surely (0 where it would just be let pass), and
    what follows."""

    rule: str
    score: float
    severity: Severity


@dataclass(frozen=True, slots=True)
class Sense:
    """What a sentence says between the lines: `hints`, the surest first, and the rules that it is far from breaking.
    Where it is `calm`, a word of the lists that leans does not stop it alone: a laugh can mock, and "haha, yours won"
    does not. Where it is `clear`, which is farther, no word does in a sentence that takes something back.
    """

    hints: tuple[Hint, ...] = ()
    calm: frozenset[str] = frozenset()
    clear: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Between:
    """The model. A rule's score is what the vector of a sentence says by `weights` and `offsets`, and what its turns of
    phrase say by `counts`; `stops` and `looks` say from which score on a sentence is stopped, and looked at again, and
    `calm` how far below all `looks` few sentences lie that break a rule, `clear` where hardly any does."""

    middle: Floats
    spread: Floats
    weights: Floats
    offsets: Floats
    counts: Floats
    stops: Floats
    looks: Floats
    calm: Floats
    clear: Floats
    tuned: str

    def scores(self, vectors: Floats, turned: Sequence[Numbers]) -> Floats:
        """The score of each rule for each sentence, by its vector and its turns of phrase."""
        found: Floats = self.even(vectors) @ self.weights + self.offsets + said(turned, self.counts)
        return found

    def even(self, vectors: Floats) -> Floats:
        """Vectors made even, as they were learnt."""
        found: Floats = (vectors - self.middle) / self.spread * SCALE
        return found

    def senses(self, vectors: Floats, turned: Sequence[Numbers]) -> list[Sense]:
        """What is found in each sentence; nothing at all where its vector is empty."""
        return [
            self._sense(row) if there else Sense()
            for row, there in zip(self.scores(vectors, turned), vectors.any(axis=1), strict=True)
        ]

    def _sense(self, row: Floats) -> Sense:
        highest = (row - self.looks).max()
        calm, clear = (
            frozenset(rule for rule, most in zip(RULES, below, strict=True) if highest < most)
            for below in (self.calm, self.clear)
        )
        return Sense(tuple(self._found(row)), calm, clear)

    def _found(self, row: Floats) -> list[Hint]:
        found = [
            Hint(rule, float(row[place] - self.looks[place]), "block" if row[place] >= self.stops[place] else "warn")
            for place, rule in enumerate(RULES)
            if row[place] >= self.looks[place]
        ]
        return sorted(found, key=lambda hint: (hint.severity != "block", -hint.score))


def scores(each: Floats) -> Floats:
    """Of what is said of each rule, and last of anything at all: both together."""
    found: Floats = each[..., :-1] + each[..., -1:]
    return found


class Reader:
    """Reads sentences by a model. Safe in threads and after a fork: its memory is only ever a shortcut."""

    def __init__(self, model: Between, options: Options) -> None:
        self._model, self._options = model, options
        self._memory: OrderedDict[str, Sense] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, sentences: Sequence[str]) -> list[Sense]:
        """What each sentence says between the lines; each different one is encoded once."""
        with self._lock:
            found = {one: self._memory[one] for one in sentences if one in self._memory}
        fresh = [one for one in dict.fromkeys(sentences) if one not in found]
        if fresh:
            vectors = encoder(self._options).encode(fresh)
            made = dict(zip(fresh, self._model.senses(vectors, [turns(one) for one in fresh]), strict=True))
            found |= made
            with self._lock:
                self._memory |= made
                while len(self._memory) > _REMEMBERED:
                    self._memory.popitem(last=False)
        return [found[one] for one in sentences]


_chosen = Options()


def choose(options: Options) -> None:
    """Which engine and cache to encode with from now on, in this process."""
    global _chosen  # noqa: PLW0603 - one for the process
    _chosen = options
    reader.cache_clear()


@cache
def reader() -> Reader:
    """The reader with the model that comes with Ombud, made when it is first asked for. Raises `Damaged`."""
    options = Options(
        engine=_chosen.engine,
        cache=_chosen.cache,
        longest=LONGEST,
        layers=LAYERS,
        tuning=SHIPPED / TUNING,
        remembered=0,
    )
    return Reader(shipped(), options)


def between(sentences: Sequence[str]) -> list[Sense]:
    """What each sentence says between the lines; nothing where the model cannot be read by: whoever starts a server or
    a command has been told that by `insist`."""
    try:
        return reader().read(sentences)
    except (Damaged, WeightsMissing):
        return [Sense() for _ in sentences]


def insist() -> None:
    """Raises `Damaged` where the model cannot be read by."""
    shipped()


def write(model: Between) -> bytes:
    """The model as a file. The same model gives the same bytes."""
    file = io.BytesIO()
    np.savez_compressed(
        file, allow_pickle=False, version=np.array(VERSION), rules=np.array(RULES), tuned=np.array(model.tuned),
        middle=model.middle, spread=model.spread, weights=model.weights, offsets=model.offsets,
        counts=model.counts.astype(np.float16), stops=model.stops, looks=model.looks, calm=model.calm,
        clear=model.clear,
    )  # fmt: skip
    return file.getvalue()


def read(raw: bytes) -> Between:
    """The model in a file that `write` made. Raises `Damaged`."""
    one_thread()
    with np.load(io.BytesIO(raw), allow_pickle=False) as parts:
        if str(parts["version"]) != VERSION or tuple(map(str, parts["rules"])) != RULES:
            raise Damaged(NAME)
        return Between(**{name: parts[name].astype(np.float32) for name in _PARTS}, tuned=str(parts["tuned"]))


def forget() -> None:
    """What was loaded is loaded anew: after training."""
    shipped.cache_clear()
    reader.cache_clear()
    tuning.cache_clear()


@cache
def shipped() -> Between:
    """The model that comes with Ombud, loaded once. Raises `Damaged`."""
    try:
        model, tuned = read(checked(SHIPPED, NAME)), tuning(SHIPPED / TUNING).name
    except (NotAsChecked, TuningDamaged) as error:
        raise Damaged(NAME) from error
    if model.tuned != tuned:
        raise Damaged(TUNING)
    return model
