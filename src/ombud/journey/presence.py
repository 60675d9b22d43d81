"""presence: who has a conversation open and who writes in it. Rows of minutes; nobody's work is counted by them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from ombud.conversations.models import Conversation
from ombud.replies.waiting import Presence
from ombud.team.models import Member

HERE = timedelta(seconds=40)
GONE = timedelta(minutes=5)


@transaction.atomic
def be_here(conversation: Conversation, *, by: Member, now: datetime, writes: bool = False) -> None:
    """She has it open, and `writes` in it. What is older than some minutes goes."""
    Presence.objects.filter(seen_at__lt=now - GONE).delete()
    fresh = {"seen_at": now} | ({"wrote_at": now} if writes else {})
    Presence.objects.update_or_create(conversation=conversation, member=by, defaults=fresh)


def others_here(conversation: Conversation, *, by: Member, now: datetime) -> list[tuple[str, bool]]:
    """Who else has it open now, by name, and whether she writes."""
    rows = Presence.objects.filter(conversation=conversation, seen_at__gte=now - HERE).exclude(member=by)
    found = rows.select_related("member").order_by("member__name")
    return [(row.member.name, bool(row.wrote_at and row.wrote_at >= now - HERE)) for row in found]
