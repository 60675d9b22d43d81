"""decide: the leader reads a brief and answers it: yes, no with reasons, or later with a date (D11, D14)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from ombud.advocacy import rules
from ombud.advocacy.models import Answer, Brief
from ombud.advocacy.voices import TO_TELL
from ombud.promises.keeping import Made, keep, made, make
from ombud.promises.models import Owe
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of
from ombud.team.models import Member

from .brief_letters import hold, record, to_owner
from .raise_concern import end_of, gather, promise_answer, waiting_only
from .refused import Refused


@transaction.atomic
def note_read(brief: Brief, *, now: datetime, by: Member | None = None) -> None:
    """Somebody had it before her eyes: said once, by a press or a movement of hers, never by opening an address.
    Raises `Refused` (not_yours) for a member whom it was not sent to."""
    brief = hold(brief)
    _hers(brief, by)
    if brief.sent_at is None or brief.withdrawn_at is not None or brief.read_at is not None:
        return
    brief.read_at = now
    brief.save(update_fields=["read_at"])
    record(brief, "read", now, by=by, name=brief.leader_name)


@transaction.atomic
def answer(
    brief: Brief, *, said: str, words: str, until: date | None, key: str, now: datetime, by: Member | None = None
) -> Answer:
    """Her answer, once per `key`. A later moves the date and is followed up anew; a yes or no is decided for good, and
    from here everybody who complained is owed what came of it (D16).

    Raises `Refused` (not_yours, brief_withdrawn, not_sent, decided, needs_answer, needs_reasons, needs_date,
    until_past).
    """
    brief = hold(brief)
    before = Answer.objects.filter(brief=brief, key=key).first()
    if before:
        return before
    _hers(brief, by)
    waiting_only(brief)
    moment = end_of(until, brief.inbox, now) if until and said == rules.Said.LATER else None
    if why := rules.answerable(said, words, moment, now):
        raise Refused(why)
    given = Answer.objects.create(
        brief=brief, said=said, words=words.strip(), until=moment, by=by, key=key, at=now,
    )  # fmt: skip
    brief.read_at = brief.read_at or now
    keep(Q(pk=brief.answer_promise_id), now)
    record(brief, f"said_{said}", now, by=by, name=brief.leader_name, until=moment.isoformat() if moment else "")
    if moment:
        _later(brief, given, moment, now)
    else:
        _decided(brief, given, now)
    return given


def _hers(brief: Brief, by: Member | None) -> None:
    if by is not None and by.pk != brief.to_id:
        raise Refused("not_yours")


def _later(brief: Brief, given: Answer, until: datetime, now: datetime) -> None:
    brief.answer_by, brief.put_off_at, brief.reminders = until, now, 0
    promise_answer(brief, until, now)
    brief.save()
    to_owner(brief, "owner_brief_later", f"brief_later:{given.pk}", until, now)


def _decided(brief: Brief, given: Answer, now: datetime) -> None:
    brief.decision = given
    gather(brief, now)
    due = due_in(brief.inbox, TERMS.tell_outcome, now)
    if brief.voices.filter(TO_TELL).exists():
        key = f"b{brief.pk}:tell"
        hours = hours_of(brief.inbox, now)
        make([Made(key, Owe.TELL_OUTCOME, due, brief.owner_id, Urgency.COMPLAINT, hours)], now)
        brief.tell_promise = made(key)
    brief.save()
    to_owner(brief, "owner_brief_answered", f"brief_answered:{given.pk}", due, now)
