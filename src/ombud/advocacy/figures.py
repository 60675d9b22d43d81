"""What a brief can count on: people, not messages. Live while it is written, frozen when it is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Min, QuerySet
from django.utils.dateparse import parse_datetime

from ombud.cases.models import Case
from ombud.conversations.telling import told_at
from ombud.incidents.models import Incident, Membership
from ombud.promises.models import Breach

from .models import Brief, Voice
from .trend import Trend, trend

NOTHING = Trend("day", (), 0)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many people told of it in how many cases and languages (by people), since when, what we promised them and
    did not keep, and how it grew. `as_of` is when it was counted."""

    as_of: datetime
    people: int = 0
    cases: int = 0
    languages: dict[str, int] = field(default_factory=dict)
    first: datetime | None = None
    breaches: int = 0
    trend: Trend = NOTHING

    def as_json(self) -> dict[str, Any]:
        """As they are kept with a brief that was sent."""
        return {
            "as_of": self.as_of.isoformat(), "people": self.people, "cases": self.cases, "languages": self.languages,
            "first": self.first.isoformat() if self.first else "", "breaches": self.breaches,
            "trend": self.trend.as_json(),
        }  # fmt: skip


def figures(brief: Brief, now: datetime) -> Figures:
    """Those that were frozen when it was sent; of a draft those of now."""
    return _frozen(brief, brief.sent_at) if brief.sent_at else counted(brief, now)


def _frozen(brief: Brief, at: datetime) -> Figures:
    kept = brief.figures
    return Figures(
        parse_datetime(kept.get("as_of", "")) or at, kept.get("people", 0), kept.get("cases", 0),
        dict(sorted(kept.get("languages", {}).items(), key=lambda one: (-one[1], one[0]))),
        parse_datetime(kept.get("first", "")), kept.get("breaches", 0), Trend.of_json(kept.get("trend", {})),
    )  # fmt: skip


def counted(brief: Brief, now: datetime) -> Figures:
    """What there is to count now."""
    cases = cases_of(brief)
    firsts = list(cases.order_by().values_list("person").annotate(first=Min(told_at("opener"))))
    if not firsts:
        return Figures(now)
    # A person's language is hers once, however many cases she has; that of her case where we know none of her.
    spoken: dict[int, str] = {}
    for person, hers, told in cases.order_by("pk").values_list("person", "person__language", "language"):
        spoken.setdefault(person, hers if hers not in ("", "unknown") else told)
    zone = ZoneInfo(brief.inbox.zone)
    days = [at.astimezone(zone).date() for _person, at in firsts]
    return Figures(
        now, len(firsts), cases.order_by().aggregate(n=Count("pk"))["n"], dict(Counter(spoken.values()).most_common()),
        min(at for _person, at in firsts), Breach.objects.filter(case__in=cases.order_by().values("pk")).count(),
        trend(days, now.astimezone(zone).date()),
    )  # fmt: skip


def cases_of(brief: Brief) -> QuerySet[Case]:
    """The cases that a draft stands on: those of its incident as it is now, and those that a person put in."""
    by_hand = Voice.objects.filter(brief=brief).order_by().values_list("case_id", flat=True)
    incident = goes_on_as(brief.incident)
    if incident is None:
        return Case.objects.filter(pk__in=by_hand)
    inside = Membership.objects.filter(incident=incident, left_at=None).order_by().values_list("case_id", flat=True)
    return Case.objects.filter(pk__in=inside.union(by_hand))


def goes_on_as(incident: Incident | None) -> Incident | None:
    """The incident itself, or the one that it is part of by now."""
    while incident is not None and incident.merged_into is not None:
        incident = incident.merged_into
    return incident


def voices_of(brief: Brief) -> Iterator[tuple[int, int]]:
    """Each person with the case in whose thread she is told: an open one before one that has ended, then the newest."""
    last = None
    newest = cases_of(brief).order_by("person", F("ended_at").desc(nulls_first=True), "-pk")
    for person, case in newest.values_list("person_id", "pk").iterator():
        if person != last:
            yield person, case
        last = person
