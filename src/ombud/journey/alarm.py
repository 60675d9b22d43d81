"""alarm: a message that reads like a threat, or tells of what may hurt somebody. A person is told at once, its sender
nothing (D03, D33, D44)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from ombud.conversations.models import Message
from ombud.replies.texts import Text, register_for, write
from ombud.team.models import Member, Role
from ombud.triage.models import Reading

from .tell import notify
from .words import speaks, when


def alarm(message_ids: Sequence[int], now: datetime) -> None:
    """Write to the inbox's owner and to every leader, once each: of a threat what a threat asks for, of a danger that
    somebody warns us of it."""
    leaders = list(Member.objects.filter(left_at=None, posts__role=Role.LEADER).distinct())
    threats = set(Reading.objects.filter(message__in=message_ids, threat=True).values_list("message_id", flat=True))
    for message in Message.objects.filter(pk__in=message_ids).select_related("inbox__owner", "conversation__strand"):
        what = "threat" if message.pk in threats else "danger"
        for member in {m.pk: m for m in [message.inbox.owner, *leaders]}.values():
            text, key = _text(what, member, message), f"{what}:{message.pk}:{member.pk}"
            notify(member, message.inbox, text, key, now, first=True)


def _text(what: str, member: Member, message: Message) -> Text:
    language = speaks(member)
    return write(
        f"leader_{what}_alarm", language, register_for(language, "neutral"), leader_name=member.name,
        inbox_name=message.inbox.name, received_at=when(message.heard_at, message.inbox, language),
        portal_url=f"{settings.PUBLIC_URL}/messages/{message.pk}/", desk_url=_place(message),
    )  # fmt: skip


def _place(message: Message) -> str:
    strand = getattr(message.conversation, "strand", None)
    where = f"cases/{strand.case_id}" if strand else f"messages/{message.pk}"
    return f"{settings.PUBLIC_URL}/{where}/"
