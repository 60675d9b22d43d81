"""What a person's correction of the kind means for urgency: pure (I2, D20)."""

from __future__ import annotations

from .rules import Kind


def urgency_of(kind: str, was: int) -> int:
    """The urgency under the new kind: a complaint keeps what was pressing in it and is never below 3, press is at 1.

    Whatever else a person reads, she has seen that nothing presses in it.
    """
    if kind == Kind.PRESS:
        return 1
    return min(was, 3) if kind == Kind.COMPLAINT else 4
