"""Who may be asked to help, and when a hand-off comes back: pure."""

from __future__ import annotations

from collections.abc import Set as AbstractSet


def why_not(member: int, *, owner: int, failed: AbstractSet[int], left: bool) -> str | None:
    """The code of why `member` cannot be given the case, or None if she can (D45)."""
    if left:
        return "left"
    if member in failed:
        return "failed_before"
    if member == owner:
        return "is_owner"
    return None


def counts_as_failure(why: str) -> bool:
    """Whether a return for this reason means that the handler did not help this customer.

    Saying "I cannot" at once, or the owner taking a case back before anything went wrong, is no failure to help.
    """
    return why in ("not_accepted", "not_solved")
