"""Codes out of a file that somebody has uploaded: one a line or in the column `code`; what is wrong named by its line.

No code is repeated in what is said of it. Bounded: a file of more than `LARGEST` bytes or `MOST` lines is not read.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LARGEST: Final = 1_000_000
MOST: Final = 20_000
SHORTEST, LONGEST = 4, 64
# A code is typed into a shop: letters, figures and what stands between them, nothing that a table would calculate.
_CODE: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/#-]*[A-Za-z0-9])?")
_HEADS: Final = ("code", "codes", "coupon", "voucher", "gutschein", "código", "codigo", "kode")


class Bad(StrEnum):
    """What is wrong with a line."""

    EMPTY = "empty"
    SHORT = "short"
    LONG = "long"
    SIGNS = "signs"
    TWICE = "twice"


class Unreadable(Exception):
    """The file cannot be read as a list of codes: `code` is too_large, too_many, no_text or nothing."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Sheet:
    """The good codes with the numbers of their lines, and what is wrong with the others, in the order of the file."""

    codes: tuple[tuple[int, str], ...]
    bad: tuple[tuple[int, Bad], ...]


def read_sheet(content: bytes) -> Sheet:
    """The codes of a file. Raises `Unreadable`."""
    if len(content) > LARGEST:
        raise Unreadable("too_large")
    text = _text(content)
    lines = text.splitlines()
    if len(lines) > MOST + 1:
        raise Unreadable("too_many")
    sign = max(",;\t", key=lines[0].count) if lines else ","
    place, first = _column(lines[0] if lines else "", sign)
    codes: list[tuple[int, str]] = []
    bad: list[tuple[int, Bad]] = []
    seen: set[str] = set()
    for number, line in enumerate(lines[first:], first + 1):
        if not line.strip():
            continue  # an empty line at the end is no mistake
        cells = next(csv.reader(io.StringIO(line), delimiter=sign), [])
        code = cells[place].strip() if place < len(cells) else ""
        wrong = _wrong(code) or (Bad.TWICE if folded(code) in seen else None)
        if wrong:
            bad.append((number, wrong))
        else:
            seen.add(folded(code))
            codes.append((number, code))
    if not codes and not bad:
        raise Unreadable("nothing")
    return Sheet(tuple(codes), tuple(bad))


def folded(code: str) -> str:
    """A code without what people leave out or change when they type it: case and separators."""
    return "".join(sign for sign in code if sign.isalnum()).upper()


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "latin-1"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise Unreadable("no_text")


def _column(head: str, sign: str) -> tuple[int, int]:
    """In which column the codes are, and how many lines stand above them."""
    cells = [cell.strip().strip('"').casefold() for cell in head.split(sign)]
    found = [place for place, cell in enumerate(cells) if cell in _HEADS]
    return (found[0], 1) if found else (0, 0)


def _wrong(code: str) -> Bad | None:
    if not code:
        return Bad.EMPTY
    if len(code) > LONGEST:
        return Bad.LONG
    if not _CODE.fullmatch(code):
        return Bad.SIGNS
    return Bad.SHORT if len(folded(code)) < SHORTEST else None
