"""One more concern in the same case, settled apart from the others (D18)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case, Concern
from ombud.conversations.models import Message
from ombud.team.models import Member
from ombud.triage.models import Kind

from .begin import lock, log, open_only
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
    return concern
