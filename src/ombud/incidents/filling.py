"""Filling a letter's holes for one person, and finding back from her letter to the words as they were written. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ombud.replies.texts import nameless_greeting

VARIABLES: Final = (
    "customer_name", "topic", "case_number", "portal_url", "next_update_by", "agent_name", "owner_name", "team",
)  # fmt: skip
_HOLE: Final = re.compile(r"\{\s*([^{}\n]{0,60}?)\s*\}")


class Unfilled(ValueError):
    """A hole for which this person has no value, at this place in the words as they were written."""

    def __init__(self, name: str, start: int, end: int) -> None:
        super().__init__(name)
        self.name, self.start, self.end = name, start, end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what was written, from `start` to `end`, and what became of it. `own`: it is as it was written."""

    start: int
    end: int
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """One person's letter, in pieces."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The letter."""
        return "".join(piece.text for piece in self.pieces)

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where what stands from `start` to `end` in the letter was written; a filled hole counts as a whole."""
        at, begins, ends = 0, None, 0
        for piece in self.pieces:
            after = at + len(piece.text)
            if after > start and at < max(end, start + 1):
                first = piece.start + max(0, start - at) if piece.own else piece.start
                last = piece.start + min(len(piece.text), max(end, start + 1) - at) if piece.own else piece.end
                begins = first if begins is None else begins
                ends = last
            at = after
        return (0, 0) if begins is None or end <= start else (begins, ends)


def unknown(text: str) -> list[str]:
    """The holes of `text` that stand for nothing we know, each once, in their order."""
    return list(dict.fromkeys(hole[0] for hole in _HOLE.finditer(text) if hole[1] not in VARIABLES))


def used(text: str) -> list[tuple[int, int, str]]:
    """Each hole that we know: from, to, its name."""
    return [(hole.start(), hole.end(), hole[1]) for hole in _HOLE.finditer(text) if hole[1] in VARIABLES]


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """The letter of the person with these `values`. Somebody without a name is greeted without one.

    Raises `Unfilled` for a hole without a value, and for one that nobody knows.
    """
    pieces: list[Piece] = []
    at = 0
    greeting = None if values.get("customer_name") else nameless_greeting(text)
    for hole in _HOLE.finditer(text):
        start, end, value = hole.start(), hole.end(), values.get(hole[1], "") if hole[1] in VARIABLES else ""
        if greeting and greeting[0] <= start < greeting[1]:
            start, end = greeting
        elif not value:
            raise Unfilled(hole[1] or hole[0], start, end)
        pieces.append(Piece(at, start, text[at:start], own=True))
        pieces.append(Piece(start, end, value, own=False))
        at = end
    pieces.append(Piece(at, len(text), text[at:], own=True))
    return Filled(tuple(piece for piece in pieces if piece.text or not piece.own))
