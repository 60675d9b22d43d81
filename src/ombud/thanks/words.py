"""Which of a customer's words of praise are quoted, whom they name, and what of them the praised person gets to read.

Places are spans of the text in code points. What she complains of beside the praise, and what is private of hers, is
left out wherever words are passed on (D24).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ombud.languages.normalise import fold

# Where something stands, and what it is: begin, end, kind or type.
type Place = tuple[int, int, str]
# Longer than this is no quotation but the letter once more.
LONGEST_QUOTE: Final = 160
LONGEST_PASSED: Final = 2_000
LEFT_OUT: Final = "[…]"
_SENTENCE: Final = re.compile(r"[^.!?…\n]+[.!?…]*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")  # people type either sign
_MANY_GAPS: Final = re.compile(r"(?:\[…\]\s*){2,}")
_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of ours whom a text seems to name. `sure`: nobody else of ours could be meant."""

    id: int
    sure: bool


def named(text: str, people: Iterable[tuple[int, str]]) -> list[Named]:
    """Who of `people` (id, name) is named in `text`, in the order of `people`; by the whole name or the first name.

    A first name counts where it is written as one, with a capital, unless the text has no capitals at all: "may" and
    "will" are words. One that several bear names each of them, and none surely.
    """
    small = text == text.lower()
    words = {fold(word) for word in _WORD.findall(text) if small or word[0].isupper()}
    whole = f" {' '.join(fold(word) for word in _WORD.findall(text))} "
    found: list[tuple[int, str, bool]] = []
    for number, name in people:
        parts = [fold(part) for part in _WORD.findall(name)]
        if not parts or len(parts[0]) < 2:
            continue
        entire = len(parts) > 1 and f" {' '.join(parts)} " in whole
        if entire or parts[0] in words:
            found.append((number, parts[0], entire))
    # A whole name says which of two with the same first name is meant.
    told_apart = {first for _, first, entire in found if entire}
    kept = [one for one in found if one[2] or one[1] not in told_apart]
    firsts = [first for _, first, _ in kept]
    return [Named(number, entire or firsts.count(first) == 1) for number, first, entire in kept]


def quote(text: str, complaints: Iterable[Place] = (), private: Iterable[Place] = (), names: Iterable[str] = ()) -> str:
    """The sentence of hers to take up in a thank-you: one that names a colleague, else the fullest; "" without any.

    Never one that complains, asks or carries something private; names may stand, the letter goes to herself.
    """
    bad = [*complaints, *(place for place in private if place[2] != "name")]
    firsts = {fold(parts[0]) for name in names if (parts := _WORD.findall(name))}
    best, weight = "", 0
    for match in _SENTENCE.finditer(text[:10_000]):
        words = _WORD.findall(match.group())
        said = match.group().strip(' \t\r,;:-–"“”„«»')  # dashes as people type them
        if len(words) < _FEW or len(said) > LONGEST_QUOTE or said.endswith("?"):
            continue
        if any(_meet(match.start(), match.end(), place) for place in bad):
            continue
        counts = len(words) + (100 if firsts & {fold(word) for word in words} else 0)
        if counts > weight:
            best, weight = said.rstrip(" .!…"), counts
    return best


def passed_on(
    text: str, complaints: Iterable[Place] = (), private: Iterable[Place] = (), names: Iterable[str] = ()
) -> str:
    """Her words for whom they praise: without what she complains of, without what is private, at most
    `LONGEST_PASSED` characters. `names` of ours stay readable."""
    ours = {fold(word) for name in names for word in _WORD.findall(name)}
    gaps = [(begin, end) for begin, end, _ in complaints]
    for begin, end, sort in private:
        words = {fold(word) for word in _WORD.findall(text[begin:end])}
        if sort != "name" or not words or not words <= ours:
            gaps.append((begin, end))
    kept, place_now = [], 0
    for begin, end in sorted(gaps):
        if end <= place_now:
            continue
        kept += [text[place_now : max(begin, place_now)], LEFT_OUT]
        place_now = end
    kept.append(text[place_now:])
    whole = _MANY_GAPS.sub(f"{LEFT_OUT} ", "".join(kept)).strip()
    return whole if len(whole) <= LONGEST_PASSED else whole[: LONGEST_PASSED - 1].rstrip() + "…"


def said_of_her_own(text: str) -> int:
    """How many words of three letters and more she wrote: a bare "thanks" is one."""
    return sum(len(word) > 2 for word in _WORD.findall(text[:10_000]))


def _meet(begin: int, end: int, place: Place) -> bool:
    return begin < place[1] and place[0] < end
