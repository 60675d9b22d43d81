"""Letters to our own side: to a handler in her thread about the case, to a member outside every thread."""

from __future__ import annotations

from datetime import datetime

from ombud.cases.models import Case
from ombud.conversations.placing import token_of
from ombud.inboxes.models import Inbox
from ombud.replies.judging import judge_machine
from ombud.replies.models import Outgoing
from ombud.replies.outbox import Letter, put
from ombud.replies.texts import Text
from ombud.team.models import Member
from ombud.work.queue import enqueue

from .threads import thread_with


def write_to(handler: Member, case: Case, text: Text, key: str, now: datetime, *, by: Member | None = None) -> Outgoing:
    """A letter to a handler in her thread about the case, so that her answer finds back. Once per `key`."""
    thread = thread_with(handler, case, now)
    return _put(
        Letter(
            key=key, inbox=case.inbox, audience="handler", to_name=handler.name, to_address=handler.email,
            conversation=thread, case=case, subject=text.subject, text=text.body, language=text.language,
            judged=judge_machine(text.body, text.language, "handler"),
            sender_name=by.name if by else case.inbox.brand, by=by.pk if by else None, token=token_of(thread),
        ),
        now,
    )  # fmt: skip


def notify(
    member: Member, inbox: Inbox, text: Text, key: str, now: datetime, *, case: Case | None = None, first: bool = False
) -> Outgoing:
    """A note to one of us that something waits for her; it is part of no conversation. Once per `key`. What is `first`
    leaves before everything else."""
    return _put(
        Letter(
            key=key, inbox=inbox, audience="member", to_name=member.name, to_address=member.email, case=case,
            subject=text.subject, text=text.body, language=text.language,
            judged=judge_machine(text.body, text.language, "handler"), sender_name=inbox.brand,
        ),
        now, first=first,
    )  # fmt: skip


def _put(letter: Letter, now: datetime, *, first: bool = False) -> Outgoing:
    sent = put([letter], now)
    enqueue("send", [o.pk for o in sent], now, first=first)
    return sent[0] if sent else Outgoing.objects.get(key=letter.key)
