"""The concerns of a case, each settled apart from the others: one more, one less, two that are one (D18)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case, Concern
from ombud.conversations.models import Message
from ombud.team.models import Member
from ombud.triage.models import Kind

from .begin import lock, log, open_only
from .notice_pattern import plan
from .refused import Refused


@transaction.atomic
def add_concern(case: Case, *, words: str, by: Member, now: datetime, message: Message | None = None) -> Concern:
    """Write down another thing she wants settled, in her words. Raises `Refused` (ended, empty). Once."""
    case = lock(case)
    open_only(case)
    if not words.strip():
        raise Refused("empty")
    concern, new = Concern.objects.get_or_create(
        case=case, words=words.strip()[:400], defaults={"kind": Kind.COMPLAINT, "at": now, "message": message}
    )
    if new:
        case.urgency = min(case.urgency, 3)
        case.asked_at = None  # nobody has asked her about this one
        case.save(update_fields=["urgency", "asked_at"])
        log(case, "concern_added", now, by=by, words=concern.words)
        plan([case.pk], now, tag=f"concern{concern.pk}")
    return concern


@transaction.atomic
def join_concern(concern: Concern, *, into: Concern, by: Member, now: datetime) -> None:
    """It is part of another: settled with that one. Raises `Refused` (ended, concern_settled, other_concern)."""
    concern = _unsettled(concern)
    if into.case_id != concern.case_id or into.pk == concern.pk or into.left_at is not None:
        raise Refused("other_concern")
    _leave(concern, by, now, into=into)
    log(concern.case, "concern_joined", now, by=by, words=concern.words)


@transaction.atomic
def drop_concern(concern: Concern, *, by: Member, now: datetime) -> None:
    """What the reading found is none. Raises `Refused` (ended, concern_settled, not_found_by_reading, last_concern)."""
    concern = _unsettled(concern)
    if concern.start is None:
        raise Refused("not_found_by_reading")
    _leave(concern, by, now)
    log(concern.case, "concern_dropped", now, by=by, words=concern.words)


@transaction.atomic
def take_up_concern(concern: Concern, *, by: Member, now: datetime) -> None:
    """It is one of its own after all. Again is harmless. Raises `Refused("ended")`."""
    case = lock(concern.case)
    open_only(case)
    if Concern.every.filter(pk=concern.pk, left_at__isnull=False).update(left_at=None, left_by=None, into=None):
        Case.objects.filter(pk=case.pk).update(asked_at=None)
        log(case, "concern_taken_up", now, by=by, words=concern.words)


def _unsettled(concern: Concern) -> Concern:
    open_only(lock(concern.case))
    found = Concern.objects.select_related("case").filter(pk=concern.pk, satisfaction=None).first()
    if found is None:
        raise Refused("concern_settled")
    return found


def _leave(concern: Concern, by: Member, now: datetime, into: Concern | None = None) -> None:
    if not Concern.objects.filter(case=concern.case_id).exclude(pk=concern.pk).exists():
        raise Refused("last_concern")
    concern.left_by, concern.left_at, concern.into = by, now, into
    concern.save(update_fields=["left_by", "left_at", "into"])
    # What was joined with it goes where it goes.
    if into is not None:
        Concern.every.filter(into=concern).update(into=into)
