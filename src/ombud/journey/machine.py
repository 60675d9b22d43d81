"""What the machine says to a customer of a case: always marked as automatic, never counted as an answer."""

from __future__ import annotations

from datetime import datetime

from ombud.cases.models import Case
from ombud.channels.contract import Can
from ombud.conversations.models import Message
from ombud.conversations.placing import token_of
from ombud.replies.judging import judge_machine
from ombud.replies.models import Outgoing
from ombud.replies.outbox import Letter, put
from ombud.replies.texts import Text
from ombud.work.queue import enqueue

from .alone import alone_with, ways_of
from .deliver import chain, party
from .words import reply_subject


def say(case: Case, text: Text, key: str, now: datetime) -> Outgoing | None:
    """Put an automatic text into the outbox for the case's customer, for her alone, in her thread and under its
    subject; None if she has no address or her channel no way to do so. Once per `key`."""
    conversation = alone_with(case)
    conversation.inbox = case.inbox
    last = Message.objects.filter(conversation=conversation, direction="in", auto="no").order_by("-pk").first()
    name, address = party(conversation, last)
    if not address or Can.PRIVATE not in ways_of(case.inbox):
        return None
    sent = put(
        [
            Letter(
                key=key, inbox=case.inbox, audience="customer", to_name=name, to_address=address,
                conversation=conversation, case=case, subject=reply_subject(conversation), text=text.body,
                language=text.language,
                judged=judge_machine(text.body, text.language, "customer"), sender_name=case.inbox.brand,
                answers=chain(conversation), token=token_of(conversation),
            )
        ],
        now,
    )  # fmt: skip
    enqueue("send", [o.pk for o in sent], now)
    return sent[0] if sent else Outgoing.objects.get(key=key)
