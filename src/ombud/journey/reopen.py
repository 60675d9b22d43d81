"""A word from the customer of a case: kept on its timeline; an ended case opens again, for ever (D31, D45)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from ombud.access.circle import put_on
from ombud.cases.models import Case, Concern, Event, Strand
from ombud.cases.rules import reopened
from ombud.conversations.models import Message
from ombud.promises.keeping import Made, change_keeper, make, release
from ombud.promises.models import DUE, Owe, Promise
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of
from ombud.team.models import Member, Role
from ombud.triage.models import Kind, Reading


def hear_more(case: Case, message: Message, reading: Reading | None, now: datetime, *, reopen: bool) -> None:
    """She (or a handler) wrote in the case. Wakes a snoozed case and takes back our "is it solved?".

    A message that was heard or answered before is only read again: what somebody corrects today was not said today.
    """
    heard = Event.objects.filter(case=case, what="heard", params__message=message.pk)
    if message.pk == case.opener_id or not message.owed or heard.exists():
        _read_again(case, message, reading)
        return
    if reopen:
        open_again(case, now)
    Event.objects.create(case=case, what="heard", params={"message": message.pk, "voice": message.voice}, at=now)
    if message.voice == "handler":
        return
    case.heard_at = now
    case.snoozed_until = None
    if case.ended_at is None:
        if reading is None or reading.kind != Kind.PRAISE:
            case.asked_at = None
            release(Q(case=case, owe=Owe.ASK_AGAIN), "answered", now)
        urgency = min(case.urgency, reading.urgency if reading else 4)
        due = due_in(case.inbox, TERMS.first_word[Urgency(urgency)], now)
        case.urgency = urgency
        case.next_update_by = min(case.next_update_by or due, due)
    case.save()


def _read_again(case: Case, message: Message, reading: Reading | None) -> None:
    """Somebody knows better what a message of the case is: an open case is as pressing as that, and of its kind."""
    if case.ended_at is not None or reading is None or reading.suspected:
        return
    if message.pk == case.opener_id:
        case.kind = reading.kind
    case.urgency = min(case.urgency, reading.urgency)
    promised = Promise.objects.filter(DUE, owe=Owe.ANSWER, message=message).values_list("due_at", flat=True)
    case.next_update_by = min(filter(None, [case.next_update_by, *promised]))
    if case.snoozed_until and case.snoozed_until > case.next_update_by:
        case.snoozed_until = None
    case.save()


def somebody_here(case: Case, now: datetime) -> None:
    """A case whose owner has left since it ended gets one who is here, and who has not failed her. Does not save."""
    if case.owner.left_at is None:
        return
    gone = set(case.handoffs.filter(returned_at=None).values_list("handler_id", flat=True))
    gone |= set(case.failures.values_list("member_id", flat=True))
    answerers = Member.objects.filter(posts__role__in=[Role.COMMUNITY_MANAGER, Role.ADMIN]).distinct().order_by("pk")
    for member in [case.inbox.owner, *answerers]:
        if member.left_at is None and member.pk not in gone:
            was, case.owner = case.owner.name, member
            put_on(case, member, "owner", now)
            change_keeper(case, member.pk)
            params = {"was": was, "name": member.name}
            Event.objects.create(case=case, what="owner_changed", params=params, shown=True, at=now)
            return


def open_again(case: Case, now: datetime, *, concerns: list[Concern] | None = None) -> None:
    """An ended case is open again: a new round, owned, with a date, at urgency 2 at least. Saves the case."""
    if case.ended_at is None:
        return
    somebody_here(case, now)
    case.ended_at = case.satisfaction = case.no_answer = case.release = None
    case.round += 1
    case.urgency = reopened(case.urgency)
    case.asked_at = case.snoozed_until = None
    case.heard_at = now
    case.next_update_by = due_in(case.inbox, TERMS.first_word[Urgency(case.urgency)], now)
    case.save()
    Strand.objects.get_or_create(conversation_id=case.opener.conversation_id, defaults={"case": case})
    taken_up = concerns if concerns is not None else list(case.concerns.all())
    Concern.objects.filter(pk__in=[c.pk for c in taken_up]).update(satisfaction=None)
    Event.objects.create(case=case, what="reopened", params={"round": case.round}, shown=True, at=now)
    start, hours = due_in(case.inbox, TERMS.start[Urgency(case.urgency)], now), hours_of(case.inbox, now)
    key = f"c{case.pk}:start:{case.round}"
    make([Made(key, Owe.START, start, case.owner_id, case.urgency, hours, case=case.pk)], now)
