"""Where something personal stands, and what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Type = Literal[
    "name", "address", "phone", "mail", "iban", "card", "account", "national_id", "order_number", "birth_date", "ip"
]

# Whoever comes first keeps the place where two findings meet.
_RANK: Final[dict[str, int]] = {
    name: rank
    for rank, name in enumerate((
        "mail", "iban", "national_id", "card", "phone", "account", "ip", "birth_date", "order_number", "address",
        "name",
    ))
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Personal:
    """Something personal from `start` up to `end` (code points of the text as given, end not included)."""

    start: int
    end: int
    type: Type


def apart(found: Iterable[Personal]) -> list[Personal]:
    """The findings without overlaps, in the order of the text; a postcode in an address belongs to the address."""
    spans = sorted(set(found), key=lambda f: (f.start, f.end))
    kept: list[Personal] = []
    for span in spans:
        while kept and kept[-1].end > span.start and _yields(kept[-1], span):
            kept.pop()
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def _yields(old: Personal, new: Personal) -> bool:
    if old.type == new.type or "address" in (old.type, new.type):
        # A whole address swallows the name of its street and the number of its house.
        if old.type == "address" and _RANK[new.type] > _RANK["account"]:
            return False
        if new.type == "address" and _RANK[old.type] > _RANK["account"]:
            return True
    if old.type == new.type:
        return new.end - new.start > old.end - old.start
    return _RANK[new.type] < _RANK[old.type]
