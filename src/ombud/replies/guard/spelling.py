"""A word in the ways people write it: without its own letters (Müller, Muller, Mueller), or in other ones (Оксана)."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ombud.replies.guard.normal import fold

_WIDE: Final = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("ø", "oe"), ("æ", "ae"), ("å", "aa"))
_CYRILLIC: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        ("a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g").split(),
        strict=True,
    )
)
_GREEK: Final = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True)
)
# Two Greek letters for one sound, without their accents.
_PAIRS: Final = (
    ("ου", "ou"),
    ("αι", "ai"),
    ("ει", "ei"),
    ("οι", "oi"),
    ("μπ", "b"),
    ("ντ", "d"),
    ("γγ", "ng"),
    ("γκ", "g"),
)
_LETTERS: Final = {ord(one): other.strip("-") for one, other in {**_CYRILLIC, **_GREEK}.items()}


# Scripts that write consonants: a name is the same where they come in the same order, vowels aside.
_CONSONANTS: Final = {
    ord(one): other
    for one, other in zip(
        "بتثجحخدذرزسشصضطظعغفقكلمنهةپچژگבגדהזחטכךלמםנןסעפףצץקרשת",
        "b t t j h h d d r z s s s d t z - g f k k l m n h h p c z g b g d h z h t k k l m m n n s - p p s s k r s t".split(),
        strict=True,
    )
}
_BEGINNING: Final = 5
_DOUBLED: Final = re.compile(r"(.)\1+")


def skeleton(word: str) -> str:
    """A name's consonants in plain Latin letters: محمد and Mohammed are both mhmd."""
    low = fold(word.casefold())
    if any(ord(char) in _CONSONANTS for char in word):
        low = "".join(_CONSONANTS.get(ord(char), "").strip("-") for char in word.removeprefix("ال"))
    for pair, char in (
        ("sh", "s"),
        ("kh", "h"),
        ("gh", "g"),
        ("th", "t"),
        ("dh", "d"),
        ("q", "k"),
        ("c", "k"),
        ("x", "ks"),
    ):
        low = low.replace(pair, char)
    return _DOUBLED.sub(r"\1", re.sub(r"[^b-df-hj-np-tvxz]", "", low))


@lru_cache(maxsize=16_384)
def sounds(word: str) -> frozenset[str]:
    """The plain forms of a word; two words are the same where they share one."""
    low = word.casefold().replace("'", "").replace("’", "")
    low = low.removesuffix("s") if word.endswith(("'s", "’s")) else low
    if not low.isascii() and any(ord(char) in _LETTERS for char in low):
        low = fold(low)
        for pair, char in _PAIRS:
            low = low.replace(pair, char)
        soft = "y" + low[1:] if low.startswith(("γι", "γε")) else low
        low, soft = low.translate(_LETTERS), soft.translate(_LETTERS)
        return frozenset({low, low.replace("y", "i"), low.replace("kh", "h"), soft, soft.replace("yi", "y")})
    wide = low
    for char, pair in _WIDE:
        wide = wide.replace(char, pair)
    narrow = fold(low)
    for pair, char in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")):
        narrow = narrow.replace(pair, char)
    return frozenset({fold(low), fold(wide), narrow, narrow.replace("y", "i"), narrow.replace("kh", "h")})


def begins_in(words: Iterable[str], folded: str) -> bool:
    """Whether a text in plain letters has the beginning of one of the words: without it, none of them is there."""
    return any(form[:_BEGINNING] in folded for word in words for form in sounds(word))
