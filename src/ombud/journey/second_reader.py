"""second_reader: somebody else reads a reply before it leaves, lets it pass or sends it back with words (D22)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from ombud.access.rules import may
from ombud.cases.models import Event
from ombud.conversations.models import Message
from ombud.promises.keeping import Made, keep, make, release
from ombud.promises.models import Owe
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of
from ombud.replies.waiting import Waiting
from ombud.team.models import Member

from .refused import Refused


def ask_for_reading(waiting: Waiting, now: datetime) -> None:
    """Somebody owes the author a reading, by the time in which the work on it had to begin. Raises
    `Refused("nobody_reads")` where nobody else may."""
    reader = _reader_for(waiting)
    if reader is None:
        raise Refused("nobody_reads")
    case, inbox = waiting.case, waiting.conversation.inbox
    urgency = Urgency(case.urgency if case else Urgency.COMPLAINT)
    last = Message.objects.filter(conversation=waiting.conversation_id, direction="in").order_by("-pk").first()
    make(
        [
            Made(
                _key(waiting), Owe.READ, due_in(inbox, TERMS.start[urgency], now), reader.pk, urgency,
                hours_of(inbox, now), case=case.pk if case else None, message=last.pk if last and not case else None,
            )
        ],
        now,
    )  # fmt: skip
    _log(waiting, "waits_for_reader", now, waiting.by, name=reader.name)


def let_pass(waiting: Waiting, *, by: Member, now: datetime) -> Waiting:
    """It leaves as it was read: `waiting`, held, gets its time. Raises `Refused` (her_own, not_yours, gone_out)."""
    _may_read(waiting, by)
    waiting.approved_by, waiting.approved_at, waiting.approved_sha256 = by, now, waiting.text_sha256
    waiting.go_at = max(waiting.wanted_at or now, now) + timedelta(seconds=0 if waiting.wanted_at else settings.UNDO)
    waiting.save(update_fields=["approved_by", "approved_at", "approved_sha256", "go_at"])
    keep(Q(key=_key(waiting)), now)
    _log(waiting, "let_pass", now, by, name=waiting.by.name)
    return waiting


def _may_read(waiting: Waiting, by: Member) -> None:
    if not waiting.live or waiting.approved_by_id:
        raise Refused("gone_out")
    if waiting.by_id == by.pk:
        raise Refused("her_own")
    if not may(by.roles, "read_first"):
        raise Refused("not_yours")


def _reader_for(waiting: Waiting) -> Member | None:
    """Who keeps the case, else the inbox, else whoever may and is here: never the author."""
    near = [waiting.case.owner] if waiting.case else []
    near.append(waiting.conversation.inbox.owner)
    here = Member.objects.filter(left_at=None).exclude(pk=waiting.by_id).prefetch_related("posts").order_by("pk")
    for member in (*near, *here):
        if member.pk != waiting.by_id and member.left_at is None and may(member.roles, "read_first"):
            return member
    return None


def read_no_more(waiting: Waiting, now: datetime) -> None:
    """Nobody has to read it any more: it was taken back, or sent back."""
    release(Q(key=_key(waiting)), "withdrawn", now)


def check_reader(waiting: Waiting, *, by: Member, words: str) -> str:
    """The words with which it is sent back. Raises as `let_pass` does, and `Refused("needs_words")`."""
    _may_read(waiting, by)
    if not words.strip():
        raise Refused("needs_words")
    return words.strip()


def _key(waiting: Waiting) -> str:
    return f"w{waiting.pk}:read"


def _log(waiting: Waiting, what: str, now: datetime, by: Member, **params: str) -> None:
    if waiting.case_id:
        Event.objects.create(case_id=waiting.case_id, what=what, by=by, params=params, at=now)
