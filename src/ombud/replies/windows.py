"""windows: one author writes to one party in several windows, and none writes over what another has kept since.

Her draft is one text. It is made of pieces, a piece a window; a window replaces its own, and those that stood in it
from the beginning. Pure apart from the row that it reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

BETWEEN: Final = "\n\n"


class Written(Protocol):
    """A draft as it is kept: its text, and of which pieces it is made."""

    text: str
    windows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """What one window has kept."""

    window: str
    text: str

    @property
    def mark(self) -> str:
        """By it a form says which words it began with: the same window's words have another once they change."""
        return hashlib.sha256(f"{self.window}\0{self.text}".encode()).hexdigest()[:16]


def pieces(draft: Written | None) -> list[Piece]:
    """What the draft is made of. A text that no window wrote, a model's or one from before windows, is one."""
    if draft is None:
        return []
    found = [Piece(window, text) for window, text in draft.windows]
    if whole(found) == draft.text:
        return found
    return [Piece("", draft.text)] if draft.text.strip() else []


def whole(found: Iterable[Piece]) -> str:
    """The pieces as one text."""
    return BETWEEN.join(one.text for one in found)


def marks(draft: Written | None) -> str:
    """What a form that is opened now begins with, as it carries it."""
    return "-".join(one.mark for one in pieces(draft))


def unknown(
    found: Sequence[Piece], text: str, since: Collection[str] | None, known: Collection[str]
) -> list[Piece]:  # fmt: skip
    """What a window that says `text` has never had before its author's eyes: it began with the pieces `since`, and the
    windows `known` are itself and what came back to it. None: it says nothing of where it began, so it has seen all."""
    if since is None:
        return []
    return [one for one in found if one.window not in known and one.mark not in since and one.text.strip() not in text]


def with_words(found: Sequence[Piece], window: str, text: str, others: Collection[Piece]) -> list[Piece]:
    """The pieces once `window` says `text`: its words where they were, below the rest if they are new."""
    new = [Piece(window, text)] if text.strip() else []
    at = next((number for number, one in enumerate(found) if one.window == window), len(found))
    return [*(one for one in found[:at] if one in others), *new, *(one for one in found[at:] if one in others)]


def kept(found: Iterable[Piece]) -> dict[str, object]:
    """The pieces as the fields of a draft."""
    found = list(found)
    return {"text": whole(found), "windows": [[one.window, one.text] for one in found]}
