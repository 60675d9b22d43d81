"""come_back: a letter bounced or could not be sent; what it answered is owed again, and the owner knows why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ombud.cases.models import Event
from ombud.channels.contract import Auto
from ombud.channels.registry import get
from ombud.conversations import store
from ombud.conversations.models import Message
from ombud.promises.keeping import Made, make
from ombud.promises.models import Owe
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of
from ombud.replies.models import Outgoing
from ombud.replies.waiting import Waiting
from ombud.work.queue import enqueue

from .hold import draft_again
from .untold import owe_outcome_again


def come_back(message_ids: Sequence[int], now: datetime) -> None:
    """Attach bounces to what bounced. Only a final failure takes the answer back; a delay is only told."""
    for message in Message.objects.filter(pk__in=message_ids, auto=Auto.BOUNCE).select_related("raw", "inbox"):
        arrival = get(message.inbox.channel).read(store.whole(message.raw), message.inbox.address)
        for letter in Outgoing.objects.filter(remote_id__in=arrival.bounced, inbox=message.inbox, bounced_at=None):
            if arrival.bounce_final:
                Outgoing.objects.filter(pk=letter.pk).update(bounced_at=now)
                enqueue("owe_again", [letter.pk], now)
            if letter.case_id:
                params = {"message": message.pk, "final": arrival.bounce_final, "to": letter.audience}
                Event.objects.create(case_id=letter.case_id, what="bounced", params=params, at=now)


def owe_again(outgoing_ids: Sequence[int], now: datetime) -> None:
    """What never arrived was no answer: the messages it answered are owed again, with a new promise, and its author
    finds her words and files in the composer, to be sent once more. What came of a brief is owed again, too."""
    owe_outcome_again(outgoing_ids, now)
    letters = Outgoing.objects.filter(pk__in=outgoing_ids, message__isnull=False).select_related(
        "message__conversation__inbox", "case__owner", "case__inbox"
    )
    for waiting in Waiting.objects.filter(outgoing__in=outgoing_ids).select_related("conversation", "by"):
        draft_again(waiting, now)
    for letter in letters:
        answered = list(Message.objects.filter(answered_by=letter.message).select_related("inbox"))
        if not answered:
            continue
        first = min(answered, key=lambda m: m.pk)
        urgency = Urgency(letter.case.urgency if letter.case else 3)
        due = due_in(first.inbox, TERMS.start[urgency], now)
        Message.objects.filter(pk__in=[m.pk for m in answered]).update(answered_by=None, due_at=due)
        keeper = letter.case.keeper_id if letter.case else first.inbox.owner_id
        hours, key = hours_of(first.inbox, now), f"o{letter.pk}:answer"
        make([Made(key, Owe.ANSWER, due, keeper, urgency, hours, case=letter.case_id, message=first.pk)], now)
