"""acknowledge: an automatic receipt that says it is one, names the owner and the date (RFC 3834, D03).

It never counts as an answer: the message stays owed. It goes to nobody suspected of spam, abuse or a threat, to nobody
unvouched for, to each sender once a day at most, and not to history; nor below what was said before everybody, where
it would be noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ombud.cases.models import Case, Event, Strand
from ombud.conversations.models import Message
from ombud.conversations.placing import token_of
from ombud.conversations.sharing import share_inboxes
from ombud.promises.models import DUE, Owe, Promise
from ombud.replies.judging import judge_machine
from ombud.replies.models import Receipt
from ombud.replies.outbox import Letter, put
from ombud.replies.texts import Text, greeting_name, register_for, write
from ombud.team.models import Member
from ombud.work.queue import enqueue
from ombud.work.rows import insert

from .deliver import mail_id
from .hear import RECENT
from .words import language_of, reply_subject, to_customer, when


def acknowledge(message_ids: Sequence[int], now: datetime) -> None:
    """Write the receipts that are due, and enqueue their sending."""
    heard = list(
        Message.objects.filter(pk__in=message_ids, receipt__isnull=True, voice="customer")
        .select_related("person", "conversation")
        .defer("text", "problems")
        .order_by("pk")
    )
    share_inboxes(heard)
    messages = [
        m
        for m in heard
        if m.owed
        and m.inbox.receipts
        and m.address
        and now - m.at < RECENT
        and m.via == m.inbox.channel
        and not m.conversation.public
    ]
    for message in messages:
        message.conversation.inbox = message.inbox
    today = now.date()
    had = set(
        Receipt.objects.filter(address__in=[m.address for m in messages], day=today).values_list("address", flat=True)
    )
    due: list[Message] = []
    for message in messages:
        if message.address not in had:
            had.add(message.address)
            due.append(message)
    cases = {
        s.conversation_id: s.case
        for s in Strand.objects.filter(conversation__in=[m.conversation_id for m in due]).select_related("case")
    }
    owners = Member.objects.in_bulk({c.owner_id for c in cases.values()})
    for case in cases.values():
        case.owner = owners[case.owner_id]
    by = dict(Promise.objects.filter(DUE, owe=Owe.ANSWER, message__in=due).values_list("message_id", "due_at"))
    letters = [_letter(m, cases.get(m.conversation_id), by.get(m.pk) or m.due_at or now) for m in due]
    sent = {o.key: o for o in put(letters, now)}
    receipts = [
        Receipt(outgoing_id=sent[f"receipt:{m.pk}"].pk, message_id=m.pk, address=m.address, day=today)
        for m in due
        if f"receipt:{m.pk}" in sent
    ]
    insert(receipts)
    insert(
        [
            Event(case_id=cases[m.conversation_id].pk, what="receipt_sent", at=now)
            for m in due
            if m.conversation_id in cases
        ]
    )
    enqueue("send", [o.pk for o in sent.values()], now)


def _letter(message: Message, case: Case | None, by: datetime) -> Letter:
    text = _text(message, case, by)
    return Letter(
        key=f"receipt:{message.pk}", inbox=message.inbox, audience="customer",
        to_name=message.person.name if message.person else "", to_address=message.address,
        conversation=message.conversation, case=case, subject=reply_subject(message.conversation),
        text=text.body, language=text.language,
        judged=judge_machine(text.body, text.language, "customer"), sender_name=message.inbox.brand,
        answers=(mail_id(message.remote_id, message.fingerprint),), token=token_of(message.conversation),
    )  # fmt: skip


def _text(message: Message, case: Case | None, by: datetime) -> Text:
    if case is not None and message.person is not None:
        case.person, case.inbox = message.person, message.inbox
        return to_customer(
            "receipt", case, next_update_by=when(by, message.inbox, language_of(message.person, message.inbox))
        )
    language = language_of(message.person, message.inbox)
    return write(
        "receipt_message", language, register_for(language, "neutral"),
        customer_name=greeting_name(message.person.called) if message.person else "",
        owner_name=message.inbox.owner.name, team=message.inbox.brand, next_update_by=when(by, message.inbox, language),
    )  # fmt: skip
