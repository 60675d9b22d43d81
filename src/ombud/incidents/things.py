"""The things that tellings are about, the same in five languages: lamp, Lampe, lámpara, lampe, lampu. Pure.

Where two people write in different languages they share few words, and still write of the same lamp.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from ombud.languages import fold

from .inflected import same_word

LANGUAGES: Final = ("en", "de", "es", "da", "id")
_TOGETHER: Final = frozenset(("de", "da"))  # words are written together there: a Tischlampe is a Lampe
_LONG: Final = 5  # letters of a word that may end a longer one


@cache
def _things(language: str) -> tuple[tuple[str, int], ...]:
    """The words of one of LANGUAGES, folded, each with the number of its thing."""
    raw = files("ombud.incidents").joinpath("things.txt").read_text(encoding="utf-8")
    rows = [line.split("|") for line in raw.splitlines() if line and not line.startswith("#")]
    place = LANGUAGES.index(language)
    return tuple((word, number) for number, row in enumerate(rows) for word in fold(row[place]).split())


@cache
def _begun(language: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """The same by the first three letters, or as many as there are."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for word, number in _things(language):
        found[word[:3]] = (*found.get(word[:3], ()), (word, number))
    return found


def thing(word: str, language: str) -> int | None:
    """The number of the thing that a folded word of a language stands for; None for any other word or language."""
    if language not in LANGUAGES:
        return None
    for known, number in _begun(language).get(word[:3], ()):
        if same_word(word, known, language):
            return number
    if language in _TOGETHER:
        for known, number in _things(language):
            if (
                len(known) >= _LONG
                and len(word) > len(known) + 2
                and any(word.endswith(known + more) for more in ("", "n", "en", "e", "r"))
            ):
                return number
    return None
