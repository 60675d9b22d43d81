"""untold: a letter of what came of a brief was lost. Whoever it was for is owed the word again, closed or not (D16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ombud.advocacy.models import Brief
from ombud.advocacy.rules import Status, status
from ombud.advocacy.voices import LOST
from ombud.promises.keeping import Made, made, make
from ombud.promises.models import Owe
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of

from .brief_letters import hold, record


def owe_outcome_again(outgoing_ids: Sequence[int], now: datetime) -> None:
    """The briefs of these letters are promised to be told again, unless that is promised still; what was closed goes
    on. Of one whose owner has left the inbox's owner takes care."""
    found = Brief.objects.filter(voices__letter__in=outgoing_ids).distinct()
    for pk in list(found.order_by("pk").values_list("pk", flat=True)):
        _go_on(pk, now)


@transaction.atomic
def _go_on(pk: int, now: datetime) -> None:
    brief = hold(Brief(pk=pk))
    lost = list(brief.voices.filter(LOST).order_by("letter").values_list("letter", flat=True))
    if not lost:
        return  # told elsewhere, or found to be out of reach, meanwhile
    if brief.owner.left_at is not None:
        brief.owner = brief.inbox.owner
        record(brief, "passed_back", now, name=brief.owner.name)
    if status(brief) is Status.CLOSED:
        brief.closed_at = None
        record(brief, "opened_again", now, people=len(lost))
    if brief.tell_promise is None or not brief.tell_promise.due:
        key, due = f"b{pk}:tell:{lost[-1]}", due_in(brief.inbox, TERMS.tell_outcome, now)
        make([Made(key, Owe.TELL_OUTCOME, due, brief.owner_id, Urgency.COMPLAINT, hours_of(brief.inbox, now))], now)
        brief.tell_promise = made(key)
    brief.save()
