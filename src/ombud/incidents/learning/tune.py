"""Tuning the encoder to sameness: tellings of one trouble are drawn together, whatever their language and words, and
those of near troubles pushed apart (supervised contrast: Khosla and others, 2020).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import cos, pi
from os import cpu_count
from typing import Final

import numpy as np
import numpy.typing as npt

from ombud.embeddings.learning.descent import Descent
from ombud.embeddings.learning.tunable import Tunable
from ombud.incidents.traces import Floats

LOWEST: Final = 4
STEPS: Final = 520
SEED: Final = 20261122
_RATE: Final = 1e-3
_WARMED: Final = 20  # a twentieth of the steps goes by before the full rate
_SHARP: Final = np.float32(1 / 0.07)
_BATCH: Final = 72  # tellings of a world
_CIRCLES: Final = 20  # troubles of a set without lone messages, and how many tellings of each
_OF_EACH: Final = 3

type Numbers = npt.NDArray[np.int64]
type Tell = Callable[[int, int, float], None]  # the step, of how many, and the loss just now


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text in pieces, and the number of its trouble; -1 where it is of none."""

    pieces: list[int]
    trouble: int


@dataclass(frozen=True, slots=True)
class Given:
    """`worlds`: whatever stands in one is compared with all else in it. `sorts`: tellings by what they are about, of
    which a few are drawn together (the same question to a bank, the same sentence in several languages)."""

    worlds: Sequence[Sequence[Lesson]]
    sorts: Sequence[Sequence[Sequence[list[int]]]]


@dataclass(frozen=True, slots=True)
class Evened:
    """Vectors are compared after their numbers were made even: `middle` and `spread` of the encoder as it was."""

    middle: Floats
    spread: Floats


def tune(given: Given, tunable: Tunable, tell: Tell, steps: int = STEPS) -> Evened:
    """Learns `tunable`'s changes, and says how its vectors are to be made even. The same input gives the same."""
    chance = np.random.default_rng(SEED)
    evened = Evened(*_evened(given, tunable, chance))
    descent = Descent(tunable.learnt)
    batches = _batches(given, chance)
    with ThreadPoolExecutor(min(2, cpu_count() or 1)) as pool:
        for step in range(steps):
            two = [next(batches), next(batches)]
            told = list(pool.map(lambda batch: _slopes(batch, tunable, evened), two))
            slopes = {key: np.mean([slope[key] for _, slope in told], axis=0) for key in tunable.learnt}
            descent.step(slopes, _rate(step, steps))
            tunable.changed()
            tell(step + 1, steps, sum(loss for loss, _ in told) / 2)
    return evened


def _slopes(batch: Sequence[Lesson], tunable: Tunable, evened: Evened) -> tuple[float, dict[str, Floats]]:
    ordered = sorted(batch, key=lambda one: len(one.pieces))
    vectors, way = tunable.forwards([one.pieces for one in ordered])
    even = (vectors - evened.middle) / evened.spread
    long = np.sqrt(np.einsum("ij,ij->i", even, even))[:, None]
    places: Floats = even / long
    loss, slope = contrast(places, np.array([one.trouble for one in ordered]))
    slope = (slope - places * (slope * places).sum(axis=1, keepdims=True)) / long
    return loss, tunable.back(way, slope / evened.spread)


def contrast(places: Floats, troubles: Numbers) -> tuple[float, Floats]:
    """How far each telling's neighbours are from being those of its own trouble, and how that changes with the places
    (n, width), which are of unit length. Those of no trouble (-1) are there to be kept away from."""
    alike = (places @ places.T) * _SHARP
    np.fill_diagonal(alike, -np.inf)
    shares = np.exp(alike - alike.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    same = (troubles[:, None] == troubles[None]) & (troubles[:, None] >= 0)
    np.fill_diagonal(same, False)
    count = same.sum(axis=1)
    asked = count > 0
    wanted = same / np.maximum(count, 1)[:, None]
    told = max(1, int(asked.sum()))
    loss = -float((wanted * np.log(shares + 1e-12)).sum()) / told
    wrong = np.where(asked[:, None], shares - wanted, 0).astype(np.float32) * (_SHARP / np.float32(told))
    slope: Floats = np.matmul(wrong + wrong.T, places)
    return loss, slope


def _batches(given: Given, chance: np.random.Generator) -> Iterator[list[Lesson]]:
    """A world, then a world or one of the other sorts, in turn."""
    turn = 0
    while True:
        yield _of_a_world(given, chance)
        if given.sorts and turn % 2:
            yield _of_a_sort(given.sorts[turn // 2 % len(given.sorts)], chance)
        else:
            yield _of_a_world(given, chance)
        turn += 1


def _of_a_world(given: Given, chance: np.random.Generator) -> list[Lesson]:
    world = given.worlds[int(chance.integers(len(given.worlds)))]
    return [world[int(place)] for place in chance.permutation(len(world))[:_BATCH]]


def _of_a_sort(circles: Sequence[Sequence[list[int]]], chance: np.random.Generator) -> list[Lesson]:
    found = []
    for number, circle in enumerate(chance.permutation(len(circles))[:_CIRCLES].tolist()):
        texts = circles[circle]
        found += [Lesson(texts[int(place)], number) for place in chance.permutation(len(texts))[:_OF_EACH]]
    return found


def _evened(given: Given, tunable: Tunable, chance: np.random.Generator) -> tuple[Floats, Floats]:
    """Middle and spread of vectors before anything is learnt."""
    every = [one.pieces for world in given.worlds for one in world]
    some = sorted((every[int(place)] for place in chance.permutation(len(every))[:600]), key=len)
    vectors = np.vstack([tunable.forwards(some[at : at + 32], back=False)[0] for at in range(0, len(some), 32)])
    return vectors.mean(axis=0), np.maximum(vectors.std(axis=0), np.float32(1e-6))


def _rate(step: int, steps: int) -> float:
    """Up at first, then down as half a cosine."""
    warm = max(_WARMED, steps // _WARMED)
    return _RATE * min(1.0, (step + 1) / warm) * (0.5 + 0.5 * cos(pi * step / steps))
