"""send: what stands in the outbox goes out, once; a failure is told to the owner and the answer is owed again.

The one step that is not a single transaction: the other side's "taken" cannot be rolled back. Each letter is marked
sent in a commit of its own right after, so a kill can repeat at most the letter in flight, and then with the same
Message-ID.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from ombud.cases.models import Event
from ombud.channels.contract import Address, Attached, Permanent, Post, Temporary, Undeliverable
from ombud.channels.contract import Outgoing as Out
from ombud.conversations import store
from ombud.inboxes.health import ails, sent_well
from ombud.inboxes.models import Inbox
from ombud.replies.models import Outgoing
from ombud.replies.outbox import mark_sent
from ombud.work.queue import Leased, back_off, enqueue, finish, put_off, renew

# After this long without being taken, a letter has failed: the customer must not wait for what will not come.
GIVE_UP = timedelta(days=3)
NOT_SET_UP = timedelta(hours=1)
BROKEN = timedelta(minutes=2)
RENEW = 10.0
# Bytes a second: a letter with files is held for as long as a line this slow would take.
SLOWEST = 20_000
Connect = Callable[[Inbox], Post | None]


def send(leased: list[Leased], now: datetime, connect: Connect) -> int:
    """Send what was leased and return how many went out. `connect` gives an open line for an inbox, or None if the
    inbox cannot send (then its letters wait in the outbox, where the desk shows them)."""
    letters = (
        Outgoing.objects.filter(pk__in=[piece.subject for piece in leased])
        .select_related("message__conversation")
        .prefetch_related("inbox")
    )
    outgoing = {letter.pk: letter for letter in letters}
    sent, since, ours = 0, monotonic(), {piece.id for piece in leased}
    for place, piece in enumerate(leased):
        if monotonic() - since > RENEW:
            # A slow server must not let the lease run out: two workers would send the same letter.
            since, ours = monotonic(), renew(leased[place:], timezone.now())
        if piece.id not in ours:
            continue
        letter = outgoing.get(piece.subject)
        if letter is None or letter.sent_at or letter.failed_at:
            finish([piece])
            continue
        try:
            post = connect(letter.inbox)
            if post is None:
                put_off(piece, now + NOT_SET_UP, "cannot_send", counts=False)
                continue
            if not _held_for(piece, letter):
                continue
            post.send(_as_sent(letter))
        except Temporary as trouble:
            if now - letter.made_at > GIVE_UP:
                _fail(piece, letter, trouble.reason, now)
            else:
                wait = timedelta(seconds=trouble.retry_after) if trouble.retry_after else back_off(piece.attempts)
                Outgoing.objects.filter(pk=letter.pk).update(attempts=piece.attempts, trouble=trouble.reason[:200])
                put_off(piece, now + wait, trouble.reason, counts=piece.attempts < 8)
        except Undeliverable as trouble:
            _fail(piece, letter, trouble.reason, now)
        except Permanent as trouble:
            # The account is broken, not the letter: it waits, and the inbox says what has to be put right.
            ails(letter.inbox_id, trouble.reason, trouble.detail, now, doing="sending")
            Outgoing.objects.filter(pk=letter.pk).update(trouble=trouble.reason[:200])
            put_off(piece, now + BROKEN, trouble.reason, counts=False)
        else:
            with transaction.atomic():
                finish([piece])
                mark_sent(letter, piece.attempts, now)
            sent += 1
            if letter.inbox.trouble_in == "sending":
                sent_well(letter.inbox_id)
    return sent


def _held_for(piece: Leased, letter: Outgoing) -> bool:
    """Whether it is still ours to send, for as long as its files may take."""
    if letter.message is None or not letter.message.files:
        return True
    size = letter.message.attachments.aggregate(size=Sum("size"))["size"] or 0
    return bool(renew([piece], timezone.now(), longer=timedelta(seconds=size // SLOWEST)))


def _as_sent(letter: Outgoing) -> Out:
    """The letter with its files, which are read only now, so that those of one letter are in memory and no more."""
    files = letter.message.attachments.order_by("pk") if letter.message and letter.message.files else ()
    try:
        attached = tuple(Attached(file.name, file.type, store.fetch(file.sha256)) for file in files)
    except OSError:
        raise Temporary("file_missing") from None
    return Out(
        remote_id=letter.remote_id, to=Address(letter.to_name, letter.to_address),
        sender=Address(letter.sender_name, letter.inbox.address), subject=letter.subject, text=letter.text,
        at=letter.made_at, answers=tuple(letter.answers), token=letter.token, automatic=letter.automatic,
        language=letter.language, attachments=attached,
        public=letter.message is not None and letter.message.conversation.public,
    )  # fmt: skip


def _fail(piece: Leased, letter: Outgoing, reason: str, now: datetime) -> None:
    with transaction.atomic():
        finish([piece])
        Outgoing.objects.filter(pk=letter.pk).update(failed_at=now, trouble=reason[:200], attempts=piece.attempts)
        if letter.case_id:
            Event.objects.create(
                case_id=letter.case_id, what="send_failed", params={"reason": reason, "to": letter.audience}, at=now
            )
        enqueue("owe_again", [letter.pk], now)
