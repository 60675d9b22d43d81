"""What was near a case when it was held against all others, and by what: for people to look at (D32)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from ombud.cases.models import Case

from .checked import Nearness, Telling
from .index import trace_of
from .standing import last_words, said_of
from .traces import Trace

MOST: Final = 24
MANY: Final = 0.4  # of the shorter one's words, shared: the words are alike, not only what they mean


@dataclass(frozen=True, slots=True)
class Alike:
    """By what two cases are near: what both name, and how far the words themselves are the same."""

    names: tuple[str, ...]
    copied: bool
    words: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A case that is near, with the log odds, and what a person said of the two (None: nobody has)."""

    case: int
    odds: float
    said: bool | None


def near(case: Case) -> list[Near]:
    """Other people's cases that are near, likest first: found when it came, or when they did."""
    odds: dict[int, float] = {}
    found = Nearness.objects.filter(check_of__case=case).order_by("-odds").values_list("case_id", "odds")[:MOST]
    came = Nearness.objects.filter(case=case).order_by("-odds").values_list("check_of__case_id", "odds")[:MOST]
    for other, by in (*found, *came):
        odds[other] = max(by, odds.get(other, by))
    words = last_words([case.pk])
    drawn = {other for key, same in words.items() if same for other in key if other != case.pk}
    said = said_of(case.pk, words, drawn | odds.keys())
    rows = [Near(other, odds.get(other, 0.0), said.get(other)) for other in drawn | odds.keys()]
    return sorted(rows, key=lambda row: (-row.odds, row.case))


def alike(case: Case, others: Collection[int]) -> dict[int, Alike]:
    """By what `case` and each of `others` are near, from what was kept of their tellings."""
    kept = Telling.objects.filter(case__in=[case.pk, *others], concern__left_at=None)
    told: dict[int, list[tuple[str, Trace]]] = {}
    for number, wording, packed in kept.values_list("case_id", "wording", "packed"):
        told.setdefault(number, []).append((wording, trace_of(packed, None)))
    mine = told.get(case.pk, [])
    return {other: _alike(mine, told.get(other, [])) for other in others}


def _alike(mine: list[tuple[str, Trace]], theirs: list[tuple[str, Trace]]) -> Alike:
    pairs = [(one, other) for one in mine for other in theirs]
    names = {name for (_, one), (_, other) in pairs for name in one.names & other.names}
    copied = any(wording == another for (wording, _), (another, _) in pairs)
    return Alike(tuple(sorted(names)), copied, any(_shared(one, other) >= MANY for (_, one), (_, other) in pairs))


def _shared(one: Trace, other: Trace) -> float:
    shorter = min(len(one.words), len(other.words))
    return len(one.words & other.words) / shorter if shorter else 0.0
