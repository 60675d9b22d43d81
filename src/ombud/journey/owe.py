"""A fresh promise to answer a message, when what was promised no longer fits."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from ombud.cases.models import Case
from ombud.conversations.models import OWED, Conversation, Message
from ombud.promises.keeping import Made, make, release
from ombud.promises.models import DUE, Owe, Promise
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of


def keep_owing(conversation: Conversation, now: datetime, *, case: Case | None = None) -> None:
    """Of what is still owed in `conversation` the oldest is promised, by the date that it had from the beginning."""
    oldest = Message.objects.filter(OWED, conversation=conversation).select_related("inbox").order_by("pk").first()
    if oldest is None or Promise.objects.filter(DUE, owe=Owe.ANSWER, message__conversation=conversation).exists():
        return
    turn = Promise.objects.filter(message=oldest).count()
    keeper, about = (case.keeper_id, case.pk) if case else (oldest.inbox.owner_id, None)
    urgency = case.urgency if case else Urgency.COMPLAINT
    due = oldest.due_at or now
    hours, key = hours_of(oldest.inbox, now), f"m{oldest.pk}:answer:{turn}"
    make([Made(key, Owe.ANSWER, due, keeper, urgency, hours, case=about, message=oldest.pk)], now)


def promise_anew(message: Message, urgency: int, now: datetime, *, case: Case | None = None) -> None:
    """Promise an answer by this urgency, counted from now, unless one that is due sooner stands already."""
    due = due_in(message.inbox, TERMS.first_word[Urgency(urgency)], now)
    standing = Promise.objects.filter(DUE, owe=Owe.ANSWER, message=message)
    if standing.filter(due_at__lte=due).exists():
        return
    release(Q(owe=Owe.ANSWER, message=message), "sooner", now)
    turn = Promise.objects.filter(message=message).count()
    keeper = case.keeper_id if case else message.inbox.owner_id
    hours, key = hours_of(message.inbox, now), f"m{message.pk}:answer:{turn}"
    make([Made(key, Owe.ANSWER, due, keeper, urgency, hours, case=case.pk if case else None, message=message.pk)], now)
