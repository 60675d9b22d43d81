"""R12: a street however its kind is written: Hauptstraße, Hauptstr., Haupt Straße; 14th Street, Fourteenth St.

What a street is called stays, and what it is, people shorten. So each street of a fact becomes a pattern that takes
every way of writing its kind, and a house beside it that is not of the fact means another place.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ombud.languages.spoken import numbers
from ombud.replies.guard.normal import fold

# Kinds that are glued to the name, in plain letters: whole, and shortened with or without a point.
_GLUED: Final = (
    ("strasse|strase|straat", r"str\.?|s\."),
    ("platz|plads|plass", r"pl\.?"),
    ("gasse", r"g\.|gss\."),
    ("allee|alle", r"al\."),
    ("gade|gatan|gata", r"gd?\."),
    ("vej|weg|vagen", r"v\.|vj\.|wg?\."),
)
# Kinds that are words of their own behind the name.
_BEHIND: Final = (
    "street|st", "road|rd", "avenue|ave|av", "lane|ln", "drive|dr", "court|ct", "close|cl", "place|pl", "square|sq",
    "terrace|ter|terr", "crescent|cres", "gardens|gdns", "boulevard|blvd|bvd|boul", "grove|gr", "parkway|pkwy",
    "highway|hwy", "circle|cir",
)  # fmt: skip
_FEWEST: Final = 3  # letters of a street's name
_NUMBER: Final = re.compile(r"\d+")
_AHEAD: Final = re.compile(
    r",? ?(?:no\.? ?|nr\.? ?|number |nummer |hausnummer )?(\d{1,4})(?![\d%€]|[.:,]\d|\.? ?(?:uhr|euro))"
)
_RANK: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_ODD: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def on_a_street(fact: str, text: str, folded: str) -> tuple[int, int] | None:
    """Where a text names a street of the fact; `folded` is the text in plain letters, sign for sign.

    Not another house of it, and not the same letters as common words: a name has a capital, or a house beside it."""
    houses = set(_NUMBER.findall(fact))
    for pattern in _patterns(fact):
        for match in pattern.finditer(folded):
            start, end = match.span()
            beside = _AHEAD.match(folded, end) or re.search(
                r"(?<![\d.,])(\d{1,4})[a-z]? $", folded[max(0, start - 7) : start]
            )
            if beside is not None and houses and beside.group(1) not in houses:
                continue
            if beside is not None or text[start : start + 1].isupper():
                return start, end
    return None


@lru_cache(maxsize=1024)
def _patterns(fact: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\w){way}") for way in dict.fromkeys(_ways(fold(fact))))


def _ways(fact: str) -> Iterator[str]:
    for whole, short in _GLUED:
        kinds = rf"(?:(?:{whole})(?:ns?|s)?(?!\w)|(?:{short})(?!\w{{2}}))"
        named = [match.group(1) for match in re.finditer(rf"\b(\w{{3,}}?)[\s-]?(?:{whole})\b", fact)]
        named += [match.group(1) for match in re.finditer(rf"\b(\w{{3,}}?)[\s-]?(?:{short})(?=[\s,\d]|$)", fact)]
        yield from (re.escape(name) + r"[\s-]?" + kinds for name in named if len(name) >= _FEWEST)
    for kind in _BEHIND:
        for match in re.finditer(rf"\b(\w{{3,}}) (?:{kind})\b(?!\w)", fact):
            yield rf"(?:{_called(match.group(1))})(?:'?s)? (?:{kind})\b"


def _called(name: str) -> str:
    """A street's name, and where it is a number the words that say it."""
    if not _RANK.fullmatch(name):
        return re.escape(name)
    number = name[:-2]
    words = [word for word, said in numbers().items() if said == number and "und" not in word]
    ranks = [re.escape(rank).replace(r"\ ", "[ -]") for rank in map(_rank, words)]
    return "|".join((re.escape(name), *ranks))


def _rank(words: str) -> str:
    *tens, last = words.split(" ")
    rank = _ODD.get(last) or (last.removesuffix("y") + "ieth" if last.endswith("y") else last + "th")
    return " ".join((*tens, rank))
