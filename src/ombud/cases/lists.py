"""Cases in lists: newest word first, by state and owner, in pages by key; counts are capped. Read-only.

Who may see which case is the caller's to say: `seen` is the queryset of cases that a member is on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Left
from django.db.models.lookups import IsNull

from ombud.conversations.models import Message
from ombud.people.models import Person

from .models import OPEN, Case, Satisfaction
from .rules import Status

PAGE = 50
CAP = 99
WORDS = 280
FEW = 2000


@dataclass(frozen=True, slots=True)
class Below:
    """Where a page begins: below the case last heard at this time, with this id."""

    heard_at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class CasePage:
    """Cases, newest word first; `more` says where the next page begins, None where there is none."""

    cases: list[Case]
    more: Below | None


def in_state(status: Status, now: datetime) -> Q:
    """The facts that amount to `status`, as `rules.status` tells them, for the database."""
    awake = OPEN & (Q(snoozed_until=None) | Q(snoozed_until__lte=now))
    unasked = awake & Q(asked_at=None)
    unanswered = Q(answered_at=None)
    # Asked as a sum, or a database would gather all cases without a handler before it looks at their order.
    nobody = Q(IsNull(F("handler_id") + 0, True))
    answered = unasked & Q(answered_at__gte=F("heard_at"))
    return {
        Status.CONFIRMED: Q(satisfaction__isnull=False),
        Status.NO_ANSWER: Q(no_answer__isnull=False),
        Status.RELEASED: Q(release__isnull=False),
        Status.SNOOZED: OPEN & Q(snoozed_until__gt=now),
        Status.RESOLVED: awake & Q(asked_at__isnull=False),
        Status.NEW: unasked & unanswered & nobody,
        Status.OPEN: unasked & Q(answered_at__lt=F("heard_at")),
        Status.WAITING_HANDLER: unasked & Q(handler__isnull=False) & (unanswered | Q(answered_at__gte=F("heard_at"))),
        Status.WAITING_CUSTOMER: answered & nobody,
    }[status]


def page(
    seen: QuerySet[Case], now: datetime, *, status: Status | None = None, owner: int | None = None,
    below: Below | None = None, size: int = PAGE,
) -> CasePage:  # fmt: skip
    """One page of the cases in `seen`."""
    # Few are sorted, many are walked from the newest on; left to itself, a database would sort a hundred thousand.
    few = list(seen.values_list("pk", flat=True)[: FEW + 1])
    whose = Q(pk__in=few) if len(few) <= FEW else Exists(seen.filter(pk=OuterRef("pk")))
    rows = Case.objects.filter(whose)
    if status is not None:
        rows = rows.filter(in_state(status, now))
    if owner is not None:
        rows = rows.annotate(owned_by=F("owner_id") + 0).filter(owned_by=owner)
    if below:
        rows = rows.filter(heard_at__lte=below.heard_at).filter(Q(heard_at__lt=below.heard_at) | Q(id__lt=below.id))
    rows = rows.select_related("person", "inbox", "owner", "handler").defer("inbox__settings")
    found = list(rows.prefetch_related("person__identities").order_by("-heard_at", "-id")[: size + 1])
    more = Below(found[size - 1].heard_at, found[size - 1].pk) if len(found) > size else None
    return CasePage(found[:size], more)


def last_words(cases: Iterable[int]) -> dict[int, str]:
    """For each case the beginning of the customer's last word in it."""
    latest = dict(
        Message.objects.filter(conversation__strand__case__in=list(cases), direction="in", voice="customer")
        .values_list("conversation__strand__case")
        .annotate(Max("id"))
    )
    begun = dict(
        Message.objects.filter(id__in=latest.values()).annotate(begins=Left("text", WORDS)).values_list("id", "begins")
    )
    return {case: begun.get(message, "") for case, message in latest.items()}


def said_solved_since(seen: QuerySet[Case], since: datetime, cap: int = CAP) -> int:
    """How many people have said since then that it is solved, up to `cap` + 1."""
    people = Satisfaction.objects.filter(at__gte=since, case__in=seen.values("id")).values_list("person", flat=True)
    return len(people.distinct()[: cap + 1])


def others_of(person: Person, seen: QuerySet[Case], besides: int, size: int = 5) -> list[Case]:
    """Her other cases that the reader may see, newest first."""
    return list(seen.filter(person=person).exclude(pk=besides).order_by("-id")[:size])
