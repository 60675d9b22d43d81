"""Campaigns: the same words from several accounts, of which no incident is made. Shown as what they are, each case is
answered all the same (D33)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet

from ombud.conversations.telling import told_at

from .checked import NO_MORE, Telling
from .models import Membership
from .rules import LASTS, PEOPLE

LOOKED_AT: Final = 2000  # the newest complaints, whatever the history
SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Campaign:
    """One text: from how many accounts, and when it was told first and last. `cases` are those in no incident."""

    wording: str
    people: int
    since: datetime
    last: datetime


def campaigns(now: datetime) -> list[Campaign]:
    """The same words from at least so many accounts as would make an incident, if they were their own; those of most
    accounts first, as long as they come. In one query over the newest complaints."""
    counted = (
        _newest()
        .values("wording")
        .annotate(people=Count("case__person", distinct=True), since=Min("told"), last=Max("told"))
        .filter(people__gte=PEOPLE, last__gt=now - LASTS)
        .order_by("-people", "wording")
    )
    return [Campaign(**row) for row in counted[:SHOWN]]


def cases_of(found: list[Campaign]) -> QuerySet[Telling]:
    """Which cases they are made of, by wording."""
    return _newest().filter(wording__in=[one.wording for one in found])


def _newest() -> QuerySet[Telling]:
    """Of the newest complaints those that can be compared, go on and are in no incident."""
    newest = Telling.objects.order_by("-pk").values("pk")[:LOOKED_AT]
    said = Telling.objects.filter(pk__in=newest, place__isnull=False, concern__left_at=None)
    placed = Membership.objects.filter(case=OuterRef("case"), left_at=None)
    loose = said.filter(~Exists(placed)).exclude(case__release__because__in=NO_MORE)
    return loose.annotate(told=told_at("case__opener")).order_by()
