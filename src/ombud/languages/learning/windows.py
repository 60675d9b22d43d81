"""Pieces of texts to learn from: mostly two or three words long, as many in each language, some typed carelessly."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ombud.languages.learning.texts import Text

Window = tuple[str, ...]

_LENGTHS: Final = (1, 2, 2, 2, 3, 3, 4, 7, 30)
_BARE: Final = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "ı": "i", "đ": "d"})
_LISTED_SHARE: Final = 0.35
_WRITTEN_SHARE: Final = 0.25
_CARELESS: Final = 0.15


def bare(word: str) -> str:
    """`word` as typed on a keyboard without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.translate(_BARE)) if not unicodedata.combining(c))


def windows(texts: Sequence[Text], each: int, seed: int) -> list[tuple[str, Window]]:
    """`each` pieces for each language of `texts`, the same ones for the same `seed`."""
    chance = random.Random(seed)  # noqa: S311 - the same draw each time, nothing secret
    by_language: dict[str, list[Text]] = {}
    for text in texts:
        by_language.setdefault(text.language, []).append(text)
    cut: list[tuple[str, Window]] = []
    for language, own in sorted(by_language.items()):
        pool = _pool(own)
        for _ in range(each):
            words = pool.piece(chance)
            if chance.random() < _CARELESS:
                words = [bare(word) for word in words]
            cut.append((language, tuple(words)))
    return cut


@dataclass(frozen=True, slots=True)
class _Pool:
    """What there is in one language: word lists, texts written by us, and the sets."""

    listed: list[Text]
    hand: list[Text]
    sets: list[list[Text]]

    def piece(self, chance: random.Random) -> list[str]:
        roll = chance.random()
        if self.listed and (roll < _LISTED_SHARE or not (self.hand or self.sets)):
            # A list has no order: single words, pairs and threes of it.
            [line] = chance.choices(self.listed, [len(text.words) for text in self.listed])
            return chance.choices(line.words, k=chance.choice((1, 1, 2, 2, 3)))
        by_hand = self.hand and (roll < _LISTED_SHARE + _WRITTEN_SHARE or not self.sets)
        text = chance.choice(self.hand if by_hand else chance.choice(self.sets))
        length = min(len(text.words), chance.choice(_LENGTHS))
        start = chance.randrange(len(text.words) - length + 1)
        return list(text.words[start : start + length])


def _pool(texts: Sequence[Text]) -> _Pool:
    sets: dict[str, list[Text]] = {}
    for text in texts:
        if not text.listed:
            sets.setdefault(text.source, []).append(text)
    hand = sets.pop("written", [])
    return _Pool([text for text in texts if text.listed], hand, [sets[name] for name in sorted(sets)])
