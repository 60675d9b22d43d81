"""The outbox as people read it: newest first, in pages by key, by what became of each letter. Read-only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from .models import Outgoing

PAGE = 40


class Became(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"


FACTS = {
    Became.WAITING: Q(sent_at=None, failed_at=None),
    Became.SENT: Q(sent_at__isnull=False, bounced_at=None),
    Became.FAILED: Q(sent_at=None, failed_at__isnull=False, bounced_at=None),
    Became.BOUNCED: Q(bounced_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class PostedPage:
    """Letters, newest first; the next page begins below the id `more`, None where there is none."""

    letters: list[Outgoing]
    more: int | None


def became(letter: Outgoing) -> Became:
    """What became of one letter."""
    if letter.bounced_at:
        return Became.BOUNCED
    if letter.failed_at:
        return Became.FAILED
    return Became.SENT if letter.sent_at else Became.WAITING


def posted(seen: QuerySet[Outgoing], *, state: Became | None, audience: str, below: int | None) -> PostedPage:
    """A page of `seen`, which is the caller's to choose. One query, and one more for the inboxes."""
    if state is not None:
        seen = seen.filter(FACTS[state])
    if audience:
        seen = seen.filter(audience=audience)
    if below is not None:
        seen = seen.filter(pk__lt=below)
    found = list(seen.select_related("inbox").order_by("-pk")[: PAGE + 1])
    return PostedPage(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)
