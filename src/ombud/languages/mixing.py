"""A second language in a text: a run of words that another language explains clearly better than the first one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ombud.languages.weighing import NEIGHBOURS, Floats

# By how much (natural logarithm) a run of words must say more for the second language than for the first, and how many
# words it takes. A name, a borrowed word or a title is shorter; neighbours share too many words to trust less.
_GAIN: Final = 6.0
_GAIN_NEIGHBOUR: Final = 16.0
_FEWEST: Final = 3
# A word speaks at most this loudly, so that one foreign name makes no run.
_LOUDEST: Final = 3.5
# What a word must say for the second language before the run takes it in: borrowed words say a little for many.
_TOLL: Final = 0.15
_CLEAR: Final = 0.3
_BEGINNING: Final = 4
_HALF: Final = 6


def run_of_another(rows: Floats, languages: Sequence[str], first: str) -> tuple[str, int, int] | None:
    """The language beside `first` with the clearest run of words, and where that run begins and ends; None if there is
    none. `rows` says, for each word of the text in order, how much it speaks for each of `languages`."""
    if first not in languages or len(rows) < _FEWEST + 1:
        return None
    home = languages.index(first)
    gains = np.clip(rows - rows[:, home : home + 1], -_LOUDEST, _LOUDEST) - _TOLL
    sums = np.vstack([np.zeros((1, len(languages)), dtype=np.float32), np.cumsum(gains, axis=0)])
    best = (sums - np.minimum.accumulate(sums, axis=0)).max(axis=0)
    for i in NEIGHBOURS_OF.get(first, ()):
        if i in languages:
            best[languages.index(i)] -= _GAIN_NEIGHBOUR - _GAIN
    best[home] = 0.0
    other = int(best.argmax())
    if best[other] < _GAIN:
        return None
    begin, end = _run(gains[:, other])
    return (languages[other], begin, end) if end - begin >= _FEWEST else None


def carries(rows: Floats, languages: Sequence[str], other: str, first: str, end: int) -> bool:
    """Whether `other`, whose run ends at `end`, rather than `first` is the language that the text is in.

    Where both have a like share of the words, it is the one that the text begins with; but English inside a sentence of
    another language (a title, a phrase) is louder than it is meant.
    """
    lead = rows[:, languages.index(other)] - rows[:, languages.index(first)]
    theirs, ours = int((lead > _CLEAR).sum()), int((lead < -_CLEAR).sum())
    if first == "en" and 1.6 * theirs > ours and (bool((lead[end:] < -_CLEAR).any()) or lead[0] > _CLEAR):
        return True
    if min(theirs, ours) < _HALF:
        return False
    return theirs > 1.6 * ours or (1.6 * theirs > ours and bool(lead[:_BEGINNING].sum() > 0))


# Languages too close to be taken for two on a few words.
_CLOSE: Final = (*NEIGHBOURS, ("es", "pt"), ("ru", "uk", "bg"), ("de", "nl"), ("it", "es"))
NEIGHBOURS_OF: Final = {
    language: tuple(other for group in _CLOSE if language in group for other in group if other != language)
    for language in {member for group in _CLOSE for member in group}
}


def _run(gains: Floats) -> tuple[int, int]:
    """Begin and end of the run with the largest sum."""
    total = best = 0.0
    begin = 0
    found = (0, 0)
    for i, gain in enumerate(gains.tolist()):
        if total <= 0.0:
            total, begin = 0.0, i
        total += gain
        if total > best:
            best, found = total, (begin, i + 1)
    return found
