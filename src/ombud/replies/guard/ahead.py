"""What of a text is still to come: a day since when something leaks, a day on which somebody bought it, opening hours
are no days that a reader can wait for."""

import itertools
import re
from functools import lru_cache
from typing import Final

from ombud.replies.guard.sentences import every
from ombud.replies.guard.tenses import ALWAYS, RANGE, SINCE, TENSES, Tenses

_MARKS: Final = re.compile(r"[,;:()–—]|\s-\s|(?<=[.!?…])\s")
_FIGURE: Final = re.compile(r"\d[:.,]\d")
# Words that make a day or an hour and say nothing of it.
_WORD: Final = re.compile(r"[^\W\d_]+")
_ONLY_TIME: Final = frozenset(
    """on at the of in by am um den dem der el la las los de del a kl klokken i pa på hari tanggal pukul jam uhr pm o
    clock noon midday mittag mittags mediodia mediodía middag next this and und y e og dan""".split()
)
_DAY_OR_MONTH: Final = re.compile(
    r"(?:\w+day|\w+tag|mittwoch|\w+dag|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|senin|selasa|rabu|kamis|"
    r"jumat|sabtu|minggu|jan\w*|feb\w*|m[aä]r\w*|apr\w*|ma[iyj]o?|mei|jun[ieo]*\w?|jul[iyo]*|aug\w*|ago\w*|sep\w*|o[ck]t\w*|nov\w*|"
    r"de[czs](?:em\w+)?)$", re.IGNORECASE
)  # fmt: skip


@lru_cache(maxsize=64)
def ahead(plain: str, language: str) -> str:
    """A normalised text without what it tells of the past, and without opening hours; length kept. Where a clause shows
    neither, it counts as still to come: whoever promises may do so without a verb."""
    text = _blot(plain, *(match.span() for found in (SINCE, ALWAYS) for match in found.finditer(plain)))
    tenses = TENSES.get(language)
    if tenses is None:
        return text
    gone = [span for place in every(text, [(0, len(text))]) for span in _gone(text, place, tenses)]
    return _blot(text, *gone)


def _blot(text: str, *spans: tuple[int, int]) -> str:
    left = list(text)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return "".join(left)


def _gone(text: str, sentence: tuple[int, int], tenses: Tenses) -> list[tuple[int, int]]:
    """What of a sentence is of the past or of every week."""
    start, end = sentence
    if tenses.hours.search(text, start, end) and not tenses.promises.search(text, start, end):
        return [sentence]
    found: list[tuple[int, int]] = []
    past, waiting = False, None
    for a, b in _clauses(text, sentence, tenses):
        if RANGE.search(text, a, b) and not tenses.promises.search(text, a, b):
            found.append((a, b))
            continue
        signs = list(tenses.signs.finditer(text, a, b))
        if not signs:
            if _only_time(text[a:b]):
                if past:
                    found.append((a, b))
                elif a == start:
                    waiting = (a, b)  # "On Monday, you bought it"
            else:
                past, waiting = False, None
            continue
        if waiting and signs[0].lastgroup == "past":
            found.append(waiting)
        waiting, begins = None, a
        for sign, ends in zip(signs, [*(one.start() for one in signs[1:]), b], strict=True):
            past = sign.lastgroup == "past"
            if past:
                found.append((begins, ends))
            begins = ends
    return found


def _clauses(text: str, sentence: tuple[int, int], tenses: Tenses) -> list[tuple[int, int]]:
    start, end = sentence
    figures = {match.start() + 1 for match in _FIGURE.finditer(text, start, end)}
    cuts = [
        match.start()
        for found in (_MARKS, tenses.joins)
        for match in found.finditer(text, start, end)
        if match.start() not in figures
    ]
    edges = sorted({start, *cuts, end})
    return [(a, b) for a, b in itertools.pairwise(edges) if a < b]


def _only_time(clause: str) -> bool:
    words = _WORD.findall(clause)
    told = any(char.isdigit() for char in clause) or any(_DAY_OR_MONTH.match(word) for word in words)
    return told and all(word.lower() in _ONLY_TIME or _DAY_OR_MONTH.match(word) for word in words)
