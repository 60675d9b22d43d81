"""What a text shows: the phrases of its sentences put together, before anybody decides what it is.

A word alone says little. Trouble in "what happens if it breaks?" has not happened; a plug that is hot is a danger, and
tea that is hot is tea; "break" with "I will" and "your" beside it is a threat. So some signs are made of two or three
classes that stand in one sentence.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from ombud.triage.perils import JEST, LIMB, PERIL, SELF
from ombud.triage.words import LANGUAGES, Spoken, cut, heard

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_SUM = re.compile(
    r"(?:[$€£%]|\b(?:usd|eur|euros?|gbp|rp|kr|d[oó]lar(?:es)?|dollars?|juta))[ .]{0,2}\d{1,3}[.,\d]{3,12}"
    r"|\d{1,3}(?:[.,]\d{3}){1,4} ?(?:[$€£]|usd\b|eur|gbp\b|kr|d[oó]lar|dollar)"
    r"|\d{2,6} ?(?:%|percent|prozent|por ciento|procent|persen)",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[A-ZÄÖÜÆØÅÑÁÉÍÓÚ]")
_SMALL_LETTERS = re.compile(r"[a-zäöüæøåñáéíóúß]+")
# What has not happened yet where it stands in a question with an "if".
_SUPPOSED: Final = frozenset(("trouble", "doubt", "demand", "soft", "lack", "again", "since", "but"))
_HAPPENED: Final = ("trouble", "demand", "soft")
# Two or three classes in one sentence, and what they are together.
_TOGETHER: Final = (
    (("hot", "power"), "danger"),
    (("wound", "body"), "danger"),
    (("fall", "body"), "danger"),
    (("intent", "harm", "target"), "threat"),
    (("intent", "harm", "body"), "threat"),
    (("why", "mine"), "soft"),
    (("my", "trouble"), "mine"),
    (("my", "demand"), "mine"),
)


@dataclass(frozen=True, slots=True)
class Signs:
    """Counts by class over the whole text and over its subject; `asking`: questions; `first`: the subject's classes."""

    counts: Counter[str]
    first: Counter[str]
    asking: int
    words: int
    links: int
    sums: int
    loud: bool

    @property
    def regretted(self) -> bool:
        """Whether it tells of a trouble, and as of one ("unfortunately the seat was broken"), with no kind word."""
        told = self.counts
        kind = told["praise"] or told["solved"] or told["thanks"] or told["not"] or told["if"]
        return bool(told["trouble"] and told["doubt"] and not kind)


def _loud(whole: str) -> bool:
    if "!!" in whole or "?!" in whole or "??" in whole:
        return True
    capitals = len(_CAPITAL.findall(whole[:2000]))
    return capitals > 20 and capitals > 1.5 * sum(map(len, _SMALL_LETTERS.findall(whole[:2000])))


def _in_one(sentence: Counter[str], asked: bool) -> Counter[str]:
    """What one sentence shows when its classes are seen together."""
    told = Counter(sentence)
    for classes, sign in _TOGETHER:
        if all(one in sentence for one in classes):
            told[sign] += 1
    if "not" in sentence and not asked and "praise" not in sentence and "solved" not in sentence:
        told["lack"] += 1
    if "if" in sentence:
        if asked:
            for sort in _SUPPOSED:
                del told[sort]
        if "would" in sentence and not any(sort in sentence for sort in (*_HAPPENED, "mine")):
            told["idea"] += 1
    return told


def _plain_dangers(spoken: Spoken, language: str) -> dict[int, str]:
    """By the number of a sentence, what it tells beyond its words: a danger to its writer or another ("self",
    "peril"), or what only sounds like one ("limb", "jest")."""
    said: dict[int, list[str]] = {}
    for word, number in zip(spoken.words, spoken.sentence, strict=True):
        said.setdefault(number, []).append(word)
    found: dict[int, str] = {}
    for number, words in said.items():
        sentence = " ".join(words)
        if SELF[language].search(sentence):
            found[number] = "self"
        elif number not in spoken.asked and PERIL[language].search(sentence):
            found[number] = "peril"
        elif LIMB[language].search(sentence):
            found[number] = "limb"
        elif JEST[language].search(sentence):
            found[number] = "jest"
    return found


def signs(text: str, subject: str, language: str) -> Signs:
    """The signs of what a person wrote now, in one of LANGUAGES; another is read as English."""
    whole = f"{subject} .\n\n{text}" if subject else text
    spoken = cut(whole)
    counts: Counter[str] = Counter()
    first: Counter[str] = Counter()
    known = language if language in LANGUAGES else "en"
    plain = _plain_dangers(spoken, known)
    for number, sentence in heard(spoken, known).items():
        if plain.get(number) == "limb":
            sentence -= Counter(wound=1, body=1)
        elif plain.get(number) == "jest":
            sentence -= Counter(danger=1)
        told = _in_one(sentence, number in spoken.asked)
        if plain.get(number) == "self" and not told["target"]:
            del told["threat"]  # she speaks of herself
        counts.update(told)
        if subject and number == 0:
            first = told
    counts.update("peril" if one in ("self", "peril") else "harmless" for one in plain.values())
    return Signs(
        counts,
        first,
        max(whole.count("?"), len(spoken.asked)),
        len(spoken.words),
        len(_LINK.findall(whole)),
        len(_SUM.findall(whole[:20_000])),
        _loud(whole),
    )
