"""What the customer adds on her page: words and files, a message like any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case
from ombud.channels.contract import Attached
from ombud.conversations.models import Message
from ombud.promises.keeping import Made, make
from ombud.promises.models import DUE, Owe, Promise
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of
from ombud.triage.models import Reading

from .alone import alone_with
from .begin import going_on
from .refused import Refused
from .reopen import hear_more
from .said import said


@transaction.atomic
def add_words(case: Case, *, words: str, files: Sequence[Attached], key: str, now: datetime) -> Message:
    """Keep what she adds; an ended case opens again. Raises `Refused("empty")`. Once per `key`."""
    if not words.strip() and not files:
        raise Refused("empty")
    case = going_on(case)
    message, fresh = said(alone_with(case), words, files, key, now)
    if not fresh:
        return message
    reading = Reading.objects.get(message=message)
    hear_more(case, message, reading, now, reopen=case.ended_at is not None)
    due = due_in(case.inbox, TERMS.first_word[Urgency(case.urgency)], now)
    sooner = Promise.objects.filter(DUE, case=case, owe=Owe.ANSWER, message__voice="customer", due_at__lte=due)
    if not sooner.exists():
        hours, key = hours_of(case.inbox, now), f"m{message.pk}:answer"
        make([Made(key, Owe.ANSWER, due, case.keeper_id, case.urgency, hours, case=case.pk, message=message.pk)], now)
    return message
