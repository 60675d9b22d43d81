"""What the machine says to a customer of a case: always marked as automatic, never counted as an answer."""

from __future__ import annotations

from datetime import datetime

from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.conversations.placing import token_of
from ombud.replies.judging import judge_machine
from ombud.replies.models import Outgoing
from ombud.replies.outbox import Letter, put
from ombud.replies.texts import Text
from ombud.work.queue import enqueue

from .answer import party


def say(case: Case, text: Text, key: str, now: datetime) -> Outgoing | None:
    """Put an automatic text into the outbox for the case's customer; None if she has no address. Once per `key`."""
    conversation = case.opener.conversation
    conversation.inbox = case.inbox
    last = Message.objects.filter(conversation=conversation, direction="in", auto="no").order_by("-pk").first()
    name, address = party(conversation, last)
    if not address:
        return None
    sent = put(
        [
            Letter(
                key=key, inbox=case.inbox, audience="customer", to_name=name, to_address=address,
                conversation=conversation, case=case, subject=text.subject, text=text.body, language=text.language,
                judged=judge_machine(text.body, text.language, "customer"), sender_name=case.inbox.brand,
                answers=(case.opener.remote_id,) if case.opener.via == case.inbox.channel else (),
                token=token_of(conversation),
            )
        ],
        now,
    )  # fmt: skip
    enqueue("send", [o.pk for o in sent], now)
    return sent[0] if sent else Outgoing.objects.get(key=key)
