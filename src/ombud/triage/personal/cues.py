"""The word beside a number says what it is: read from the nearest word outwards, in all our languages at once.

A message may be read in the wrong language, and people mix them; few of these words mean something else elsewhere.
"""

import re
from dataclasses import dataclass
from typing import Final

from ombud.triage.personal.words import CAPITALS, ENDINGS, GENERIC, MEANING, PAIRS

_REACH: Final = 56
_AFTER: Final = 34
_WORDS_BEFORE: Final = 8
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[a-z])?|[#$€£¥₹%@°]|(?<!\d)\d{2,}")
_SENTENCE: Final = re.compile(r"[!?;]|\n|(?<=[^\W\d_]{4})\.\s+(?=[^\W\d_])|\.\s*\n")
_AFTERWARDS: Final = re.compile(r"\s?[^\d,.;:!?\n()]{0,34}")
_MY: Final = frozenset(
    ("my", "our", "is", "ist", "war", "mein", "meine", "er", "mit", "mi", "es", "su", "saya", "aku", "adalah", "as")
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word says of the number beside it. `lengths`: how many digits such a number has; empty is any. `near`: the
    word stands right before the number, with nothing but small words between."""

    means: str = ""
    lengths: frozenset[int] = frozenset()
    near: bool = False


NONE: Final = Cue()


def _meaning(word: str, before: str, raw: str) -> tuple[str, frozenset[int]] | None:
    found = PAIRS.get((before, word)) if before else None
    if found is None and (word not in CAPITALS or raw.isupper()):
        found = MEANING.get(word)
    if found is None and len(word) > 6:
        found = next((("other", frozenset[int]()) for ending in ENDINGS if word.endswith(ending)), None)
    return found


def before(text: str, start: int) -> Cue:
    """The cue before the number that begins at `start`."""
    left = text[max(0, start - _REACH) : start]
    cut = 0
    for match in _SENTENCE.finditer(left):
        # A label may stand on a line of its own.
        if left[match.end() :].strip(" :#\n"):
            cut = match.end()
    words = _WORD.findall(left[cut:])[-_WORDS_BEFORE:]
    plain = [word.casefold() for word in words]
    generic = False
    for place in range(len(words) - 1, -1, -1):
        found = _meaning(plain[place], plain[place - 1] if place else "", words[place])
        # A unit follows its number; what stands before is another's, or a Danish "my".
        if found and found[0] not in ("skip", "unit"):
            return Cue(found[0], found[1], len(words) - place <= 4)
        generic = generic or plain[place] in GENERIC
    return Cue("number") if generic else NONE


def after(text: str, end: int) -> Cue:
    """The cue after the number that ends at `end`: its unit, or "… is my phone number"."""
    match = _AFTERWARDS.match(text, end, end + _AFTER)
    if not match:
        return NONE
    words = _WORD.findall(match.group())[:5]
    if not words:
        return NONE
    plain = [word.casefold() for word in words]
    unit = MEANING.get(plain[0])
    if unit and unit[0] in ("money", "unit"):
        return Cue(unit[0], unit[1], True)
    # "… 28394756, order 48213": what is followed by a number of its own speaks of that one.
    if text[match.end() : match.end() + 1].isdigit() or plain[0] not in _MY:
        return NONE
    for place, word in enumerate(plain):
        found = _meaning(word, plain[place - 1] if place else "", words[place])
        if found and found[0] not in ("skip", "unit", "money", "other"):
            return Cue(*found)
    return NONE
