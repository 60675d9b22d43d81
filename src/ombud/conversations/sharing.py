"""One inbox for many messages: a batch of a step reads each inbox once, not once a message."""

from __future__ import annotations

from collections.abc import Iterable

from ombud.inboxes.models import Inbox

from .models import Message


def share_inboxes(messages: Iterable[Message]) -> None:
    """Give each message its inbox, with the owner, from one query."""
    wanted = list(messages)
    inboxes = Inbox.objects.select_related("owner").in_bulk({m.inbox_id for m in wanted})
    for message in wanted:
        message.inbox = inboxes[message.inbox_id]
