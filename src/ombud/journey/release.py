"""Letting go for one of the closed list of reasons: withdrawn, stopped, merged, opened by mistake, forgotten (I3)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ombud.cases.endings import Because
from ombud.cases.forgotten import is_forgotten
from ombud.cases.models import Case, Concern, Release, Strand
from ombud.conversations.models import Message
from ombud.handoffs.models import IN_HAND, Handoff
from ombud.promises.keeping import release as release_promises
from ombud.promises.models import DUE, Owe, Promise
from ombud.promises.terms import Urgency
from ombud.team.models import Member

from .alone import alone_with
from .begin import going_on, lock, lock_all, log, open_only
from .forget import forget
from .notice_pattern import plan
from .owe import promise_anew
from .refused import Refused
from .said import said
from .second_reader import read_by_who_is_here


@transaction.atomic
def release(
    case: Case, *, because: str, now: datetime, by: Member | None = None, message: Message | None = None,
    into: Case | None = None, words: str = "",
) -> Release:  # fmt: skip
    """Let the case go. One that has ended can still be forgotten, and stays ended as it was.

    Raises `Refused` (ended, needs_her_message, needs_target, other_person, needs_words).
    """
    reason = Because(because)
    if reason is Because.MERGED and into is not None:
        lock_all([case.pk, into.pk])
    if reason is Because.FORGOTTEN:
        lock_all(Case.objects.filter(person=case.person_id).values_list("pk", flat=True))
    case = lock(case)
    if reason is not Because.FORGOTTEN or is_forgotten(case):
        open_only(case)
    if reason in (Because.WITHDRAWN, Because.STOPPED) and message is None:
        raise Refused("needs_her_message")
    if reason in (Because.MISTAKE, Because.FORGOTTEN) and not words.strip():
        raise Refused("needs_words")
    if reason is Because.MERGED:
        _merge(case, into, now, by)
    if reason is Because.FORGOTTEN:
        forget(case.person, by=by, now=now)
    freed = Release.objects.create(
        case=case, because=reason, by=by, message=message, into=into, words=words.strip(), at=now
    )
    if case.ended_at is not None:  # That she asked for it is on record beside how it ended.
        log(case, "released", now, by=by, shown=True, because=reason.value)
        return freed
    Handoff.objects.filter(IN_HAND, case=case).update(done_at=now, done_words="–")
    case.handler = None
    case.release, case.ended_at = freed, now
    case.asked_at = case.snoozed_until = None
    case.save()
    kept = Q(owe=Owe.ANSWER, message__isnull=False)
    if reason is not Because.FORGOTTEN:
        kept |= Q(owe=Owe.READ)  # it waits as before, and whoever reads it sees how the case ended
    release_promises(Q(case=case) & ~kept, "released", now)
    log(case, "released", now, by=by, shown=True, because=reason.value)
    return freed


def _merge(case: Case, into: Case | None, now: datetime, by: Member | None) -> None:
    """Its conversations, concerns and what is owed go on in the other case of the same person."""
    if into is None:
        raise Refused("needs_target")
    target = lock(into)
    if target.person_id != case.person_id or target.pk == case.pk:
        raise Refused("other_person")
    open_only(target)
    Strand.objects.filter(case=case).update(case=target)
    Concern.objects.bulk_create(
        [
            Concern(case=target, message=c.message, words=c.words, kind=c.kind, at=now)
            for c in case.concerns.filter(satisfaction=None)
        ]
    )
    # Whatever she was told for a date in either case still holds, and the more pressing of the two presses.
    Promise.objects.filter(DUE, case=case, owe__in=[Owe.ANSWER, Owe.NEXT_WORD, Owe.THANK]).update(
        case=target, keeper=target.owner
    )
    Promise.objects.filter(DUE, case=case, owe=Owe.READ).update(case=target)
    target.urgency = min(target.urgency, case.urgency)
    target.next_update_by = min(filter(None, (target.next_update_by, case.next_update_by)))
    target.heard_at = max(target.heard_at, case.heard_at)
    target.asked_at = target.snoozed_until = None
    target.save()
    log(target, "merged", now, by=by, number=case.pk)
    read_by_who_is_here(Q(case=target), now)
    plan([target.pk], now, tag=f"merged{case.pk}")


@transaction.atomic
def stop_writing(case: Case, *, key: str, now: datetime) -> None:
    """She asks us, on her page, not to write about it again. One of us reads it; nobody answers. Once per `key`."""
    case = going_on(case)
    message, fresh = said(alone_with(case), "", (), key, now)
    if not fresh:
        return
    if case.ended_at is None:
        release(case, because=Because.STOPPED, message=message, now=now)
    else:  # It has ended already; that she asked us is on record all the same.
        Release.objects.create(case=case, because=Because.STOPPED, message=message, at=now)
    promise_anew(message, Urgency.ROUTINE, now, case=case)
