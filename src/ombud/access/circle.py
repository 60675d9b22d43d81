"""The circle of a case: who is on it, and what each may see. Lists ask here, never the tables."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.inboxes.models import Inbox
from ombud.team.models import Member

from .models import Place


def cases_seen_by(member: Member) -> QuerySet[Case]:
    """The cases that `member` is on (D23)."""
    return Case.objects.filter(places__member=member)


def inboxes_of(member: Member) -> QuerySet[Inbox]:
    """The inboxes that she owns or sits in."""
    return Inbox.objects.filter(Q(owner=member) | Q(seats__member=member)).distinct()


def messages_seen_by(member: Member) -> QuerySet[Message]:
    """Messages that are no case, in her inboxes: customers' words, and what somebody of ours answers to such a one."""
    return Message.objects.filter(inbox__in=inboxes_of(member).values("id"), conversation__strand__isnull=True)


def put_on(case: Case, member: Member, because: str, now: datetime) -> None:
    """Give her a place; again is harmless."""
    Place.objects.get_or_create(case=case, member=member, defaults={"because": because, "since": now})


def is_on(case: Case, member: Member) -> bool:
    """Whether she has a place in the circle."""
    return Place.objects.filter(case=case, member=member).exists()
