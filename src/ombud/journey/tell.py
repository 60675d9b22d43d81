"""Letters to our own side: to a handler in her thread about the case, to a member outside every thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ombud.cases.models import Case
from ombud.conversations.placing import token_of
from ombud.inboxes.models import Inbox
from ombud.replies.guard import Verdict
from ombud.replies.judging import judge_machine
from ombud.replies.models import Outgoing
from ombud.replies.outbox import Letter, put
from ombud.replies.texts import Text
from ombud.team.models import Member
from ombud.thanks.words import LEFT_OUT
from ombud.work.queue import enqueue

from .threads import thread_with


def write_to(handler: Member, case: Case, text: Text, key: str, now: datetime, *, by: Member | None = None) -> Outgoing:
    """A letter to a handler in her thread about the case, so that her answer finds back. Once per `key`."""
    thread = thread_with(handler, case, now)
    body, verdict = as_it_may_go(text)
    return _put(
        Letter(
            key=key, inbox=case.inbox, audience="handler", to_name=handler.name, to_address=handler.email,
            conversation=thread, case=case, subject=text.subject, text=body, language=text.language, judged=verdict,
            sender_name=by.name if by else case.inbox.brand, by=by.pk if by else None, token=token_of(thread),
        ),
        now,
    )  # fmt: skip


def notify(
    member: Member, inbox: Inbox, text: Text, key: str, now: datetime, *, case: Case | None = None, first: bool = False
) -> Outgoing:
    """A note to one of us that something waits for her; it is part of no conversation. Once per `key`. What is `first`
    leaves before everything else."""
    body, verdict = as_it_may_go(text)
    return _put(
        Letter(
            key=key, inbox=inbox, audience="member", to_name=member.name, to_address=member.email, case=case,
            subject=text.subject, text=body, language=text.language, judged=verdict, sender_name=inbox.brand,
        ),
        now, first=first,
    )  # fmt: skip


def as_it_may_go(text: Text, hers: Sequence[str] = ()) -> tuple[str, Verdict]:
    """A text of ours to our own side as it may leave, with its verdict. It passes on what somebody wrote (`hers` are a
    customer's words): where an open place stands in that, which no letter may carry, it has a gap, and nobody's step
    fails for it."""
    body, verdict = text.body, judge_machine(text.body, text.language, "handler", hers=hers)
    if verdict.passes:
        return body, verdict
    for found in reversed(verdict.blocks):
        body = body[: found.start] + LEFT_OUT + body[found.end :]
    return body, judge_machine(body, text.language, "handler", hers=hers)


def _put(letter: Letter, now: datetime, *, first: bool = False) -> Outgoing:
    sent = put([letter], now)
    enqueue("send", [o.pk for o in sent], now, first=first)
    return sent[0] if sent else Outgoing.objects.get(key=letter.key)
