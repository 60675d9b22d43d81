"""R12: a number that must not be told, in other groups, in words, in part, or by its last digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ombud.languages.spoken import Digits, numbers, spelled_in, stretches
from ombud.replies.guard.normal import fold

_CODE: Final = re.compile(r"[^\W_]*\d[^\W_]*(?:[-/ .][^\W_]*\d[^\W_]*)*")
_ENDING: Final = re.compile(
    r"\b(?:ending|ends|last|digits?|closing|endet|enden|endend\w*|endung|endziffer\w*|endnummer\w*|letzten|ziffern|hinteren?|stellen|termina\w*|terminacion|cierra|acaba\w*|"
    r"ultim[oa]s|cifras|digitos|ender|slutter|endecifr\w*|sidste|cifre|berakhir\w*|akhir\w*|akhiran|terakhir|angka|ujung\w*|buntut\w*)\b"
)
_THOUSANDS: Final = re.compile(r"\d{1,3}\.\d{3}")
_CODED: Final = 12  # signs of a code that somebody spells
_ENOUGH: Final = 6  # digits of a long number in a row: more than chance
_DIGIT: Final = re.compile(r"\d")
_STRETCH: Final = re.compile(r"\d(?:[\s().\-/_+#:·,]{0,3}\d){5,}")
_LIKE_DIGITS: Final = re.compile(r"(?<!\w)(?=[a-z|]{0,3}\d)[\dilosb|]{2,}(?!\w)")
_AS_DIGITS: Final = str.maketrans("ilosb|", "110581")
# "ends in 56" tells; "ends in 56 days" and "ends on 5.6." do not.
_ENDS: Final = (
    r"\b(?:(?:ending|ends|end) (?:in|with)|(?:endet|enden|endend\w*|endung) (?:auf|mit)|(?:termina\w*|acaba\w*) en|"
    r"(?:ender|slutter) (?:pa|med)|(?:berakhir\w*|akhiran|diakhiri)(?: dengan)?|last (?:two )?digits(?: are)?|"
    r"letzten (?:beiden |zwei )?(?:ziffern|stellen)(?: sind)?|(?:dos )?ultim[oa]s (?:dos )?(?:cifras|digitos)(?: son)?|"
    r"sidste (?:to )?cifre(?: er)?|(?:dua )?(?:angka|digit) terakhir(?:nya)?(?: adalah)?)[: ]{{1,2}}\"?{}"
    r"(?![\d%€$]|[.:,]\d| ?(?:days?|hours?|minutes?|weeks?|tag\w*|stunde\w*|minut\w*|woche\w*|dias?|horas?|semanas?|"
    r"dage?|timer?|uger?|hari|jam|menit|minggu|uhr|euros?|kr)\b)"
)
_TOKEN: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Read:
    """A text in plain letters with the numbers that stand in it, read once for all facts."""

    folded: str
    words: tuple[Digits, ...]
    ends: bool

    @classmethod
    def of(cls, folded: str) -> Read:
        """What a text holds of numbers; 017I 447I 2O9 is one."""
        if _LIKE_DIGITS.search(folded):
            folded = _LIKE_DIGITS.sub(lambda match: match.group().translate(_AS_DIGITS), folded)
        return cls(folded, tuple(stretches(folded)), _ENDING.search(folded) is not None)


def number(fact: str, read: Read) -> tuple[int, int] | None:
    """A number of the fact, in other groups, in words, in part, or by its last digits."""
    folded = read.folded
    for code in _CODE.findall(fold(fact)):
        digits = "".join(filter(str.isdigit, code))
        if len(digits) < 3:
            continue
        if (pattern := _grouped(code)) and (match := _no_quantity(pattern, code, folded)):
            return match.span()
        if spot := spelled_in(read.words, digits) or _part(digits, read):
            return spot
        if len(digits) >= 5 and read.ends:
            for tail in (digits[-4:], digits[-3:]):
                if match := re.search(
                    r"(?<!\d)" + r"(?:\s|-|\.|,|und|and|og|y|dan){0,4}".join(tail) + r"(?!\d)", folded
                ):
                    return match.span()
                if spot := spelled_in(read.words, tail):
                    return spot
            if match := re.search(_ENDS.format(digits[-2:]), folded):
                return match.span()
    return _in_letters(fold(fact), folded)


def _no_quantity(pattern: re.Pattern[str], code: str, folded: str) -> re.Match[str] | None:
    """A match that is no amount: 2.200 households are not the 2200 of a postcode."""
    for match in pattern.finditer(folded):
        if not (_THOUSANDS.fullmatch(match.group()) and _THOUSANDS.fullmatch(code) is None):
            return match
    return None


def _in_letters(code: str, folded: str) -> tuple[int, int] | None:
    """A code of letters and digits said sign for sign: KX19 OVV as "kx nineteen, oh-double-v"."""
    wanted = "".join(char for char in code if char.isalnum())
    if not 4 <= len(wanted) <= _CODED or wanted.isdigit() or wanted.isalpha():
        return None
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(folded)]
    known = numbers()
    for first, (_, start, _) in enumerate(tokens):
        said, times = "", 1
        for word, _, end in tokens[first : first + 2 * len(wanted)]:
            sign = {"oh": "o", "zero": "0"}.get(
                word, word if len(word) <= 3 and word not in known else known.get(word, word)
            )
            if sign.startswith("x") and sign[1:].isdigit():
                times = int(sign[1:])
                continue
            said, times = said + sign * times, 1
            if said == wanted and end - start > len(wanted):
                return start, end
            if not wanted.startswith(said):
                break
    return None


def _part(digits: str, read: Read) -> tuple[int, int] | None:
    """A stretch of the text with enough digits of a long number in their order."""
    if len(digits) <= _ENOUGH:
        return None
    # From its beginning, with or without what a country puts before it, or at its end: the middle is chance.
    begins = (0, 1) if digits.startswith("0") else (0, 2, 3) if len(digits) > 10 else (0,)
    parts = {digits[at : at + _ENOUGH] for at in (*begins, len(digits) - _ENOUGH)}
    said = ((run, [(match.group(), match.start(), match.end()) for match in _DIGIT.finditer(read.folded, *run.span())])
            for run in _STRETCH.finditer(read.folded))  # fmt: skip
    for run in (*(signs for _, signs in said), *read.words):
        word = "".join(sign for sign, _, _ in run)
        for at in range(len(word) - _ENOUGH + 1):
            if word[at : at + _ENOUGH] in parts and not _another_number(word, digits):
                return run[at][1], run[at + _ENOUGH - 1][2]
    return None


def _another_number(said: str, digits: str) -> bool:
    """Whether a whole number is as long as ours and yet another one."""
    return len(said) >= len(digits) - 1 and said[-8:] != digits[-8:] and digits not in said and said not in digits


@lru_cache(maxsize=1024)
def _grouped(code: str) -> re.Pattern[str] | None:
    """A pattern for a code with any separators; of a long number its last eight digits, which no prefix changes."""
    signs = [char for char in code if char.isalnum()]
    if all(char.isdigit() for char in signs):
        if len(signs) < 4:
            return None
        signs = signs[-8:] if len(signs) > 9 else signs
    before = r"(?<![^\W_])" if len(signs) < 8 else ""
    return re.compile(before + r"[\s().\-/_+#:·,]{0,3}".join(map(re.escape, signs)) + r"(?!\d)")
