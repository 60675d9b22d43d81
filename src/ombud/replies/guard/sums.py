"""R12: what somebody earns, owes or lives on, however it is said: "salary 3,200 euros", "3.200 €", "3.2k", in words."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.languages.hundreds import apart, big
from ombud.languages.spoken import numbers
from ombud.replies.guard.normal import fold

_MONEY: Final = re.compile(
    r"[€$£]|\b(?:euros?|eur|dollars?|usd|pounds?|gbp|kr|kroner|dkk|rp|rupiah|pesos?|salary|wages?|income|earns?|pension|rent|debts?|"
    r"owes?|benefits?|gehalt|lohn|einkommen|verdien\w*|rente|miete|schulden|sueldo|salario|nomina|ingresos|gan[ao]|alquiler|"
    r"deudas?|lon|indkomst|tjener|husleje|gaeld|gaji|penghasilan|upah|utang|hutang|sewa)\b"
)
_AMOUNT: Final = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,' ]\d{3})+|\d{3,9})(?:[.,](?:\d\d|-+))?(?![\d]|[.,]\d)")
_SHORT: Final = re.compile(r"(?<![\d.,])(\d{1,4})(?:[.,](\d))? ?(k|tsd|thousand|tausend|mil|tusind|ribu|rb|juta|jt)\b")
_TIMES: Final = {"juta": 1_000_000, "jt": 1_000_000}
_LEAST: Final = 300  # less than that is a price as good as any
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")


def sum_told(fact: str, folded: str) -> tuple[int, int] | None:
    """Where a text in plain letters tells the sum of a fact that is about money."""
    plain = fold(fact)
    if not any(char.isdigit() for char in fact) or not _MONEY.search(plain):
        return None
    wanted = {value for value, _, _ in _figures(plain) if value >= _LEAST}
    if not wanted:
        return None
    return next(((start, end) for value, start, end in _sums(folded) if value in wanted), None)


def _figures(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _SHORT.finditer(text):
        times = _TIMES.get(match[3], 1000)
        yield int(match[1]) * times + int(match[2] or 0) * times // 10, *match.span()
    for match in _AMOUNT.finditer(text):
        yield int(re.sub(r"\D", "", match[1])), *match.span()


def _sums(text: str) -> Iterator[tuple[int, int, int]]:
    yield from _figures(text)
    tokens = apart([(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)])
    at = 0
    while at < len(tokens):
        value, taken = big(tokens, at, numbers())
        if taken:
            yield value, tokens[at][1], tokens[at + taken - 1][2]
        at += max(1, taken)
