"""An inbox that cannot be heard is told to its owner, once an hour of trouble has passed half (D01)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from ombud.inboxes.models import Inbox
from ombud.replies.texts import register_for, write

from .tell import notify
from .words import speaks, when

SILENT = timedelta(minutes=30)


def tell_of_trouble(now: datetime) -> int:
    """Write to the owner of each inbox that has ailed for half an hour; once a trouble. Returns how many were told."""
    told = 0
    for inbox in Inbox.objects.filter(trouble_at__lte=now - SILENT, told_at=None, paused_at=None).select_related(
        "owner"
    ):
        if not Inbox.objects.filter(pk=inbox.pk, told_at=None).update(told_at=now):
            continue
        language = speaks(inbox.owner)
        since = inbox.trouble_at or now
        text = write(
            "inbox_down", language, register_for(language, "neutral"), owner_name=inbox.owner.name,
            inbox_name=inbox.name, since=when(since, inbox, language), reason=inbox.trouble,
            desk_url=f"{settings.PUBLIC_URL}/inboxes/",
        )  # fmt: skip
        notify(inbox.owner, inbox, text, f"down:{inbox.pk}:{int(since.timestamp())}", now)
        told += 1
    return told
