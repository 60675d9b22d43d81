"""Likeness: how surely two tellings are of the same trouble, and by what. Pure: numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log1p, sqrt
from typing import Final

import numpy as np

from ombud.incidents.circles import COPY, SIZE, Circle, Numbers
from ombud.incidents.traces import Floats, Trace
from ombud.incidents.usual import Usual

# What is seen. The last says how well the circles are known, and is not weighed itself.
SEEN: Final = (
    "meaning", "meaning_near", "beyond", "beyond_near", "words", "words_same_language", "same_language", "names",
    "day_apart", "name_apart", "short", "short_both", "trouble", "trouble_both",
    "beyond_circle", "nearest", "nearest_both", "same_circle", "known",
)  # fmt: skip
ALONE: Final = 14  # of them say nothing of who lies around
_WEIGHED: Final = len(SEEN) - 1
_PAIRS: Final = np.triu_indices(_WEIGHED)
_FURTHEST: Final = 4.0  # spreads from the middle; what lies further out says no more
_CLOSEST: Final = 5  # of a circle, by which it is seen how thick it is
_COPIED: Final = 8.0  # log odds of the same text once more: its meaning, and so much of its words
_SAME_WORDS, _WORDS = 0.8, SEEN.index("words")
# Meaning so near is the same whoever lies around: sixty people who write almost the same lie in the thick of it.
_NEARLY, _ALIKE = np.float32(0.75), np.float32(0.85)
_HALF: Final = np.float32(2e-3)  # circles are kept in half precision
_NEAR: Final = 0.5
_MOST_NAMES: Final = 4.0
_LONG: Final = 30


def seen(one: Trace, others: Sequence[Trace], usual: Usual, hers: Circle, theirs: Circle) -> Floats:
    """What each of `others` shares with `one`: a row for each, in the order of `SEEN`. Around `one` lies `hers`, around
    each of the others a row of `theirs`."""
    rows = np.zeros((len(others), len(SEEN)), np.float32)
    if not others:
        return rows
    meaning = np.stack([other.place for other in others]) @ one.place
    own, *far = usual.beyond([one, *others])
    beyond, rarity = np.stack(far) @ own, usual.rarity
    weights = {word: rarity.weight(word) for word in one.words}
    long = sqrt(sum(weight * weight for weight in weights.values()))
    days, codes = _days(one), _codes(one)
    for row, other, near, further in zip(rows, others, meaning.tolist(), beyond.tolist(), strict=True):
        shared = one.words & other.words
        words = 0.0
        if shared:
            its = sqrt(sum(rarity.weight(word) ** 2 for word in other.words))
            words = sum(weights[word] ** 2 for word in shared) / (long * its or 1.0)
        alike = float(one.language == other.language)
        short, longer = sorted((min(one.length, _LONG), min(other.length, _LONG)))
        row[:ALONE] = (
            near, max(0.0, near - _NEAR), further, max(0.0, further - _NEAR), words, words * alike, alike,
            min(len(one.names & other.names), _MOST_NAMES) / _MOST_NAMES, _apart(days, _days(other)),
            _apart(codes, _codes(other)), log1p(short), log1p(longer),
            max(one.trouble, other.trouble), min(one.trouble, other.trouble),
        )  # fmt: skip
    rows[:, ALONE:] = _around(meaning, hers, theirs)
    return rows


def _around(meaning: Floats, hers: Circle, theirs: Circle) -> Floats:
    """How much nearer two lie than others around them, how many lie nearer to the one and to the other, how many lie
    around both, and how full the circles are."""
    beyond = meaning - (_thick(hers, theirs.own) + _thick(theirs, hers.own)) / np.float32(2)
    nearer = np.stack([(circle.near > (meaning + _HALF)[:, None]).sum(axis=1) for circle in (hers, theirs)])
    both = (theirs.who[:, :, None] == hers.who[:, None, :]) & (theirs.who >= 0)[:, :, None]
    known = np.minimum((hers.who >= 0).sum(axis=1), (theirs.who >= 0).sum(axis=1))
    found: Floats = np.stack(
        [beyond, *np.log1p(np.sort(nearer, axis=0)), both.any(axis=2).sum(axis=1) / np.float32(SIZE), known / SIZE],
        axis=1,
    ).astype(np.float32)
    return found


def _thick(circle: Circle, other: Numbers) -> Floats:
    """The mean cosine of the closest that lie around, but for the `other` of the two that are compared."""
    rows = max(len(circle.who), len(other))
    who = np.broadcast_to(circle.who, (rows, SIZE))
    there = (who >= 0) & (who != other[:, None])
    there &= there.cumsum(axis=1) <= _CLOSEST
    sums = np.where(there, circle.near, 0).sum(axis=1, dtype=np.float32)
    mean: Floats = (sums / np.maximum(there.sum(axis=1), 1)).astype(np.float32)
    return mean


def together(rows: Floats, middle: Floats, spread: Floats) -> Floats:
    """Rows of `seen` made comparable, and every two things seen together: that a date is the same says more where the
    meaning is near."""
    even = np.clip(((rows - middle) / spread)[:, :_WEIGHED], -_FURTHEST, _FURTHEST)
    return np.hstack([even, even[:, _PAIRS[0]] * even[:, _PAIRS[1]]])


COUNT: Final = _WEIGHED + len(_PAIRS[0])  # of what `together` makes


def _days(one: Trace) -> frozenset[str]:
    return frozenset(name for name in one.names if name.startswith("day "))


def _codes(one: Trace) -> frozenset[str]:
    return frozenset(name for name in one.names if name.startswith(("code ", "version ")))


def _apart(some: frozenset[str], others: frozenset[str]) -> float:
    return float(bool(some and others and not some & others))


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing seen counts: `middle` and `spread` make figures comparable, `weights` has one for each, for every
    two together, and one for nothing. The sum is the log odds that both tell of the same trouble. As long as there are
    too few tellings to know who lies around, and where the meaning is near enough by itself, the sum by `alone` counts,
    which has one for each of the first `ALONE`."""

    middle: Floats
    spread: Floats
    weights: Floats
    alone: Floats

    def odds(self, rows: Floats) -> Floats:
        """The log odds for each row of `seen`."""
        even = ((rows - self.middle) / self.spread)[:, :ALONE]
        known = rows[:, -1] * np.clip((_ALIKE - rows[:, 0]) / (_ALIKE - _NEARLY), 0, 1)
        alone = even @ self.alone[:-1] + self.alone[-1]
        around = together(rows, self.middle, self.spread) @ self.weights[:-1] + self.weights[-1]
        odds = known * around + (1 - known) * alone
        copied = (rows[:, 0] >= COPY) & (rows[:, _WORDS] >= _SAME_WORDS)
        found: Floats = np.where(copied, np.maximum(odds, np.float32(_COPIED)), odds)
        return found


def share(odds: float) -> float:
    """Log odds as a share from 0 to 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
