"""follow_up: the clock of promises. Warn before they break, record when they do, check back on both sides (D05, D19,
D29, D30).

Each sweep looks only at what is due by an index, so its cost does not grow with history; each thing is done in a
transaction of its own, so one that fails holds up no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ombud.handoffs.links import url_of
from ombud.handoffs.models import IN_HAND, Handoff
from ombud.promises.keeping import break_late, keep
from ombud.promises.models import DUE, Owe, Promise
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in

from . import remind_leader
from .begin import lock, log
from .help import give_back
from .pledge import said_by_now, update_is_late, warn_of_update
from .tell import notify, write_to
from .tell_reader import nobody_has_read_it, remind_reader
from .words import speaks, to_member, when

SWEEP = 200


def keep_clock(now: datetime) -> int:
    """Do what the clock asks for by `now`; returns how much was done. Safe to repeat, by any number of workers."""
    done = _each(_to_warn(now), lambda p: _warn(p, now))
    done += _each(_broken(now), lambda p: _break(p, now))
    done += _each(_unaccepted(now), lambda h: _chase(h, now))
    done += _each(_to_ask_handler(now), lambda p: _ask_handler(p, now))
    return done


def _each[Thing](things: Iterable[Thing], do: Callable[[Thing], None]) -> int:
    count = 0
    for thing in things:
        with transaction.atomic():
            do(thing)
        count += 1
    return count


def _to_warn(now: datetime) -> list[Promise]:
    due = Promise.objects.filter(DUE, alarm_at__lte=now, alarmed_at=None)
    return list(due.select_related("case__person", "case__owner", "case__inbox", "keeper").order_by("alarm_at")[:SWEEP])


def _warn(promise: Promise, now: datetime) -> None:
    """Tell the keeper before it breaks, once."""
    if promise.owe == Owe.UPDATE and said_by_now(promise, now):
        return
    if not Promise.objects.filter(DUE, pk=promise.pk, alarmed_at=None).update(alarmed_at=now):
        return
    if promise.owe == Owe.UPDATE:
        warn_of_update(promise, now)
    if remind_leader.is_of_a_brief(promise):
        remind_leader.before_it_is_due(promise, now)
    if promise.owe == Owe.READ:
        remind_reader(promise, now)
    case = promise.case
    if case is None or promise.owe not in (Owe.ANSWER, Owe.NEXT_WORD, Owe.TAKE_ON, Owe.ASK_CUSTOMER, Owe.THANK):
        return
    log(case, "alarmed", now, owe=promise.owe, due_at=promise.due_at.isoformat())
    due = when(promise.due_at, case.inbox, speaks(promise.keeper))
    text = to_member("owner_alarm", promise.keeper, case, owner_name=promise.keeper.name, next_update_by=due)
    notify(promise.keeper, case.inbox, text, f"alarm:{promise.pk}", now, case=case)


def _broken(now: datetime) -> list[Promise]:
    return list(Promise.objects.filter(DUE, due_at__lt=now, broken_at=None).order_by("due_at")[:SWEEP])


def _break(promise: Promise, now: datetime) -> None:
    """Record the breach for ever, raise urgency, tell the keeper (D19)."""
    if promise.owe == Owe.UPDATE and said_by_now(promise, now):
        return
    for breach in break_late(Promise.objects.filter(DUE, pk=promise.pk), now):
        if breach.promise.owe == Owe.UPDATE:
            update_is_late(breach.promise, now)
        if remind_leader.is_of_a_brief(breach.promise):
            remind_leader.once_it_is_late(breach.promise, now)
        if breach.promise.owe == Owe.READ:
            nobody_has_read_it(breach.promise, now)
        case = breach.case
        if case is None:
            continue
        log(case, "breach", now, owe=breach.promise.owe, due_at=breach.promise.due_at.isoformat())
        if breach.becomes < breach.was:
            log(case, "urgency_raised", now, was=breach.was, becomes=breach.becomes)
        if breach.promise.owe in (Owe.ANSWER, Owe.NEXT_WORD, Owe.THANK):
            due = when(breach.promise.due_at, case.inbox, speaks(case.owner))
            text = to_member("owner_breach", case.owner, case, next_update_by=due)
            notify(case.owner, case.inbox, text, f"breach:{promise.pk}", now, case=case)


def _unaccepted(now: datetime) -> list[Handoff]:
    waiting = Handoff.objects.filter(IN_HAND, accepted_at=None, follow_customer__case__ended_at=None)
    return list(
        waiting.filter(Q(nudged_at=None, case__promises__owe=Owe.ACCEPT, case__promises__due_at__lte=now)
                       | Q(nudged_at__isnull=False))
        .select_related("handler", "case__inbox").distinct()[:SWEEP]
    )  # fmt: skip


def _chase(handoff: Handoff, now: datetime) -> None:
    """Not accepted in time: ask, then the case is the owner's again (D30)."""
    case = lock(handoff.case)
    handoff = Handoff.objects.select_related("handler").get(pk=handoff.pk)
    urgency = Urgency(case.urgency)
    if handoff.accepted_at or not handoff.in_hand:
        return
    gives_up = due_in(case.inbox, TERMS.accept_escalate[urgency], handoff.at)
    if handoff.nudged_at is None and now < gives_up:
        if now < due_in(case.inbox, TERMS.accept_ask[urgency], handoff.at):
            return
        handoff.nudged_at = now
        handoff.save(update_fields=["nudged_at"])
        text = to_member(
            "handler_nudge", handoff.handler, case, answer_by=when(gives_up, case.inbox, speaks(handoff.handler)),
            handler_name=handoff.handler.name, portal_url=url_of(handoff, now),
        )  # fmt: skip
        write_to(handoff.handler, case, text, f"nudge:{handoff.pk}", now)
        log(case, "nudged", now, name=handoff.handler.name)
    elif now >= gives_up:
        give_back(handoff, case, why="not_accepted", words="–", now=now)


def _to_ask_handler(now: datetime) -> list[Promise]:
    due = Promise.objects.filter(DUE, owe=Owe.ASK_HANDLER, alarm_at__lte=now, case__ended_at=None)
    return list(due.order_by("alarm_at")[:SWEEP])


def _ask_handler(promise: Promise, now: datetime) -> None:
    """The follow-up on the handler's side: how is it coming along, what do you need?"""
    handoff = Handoff.objects.filter(follow_handler=promise).select_related("handler", "case").first()
    if handoff is None or not handoff.in_hand:
        keep(Q(pk=promise.pk), now)
        return
    case = lock(handoff.case)
    text = to_member(
        "followup_handler", handoff.handler, case, agent=case.owner.name, handler_name=handoff.handler.name,
        next_update_by=when(handoff.until, case.inbox, speaks(handoff.handler)),
    )  # fmt: skip
    write_to(handoff.handler, case, text, f"follow_handler:{promise.pk}", now)
    keep(Q(pk=promise.pk), now)
    log(case, "asked_handler", now, name=handoff.handler.name)
