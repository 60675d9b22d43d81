"""Who is still to be thanked, and who was. Read-only; lists come in pages by key."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from ombud.access.circle import cases_seen_by, inboxes_of
from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.promises.models import Owe
from ombud.team.models import Member
from ombud.triage.models import Kind

from .models import Credit, Thanks

PAGE = 30
# Promises that are kept by thanking: beside a complaint they are promised apart; praise alone is owed its answer.
STILL_OWED = Q(owe=Owe.THANK) | Q(
    owe=Owe.ANSWER, message__voice="customer", message__reading__kind=Kind.PRAISE, message__opened_case__isnull=True
)
THANKED_FOR = (Kind.PRAISE, Kind.SUGGESTION)


def thanked(member: Member, below: int = 0, size: int = PAGE) -> list[Thanks]:
    """Who was thanked in her inboxes, newest first, from the one below `below` on; of cases those she is on (D23).
    One more than `size` says that there are more."""
    seen = Q(message__conversation__strand=None) | Q(message__conversation__strand__case__in=cases_seen_by(member))
    rows = Thanks.objects.filter(seen, inbox__in=inboxes_of(member).values("id"))
    if below:
        rows = rows.filter(pk__lt=below)
    told = Prefetch("credits", Credit.objects.select_related("member").order_by("pk"))
    shown = rows.select_related("person", "by", "message__reading", "message__conversation__strand", "letter")
    shown = shown.defer("message__text", "letter__text").prefetch_related(told, "person__identities")
    return list(shown.order_by("-pk")[: size + 1])


def of_message(message: Message) -> Thanks | None:
    """The thanks for `message`, with whom they told."""
    rows = Thanks.objects.filter(message=message).select_related("by")
    return rows.prefetch_related(Prefetch("credits", Credit.objects.select_related("member").order_by("pk"))).first()


def to_thank_in(case: Case) -> Message | None:
    """The latest words of praise in `case` that nobody has thanked for."""
    theirs = Message.objects.filter(conversation__strand__case=case, voice="customer", auto="no", thanks=None)
    return theirs.filter(reading__kind=Kind.PRAISE, aside_by=None).order_by("-pk").first()


def told_of(conversations: Iterable[int]) -> QuerySet[Credit]:
    """For which praise each of `conversations`, threads with somebody of ours, was begun."""
    wanted = Credit.objects.filter(conversation__in=list(conversations))
    return wanted.select_related("member", "thanks__person", "thanks__message")
