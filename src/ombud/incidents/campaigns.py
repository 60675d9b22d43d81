"""Campaigns: the same words from several accounts, of which no incident is made. Shown as what they are, each case is
answered all the same (D33). What is the same is told as where incidents are counted: no disguise makes two of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from ombud.conversations.telling import told_at

from .checked import NO_MORE, Telling
from .index import trace_of
from .models import Membership
from .rules import LASTS, PEOPLE, wordings

LOOKED_AT: Final = 2000  # the newest complaints, whatever the history
SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Campaign:
    """One text, in however many disguises: a greeting, a name, a link beside it. From how many accounts, and when it
    was told first and last. `cases` are those in no incident, in the order in which they were told."""

    people: int
    since: datetime
    last: datetime
    cases: tuple[int, ...]


def campaigns(now: datetime) -> list[Campaign]:
    """The same words from at least so many accounts as would make an incident, if they were their own; those of most
    accounts first, as long as they come. In one query over the newest complaints."""
    newest = _newest().annotate(told=told_at("case__opener")).order_by("pk")
    rows = list(newest.values_list("case_id", "case__person_id", "told", "wording", "packed"))
    first: dict[str, bytes | memoryview] = {}  # forty copies are unpacked once
    for *_, wording, packed in rows:
        first.setdefault(wording, packed)
    texts = dict(zip(first, wordings(trace_of(packed, None).words for packed in first.values()), strict=True))
    told: dict[str, list[tuple[int, int, datetime]]] = {}
    for case, person, at, wording, _ in rows:
        told.setdefault(texts[wording], []).append((case, person, at))
    found = [_campaign(those) for those in told.values()]
    found = [one for one in found if one.people >= PEOPLE and one.last > now - LASTS]
    return sorted(found, key=lambda one: (-one.people, one.cases))[:SHOWN]


def _campaign(told: list[tuple[int, int, datetime]]) -> Campaign:
    times = [at for *_, at in told]
    cases = tuple(dict.fromkeys(case for case, *_ in told))
    return Campaign(len({person for _, person, _ in told}), min(times), max(times), cases)


def _newest() -> QuerySet[Telling]:
    """Of the newest complaints those that can be compared, go on and are in no incident."""
    newest = Telling.objects.order_by("-pk").values("pk")[:LOOKED_AT]
    said = Telling.objects.filter(pk__in=newest, place__isnull=False, concern__left_at=None)
    placed = Membership.objects.filter(case=OuterRef("case"), left_at=None)
    return said.filter(~Exists(placed)).exclude(case__release__because__in=NO_MORE)
