"""What a telling names: dates, sums, versions, codes and numbers, in one form whatever the language. Pure.

Two tellings that name the same are likelier to be of the same trouble, and a person sees at once why they lie near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ombud.languages import fold

_MONTHS: Final = (
    "jan january januar enero januari", "feb february februar febrero februari", "mar march marz marts marzo maret",
    "apr april abril", "may mai mayo maj mei", "jun june juni junio", "jul july juli julio",
    "aug august agosto agustus agt", "sep sept september septiembre setiembre", "oct october oktober octubre okt",
    "nov november noviembre nopember", "dec december dezember diciembre desember dez dic des",
)  # fmt: skip
_MONTH: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAMES: Final = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAY_MONTH: Final = re.compile(rf"\b([0-3]?\d)(?:st|nd|rd|th|\.|º)?\s?(?:of |de |den )?({_NAMES})\b")
_MONTH_DAY: Final = re.compile(rf"\b({_NAMES})\.?\s([0-3]?\d)(?:st|nd|rd|th)?\b(?![.,:]\d)")
_ISO: Final = re.compile(r"\b20\d\d-(0\d|1[0-2])-([0-3]\d)\b")
# "4.11." or "4/11", with or without a year; a bare "4.2" is more often a version.
_DOTTED: Final = re.compile(r"(?<![\w.,/])([0-3]?\d)(?:\.([01]?\d)\.|/([01]?\d))(?:20\d\d)?(?![\w/]|\.\d)")
_SUM: Final = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d\d)?(?![\w]|[.,]\d)|(?<![\w.,])\d+[.,]\d\d(?![\w]|[.,]\d)"
)
_VERSION: Final = re.compile(r"(?<![\w.,])v?(\d+(?:\.\d+){1,3})(?![\w]|[.,]\d)")
_CODE: Final = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{2,20}(?![\w-])")
_NUMBER: Final = re.compile(r"(?<![\w.,:-])\d{2,12}(?![\w:-]|[.,]\d)")
LONGEST: Final = 4000  # characters that are looked at
MOST: Final = 24


def named(text: str) -> frozenset[str]:
    """What `text` names, each as one word: `day 11-04`, `sum 34.90`, `version 4.2.1`, `code e-47`, `number 212`."""
    found: dict[str, None] = {}
    for one in _named(fold(text[:LONGEST])):
        found[one] = None
        if len(found) == MOST:
            break
    return frozenset(found)


def month(word: str) -> bool:
    """Whether a folded word names a month."""
    return word in _MONTH


def _named(text: str) -> Iterator[str]:
    rest = list(text)

    def taken(found: re.Match[str]) -> None:
        rest[found.start() : found.end()] = " " * (found.end() - found.start())

    for way, day, month in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1), (_ISO, 2, 1), (_DOTTED, 1, 2)):
        for found in way.finditer("".join(rest)):
            said = found[month] or found[3]
            number = _MONTH.get(said) or int(said)
            if 1 <= number <= 12 and 1 <= int(found[day]) <= 31:
                taken(found)
                yield f"day {number:02}-{int(found[day]):02}"
    for found in _SUM.finditer("".join(rest)):
        taken(found)
        yield f"sum {_sum(found[0])}"
    for way, word in ((_VERSION, "version"), (_CODE, "code"), (_NUMBER, "number")):
        for found in way.finditer("".join(rest)):
            taken(found)
            yield f"{word} {found[1] if word == 'version' else found[0]}"


def _sum(written: str) -> str:
    """`1.234,50` and `1,234.50` are the same; what stands after the last sign is cents if it is two digits."""
    cents = re.search(r"[.,](\d\d)$", written)
    whole = re.sub(r"\D", "", written[: cents.start()] if cents else written)
    return f"{int(whole)}.{cents[1] if cents else '00'}"
