"""Runs of digits: phone, card, account, national and order numbers, told from dates, prices and the rest."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.triage.personal import bank, cues, identity, phones
from ombud.triage.personal.cues import Cue
from ombud.triage.personal.span import Personal, Type

# Digits with at most three separating signs between them. Letters, and a comma or full stop between digits, end a run.
_RUN: Final = re.compile(
    r"(?<![A-Za-z0-9_])(?<!\d[,.:])(?<!&#)(?:\+ ?|00(?=[1-9]))?\(?\+?\d(?:[ .\-/()]{0,3}\d)*(?:\.?-?\)(?= ?\d))?"
)
_GROUP: Final = re.compile(r"\d+")
_DATE: Final = re.compile(
    r"[0-3]?\d ?[./-] ?[01]?\d ?[./-] ?(?:19|20)?\d\d|(?:19|20)\d\d ?[./-] ?[01]?\d ?[./-] ?[0-3]?\d"
    r"|[01]?\d/[0-3]?\d/(?:19|20)?\d\d"
)
_TIMES: Final = re.compile(r"[0-2]?\d[.:][0-5]\d ?(?:-|/) ?[0-2]?\d[.:][0-5]\d|\d{1,6}\.\d\d?")
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?: ?[-/] ?(?:19|20)?\d\d)?")
_IP: Final = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)")
_EXTENSION: Final = re.compile(
    r" ?(?:x|ext\.?|extension|durchwahl|anexo|lok\.?) ?\d{1,5}(?![A-Za-z0-9])", re.IGNORECASE
)
_DECIMALS: Final = re.compile(r"[,:]\d{1,2}(?!\d)|'")
_MONEY: Final = re.compile(r"(?:[$€£¥₹]|\b(?:Rp|kr|EUR|USD|DKK|CHF|IDR|MXN|GBP|US)\.?) ?-?$", re.IGNORECASE)
_MOST_DIGITS: Final = 34
_MOST_GROUPS: Final = 8
_LINKED: Final = re.compile(r"(?:wa\.me/|tel:|phone=)\+?$", re.IGNORECASE)
# Not this number's: what stands beside it counts something, or names something else.
_NOT_PERSONAL: Final = frozenset(("money", "unit", "other"))


def runs(text: str, language: str, taken: list[tuple[int, int]]) -> Iterator[Personal]:
    """Everything personal among the runs of digits in a plain text. `taken`: places that are something else."""
    spots = iter(sorted(taken))
    spot = next(spots, None)
    for match in _RUN.finditer(text):
        start, end = match.span()
        if end - start < 3:
            continue
        while spot and spot[1] <= start:
            spot = next(spots, None)
        if spot and spot[0] < end and not _LINKED.search(text[max(0, start - 8) : start]):
            continue
        yield from _pieces(text, start, end, language)


def _pieces(text: str, start: int, end: int, language: str) -> Iterator[Personal]:
    """One run may hold several numbers: the longest beginning that means something is taken, then the rest is read."""
    groups = [m.span() for m in _GROUP.finditer(text, start, end)]
    if end < len(text) and (text[end].isalnum() or text[end] == "_") and not _EXTENSION.match(text, end):
        groups.pop()
    if sum(b - a for a, b in groups) > 4 * _MOST_DIGITS:
        return
    first, opening = 0, start
    while first < len(groups):
        step, found = _beginning(text, opening, groups, first, language)
        if found:
            yield found
        first += step
        if first < len(groups):
            opening = groups[first][0]
            while opening > groups[first - 1][1] and text[opening - 1] in "(+":
                opening -= 1


def _beginning(
    text: str, start: int, groups: list[tuple[int, int]], first: int, language: str
) -> tuple[int, Personal | None]:
    """How many groups from `first` on belong together, and what they are."""
    cue: Cue | None = None
    most = min(_MOST_GROUPS, len(groups) - first)
    for count in range(most, 0, -1):
        end = groups[first + count - 1][1]
        if end < len(text) and text[end] == ")" and "(" in text[start:end]:
            inside = text.rfind("(", start, end)
            end = end + 1 if ")" not in text[inside:end] else end
        raw = text[start:end]
        digits = "".join([text[a:b] for a, b in groups[first : first + count]])
        if len(digits) > _MOST_DIGITS or raw.count("(") != raw.count(")"):
            continue
        if len(digits) < 3 or _DATE.fullmatch(raw.strip("()")) or _TIMES.fullmatch(raw):
            return count, None
        cue = cue or cues.before(text, start)
        kind = _kind(text, start, end, raw, digits, language, cue)
        if kind and not (count < len(groups) and _torn(text, groups, first, first + count)):
            extension = _EXTENSION.match(text, end) if kind == "phone" else None
            return count, Personal(start, extension.end() if extension else end, kind)
    return 1, None


def _torn(text: str, groups: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether groups alike to these stand right beside them: a piece of a longer number is no number."""

    def alike(left: int, right: int) -> bool:
        (a, b), (c, d) = groups[left], groups[right]
        return b - a == d - c < 7 and c - b == 1

    return (first > 0 and alike(first - 1, first)) or (last < len(groups) and alike(last - 1, last))


def _kind(text: str, start: int, end: int, raw: str, digits: str, language: str, cue: Cue) -> Type | None:
    if _DECIMALS.match(text, end) or _MONEY.search(text[max(0, start - 5) : start]):
        return None
    if raw.count(".") == 3 and cue.means != "id" and _IP.fullmatch(raw):
        return "ip" if cue.means == "ip" or _ip_like(raw, cue) else None
    behind = cues.after(text, end)
    if behind.near or (behind.means and cue.means in ("", "number")):
        cue = behind
    return _by_word(raw, digits, cue, language) or _by_form(raw, digits, cue, language)


def _ip_like(raw: str, cue: Cue) -> bool:
    """An address and no version number: long parts, and no word that says otherwise."""
    return cue.means != "other" and sum(len(part) > 1 for part in raw.split(".")) >= 3


def _by_word(raw: str, digits: str, cue: Cue, language: str) -> Type | None:
    """What the word beside it calls it, if it can be that."""
    plus = raw[0] == "+" or raw.startswith("(+")
    if cue.means == "phone" and not plus:
        return "phone" if phones.named(raw, digits, cue.lengths) else None
    if plus:
        return None
    if cue.means == "id" and identity.named(raw, digits, cue.lengths):
        return "national_id"
    if cue.means == "card" and (len(digits) in (15, 16) or (12 <= len(digits) <= 19 and bank.card(digits))):
        return "card"
    if cue.means == "account" and cue.near and (len(digits) in cue.lengths or 6 <= len(digits) <= 22):
        return "account"
    if cue.means == "order" and _orderly(raw, digits, cue):
        return "order_number"
    return None


def _orderly(raw: str, digits: str, cue: Cue) -> bool:
    if raw[0] == "(" or (" " in raw and len(digits) < 8) or _YEARS.fullmatch(raw):
        return False
    return len(digits) >= 4 if cue.near else len(digits) >= 5


def _by_form(raw: str, digits: str, cue: Cue, language: str) -> Type | None:
    """What it must be by its form, where no word says otherwise."""
    if (cue.means in _NOT_PERSONAL and cue.near) or _YEARS.fullmatch(raw) or len(digits) < 7:
        return None
    if raw[0] == "+" or raw.startswith("(+"):
        return "phone" if phones.international(digits, raw) else None
    if raw.startswith("00") and phones.international(digits[2:], raw):
        return "phone"
    if len(digits) > 12 and bank.card(digits) and not identity.typical(raw, digits, language):
        return "card"
    if identity.typical(raw, digits, language):
        return "national_id"
    if phones.typical(raw, digits, language):
        return "phone"
    if bank.clabe(digits) and len(raw) == len(digits):
        return "account"
    return None
