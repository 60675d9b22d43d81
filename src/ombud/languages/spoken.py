"""Digits said in words: "four seven one", "siebenundvierzig elf", "cero seis", "syvogfyrre", "nol delapan".

A number that must not be told is told all the same when it is spelled out. So number words become digits, each with its
place, and stretches of them are compared like numbers.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from ombud.languages.hundreds import BIG, apart, big
from ombud.languages.normalise import fold

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN: Final = re.compile(r"[\s.,:;/()+'\"–—-]{0,4}")
_TWO: Final = 2  # digits: a number with more tells by itself
_MOST_WORDS: Final = 4  # of one number: "cuarenta y siete", "empat puluh tujuh"
_LINKS: Final = {"and", "und", "y", "og", "dan", "then", "dann", "luego", "lalu", "sa"}

_ONES: Final = (
    ("zero|oh|nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    ("null", "eins|ein|eine", "zwei|zwo", "drei", "vier", "funf|fuenf", "sechs", "sieben", "acht", "neun"),
    ("cero", "uno|un|una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    ("nul", "en|et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"),
    ("nol|kosong", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
)
_TEENS: Final = (
    ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    ("zehn", "elf", "zwolf|zwoelf", "dreizehn", "vierzehn", "funfzehn|fuenfzehn", "sechzehn", "siebzehn", "achtzehn",
     "neunzehn"),
    ("diez", "once", "doce", "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve"),
    ("ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten"),
    ("sepuluh", "sebelas", "dua belas", "tiga belas", "empat belas", "lima belas", "enam belas", "tujuh belas",
     "delapan belas", "sembilan belas"),
)  # fmt: skip
_TENS: Final = (
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    ("zwanzig", "dreissig|dreisig", "vierzig", "funfzig|fuenfzig", "sechzig", "siebzig", "achtzig", "neunzig"),
    ("veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"),
    ("tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems"),
    ("dua puluh", "tiga puluh", "empat puluh", "lima puluh", "enam puluh", "tujuh puluh", "delapan puluh",
     "sembilan puluh"),
)  # fmt: skip


def _both(tongue: int, tens: str, ones: str) -> str:
    return (f"{tens} {ones}", f"{ones}und{tens}", f"{tens} y {ones}", f"{ones}og{tens}", f"{tens} {ones}")[tongue]


@cache
def numbers() -> dict[str, str]:
    """Number words from 0 to 99 in plain letters, as digits."""
    known: dict[str, str] = {}
    for tongue, (ones, teens, tens) in enumerate(zip(_ONES, _TEENS, _TENS, strict=True)):
        for value, words in enumerate((*ones, *teens)):
            known |= dict.fromkeys(words.split("|"), str(value))
        for ten, tens_words in enumerate(tens, 2):
            for word in tens_words.split("|"):
                known.setdefault(word, str(10 * ten))
                for value, ones_words in enumerate(ones[1:], 1):
                    known |= {_both(tongue, word, one): str(10 * ten + value) for one in ones_words.split("|")}
    known |= {f"veinti{one}": str(20 + value) for value, one in enumerate(_ONES[2][1:], 1) for one in one.split("|")}
    # Danish "tres" is 60 and Spanish "tres" is 3: in a spelled number the digit is what is meant.
    return {**known, "tres": "3", "double": "x2", "doppel": "x2", "doble": "x2", "dobbelt": "x2", "triple": "x3"}


@cache
def _first_words() -> frozenset[str]:
    """Every word with which a number begins."""
    return frozenset(word.split(" ")[0] for word in numbers()) | BIG


# "the fourteenth", where it is not the number with an ending.
_RANKS: Final = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "twentieth": 20,
    "thirtieth": 30, "ersten": 1, "erste": 1, "dritten": 3, "siebten": 7, "achten": 8,
    "primero": 1, "forste": 1, "anden": 2, "tredje": 3, "fjerde": 4,
    "femte": 5, "sjette": 6, "ellevte": 11, "tolvte": 12, "tredivte": 30, "satu": 1,
}  # fmt: skip
_ENDINGS: Final = ("sten", "ster", "ste", "ten", "ter", "te", "th", "ende", "nde", "de")


@lru_cache(maxsize=16_384)
def ranked(*words: str) -> int | None:
    """The number that words in plain letters say: "fourteenth", "twenty-first", "vierzehnten", "tujuh belas"."""
    known, last = numbers(), words[-1]
    if (whole := known.get(" ".join(words), "")).isdigit():
        return int(whole)
    rank = _RANKS.get(last)
    if rank is None:
        rank = next(
            (
                int(n)
                for end in _ENDINGS
                if last.endswith(end) and (n := known.get(last.removesuffix(end), "")).isdigit()
            ),
            None,
        )
    if rank is None or len(words) == 1:
        return rank
    tens = known.get(words[0], "")
    return int(tens) + rank if len(words) == 2 and tens in ("20", "30") and rank < 10 else None


Digits = list[tuple[str, int, int]]  # each digit with the place of the word that says it


def stretches(plain: str) -> Iterator[Digits]:
    """Stretches of a text in which at least two numbers are said in words, as digits with their places."""
    folded = fold(plain)
    tokens = apart([(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(folded)])
    known, first = numbers(), _first_words()
    run: Digits = []
    words, at, times, last = 0, 0, 1, 0
    while at < len(tokens):
        begins = tokens[at][0] in first or tokens[at][0].isdigit()
        digits, taken = _number(tokens, at, folded, known) if begins else ("", 1)
        start = tokens[at][1]
        near = not run or _BETWEEN.fullmatch(folded, last, start) is not None
        if digits and near and digits[0] != "x":
            end = tokens[at + taken - 1][2]
            run += [(digit, start, end) for digit in digits * times]
            words += 0 if tokens[at][0].isdigit() else 1 + (len(digits) > _TWO)
            times, last = 1, end
        elif digits and near:
            times, last = int(digits[1]), tokens[at][2]
        elif run and near and tokens[at][0] in _LINKS:
            last = tokens[at][2]
        else:
            if words >= 2:
                yield run
            run, words, times = [], 0, 1
            if digits and not near:
                continue  # the same word begins another stretch
        at += max(1, taken)
    if words >= 2:
        yield run


def _number(tokens: list[tuple[str, int, int]], at: int, folded: str, known: dict[str, str]) -> tuple[str, int]:
    """The digits that begin at a token, and how many tokens say them."""
    if tokens[at][0].isdigit():
        return tokens[at][0], 1
    value, taken = big(tokens, at, known)
    if taken:
        return str(value), taken
    for count in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
        some = tokens[at : at + count]
        if some[-1][2] - some[0][1] > 40:
            continue
        if (found := known.get(" ".join(word for word, _, _ in some))) is not None:
            return found, count
    return "", 1


def spelled(plain: str, digits: str) -> tuple[int, int] | None:
    """Where a text says `digits` in words, at least partly; None where it does not. Fewer than three are no secret."""
    return spelled_in(stretches(plain), digits)


def spelled_in(runs: Iterable[Digits], digits: str) -> tuple[int, int] | None:
    """Which of the stretches say `digits`, and where."""
    if len(digits) < 3:
        return None
    for run in runs:
        said = "".join(digit for digit, _, _ in run)
        place = said.find(digits)
        if place >= 0 and (len(digits) > 3 or len(said) == len(digits)):
            return run[place][1], run[place + len(digits) - 1][2]
    return None
