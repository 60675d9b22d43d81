"""The word lists of the first reading, and how a text is held against them.

`lexicon/<language>.yaml` has one list a class of words. Phrases are separated by "/"; a word with * at its end is a
stem; _ stands for any one word. Letters are compared plain: no capitals, accents or apostrophes. A text is cut into
sentences and words once, and each word asks a table which phrases may begin with it, so a long list costs no more than
a short one. What is found is counted by sentence, for a word means one thing in a question and another in a report.
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
_TOKEN = re.compile(r"[^\W_]+|[.!?\u2026]{1,8}+(?=[\s\"')\u00bb\u201c\u201d\]]|$)|\n\s*\n")
_APOSTROPHES = re.compile(r"(?<=\w)['\u2019](?=\w)")
# Where a longer phrase has been read, these single words inside it say nothing of their own.
_SMALL: Final = frozenset(("warm", "praise", "doubt", "asks", "not", "trouble", "but", "demand"))
_DENIABLE: Final = frozenset(("praise", "warm", "doubt", "insult"))

_Rest = tuple[str, ...]
_Entries = tuple[tuple[_Rest, str], ...]


def _plain(text: str) -> str:
    """Plain letters, with the two that people write as two: Straße is strasse, være is vaere."""
    return fold(text.replace("ß", "ss").replace("æ", "ae").replace("Æ", "ae"))


@dataclass(frozen=True, slots=True)
class Lists:
    """The phrases of one language: single words; two words and what follows; a word and a stem or any word; stems."""

    whole: Mapping[str, tuple[str, ...]]
    pairs: Mapping[str, Mapping[str, _Entries]]
    loose: Mapping[str, _Entries]
    stems: Mapping[str, tuple[tuple[str, _Rest, str], ...]]


@cache
def lists(language: str) -> Lists:
    """The lists of one of LANGUAGES. Raises KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    raw = files(__package__).joinpath("lexicon", f"{language}.yaml").read_text(encoding="utf-8")
    whole: dict[str, tuple[str, ...]] = {}
    pairs: dict[str, dict[str, _Entries]] = {}
    loose: dict[str, _Entries] = {}
    stems: dict[str, tuple[tuple[str, _Rest, str], ...]] = {}
    for sort, phrases in yaml.load(raw, Loader=yaml.CSafeLoader).items():
        for phrase in dict.fromkeys(_plain(str(phrases)).split("/")):
            first, *rest = phrase.split()
            follows = tuple(rest)
            if first.endswith("*") or first == "_":
                start = first.rstrip("*")
                stems[start[:_STEM]] = (*stems.get(start[:_STEM], ()), (start, follows, sort))
            elif not rest:
                whole[first] = (*whole.get(first, ()), sort)
            elif rest[0] == "_" or rest[0].endswith("*"):
                loose[first] = (*loose.get(first, ()), (follows, sort))
            else:
                seconds = pairs.setdefault(first, {})
                seconds[rest[0]] = (*seconds.get(rest[0], ()), (follows, sort))
    return Lists(whole, pairs, loose, stems)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The plain words of a message, the number of the sentence each stands in, and which sentences end with "?"."""

    words: list[str]
    sentence: list[int]
    asked: frozenset[int]


def cut(text: str) -> Spoken:
    """The words and sentences of `text`: its first and last part where it is very long."""
    words: list[str] = []
    sentence: list[int] = []
    asked = set()
    number = 0
    for token in _TOKEN.findall(_plain(_APOSTROPHES.sub("", text[:20_000]))):
        if token[0].isalnum():
            words.append(token)
            sentence.append(number)
            continue
        if "?" in token:
            asked.add(number)
        number += 1
    if len(words) > LONGEST_WORDS:
        words, sentence = (kept[: LONGEST_WORDS - 100] + kept[-100:] for kept in (words, sentence))  # type: ignore[assignment]
    return Spoken(words, sentence, frozenset(asked))


def _longest_first(found: tuple[int, int, str]) -> tuple[int, int]:
    return found[0], -found[1]


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
    whole, pairs, loose, stems = table.whole, table.pairs, table.loose, table.stems
    last = len(words) - 1
    for place, word in enumerate(words):
        for sort in whole.get(word, ()):
            found.append((place, place + 1, sort))
        if place < last and word in pairs:
            for rest, sort in pairs[word].get(words[place + 1], ()):
                if len(rest) == 1 or _follows(words, place + 1, rest):
                    found.append((place, place + 1 + len(rest), sort))
        for rest, sort in loose.get(word, ()):
            if _follows(words, place + 1, rest):
                found.append((place, place + 1 + len(rest), sort))
        for stem, rest, sort in stems.get(word[:_STEM], ()):
            if word.startswith(stem) and (not rest or _follows(words, place + 1, rest)):
                found.append((place, place + 1 + len(rest), sort))
    return found


def heard(spoken: Spoken, language: str) -> dict[int, Counter[str]]:
    """How many phrases of each class stand in each sentence; "praise_denied" counts praise with a "not" before it.

    A single small word inside a longer phrase is not counted, nor a phrase begun inside another of its class; a doubt
    with a "not" before it ("no problem") neither.
    """
    found = _matches(spoken.words, lists(language))
    covered = {place for start, end, _ in found if end - start > 1 for place in range(start, end)}
    denied = {start for start, _, sort in found if sort == "not"}
    by_sentence: dict[int, Counter[str]] = {}
    until: dict[str, int] = {}
    for start, end, sort in sorted(found, key=_longest_first):
        if (end - start == 1 and sort in _SMALL and start in covered) or until.get(sort, 0) > start:
            continue
        until[sort] = end
        number = spoken.sentence[start]
        counts = by_sentence.get(number)
        if counts is None:
            counts = by_sentence[number] = Counter()
        if sort in _DENIABLE and (start - 1 in denied or start - 2 in denied):
            if sort == "praise" and spoken.sentence[max(0, start - 2)] == number:
                counts["praise_denied"] += 1
            continue
        counts[sort] += 1
    return by_sentence
