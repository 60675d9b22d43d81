"""Incidents as lists show them: which, in what order, and what can be counted of them in a few queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from ombud.cases.models import Ask, Case
from ombud.conversations.telling import told_at

from .models import OPEN, Incident, Membership

SHOWN = 100  # of those that go on: more than one can look at
EARLIER = 30  # of those that do not, a page


@dataclass(frozen=True, slots=True)
class Figures:
    """What an incident amounts to. People, not messages: `cases` are theirs, `languages` by how many cases. `first` and
    `last` are when it was told, which of imported history is long before its cases were opened."""

    people: int = 0
    cases: int = 0
    first: datetime | None = None
    last: datetime | None = None
    languages: dict[str, int] = field(default_factory=dict)


def proposed() -> QuerySet[Incident]:
    """Those that wait for a person: where somebody may be hurt first, then the newest."""
    waits = Incident.objects.filter(OPEN, confirmed_at=None).select_related("owner")
    return waits.order_by(F("safety_at").asc(nulls_last=True), "-proposed_at", "-id")


def going_on() -> QuerySet[Incident]:
    """Those that somebody owns, in the order of the next word."""
    return (
        Incident.objects.filter(OPEN, confirmed_at__isnull=False)
        .select_related("owner")
        .order_by("next_update_by", "id")
    )


def earlier(below: int = 0) -> QuerySet[Incident]:
    """Those that are over, the newest first; with `below` those of lower numbers."""
    over = Incident.objects.filter(~OPEN).select_related("owner", "merged_into").order_by("-id")
    return over.filter(pk__lt=below) if below else over


def waiting(most: int) -> int:
    """How many are proposed, counted as far as `most`."""
    return Incident.objects.filter(OPEN, confirmed_at=None).order_by()[:most].count()


def figures(incidents: Collection[int]) -> dict[int, Figures]:
    """The figures of each of `incidents`, in two queries whatever their number."""
    inside = Membership.objects.filter(incident__in=incidents, left_at=None).order_by()
    languages: dict[int, Counter[str]] = {}
    for number, language, cases in inside.values_list("incident", "case__language").annotate(Count("id")):
        languages.setdefault(number, Counter())[language] = cases
    told = told_at("case__opener")
    counted = inside.values_list("incident").annotate(
        Count("case__person", distinct=True), Count("id"), first=Min(told), last=Max(told)
    )
    found = {
        number: Figures(people, cases, first, last, dict(languages[number].most_common()))
        for number, people, cases, first, last in counted
    }
    return {number: found.get(number, Figures()) for number in incidents}


def first_days(incident: Incident) -> Iterable[tuple[int, datetime]]:
    """For each of its people when she told of it first."""
    inside = Case.objects.filter(memberships__incident=incident, memberships__left_at=None).order_by()
    return inside.values_list("person").annotate(first=Min(told_at("opener")))


def _asked(incident: Incident) -> Exists:
    """Asked whether it is solved, since it is put right; as long as it is not, since it is known."""
    return Exists(Ask.objects.filter(case=OuterRef("pk"), at__gte=incident.fixed_at or incident.proposed_at))


def said_not_yet(incident: Incident) -> Q:
    """Cases whose customer was asked whether it is solved, and said other than yes: they are back at work."""
    return Q(_asked(incident), ended_at=None, asked_at=None)


def to_ask(incident: Incident) -> QuerySet[Case]:
    """Open cases of an incident whose customers were not asked yet."""
    inside = Case.objects.filter(memberships__incident=incident, memberships__left_at=None)
    return inside.filter(~_asked(incident), ended_at=None, asked_at=None)


def endings(incident: Incident) -> dict[str, int]:
    """How its cases stand: confirmed by the customer, not yet, asked, open, no answer, let go."""
    inside = Case.objects.filter(memberships__incident=incident, memberships__left_at=None)
    inside = inside.annotate(back=_asked(incident))
    return inside.aggregate(
        confirmed=Count("id", filter=Q(satisfaction__isnull=False)),
        asked=Count("id", filter=Q(ended_at=None, asked_at__isnull=False)),
        not_yet=Count("id", filter=Q(ended_at=None, asked_at=None, back=True)),
        open=Count("id", filter=Q(ended_at=None, asked_at=None, back=False)),
        silent=Count("id", filter=Q(no_answer__isnull=False)),
        released=Count("id", filter=Q(release__isnull=False)),
    )
