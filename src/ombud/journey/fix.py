"""fix: somebody put it right herself. One of the three legal first moves (D09, D26)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ombud.cases.models import Action, Case
from ombud.team.models import Member

from .begin import begin, lock, log, open_only


@transaction.atomic
def fix(case: Case, *, by: Member, what: str, now: datetime, key: str) -> Action:
    """Write down what was done. The customer is told, and asked, by a reply. Raises `Refused` (ended, empty)."""
    case = lock(case)
    before = Action.objects.filter(key=f"fix:{key}").first()
    if before:
        return before
    open_only(case)
    action = begin(case, move="direct_fix", by=by, what=what, key=f"fix:{key}", now=now)
    log(case, "fixed", now, by=by, words=what.strip()[:300])
    return action
