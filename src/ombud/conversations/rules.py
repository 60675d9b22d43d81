"""Where an arrival belongs: pure decisions, no database.

Authority to enter a conversation is being its party, told by the address and not denied by the receiving server. A
number in a subject, a reference or a token alone opens nothing: each can be forwarded to a stranger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Placing(StrEnum):
    JOIN = "join"
    STRANGER = "stranger"
    FORGED = "forged"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A conversation that an arrival claims to continue, and who may."""

    conversation: int
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where it goes; for a stranger or a forged sender `conversation` is what it claimed."""

    placing: Placing
    conversation: int | None = None


def place(sender: str, forged: bool, candidates: Iterable[Candidate]) -> Placed:
    """Join the nearest claimed conversation whose party the sender is; else begin a new one, with a hint."""
    claimed: int | None = None
    for candidate in candidates:
        if not forged and sender in candidate.addresses:
            return Placed(Placing.JOIN, candidate.conversation)
        claimed = claimed or candidate.conversation
    if claimed is None:
        return Placed(Placing.NEW)
    return Placed(Placing.FORGED if forged else Placing.STRANGER, claimed)
