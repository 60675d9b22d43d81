"""The word lists of the first reading, and how a text is held against them.

`lexicon/<language>.yaml` has one list a class of words. Phrases are separated by "/"; a word with * at its end is a
stem; _ stands for any one word. Letters are compared plain: no capitals, accents or apostrophes. A text is cut into
words once, and each word asks a table which phrases may begin with it, so a long list costs no more than a short one.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from ombud.languages import fold

LANGUAGES: Final = ("en", "de", "es", "da", "id")
LONGEST_WORDS: Final = 400
_STEM: Final = 3
_TOKEN = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"(?<=\w)['\u2019](?=\w)")
# Where a longer phrase has been read, these single words inside it say nothing of their own.
_SMALL: Final = frozenset(("warm", "praise", "doubt", "asks", "not", "trouble"))

_Rest = tuple[str, ...]


def _plain(text: str) -> str:
    """Plain letters, with the two that people write as two: Straße is strasse, være is vaere."""
    return fold(text.replace("ß", "ss").replace("æ", "ae").replace("Æ", "ae"))


@dataclass(frozen=True, slots=True)
class Lists:
    """The phrases of one language, by their first word or the beginning of its stem."""

    whole: Mapping[str, tuple[tuple[_Rest, str], ...]]
    stems: Mapping[str, tuple[tuple[str, _Rest, str], ...]]


@cache
def lists(language: str) -> Lists:
    """The lists of one of LANGUAGES. Raises KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    raw = files(__package__).joinpath("lexicon", f"{language}.yaml").read_text(encoding="utf-8")
    content = yaml.load(raw, Loader=yaml.CSafeLoader)
    whole: dict[str, list[tuple[_Rest, str]]] = {}
    stems: dict[str, list[tuple[str, _Rest, str]]] = {}
    for sort, phrases in content.items():
        for phrase in dict.fromkeys(_plain(str(phrases)).split("/")):
            first, *rest = phrase.split()
            if first.endswith("*"):
                stems.setdefault(first[:_STEM], []).append((first[:-1], tuple(rest), sort))
            else:
                whole.setdefault(first, []).append((tuple(rest), sort))
    return Lists(
        {word: tuple(entries) for word, entries in whole.items()},
        {start: tuple(entries) for start, entries in stems.items()},
    )


def cut(text: str) -> list[str]:
    """The plain words of `text`: its first and last part where it is very long."""
    words = _TOKEN.findall(_plain(_APOSTROPHES.sub("", text[:20_000])))
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 100] + words[-100:]


def _follows(words: list[str], place: int, rest: _Rest) -> bool:
    if place + len(rest) > len(words):
        return False
    for offset, wanted in enumerate(rest):
        word = words[place + offset]
        if wanted not in (word, "_") and not (wanted[-1] == "*" and word.startswith(wanted[:-1])):
            return False
    return True


def _matches(words: list[str], table: Lists) -> list[tuple[int, int, str]]:
    """Every phrase found: where it begins, where it ends, its class."""
    found = []
    whole, stems = table.whole, table.stems
    for place, word in enumerate(words):
        for rest, sort in whole.get(word, ()):
            if not rest or _follows(words, place + 1, rest):
                found.append((place, place + 1 + len(rest), sort))
        for stem, rest, sort in stems.get(word[:_STEM], ()):
            if word.startswith(stem) and (not rest or _follows(words, place + 1, rest)):
                found.append((place, place + 1 + len(rest), sort))
    return found


def heard(words: list[str], language: str) -> Counter[str]:
    """How many phrases of each class stand in `words`; "praise_denied" counts praise with a "not" before it.

    A single small word inside a longer phrase is not counted; a doubt with a "not" before it ("no problem") neither.
    """
    found = _matches(words, lists(language))
    long = [(start, end) for start, end, _ in found if end - start > 1]
    covered = {place for start, end in long for place in range(start, end)}
    denied = {start for start, end, sort in found if sort == "not"}
    counts: Counter[str] = Counter()
    seen: set[tuple[str, int]] = set()
    for start, end, sort in found:
        if end - start == 1 and sort in _SMALL and start in covered:
            continue
        if (sort, start) in seen:
            continue
        seen.add((sort, start))
        if sort in ("praise", "warm", "doubt", "insult") and not denied.isdisjoint((start - 1, start - 2)):
            if sort == "praise":
                counts["praise_denied"] += 1
            continue
        counts[sort] += 1
    return counts
