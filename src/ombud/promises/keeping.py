"""Making, keeping, releasing promises, and writing down the broken ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from ombud.cases.models import Case
from ombud.cases.rules import after_breach
from ombud.work.rows import insert

from .clock import Hours
from .models import DUE, Breach, Owe, Promise
from .terms import Urgency, alarm_at


@dataclass(frozen=True, slots=True)
class Made:
    """A promise about to be made. `key` says what it is about, so that making it twice makes it once; in `hours`
    somebody is there to be warned, except of danger (urgency 1), of which the warning comes at any hour."""

    key: str
    owe: str
    due_at: datetime
    keeper: int
    urgency: int
    hours: Hours
    case: int | None = None
    message: int | None = None


def make(promises: Iterable[Made], now: datetime) -> None:
    """Write the promises down. One already written under its key stands as it was."""
    insert(
        [
            Promise(
                key=p.key, owe=p.owe, case_id=p.case, message_id=p.message, keeper_id=p.keeper, urgency=p.urgency,
                made_at=now, due_at=max(p.due_at, now), alarm_at=_alarm(p, now),
            )
            for p in promises
        ],
        once=True,
    )  # fmt: skip


def _alarm(promise: Made, now: datetime) -> datetime:
    hours = None if promise.urgency == Urgency.DANGER else promise.hours
    return alarm_at(now, max(promise.due_at, now), hours)


def made(key: str) -> Promise:
    """The promise under `key`."""
    return Promise.objects.get(key=key)


def keep(about: Q, now: datetime) -> int:
    """Keep every due promise that `about` matches; one past its date is broken first. Returns how many."""
    due = Promise.objects.filter(DUE).filter(about)
    break_late(due, now)
    return due.update(kept_at=now)


def release(about: Q, why: str, now: datetime) -> int:
    """What `about` matches is no longer due, because of `why` (a code). Late ones are broken first."""
    due = Promise.objects.filter(DUE).filter(about)
    break_late(due, now)
    return due.update(released_at=now, released=why)


def break_late(promises: QuerySet[Promise], now: datetime) -> list[Breach]:
    """Record a breach for each due promise whose date has passed, once and for ever; raise its urgency (D19)."""
    late = list(promises.filter(due_at__lt=now, broken_at__isnull=True).select_related("case"))
    if not late:
        return []
    insert(
        [
            Breach(
                promise=p, case_id=p.case_id, at=now,
                was=p.case.urgency if p.case else p.urgency,
                becomes=after_breach(p.case.urgency if p.case else p.urgency),
            )
            for p in late
        ],
        once=True,
    )  # fmt: skip
    written = Promise.objects.filter(pk__in=[p.pk for p in late])
    written.filter(urgency__gt=after_breach(4)).update(urgency=after_breach(4))
    written.update(broken_at=now)
    Case.objects.filter(pk__in={p.case_id for p in late if p.case_id}, urgency__gt=after_breach(4)).update(
        urgency=after_breach(4)
    )
    return list(Breach.objects.filter(promise__in=late).select_related("promise", "case__person", "case__owner"))


def change_keeper(case: Case, member: int) -> None:
    """A new owner takes over what is still owed on the case, but for readings: nobody reads her own words first."""
    Promise.objects.filter(DUE, case=case).exclude(owe=Owe.READ).update(keeper_id=member)


def left_waiting(people: Iterable[int]) -> set[int]:
    """Which of `people` we have let down and not put it right: a word to them is broken, on a case of theirs that is
    still open, or still owed for a message that is none (D19)."""
    people, word = set(people), ["answer", "next_word"]
    on_cases = Breach.objects.filter(case__person__in=people, case__ended_at=None, promise__owe__in=word)
    owed = Promise.objects.filter(DUE, case=None, owe="answer", broken_at__isnull=False, message__person__in=people)
    return set(on_cases.values_list("case__person_id", flat=True)) | set(owed.values_list("message__person", flat=True))


def next_due(case: Case) -> datetime | None:
    """The earliest date by which the customer is owed a word on this case."""
    return (
        Promise.objects.filter(DUE, case=case, owe__in=["answer", "next_word"])
        .order_by("due_at")
        .values_list("due_at", flat=True)
        .first()
    )
