"""What people's corrections mean: for the reading that was wrong (pure; I2, D20), and for those to come."""

from __future__ import annotations

import threading
from typing import Final

from django.db.models import Count, Max
from django.db.models.functions import Left

from .kinds import COMPLAINTS, Kind, Scenario, own_scenario
from .models import Correction
from .reading import Heard

LIMIT: Final = 2000
LONGEST: Final = 4000


def urgency_of(kind: str, was: int) -> int:
    """The urgency under the new kind: a complaint keeps what was pressing in it and is never below 3, press is at 1.

    Whatever else a person reads, she has seen that nothing presses in it.
    """
    if kind == Kind.PRESS:
        return 1
    return min(was, 3) if kind == Kind.COMPLAINT else 4


def scenario_of(kind: str, was: str) -> Scenario:
    """The scenario under the new kind: a complaint keeps one of a complaint, everything else has its own."""
    if kind == Kind.COMPLAINT:
        return Scenario(was) if was in COMPLAINTS else Scenario.PRODUCT_OR_SERVICE
    return own_scenario(Kind(kind))


Learned = list[tuple[Heard, str, str]]
_kept: tuple[tuple[int, int, int], Learned] | None = None
_keeping = threading.Lock()


def mark() -> tuple[int, int]:
    """Changes with every correction that is made or erased; one small query."""
    found = Correction.objects.aggregate(last=Max("id"), number=Count("id"))
    return found["last"] or 0, found["number"]


def corrections(limit: int = LIMIT) -> Learned:
    """What people said last of each message and field: (message, field, value), newest first, at most `limit`.

    Kept in this process until somebody corrects again, so asking costs one small query.
    """
    global _kept  # noqa: PLW0603 - one for the process
    now = (*mark(), limit)
    with _keeping:
        if _kept is None or _kept[0] != now:
            _kept = (now, _read(limit))
        return _kept[1]


def _read(limit: int) -> Learned:
    rows = (
        Correction.objects.annotate(words=Left("reading__message__text", LONGEST))
        .order_by("-id")
        .values_list("reading", "field", "becomes", "words", "reading__message__subject", "reading__message__via")
    )
    found: dict[tuple[int, str], tuple[Heard, str, str]] = {}
    for message, field, becomes, words, subject, via in rows[: 2 * limit].iterator():
        found.setdefault((message, field), (Heard(words, subject, via), field, becomes))
        if len(found) == limit:
            break
    return list(found.values())
