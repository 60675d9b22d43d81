"""Who is rung for, and when again, until somebody heeds it. Pure: an alarm is a promise that somebody looks (D12)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

AGAIN: Final = (timedelta(minutes=60), timedelta(minutes=30), timedelta(minutes=15))
ALL_RUNG: Final = timedelta(hours=4)  # everybody has been rung for: it goes on, so that it is never forgotten


def whom(turn: int, people: int) -> int:
    """Which of `people`, first leader first: she is rung for twice, then each of the others in her turn, and round."""
    return max(0, turn - 1) % people


def again(turn: int, people: int) -> timedelta:
    """How long after this turn the next one comes, unless it was heeded: sooner each time, until all were rung for."""
    return ALL_RUNG if turn >= people else AGAIN[min(turn, len(AGAIN) - 1)]
