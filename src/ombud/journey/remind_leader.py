"""remind_leader: a brief is followed up. Its leader is reminded before the date and after it, its owner is alarmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ombud.advocacy.models import Brief
from ombud.advocacy.rules import REMINDERS
from ombud.promises.models import OF_A_BRIEF, Owe, Promise
from ombud.promises.timing import TERMS, due_in
from ombud.work.queue import enqueue

from .brief_letters import hold, record, to_leader, to_owner


def is_of_a_brief(promise: Promise) -> bool:
    """Whether it is a brief that the promise is about."""
    return promise.owe in OF_A_BRIEF


def before_it_is_due(promise: Promise, now: datetime) -> None:
    """The alarm: the leader is reminded of her answer, the owner of telling people."""
    brief = _about(promise)
    if brief is None:
        return
    if promise.owe == Owe.BRIEF_ANSWER:
        to_leader(brief, "brief_reminder", f"brief_reminder:{promise.pk}", now)
        record(brief, "reminded", now, name=brief.leader_name)
    else:
        to_owner(brief, "owner_brief_tell", f"brief_tell:{promise.pk}", promise.due_at, now)


def once_it_is_late(promise: Promise, now: datetime) -> None:
    """The breach: on record by now. The leader is asked again, and again every few days; the owner is told."""
    brief = _about(promise)
    if brief is None:
        return
    if promise.owe == Owe.BRIEF_ANSWER:
        record(brief, "answer_late", now, name=brief.leader_name)
        to_leader(brief, "brief_late", f"brief_late:{promise.pk}:0", now)
        to_owner(brief, "owner_brief_late", f"owner_brief_late:{promise.pk}", promise.due_at, now)
        _again(brief, promise.pk, 1, now)
    else:
        record(brief, "tell_late", now)
        to_owner(brief, "owner_brief_tell", f"brief_tell_late:{promise.pk}", promise.due_at, now)


def remind_leader(briefs: Sequence[int], now: datetime) -> None:
    """Ask those again who are late with an answer, a few times; then it is the owner's to speak to them."""
    for brief in Brief.objects.filter(pk__in=briefs).order_by("pk"):
        held = hold(brief)
        promise = held.answer_promise
        if held.withdrawn_at or held.decision_id or promise is None or not promise.due or promise.broken_at is None:
            continue
        held.reminders += 1
        held.save(update_fields=["reminders"])
        to_leader(held, "brief_late", f"brief_late:{promise.pk}:{held.reminders}", now)
        record(held, "reminded", now, name=held.leader_name)
        if held.reminders < REMINDERS:
            _again(held, promise.pk, held.reminders + 1, now)


def _again(brief: Brief, promise: int, turn: int, now: datetime) -> None:
    enqueue("remind_leader", [brief.pk], due_in(brief.inbox, TERMS.remind_leader, now), tag=f"{promise}:{turn}")


def _about(promise: Promise) -> Brief | None:
    """The brief, held; None where it is withdrawn."""
    field = "answer_promise" if promise.owe == Owe.BRIEF_ANSWER else "tell_promise"
    found = Brief.objects.filter(**{field: promise}, withdrawn_at=None).first()
    return hold(found) if found else None
