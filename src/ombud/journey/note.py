"""A private note on a case: it stays with the people on the case, and no channel can be handed one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case, Event, Note, NoteDraft
from ombud.guarantees.words import unspaced
from ombud.inboxes.models import Inbox
from ombud.replies.guard import Verdict, judge_note
from ombud.replies.windows import kept, pieces, unknown
from ombud.team.models import Member

from .refused import Refused
from .words import signature, speaks


def heed(text: str, by: Member) -> Verdict:
    """What the guard says of a private note: it warns where the customer is blamed or not believed, and stops nothing
    (D42)."""
    return judge_note(text, speaks(by))


@transaction.atomic
def write(
    case: Case, *, by: Member, text: str, now: datetime, key: str = "", since: Collection[str] | None = None
) -> Note:  # fmt: skip
    """Keep the note. What a window of hers keeps that the composer `key` has never shown, beyond the words `since` with
    which it was opened, stays her draft. Raises `Refused("empty")`."""
    if not text.strip():
        raise Refused("empty")
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)  # while no window keeps its words
    note = Note.objects.create(case=case, by=by, text=text.strip(), at=now)
    Event.objects.create(case=case, what="noted", by=by, params={"note": note.pk}, at=now)
    draft = NoteDraft.objects.filter(case=case, member=by)
    if left := unknown(pieces(draft.first()), text, since, {key}):
        draft.update(**kept(left))
    else:
        draft.delete()
    return note


def not_a_note(case: Case | None, text: str, *, by: Member, inbox: Inbox) -> None:
    """Raises `Refused("words_of_note")` where `text` is a private note of the case and nothing more, whoever wrote it:
    with other blanks, too, and with her name below. The database refuses it in any case (`replies_note_stays`); here
    its sender is told what it is. Any word more makes it another text, so that no short note stands in the way."""
    words = unspaced(text)
    for note in Note.objects.filter(case=case).select_related("by") if case else ():
        if words in {unspaced(note.text + below) for below in ("", by.name, signature(by, inbox))}:
            raise Refused("words_of_note", name=note.by.name)
