"""Likeness: how surely two tellings are of the same trouble, and by what. Pure: numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log1p, sqrt
from typing import Final

import numpy as np

from ombud.incidents.rarity import Rarity
from ombud.incidents.traces import Floats, Trace

# What is weighed, in the order of the weights.
SEEN: Final = (
    "meaning", "meaning_near", "words", "words_same_language", "same_language", "names", "day_apart", "name_apart",
    "short", "short_both", "trouble", "trouble_both",
)  # fmt: skip
_NEAR: Final = 0.5
_MOST_NAMES: Final = 4.0
_LONG: Final = 30


def seen(one: Trace, others: Sequence[Trace], rarity: Rarity) -> Floats:
    """What each of `others` shares with `one`: a row for each, in the order of `SEEN`."""
    rows = np.zeros((len(others), len(SEEN)), np.float32)
    if not others:
        return rows
    meaning = np.stack([other.place for other in others]) @ one.place
    weights = {word: rarity.weight(word) for word in one.words}
    long = sqrt(sum(weight * weight for weight in weights.values()))
    days, codes = _days(one), _codes(one)
    for row, other, near in zip(rows, others, meaning.tolist(), strict=True):
        shared = one.words & other.words
        words = 0.0
        if shared:
            its = sqrt(sum(rarity.weight(word) ** 2 for word in other.words))
            words = sum(weights[word] ** 2 for word in shared) / (long * its or 1.0)
        alike = float(one.language == other.language)
        short, longer = sorted((min(one.length, _LONG), min(other.length, _LONG)))
        row[:] = (
            near, max(0.0, near - _NEAR), words, words * alike, alike,
            min(len(one.names & other.names), _MOST_NAMES) / _MOST_NAMES, _apart(days, _days(other)),
            _apart(codes, _codes(other)), log1p(short), log1p(longer),
            max(one.trouble, other.trouble), min(one.trouble, other.trouble),
        )  # fmt: skip
    return rows


def _days(one: Trace) -> frozenset[str]:
    return frozenset(name for name in one.names if name.startswith("day "))


def _codes(one: Trace) -> frozenset[str]:
    return frozenset(name for name in one.names if name.startswith(("code ", "version ")))


def _apart(some: frozenset[str], others: frozenset[str]) -> float:
    return float(bool(some and others and not some & others))


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing seen counts: `middle` and `spread` make figures comparable, `weights` has one for each and one
    for nothing. The sum is the log odds that both tell of the same trouble."""

    middle: Floats
    spread: Floats
    weights: Floats

    def odds(self, rows: Floats) -> Floats:
        """The log odds for each row of `seen`."""
        found: Floats = ((rows - self.middle) / self.spread) @ self.weights[:-1] + self.weights[-1]
        return found


def share(odds: float) -> float:
    """Log odds as a share from 0 to 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
