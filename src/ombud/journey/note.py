"""A private note on a case: it stays with the people on the case, and no channel can be handed one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case, Event, Note, NoteDraft
from ombud.replies.guard import Verdict, judge_note
from ombud.team.models import Member

from .refused import Refused
from .words import speaks


def heed(text: str, by: Member) -> Verdict:
    """What the guard says of a private note: it warns where the customer is blamed or not believed, and stops nothing
    (D42)."""
    return judge_note(text, speaks(by))


@transaction.atomic
def write(case: Case, *, by: Member, text: str, now: datetime) -> Note:
    """Keep the note. Raises `Refused("empty")`."""
    if not text.strip():
        raise Refused("empty")
    note = Note.objects.create(case=case, by=by, text=text.strip(), at=now)
    Event.objects.create(case=case, what="noted", by=by, params={"note": note.pk}, at=now)
    NoteDraft.objects.filter(case=case, member=by).delete()
    return note
