"""What was near a case when it was held against all others, and by what: for people to look at (D32)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import F
from django.db.models.functions import Substr

from ombud.cases.models import Case

from . import rules
from .checked import Check, Nearness, Telling
from .index import trace_of
from .shared import LONGEST, Opened, Shared, Worded, opened, shared
from .standing import last_words, membership_of, said_of
from .traces import Trace

MOST: Final = 24
MANY: Final = 0.4  # of the shorter one's words, shared: the words are alike, not only what they mean


@dataclass(frozen=True, slots=True)
class Alike:
    """By what two cases are near: what both name, how far the words themselves are the same, and what both texts say,
    in the words of the other one, which is in `language`."""

    names: tuple[str, ...]
    copied: bool
    words: bool
    shared: Shared
    language: str


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


def isolated(case: Case, found: Sequence[Near] | None = None, *, together: bool | None = None) -> bool | None:
    """Whether it stands alone as far as anybody has looked; None: nobody has, so nobody may say so (D32). Who is near
    (`found`) and whether it is in an incident (`together`) are looked up unless they are known."""
    standing = [row for row in (near(case) if found is None else found) if row.said is not False]
    inside = membership_of(case) is not None if together is None else together
    return rules.isolated(int(Check.objects.filter(case=case).exists()), len(standing), inside)


@dataclass(frozen=True, slots=True)
class _Told:
    wording: str
    trace: Trace
    text: Opened


def alike(case: Case, others: Collection[int]) -> dict[int, Alike]:
    """By what `case` and each of `others` are near, from what was kept of their tellings, in one query."""
    kept = Telling.objects.filter(case__in=[case.pk, *others], concern__left_at=None)
    rows = kept.annotate(
        newest=Substr("concern__message__replaced__by__text", 1, LONGEST),
        first=Substr("concern__message__text", 1, LONGEST), name=F("case__person__name"), brand=F("case__inbox__brand"),
    ).values_list(
        "case_id", "wording", "packed", "concern__message__replaced", "newest", "concern__start", "first",
        "concern__words", "name", "brand",
    )  # fmt: skip
    told: dict[int, list[_Told]] = {}
    for number, wording, packed, replaced, newest, start, first, words, name, brand in rows:
        # Her newest words count, all of them: places have moved. What she took back says nothing any more.
        text = newest or "" if replaced else (words if start is not None else first or words)
        trace = trace_of(packed, None)
        told.setdefault(number, []).append(_Told(wording, trace, opened(Worded(text, trace.language, (name, brand)))))
    mine = told.get(case.pk, [])
    return {other: _alike(mine, told.get(other, [])) for other in others}


def _alike(mine: list[_Told], theirs: list[_Told]) -> Alike:
    pairs = [(one, other) for one in mine for other in theirs]
    names = {name for one, other in pairs for name in one.trace.names & other.trace.names}
    copied = any(one.wording == other.wording for one, other in pairs)
    words = any(_shared(one.trace, other.trace) >= MANY for one, other in pairs)
    most = max(
        ((shared(one.text, other.text), other.trace.language) for one, other in pairs),
        key=_much,
        default=(Shared(), ""),
    )
    return Alike(tuple(sorted(names)), copied, words, *most)


def _much(found: tuple[Shared, str]) -> int:
    return len(found[0].names) + len(found[0].things) + len(found[0].words)


def _shared(one: Trace, other: Trace) -> float:
    shorter = min(len(one.words), len(other.words))
    return len(one.words & other.words) / shorter if shorter else 0.0
