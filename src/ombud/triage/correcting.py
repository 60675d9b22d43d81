"""What a person's correction of the kind means for urgency: pure (I2, D20)."""

from __future__ import annotations

from .rules import Kind


def urgency_of(kind: str, was: int) -> int:
    """The urgency under the new kind. What was pressing stays pressing; a complaint is never below 3; press is at 1."""
    if kind == Kind.PRESS:
        return 1
    if kind == Kind.COMPLAINT:
        return min(was, 3)
    if kind in (Kind.SPAM, Kind.ABUSE):
        return 4
    return was if was <= 2 else 4
