"""second_reader: somebody else reads a reply before it leaves, lets it pass or sends it back with words (D22)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from ombud.access.circle import put_on
from ombud.access.rules import may_read_first
from ombud.cases.models import Event
from ombud.conversations.models import Message
from ombud.promises.keeping import Made, keep, make, next_due, release
from ombud.promises.models import DUE, Owe, Promise
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of
from ombud.replies.waiting import LIVE, Waiting, Why
from ombud.team.models import Member

from .answer import case_of, judged, may_answer
from .refused import Refused, Stopped


def ask_for_reading(waiting: Waiting, now: datetime) -> None:
    """Somebody owes the author a reading, by the time in which the work on it had to begin, and before the customer
    waits in vain for it. Raises `Refused("nobody_reads")` where nobody else may."""
    readers = readers_of(waiting)
    if not readers:
        raise Refused("nobody_reads")
    reader, case, inbox = readers[0], waiting.case, waiting.conversation.inbox
    urgency = Urgency(case.urgency if case else Urgency.COMPLAINT)
    last = Message.objects.filter(conversation=waiting.conversation_id, direction="in").order_by("-pk").first()
    make(
        [
            Made(
                _key(waiting), Owe.READ, _due(waiting, urgency, now), reader.pk, urgency,
                hours_of(inbox, now), case=case.pk if case else None, message=last.pk if last and not case else None,
            )
        ],
        now,
    )  # fmt: skip
    _open_to(waiting, reader, now)
    _log(waiting, "waits_for_reader", now, waiting.by, name=reader.name)


def _due(waiting: Waiting, urgency: Urgency, now: datetime) -> datetime:
    promised = next_due(waiting.case) if waiting.case else None
    before = [at for at in (promised, waiting.next_word_by, waiting.wanted_at) if at and at > now]
    return min(due_in(waiting.conversation.inbox, TERMS.start[urgency], now), *before)


def let_pass(waiting: Waiting, *, by: Member, now: datetime) -> Waiting:
    """It leaves as it was read: `waiting`, held, gets its time. Raises `Refused` (her_own, not_yours, gone_out,
    date_passed_by_now, stopped_by_now, and as `may_answer` does)."""
    _may_read(waiting, by)
    _goes_still(waiting, max(waiting.wanted_at or now, now))
    waiting.approved_by, waiting.approved_at, waiting.approved_sha256 = by, now, waiting.text_sha256
    waiting.go_at = max(waiting.wanted_at or now, now) + timedelta(seconds=0 if waiting.wanted_at else settings.UNDO)
    waiting.save(update_fields=["approved_by", "approved_at", "approved_sha256", "go_at"])
    keep(Q(key=_key(waiting)), now)
    _log(waiting, "let_pass", now, by, name=waiting.by.name)
    return waiting


def _goes_still(waiting: Waiting, at: datetime) -> None:
    """What waited for hours may be wrong by now: who lets it pass hears so, and not only its author."""
    words, name = waiting.because, waiting.by.name
    try:
        may_answer(waiting.conversation, waiting.case, waiting.by, waiting.next_word_by, at)
        judged(waiting.conversation, waiting.case, waiting.by, waiting.text, None, words, read=True)
    except Stopped as stopped:
        raise Refused("stopped_by_now", name=name) from stopped
    except Refused as refused:
        if refused.code in ("next_word_past", "next_word_needed"):
            raise Refused("date_passed_by_now", name=name, until=waiting.next_word_by) from refused
        raise


def _may_read(waiting: Waiting, by: Member) -> None:
    if not waiting.live or waiting.approved_by_id:
        raise Refused("gone_out")
    if waiting.by_id == by.pk:
        raise Refused("her_own")
    if not may_read_first(by.roles):
        raise Refused("not_yours")


def readers_of(waiting: Waiting) -> list[Member]:
    """Who may read it, the nearest first, never the author: who keeps the case, who keeps the inbox, who is on the case
    or works the inbox; only where there is none of these, and it is a case, anybody who may."""
    case, inbox = waiting.case, waiting.conversation.inbox
    first = [case.owner_id if case else None, inbox.owner_id]
    near = Q(pk__in=[pk for pk in first if pk]) | Q(seats__inbox=inbox)
    if case:
        near |= Q(places__case=case)
    found = _may(waiting, near) or (_may(waiting, Q()) if case else [])
    return sorted(found, key=lambda member: (first.index(member.pk) if member.pk in first else 2, member.pk))


def others_who_may(waiting: Waiting, but: int, now: datetime) -> list[Member]:
    """Who else may read it than `but`, who has not: those near, else one of the others; from here they can."""
    near = [member for member in readers_of(waiting) if member.pk != but]
    found = near or [member for member in _may(waiting, ~Q(pk=but)) if waiting.case][:1]
    for member in found:
        _open_to(waiting, member, now)
    return found


def _may(waiting: Waiting, among: Q) -> list[Member]:
    here = Member.objects.filter(among, left_at=None).exclude(pk=waiting.by_id).distinct().order_by("pk")
    return [member for member in here.prefetch_related("posts") if may_read_first(member.roles)]


def read_by_who_is_here(about: Q, now: datetime) -> None:
    """The case went to somebody else, or who owed a reading may not or cannot read any more: whoever is nearest now
    owes it. Where nobody may, it stays as it is."""
    for promise in Promise.objects.filter(DUE, about, owe=Owe.READ):
        waiting = waiting_of(promise)
        readers = readers_of(waiting) if waiting else []
        if waiting is None or not readers:
            continue
        _open_to(waiting, readers[0], now)
        if readers[0].pk != promise.keeper_id:
            Promise.objects.filter(pk=promise.pk).update(keeper=readers[0])
            _log(waiting, "waits_for_reader", now, waiting.by, name=readers[0].name)


def waiting_of(promise: Promise) -> Waiting | None:
    """The reply that somebody promised to read, as long as it waits for that, with the case that it is part of now."""
    wanted = Waiting.objects.select_related("case__owner", "conversation__inbox", "by")
    number = int(promise.key.removeprefix("w").partition(":")[0])
    waiting = wanted.filter(LIVE, pk=number, why=Why.READER, approved_by=None).first()
    if waiting:
        waiting.case = case_of(waiting.conversation) or waiting.case
    return waiting


def _open_to(waiting: Waiting, reader: Member, now: datetime) -> None:
    """Whoever has to read it can: she is on the case."""
    if waiting.case:
        put_on(waiting.case, reader, "reader", now)


def read_no_more(waiting: Waiting, now: datetime) -> None:
    """Nobody has to read it any more: it was taken back, or sent back."""
    release(Q(key=_key(waiting)), "withdrawn", now)


def check_reader(waiting: Waiting, *, by: Member, words: str) -> str:
    """The words with which it is sent back. Raises `Refused` (her_own, not_yours, gone_out, needs_words)."""
    _may_read(waiting, by)
    if not words.strip():
        raise Refused("needs_words")
    return words.strip()


def _key(waiting: Waiting) -> str:
    return f"w{waiting.pk}:read"


def _log(waiting: Waiting, what: str, now: datetime, by: Member, **params: str) -> None:
    if waiting.case_id:
        Event.objects.create(case_id=waiting.case_id, what=what, by=by, params=params, at=now)
