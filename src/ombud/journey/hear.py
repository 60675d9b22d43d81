"""hear: what arrived is kept, once, where it belongs; the cursor moves in the same transaction (D01, D03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from ombud.cases.models import Strand
from ombud.channels.contract import Arrival, Auto, Cursor
from ombud.conversations import store
from ombud.conversations.models import HISTORY, OWED, Attachment, Conversation, Hint, Message, Raw
from ombud.conversations.placing import Threads
from ombud.conversations.rules import Placing
from ombud.inboxes.models import Inbox
from ombud.people.known import Known
from ombud.promises.keeping import keep
from ombud.promises.models import Owe
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in
from ombud.work.queue import enqueue
from ombud.work.rows import insert

from .change_words import change_words

# A mail that says it is older than this is history: it is owed an answer, but no receipt.
RECENT = timedelta(days=3)
LONGEST_ID = 380


@dataclass(slots=True)
class _Batch:
    """What one batch of arrivals becomes, gathered before anything is written."""

    conversations: list[Conversation] = field(default_factory=list)
    messages: list[tuple[Message, Arrival]] = field(default_factory=list)
    hints: list[tuple[Message, int, str]] = field(default_factory=list)
    beside: list[tuple[Conversation, Conversation]] = field(default_factory=list)


def hear(
    inbox: Inbox, arrivals: Sequence[Arrival], *, now: datetime, cursor: Cursor | None = None, history: bool = False
) -> list[int]:
    """Keep what is new of `arrivals` and return the message ids. Hearing the same again changes nothing.

    `history` (an import): nothing is receipted, and our own old answers settle what they answered. Raises OSError if
    the store is full or gone: then nothing was kept and the cursor stands, so it is heard again.
    """
    for arrival in arrivals:
        for file in arrival.attachments:
            store.keep(file.content)
    with transaction.atomic():
        held = Inbox.objects.select_for_update().get(pk=inbox.pk)
        batch = _place(held, [a for a in _fresh(held, arrivals) if not a.takes_back], now, history)
        _write(batch)
        if cursor is not None:
            held.cursor = cursor.value
            held.save(update_fields=["cursor"])
        inbox.cursor = held.cursor
        human = [m.pk for m, a in batch.messages if m.owed]
        enqueue("understand", human, now)
        change_words(held, arrivals, [m for m, _ in batch.messages], now)  # read first, then compared
        enqueue("come_back", [m.pk for m, a in batch.messages if a.bounced], now)
    return [m.pk for m, _ in batch.messages]


def _fresh(inbox: Inbox, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """What is not kept yet. Two mails under one id are one mail only if author, date and content are the same."""
    shortened = [
        a if len(a.remote_id) <= LONGEST_ID else replace(a, remote_id=a.remote_id[:LONGEST_ID]) for a in arrivals
    ]
    ids = [i for a in shortened for i in (a.remote_id, a.apart().remote_id)]
    known = dict(Message.objects.filter(inbox=inbox, remote_id__in=ids).values_list("remote_id", "fingerprint"))
    fresh: list[Arrival] = []
    for heard in shortened:
        arrival = heard
        if arrival.fingerprint and known.get(arrival.remote_id, "") not in ("", arrival.fingerprint):
            arrival = arrival.apart()
        if arrival.remote_id not in known:
            known[arrival.remote_id] = arrival.fingerprint
            fresh.append(arrival)
    return fresh


def _place(inbox: Inbox, arrivals: Sequence[Arrival], now: datetime, history: bool) -> _Batch:
    batch = _Batch()
    known = Known.of(inbox.channel, [_party(a, history) for a in arrivals], now)
    threads = Threads.of(inbox, arrivals)
    due_at = due_in(inbox, TERMS.first_word[Urgency.COMPLAINT], now)
    for arrival in arrivals:
        forged = arrival.authentic == "failed"
        placed, conversation = threads.place(arrival, forged)
        if conversation is None:
            address, name = _party(arrival, history)
            person = known.stranger(name, now) if forged or not address else known.person(address)
            conversation = Conversation(
                inbox=inbox, person=person, subject=arrival.subject[:400], public=arrival.public, started_at=now
            )
            batch.conversations.append(conversation)
            if (other := threads.beside(arrival)) is not None and not forged:
                batch.beside.append((conversation, other))
        message = _message(inbox, conversation, arrival, forged, now, due_at, history)
        batch.messages.append((message, arrival))
        threads.remember(arrival.remote_id, conversation, _party(arrival, history)[0])
        if placed.placing in (Placing.STRANGER, Placing.FORGED) and placed.conversation and message.auto == "no":
            batch.hints.append((message, placed.conversation, placed.placing.value))
    known.write()
    return batch


def _party(arrival: Arrival, history: bool) -> tuple[str, str]:
    """Address and name of whose conversation it is; none for a bounce or ourselves: nobody is met through them."""
    if arrival.auto == Auto.OWN and history and arrival.to:
        return arrival.to[0].address, arrival.to[0].name
    if arrival.auto in (Auto.BOUNCE, Auto.OWN):
        return "", arrival.sender.name
    return arrival.sender.address, arrival.sender.name


def _message(
    inbox: Inbox, conversation: Conversation, arrival: Arrival, forged: bool, now: datetime, due_at: datetime,
    history: bool,
) -> Message:  # fmt: skip
    ours = history and arrival.auto == Auto.OWN
    automatic = arrival.auto != Auto.NO
    handler = conversation.member_id is not None
    return Message(
        conversation=conversation,
        inbox=inbox,
        person=conversation.person if ours or not automatic else None,
        direction="out" if ours else "in",
        voice="person" if ours else "machine" if automatic else "handler" if handler else "customer",
        by_id=inbox.owner_id if ours else conversation.member_id if handler and not automatic else None,
        remote_id=arrival.remote_id,
        fingerprint=arrival.fingerprint,
        address=arrival.sender.address[:320],
        subject=arrival.subject[:400],
        text=arrival.text,
        at=min(arrival.at, now),
        heard_at=now,
        via=HISTORY if history else inbox.channel,
        auto="no" if ours else arrival.auto.value,
        forged=forged,
        problems=list(arrival.problems),
        files=min(len(arrival.attachments), 30_000),
        due_at=None if automatic else due_at,
    )


def _write(batch: _Batch) -> None:
    insert(batch.conversations)
    _of_the_same_case(batch.beside)
    for message, _ in batch.messages:
        message.conversation_id = message.conversation.pk
    insert([m for m, _ in batch.messages])
    raws: list[Raw] = []
    for message, arrival in batch.messages:
        raw = store.raw_of(arrival.raw)
        raw.message_id = message.pk
        raws.append(raw)
    insert(raws)
    insert(
        [
            Attachment(message=m, name=f.name[:200], type=f.type[:120], size=f.size, sha256=store.name_of(f.content))
            for m, a in batch.messages
            for f in a.attachments
        ]
    )
    insert([Hint(message=m, conversation_id=conversation, because=why) for m, conversation, why in batch.hints])
    for message, _ in batch.messages:
        if message.direction == "out":
            before = Message.objects.filter(
                OWED, conversation=message.conversation_id, person=message.person_id, at__lte=message.at
            )
            settled = list(before.values_list("pk", flat=True))
            Message.objects.filter(pk__in=settled).update(answered_by=message)
            keep(Q(owe=Owe.ANSWER, message__in=settled), message.heard_at)


def _of_the_same_case(beside: Sequence[tuple[Conversation, Conversation]]) -> None:
    """Who goes on alone with us about what she said before everybody is heard in the same case."""
    cases = dict(
        Strand.objects.filter(conversation__in=[other for _, other in beside]).values_list("conversation", "case")
    )
    insert([Strand(case_id=cases[other.pk], conversation=new) for new, other in beside if other.pk in cases])
