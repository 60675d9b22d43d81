"""Numbers from a hundred on in words: "zweihundertneun", "two hundred and nine", "doscientos nueve", "dua ratus".

A word that is glued together is read as its parts; each part has the place of the whole word.
"""

import re
from functools import lru_cache
from typing import Final

Token = tuple[str, int, int]

_GLUED: Final = re.compile(r"(?P<left>\w*?)(?P<big>hundert|hundrede?|tausend|tusinde?)(?P<right>\w*)")
_HUNDREDS: Final = frozenset(("hundred", "hundert", "hundrede", "ratus"))
_THOUSANDS: Final = frozenset(("thousand", "tausend", "tusind", "tusinde", "mil", "ribu"))
_WHOLE: Final = {
    "cien": 100, "ciento": 100, "seratus": 100, "seribu": 1000, "doscientos": 200, "trescientos": 300,
    "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800,
    "novecientos": 900,
}  # fmt: skip
_SHORTEST, _LONGEST = 8, 80  # letters of a glued number; a longer word is none
_LINKS: Final = frozenset(("and", "und", "og", "y", "dan"))
_WORDS: Final = 4  # of a number below a hundred: "empat puluh tujuh"
# Words of numbers of a hundred or more.
BIG: Final = _HUNDREDS | _THOUSANDS | _WHOLE.keys()
_HUNDRED, _THOUSAND = 100, 1000


def apart(tokens: list[Token]) -> list[Token]:
    """The tokens of a text with glued numbers in their parts."""
    if not any("hund" in word or "taus" in word or "tusind" in word for word, _, _ in tokens):
        return tokens
    return [(part, start, end) for word, start, end in tokens for part in _parts(word)]


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...]:
    match = _GLUED.fullmatch(word) if _SHORTEST <= len(word) <= _LONGEST else None
    if match is None:
        return (word,)
    right = re.sub("^(?:und|og)(?=...)", "", match["right"])
    return tuple(part for part in (*(_parts(match["left"]) if match["left"] else ()), match["big"],
                                   *(_parts(right) if right else ())))  # fmt: skip


def big(tokens: list[Token], at: int, known: dict[str, str]) -> tuple[int, int]:
    """A number of a hundred or more that begins at a token, and how many tokens say it; (0, 0) where there is none."""
    front = [word for word, _, _ in tokens[at : at + 2 * _WORDS]]
    if not any(word in BIG for word in front):
        return 0, 0
    value, taken = _hundreds(tokens, at, known)
    place = at + taken
    if place < len(tokens) and tokens[place][0] in _THOUSANDS and (taken or tokens[place][0] in ("mil", "tausend")):
        rest, more = _hundreds(tokens, _linked(tokens, place + 1), known)
        skipped = _linked(tokens, place + 1) - place - 1 if more else 0
        return (value or 1) * _THOUSAND + rest, taken + 1 + skipped + more
    if value == _THOUSAND and taken == 1:
        rest, more = _hundreds(tokens, place, known)
        return value + rest, taken + more
    return (value, taken) if value >= _HUNDRED else (0, 0)


def _linked(tokens: list[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at][0] in _LINKS else at


def _small(tokens: list[Token], at: int, known: dict[str, str]) -> tuple[int, int]:
    for count in range(min(_WORDS, len(tokens) - at), 0, -1):
        said = known.get(" ".join(word for word, _, _ in tokens[at : at + count]), "")
        if said.isdigit():
            return int(said), count
    return 0, 0


def _hundreds(tokens: list[Token], at: int, known: dict[str, str]) -> tuple[int, int]:
    """A number below a thousand, or a word that is a whole one, with how many tokens it takes."""
    if at >= len(tokens):
        return 0, 0
    word = tokens[at][0]
    if word in _WHOLE:
        value, taken = _WHOLE[word], 1
    elif word in _HUNDREDS:
        value, taken = _HUNDRED, 1
    else:
        value, taken = _small(tokens, at, known)
        if not taken or at + taken >= len(tokens) or tokens[at + taken][0] not in _HUNDREDS:
            return value, taken
        value, taken = value * _HUNDRED, taken + 1
    if value >= _THOUSAND and taken == 1:
        return value, taken
    after = _linked(tokens, at + taken)
    rest, more = _small(tokens, after, known)
    return (value + rest, after - at + more) if more else (value, taken)
