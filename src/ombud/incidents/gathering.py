"""Which cases belong together: as the engine groups tellings, but for cases, incidents and what people said of them.

Two groups become one when their cases are on the whole likely enough to have the same trouble (average linkage), the
likest first; one case can so bring others together. Two incidents never become one by themselves: that is a person's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from . import rules
from .comparing import Told, odds_of, told_by
from .crowds import Crowds
from .index import Index
from .models import How, Membership
from .sameness import shipped
from .standing import last_words, members

HELD: Final = 6  # of a large incident, so many first and so many last cases are held against another group
LONE: Final = 8  # of the cases near that are in no incident, the likest
MERGES: Final = 4  # that one case can bring about


@dataclass(frozen=True, slots=True, eq=False)
class Lot:
    """Cases that are together. `incident` is which one they make, if they make one already; `size` counts all of its
    cases, of which `cases` are those that are looked at. An incident that people put together is as near as its
    nearest part."""

    cases: tuple[int, ...]
    size: int
    incident: int | None = None
    parts: tuple[tuple[int, ...], ...] = ()


class Table:
    """All that is weighed to put one case where it belongs."""

    def __init__(self, cases: Collection[int], index: Index) -> None:
        self._index, self._crowds = index, Crowds(index)
        self._told: dict[int, list[Told]] = {}
        for one in told_by(cases):
            self._told.setdefault(one.case, []).append(one)
        self._words = last_words(cases)
        self._odds: dict[tuple[int, int], float] = {}

    def gather(self, lot: Lot, others: Sequence[Lot]) -> tuple[Lot, list[Lot]]:
        """The lot with what it is one with, and the others."""
        rest = list(others)
        for _ in range(MERGES):
            best = rules.likest(
                (other, self._linked(lot, other, part), shipped().joining.of(lot.size, size))
                for other in rest if not (lot.incident and other.incident)
                for part, size in _parts(other)
            )  # fmt: skip
            if best is None:
                break
            rest.remove(best)
            parts = best.parts or lot.parts
            lot = Lot(lot.cases + best.cases, lot.size + best.size, lot.incident or best.incident, parts)
        return lot, rest

    def _linked(self, lot: Lot, other: Lot, part: Collection[int]) -> float | None:
        every = [rules.pair(one, another) for one in lot.cases for another in other.cases]
        if said := [self._words[key] for key in every if key in self._words]:
            return rules.linked([], said)
        for one in lot.cases:
            self._weigh(one, part)
        pairs = [(one, another) for one in lot.cases for another in part]
        return rules.linked([self._odds[pair] for pair in pairs if pair in self._odds], [])

    def _weigh(self, case: int, others: Iterable[int]) -> None:
        wanted = [told for other in others if (case, other) not in self._odds for told in self._told.get(other, ())]
        for other, odds in odds_of(self._told.get(case, ()), wanted, self._index, self._crowds).items():
            self._odds[case, other] = self._odds[other, case] = odds


def belonging(case: int, near: dict[int, float], index: Index) -> Lot:
    """The lot in which a case is that is in no incident: alone, with others, or with an incident and others.

    `near` are other cases with the log odds that they have the same trouble.
    """
    words = last_words([case])
    drawn = {other for key, same in words.items() if same for other in key if other != case}
    places = Membership.objects.filter(case__in=near.keys() | drawn, left_at=None).select_related("incident")
    where = {place.case_id: place.incident for place in places}
    incidents = {one.pk: one for one in where.values() if one.ended_at is None}
    loose = [other for other in near.keys() | drawn if other not in where]
    loose = sorted(loose, key=lambda other: (-near.get(other, rules.SAID), other))[:LONE]
    lots = [_incident(number, {*near, *drawn, case, *loose}) for number in sorted(incidents)]
    table = Table({case, *loose, *(one for lot in lots for one in lot.cases)}, index)
    loners: list[Lot] = []
    for other in sorted(loose):
        # As they would have been put together when they came.
        lot, loners = table.gather(Lot((other,), 1), loners)
        loners.append(lot)
    return table.gather(Lot((case,), 1), [*lots, *loners])[0]


def _parts(lot: Lot) -> list[tuple[tuple[int, ...], int]]:
    """What of a lot is held against another, each with how many cases it stands for."""
    return [(part, len(part)) for part in lot.parts] if len(lot.parts) > 1 else [(lot.cases, lot.size)]


def _incident(number: int, near: Collection[int]) -> Lot:
    """An incident by its first and last cases, and by those of whom somebody said something about one that is near."""
    inside = members(number)
    spoken = {one for key in last_words(near) for one in key}
    rows = inside.values_list("case_id", "came_from", "how")
    parts: dict[object, set[int]] = {}
    for case, origin, how in {*rows[:HELD], *rows.reverse()[:HELD], *rows.filter(case__in={*spoken, *near})[:HELD]}:
        parts.setdefault(case if how == How.PERSON else origin, set()).add(case)
    shown = {case for part in parts.values() for case in part} | set(
        inside.filter(case__in=spoken).values_list("case_id", flat=True)
    )
    return Lot(tuple(sorted(shown)), inside.count(), number, tuple(tuple(sorted(part)) for part in parts.values()))
