"""learn: from a folder of texts to the model file."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ombud.languages.learning.fit import fit, vocabulary
from ombud.languages.learning.texts import Text, as_texts, others, texts_in, words_of, written
from ombud.languages.learning.votes import fit_votes
from ombud.languages.learning.windows import Window, windows
from ombud.languages.model import FILE, Model, packed, unpacked
from ombud.languages.samples import sample
from ombud.languages.weighing import UNDER, Floats, own_folded

_EACH: Final = 6_000
_ROUNDS: Final = 4
_LEAST: Final = 4
_SEED: Final = 1
_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Learnt:
    """The model as the bytes of a file, and what it is made from: texts by (source, language), pieces of words kept."""

    file: bytes
    texts: dict[tuple[str, str], int]
    pieces: int

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.file).hexdigest()

    def write(self, path: Path = FILE) -> None:
        """Put the file and its checksum in place."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.file)
        path.with_suffix(".sha256").write_text(f"{self.checksum}  {path.name}\n", encoding="ascii")


def learn(
    folder: Path, also: Iterable[tuple[str, str]] = (), without: Iterable[str] = (), *, each: int = _EACH
) -> Learnt:
    """Learn from the `*.jsonl.gz` files in `folder`, our own written texts and `also`, (language, text) pairs.

    Files named in `without` are left out, to be judged by. `each` windows of text are cut for each language. Takes some
    two minutes; the same texts give the same file.
    """
    texts = texts_in(folder, without)
    texts += as_texts(also, "also") + written()
    languages = sorted({text.language for text in texts})
    pieces, weights = _own(texts, languages, each)
    examples = _unseen(texts, languages, each)
    votes = {here: fit_votes(examples, here) for here in (True, False)}
    counted: dict[tuple[str, str], int] = {}
    for text in texts:
        counted[text.source, text.language] = counted.get((text.source, text.language), 0) + 1
    file = packed(languages, pieces, weights, votes)
    return Learnt(file, counted, len(unpacked(file).index))


def _own(texts: Sequence[Text], languages: Sequence[str], each: int) -> tuple[list[str], Floats]:
    cut = windows(texts, each, _SEED)
    pieces = vocabulary(cut, _LEAST)
    return pieces, fit(cut, languages, pieces, _SEED, _ROUNDS)


def _unseen(texts: Sequence[Text], languages: Sequence[str], each: int) -> list[tuple[str, Window, dict[str, float]]]:
    """Windows with what a model says that did not learn from them."""
    examples: list[tuple[str, Window, dict[str, float]]] = []
    for part in range(_PARTS):
        seen = [text for text in texts if text.listed or _part(text) != part]
        unseen = [text for text in texts if not text.listed and _part(text) == part]
        pieces, weights = _own(seen, languages, each * 2 // 3)
        index = {piece: row for row, piece in enumerate(pieces)}
        model = Model(tuple(languages), index, weights, 1.0, {})
        cut = windows(unseen, each // 8, _SEED + 1) + _others_cut()
        examples += [
            (language, words, own_folded(model.named(model.rows(words).sum(axis=0))))
            for language, words in cut
            if language not in UNDER
        ]
    return examples


def _part(text: Text) -> int:
    """Which part a text is left out with, by chance. Word lists are always learnt: people write the words they know."""
    return hashlib.sha256(" ".join(text.words[:8]).encode()).digest()[0] % _PARTS


def _others_cut() -> list[tuple[str, Window]]:
    chance = random.Random(_SEED)  # noqa: S311 - the same draw each time, nothing secret
    cut = []
    for language, text in others():
        words = words_of(sample(text))
        for _ in range(15):
            length = min(len(words), chance.choice((1, 2, 2, 3, 4, 8, 20)))
            start = chance.randrange(len(words) - length + 1)
            cut.append((language, tuple(words[start : start + length])))
    return cut
