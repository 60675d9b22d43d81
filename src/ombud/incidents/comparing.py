"""How likely it is that two cases are of one trouble: what was kept of their tellings, weighed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from ombud.cases.models import Case
from ombud.conversations.telling import told_at

from .checked import Telling, compared
from .circles import beyond_crowds
from .crowds import Crowds
from .index import Index, model_name, trace_of
from .likeness import seen
from .neighbours import NEAR
from .rules import odds_of_time
from .sameness import shipped
from .traces import Trace


@dataclass(frozen=True, slots=True)
class Told:
    """A telling of a case, as it is compared; `at` is when the customer told it."""

    id: int
    case: int
    trace: Trace
    at: datetime


def told_by(cases: Collection[int]) -> list[Told]:
    """What these cases tell, as far as it can be compared."""
    return _read(Telling.objects.filter(case__in=cases))


def near_to(case: Case, own: Iterable[Told], index: Index) -> dict[int, float]:
    """The cases nearest to what `case` tells, with the log odds that it is the same trouble."""
    found: dict[int, float] = {}
    crowds = Crowds(index)
    for one in own:
        others = [other for other in _nearest(one.trace, NEAR + 1, index) if other.case != case.pk]
        for other, odds in odds_of([one], others, index, crowds).items():
            found[other] = max(odds, found.get(other, odds))
    return found


def near_words(trace: Trace, at: datetime, index: Index) -> dict[int, float]:
    """The cases nearest to words that are no telling of anybody's (an enquiry of the press), with the log odds."""
    return odds_of([Told(0, 0, trace, at)], _nearest(trace, NEAR, index), index, Crowds(index))


def _nearest(trace: Trace, most: int, index: Index) -> list[Told]:
    """Who lies nearest and tells of something; of the same words one, whoever told them first."""
    ids = index.near(trace.place, most)
    told = _read(Telling.objects.filter(pk__in=ids))
    silent = set(ids) - {one.id for one in told}
    return told + _read(Telling.objects.filter(pk__in=index.stand_in(silent))) if silent else told


def odds_of(own: Iterable[Told], others: Collection[Told], index: Index, crowds: Crowds) -> dict[int, float]:
    """For each case among `others` the log odds that it tells of the same as one of `own`."""
    found: dict[int, float] = defaultdict(lambda: float("-inf"))
    traces, theirs = [other.trace for other in others], index.circles([other.id for other in others])
    for one in own:
        around = beyond_crowds(index.around(one.id, one.trace.place), theirs, crowds)
        rows = seen(one.trace, traces, index.usual, *around)
        weighed = shipped().weights.odds(rows).tolist()
        for other, odds in zip(others, weighed, strict=True):
            found[other.case] = max(found[other.case], odds + odds_of_time(one.at - other.at))
    return dict(found)


def _read(rows: QuerySet[Telling]) -> list[Told]:
    told = Coalesce(told_at("concern__message"), "concern__at")
    kept = compared(rows, model_name()).order_by("pk").values_list("pk", "case_id", "packed", "place", told)
    return [Told(pk, case, trace_of(packed, place), at) for pk, case, packed, place, at in kept]
