"""Enquiries of the press that are about no incident yet: journalists often ask before anybody knows that it is one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from ombud.conversations.models import Message
from ombud.triage.models import Kind, Reading

LATELY: Final = timedelta(days=7)  # what was asked before that, somebody has answered by now
MOST: Final = 20  # the last so many are looked at, whatever the history


def lately(at: datetime, now: datetime) -> bool:
    """Whether an enquiry of then still says that the press is interested."""
    return now - at < LATELY


def unplaced(now: datetime) -> list[int]:
    """The messages of the last few days in which the press asks, and of which no incident is known."""
    last = Reading.objects.filter(kind=Kind.PRESS).order_by("-message").values_list("message", flat=True)[:MOST]
    asked = Message.objects.filter(pk__in=list(last), press_on=None).only("via", "at", "heard_at").order_by("pk")
    return [message.pk for message in asked if lately(message.told_at, now)]
