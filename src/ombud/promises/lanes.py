"""What waits for a person's eye: suspected spam, abuse and threats, what the reading is not sure of, and what people
have set aside. Read-only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Left

from ombud.access.circle import inboxes_of, messages_seen_by
from ombud.conversations.models import OWED, Message
from ombud.team.models import Member
from ombud.triage.models import Kind, Reading

PAGE = 50
CAP = 99
WORDS = 280
# Up to so many owed messages are looked through one by one; beyond, the way leads over what was read so.
FEW = 2000


class Lane(StrEnum):
    SPAM = "spam"
    ABUSE = "abuse"
    UNSURE = "unsure"
    ASIDE = "aside"


SUSPECTED: dict[Lane, tuple[Q, ...]] = {
    Lane.SPAM: (Q(kind=Kind.SPAM, threat=False),),
    Lane.ABUSE: (Q(kind=Kind.ABUSE), Q(threat=True)),
    # What is suspected besides has a lane of its own already.
    Lane.UNSURE: (Q(unsure=True, threat=False) & ~Q(kind__in=(Kind.SPAM, Kind.ABUSE)),),
}


@dataclass(frozen=True, slots=True)
class LanePage:
    """Messages, newest first; `more` is where the next page begins: a moment and an id."""

    messages: Sequence[Message]
    more: tuple[datetime, int] | None


def page(member: Member, lane: Lane, below: tuple[datetime, int] | None = None, size: int = PAGE) -> LanePage:
    """One page of a lane that she may see, each message with `begins`, the start of its text.

    Nothing leaves a lane but by a named person (D03, D06). What was set aside comes in the order in which it was.
    """
    order = "aside_at" if lane is Lane.ASIDE else "heard_at"
    ids = _set_aside(member) if lane is Lane.ASIDE else _still_suspected(member, lane)
    if below:
        at, number = below
        ids = ids.filter(**{f"{order}__lte": at}).filter(Q(**{f"{order}__lt": at}) | Q(id__lt=number))
    page_ids = list(ids.order_by(f"-{order}", "-id").values_list("pk", order)[: size + 1])
    more = page_ids[size - 1] if len(page_ids) > size else None
    rows = messages_seen_by(member).filter(pk__in=[pk for pk, _ in page_ids[:size]])
    rows = rows.select_related("person", "inbox", "reading", "aside_by").defer("text", "inbox__settings")
    found = list(rows.annotate(begins=Left("text", WORDS)).order_by(f"-{order}", "-id"))
    return LanePage(found, (more[1], more[0]) if more else None)


def _set_aside(member: Member) -> QuerySet[Message]:
    # Adding nothing keeps databases from gathering whole inboxes: they walk what was set aside in its order.
    boxes = list(inboxes_of(member).values_list("pk", flat=True))
    return Message.objects.filter(aside_at__isnull=False).annotate(box=F("inbox_id") + 0).filter(box__in=boxes)


def _still_suspected(member: Member, lane: Lane) -> QuerySet[Message]:
    read_so = reduce(or_, (Q(pk__in=ids) for ids in _read_so(lane, _few_owed(member))))
    return messages_seen_by(member).filter(OWED, read_so)


def counts(member: Member, cap: int = CAP) -> dict[Lane, int]:
    """How many are suspected, each up to `cap` + 1, which means "more than `cap`"."""
    seen, few = messages_seen_by(member).filter(OWED), _few_owed(member)
    found: dict[Lane, set[int]] = {lane: set() for lane in SUSPECTED}
    for lane, ids in found.items():
        for read_so in _read_so(lane, few):
            ids.update(seen.filter(pk__in=read_so).values_list("id", flat=True)[: cap + 1])
    return {lane: min(len(ids), cap + 1) for lane, ids in found.items()}


def _few_owed(member: Member) -> list[int] | None:
    """What is owed in her inboxes, if that is little, as it should be; else None."""
    inboxes = list(inboxes_of(member).values_list("pk", flat=True))
    ids = list(Message.objects.filter(OWED, inbox__in=inboxes).values_list("pk", flat=True)[: FEW + 1])
    return ids if len(ids) <= FEW else None


def _read_so(lane: Lane, few: list[int] | None) -> list[QuerySet[Reading, int]]:
    """Ids of messages read so, one query a reading, each of which an index answers; among `few` if that is not None."""
    readings = Reading.objects.all() if few is None else Reading.objects.filter(message__in=few)
    return [readings.filter(so).values_list("message_id", flat=True) for so in SUSPECTED[lane]]
