"""alarm: a message that reads like a threat. A person is told at once, its sender nothing (D03, D44)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from ombud.conversations.models import Message
from ombud.replies.texts import register_for, write
from ombud.team.models import Member, Role

from .tell import notify
from .words import speaks, when


def alarm(message_ids: Sequence[int], now: datetime) -> None:
    """Write to the inbox's owner and to every leader, once each."""
    leaders = list(Member.objects.filter(left_at=None, posts__role=Role.LEADER).distinct())
    for message in Message.objects.filter(pk__in=message_ids).select_related("inbox__owner"):
        for member in {m.pk: m for m in [message.inbox.owner, *leaders]}.values():
            language = speaks(member)
            text = write(
                "leader_threat_alarm", language, register_for(language, "neutral"), leader_name=member.name,
                inbox_name=message.inbox.name, received_at=when(message.heard_at, message.inbox, language),
                portal_url=f"{settings.PUBLIC_URL}/messages/{message.pk}/",
            )  # fmt: skip
            notify(member, message.inbox, text, f"threat:{message.pk}:{member.pk}", now)
