"""What is owed by whom, in the order of time. Read-only; every list comes in pages by key and every count is capped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Left

from ombud.access.circle import inboxes_of
from ombud.access.models import Place
from ombud.cases import lists
from ombud.cases.models import Case, Strand
from ombud.conversations.models import Message
from ombud.inboxes.models import Inbox, Seat
from ombud.team.models import Member
from ombud.triage.models import Kind

from .models import DUE, Promise

PAGE = 50
CAP = 99
WORDS = 280
EVERY = Q()
# Spam and abuse wait in lanes of their own for a person's eye; a threat is urgent and stays among what is owed.
NOT_SUSPECTED = (
    Q(message__isnull=True)
    | Q(message__reading__isnull=True)
    | Q(message__reading__threat=True)
    | ~Q(message__reading__kind__in=(Kind.SPAM, Kind.ABUSE))
)


@dataclass(frozen=True, slots=True)
class After:
    """Where a page begins: behind the promise with this date and id."""

    due_at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Page:
    """Promises in the order of time; `more` says where the next page begins, None where there is none."""

    promises: list[Promise]
    more: After | None


def mates(member: Member) -> list[int]:
    """Ids of the members who own or work an inbox of hers, herself among them."""
    hers = list(inboxes_of(member).values_list("id", "owner_id"))
    ids = {owner for _, owner in hers} | {member.pk}
    ids.update(Seat.objects.filter(inbox__in=[i for i, _ in hers]).values_list("member_id", flat=True))
    return sorted(ids)


def open_promises(keepers: Iterable[int]) -> QuerySet[Promise]:
    """Promises still to be kept by `keepers`, without what waits in the lanes."""
    keepers, due = list(keepers), Promise.objects.filter(DUE).filter(NOT_SUSPECTED)
    if len(keepers) == 1:
        return due.filter(keeper=keepers[0])
    # Adding nothing keeps databases from sorting all that a team owes: they walk the index in the order of time.
    return due.annotate(kept_by=F("keeper_id") + 0).filter(kept_by__in=keepers)


def page(keepers: Iterable[int], after: After | None = None, size: int = PAGE, among: Q = EVERY) -> Page:
    """One page of what `keepers` owe, of those that `among` matches. The texts of messages are left in the database;
    see `last_words`."""
    rows = open_promises(keepers).filter(among)
    if after:
        rows = rows.filter(due_at__gte=after.due_at).filter(Q(due_at__gt=after.due_at) | Q(id__gt=after.id))
    # Which they are is found first, by index and in order; what is shown of them is read for these alone.
    ids = list(rows.order_by("due_at", "id").values_list("pk", flat=True)[: size + 1])
    shown = Promise.objects.filter(pk__in=ids).defer("message__text")
    shown = shown.select_related(
        "case__person", "case__handler", "message__person", "message__reading", "message__by",
        "message__conversation__strand__case__person", "message__conversation__strand__case__handler",
    )  # fmt: skip
    # A page has many promises and few keepers and inboxes: those are read once each, not once a row.
    inboxes = Inbox.objects.defer("settings")
    shown = shown.prefetch_related(
        "keeper", Prefetch("case__inbox", inboxes), Prefetch("message__inbox", inboxes), "case__person__identities",
        "message__person__identities",
    )  # fmt: skip
    found = list(shown.order_by("due_at", "id"))
    more = After(found[size - 1].due_at, found[size - 1].pk) if len(found) > size else None
    return Page(found[:size], more)


def count(keepers: Iterable[int], cap: int = CAP, among: Q = EVERY) -> int:
    """How many promises that `among` matches, up to `cap` + 1, which means "more than `cap`"."""
    return len(open_promises(keepers).filter(among).values_list("id", flat=True)[: cap + 1])


def last_words(promises: Iterable[Promise]) -> dict[int, str]:
    """For each promise the beginning of what she said: the message it is about, else her last word in the case."""
    promises = list(promises)
    of_case = lists.last_words({p.case_id for p in promises if p.case_id and not p.message_id})
    of_message = dict(
        Message.objects.filter(id__in=[p.message_id for p in promises if p.message_id])
        .annotate(begins=Left("text", WORDS))
        .values_list("id", "begins")
    )
    return {p.pk: of_message.get(p.message_id or 0) or of_case.get(p.case_id or 0, "") for p in promises}


def case_of(promise: Promise) -> Case | None:
    """The case that a promise of a `page` is about: its own, or the one that its message has become part of."""
    if promise.case or promise.message is None:
        return promise.case
    strand: Strand | None = getattr(promise.message.conversation, "strand", None)
    return strand.case if strand else None


def on_case(member: Member, cases: Iterable[int]) -> set[int]:
    """Which of `cases` she is on: the others are shown without whose they are (D23)."""
    return set(Place.objects.filter(member=member, case__in=list(cases)).values_list("case_id", flat=True))


def inbox_ids(member: Member) -> set[int]:
    """The inboxes whose messages she may see."""
    return set(inboxes_of(member).values_list("id", flat=True))


def next_one(keepers: Iterable[int]) -> Promise | None:
    """The promise of theirs that falls due first, with its keeper."""
    return open_promises(keepers).select_related("keeper").order_by("due_at", "id").first()
