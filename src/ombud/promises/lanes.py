"""What waits for a person's eye: suspected spam, abuse and threats, and what people have set aside. Read-only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from ombud.access.circle import messages_seen_by
from ombud.conversations.models import OWED, Message
from ombud.team.models import Member
from ombud.triage.models import Kind

PAGE = 50
CAP = 99
WORDS = 280


class Lane(StrEnum):
    SPAM = "spam"
    ABUSE = "abuse"
    ASIDE = "aside"


SUSPECTED = {
    Lane.SPAM: Q(reading__kind=Kind.SPAM, reading__threat=False),
    Lane.ABUSE: Q(reading__kind=Kind.ABUSE) | Q(reading__threat=True),
}


@dataclass(frozen=True, slots=True)
class LanePage:
    """Messages, newest first; the next page begins below the id `more`."""

    messages: Sequence[Message]
    more: int | None


def messages(member: Member, lane: Lane) -> QuerySet[Message]:
    """The messages of a lane that she may see: nothing leaves a lane but by a named person (D03, D06)."""
    seen = messages_seen_by(member)
    return seen.filter(aside_by__isnull=False) if lane is Lane.ASIDE else seen.filter(OWED, SUSPECTED[lane])


def page(member: Member, lane: Lane, below: int | None = None, size: int = PAGE) -> LanePage:
    """One page of a lane, each message with `begins`, the start of its text."""
    rows = messages(member, lane)
    if below:
        rows = rows.filter(id__lt=below)
    rows = rows.select_related("person", "inbox", "reading", "aside_by").defer("text", "inbox__settings")
    found = list(rows.annotate(begins=Left("text", WORDS)).order_by("-id")[: size + 1])
    return LanePage(found[:size], found[size - 1].pk if len(found) > size else None)


def count(member: Member, lane: Lane, cap: int = CAP) -> int:
    """How many, up to `cap` + 1, which means "more than `cap`"."""
    return len(messages(member, lane).values_list("id", flat=True)[: cap + 1])
