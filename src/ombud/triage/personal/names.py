"""Names of people: what somebody calls herself or another, what follows a title, a first name with a surname.

Without a model of the language this stays a matter of rules: where nothing but capitals speaks for a name, nothing is
found, for a brand and a town begin with capitals as well.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ombud.triage.personal import callings
from ombud.triage.personal.given import GIVEN, INSIDE, WORDS_TOO
from ombud.triage.personal.notnames import NOT_NAMES
from ombud.triage.personal.span import Personal
from ombud.triage.personal.surnames import surname

_CAP: Final = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČŘŐŰİ]"
_LOW: Final = "[a-zß-öø-ÿāčďęěğıłńňőřśşšťůűýźžćđ]"
_PART: Final = (
    rf"(?:(?:Mc|Mac|O'|D'|d')?{_CAP}{_LOW}{{1,20}}(?:[-'](?:{_CAP}|[a-z](?=[a-z]))\w{{1,20}})?"
    rf"|{_CAP}{{2,20}}(?:-{_CAP}{{2,20}})?)"
)
_RUN: Final = re.compile(
    rf"(?<![\w@#./&-]){_PART}(?: (?:(?:{INSIDE}) ){{0,2}}(?:{_PART}|{_CAP}\.?(?= {_CAP}))){{0,4}}(?![\w@]|\.\w)"
)
_WORD: Final = re.compile(r"[^\W\d_][\w'-]*\.?")
_REACH: Final = 34
# The next line of a letter's foot or head: a number, a mail address, a phone.
_FOOT: Final = re.compile(r"[ .,]{0,3}(?:\n\s{0,4}(?:[\d+(]|\S{1,40}@|(?:[Tt]el|[Pp]hone|[Mm]obil|[Tt]lf))|\s{0,9}$)")


class _Part(NamedTuple):
    word: str
    start: int
    end: int


def names(text: str, language: str) -> Iterator[Personal]:
    """Names of people in a plain text that is written in `language`."""
    for match in _RUN.finditer(text):
        parts = _parts(text, match.start(), match.end())
        kept = _named(text, parts, language) if parts else []
        if kept:
            yield Personal(kept[0].start, kept[-1].end, "name")
    low = text.lower()
    if any(hint in low for hint in callings.SMALL_HINTS):
        for match in callings.SMALL.finditer(text):
            size = _small(match.group(1).split(" "))
            if size:
                yield Personal(match.start(1), match.start(1) + size, "name")


def _small(words: list[str]) -> int:
    """How many signs of these words are a name: it ends before the first everyday word."""
    size = 0
    for place, word in enumerate(words):
        if word.casefold() in NOT_NAMES or (place > 1 and word.casefold() not in GIVEN and not word[0].isupper()):
            break
        size += len(word) + (place > 0)
    return size


def _parts(text: str, start: int, end: int) -> list[_Part]:
    """The words with capitals from `start` to `end`, from the first that may be in a name to the last."""
    parts = [_Part(m.group().rstrip("."), *m.span()) for m in _WORD.finditer(text, start, end)]
    while parts and parts[0].word.casefold() in NOT_NAMES:
        parts.pop(0)
    for place, part in enumerate(parts):
        if part.word.casefold() in NOT_NAMES:
            parts = parts[:place]
            break
    while parts and not parts[-1].word[0].isupper():
        parts.pop()
    if all(part.word.isupper() for part in parts) and (len(parts) > 3 or (parts and len(parts[0].word) < 4)):
        return []
    return parts


def _named(text: str, parts: list[_Part], language: str) -> list[_Part]:
    """The part of `parts` that is a name."""
    words = [part.word.casefold() for part in parts]
    first = next((n for n, word in enumerate(words) if _given(word)), None)
    if _called(text, parts, first) or _stands_alone(text, parts, words, first, language):
        return parts
    if first is None or first > 1:
        pair = 1 < len(words) < 4 and surname(words[-1]) and not surname(words[0]) and words[0] not in WORDS_TOO
        return parts if pair and language != "de" else []
    parts, words = parts[first:], words[first:]
    if len(parts) > 1 or (words[0] not in WORDS_TOO and not parts[0].word.isupper()):
        return parts
    return []


def _given(word: str) -> bool:
    return word in GIVEN or ("-" in word and all(half in GIVEN for half in word.split("-")))


def _called(text: str, parts: list[_Part], first: int | None) -> bool:
    """Whether the words before it call it a name."""
    begin, end = parts[0].start, parts[-1].end
    left = text[max(0, begin - _REACH) : begin]
    word = left.rstrip(" ,.!:~/\n-")
    if word[word.rfind(" ") + 1 :].rpartition("\n")[2].lower() not in callings.LAST_WORDS:
        return False
    if callings.TITLE.search(left) or callings.SELF.search(left):
        return True
    if callings.GOODBYE.search(left) and _signs(text, begin, end, first):
        return True
    likely = first == 0 or len(parts) == 2
    return likely and bool(callings.GREETING.search(left) or (len(parts) > 1 and callings.MAYBE.search(left)))


def _signs(text: str, begin: int, end: int, first: int | None) -> bool:
    """Whether a name after "regards" ends its line, and is set apart from it or a known one ("thanks Netnord")."""
    if first is None and text[begin - 1 : begin] == " " and text[begin - 2 : begin - 1] not in (",", "\n", ".", "-"):
        return False
    rest = text[end : end + 3].lstrip(" .,!")
    return not rest or rest[0] == "\n" or not rest[0].islower()


def _stands_alone(text: str, parts: list[_Part], words: list[str], first: int | None, language: str) -> bool:
    """Whether two or three words have a line to themselves, above an address or at the end of a letter."""
    begin, end = parts[0].start, parts[-1].end
    if not 1 < len(parts) < 4 or (begin and text[begin - 1] != "\n") or not _FOOT.match(text, end):
        return False
    known = first is not None or surname(words[-1])
    return known or (begin > 0 and language != "de" and end + 9 > len(text)) or text[end : end + 2].isspace()
