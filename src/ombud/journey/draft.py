"""draft: what somebody is still writing is kept for her, on the server; nobody else's step ever touches it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case, NoteDraft
from ombud.conversations.models import Conversation
from ombud.replies.models import Draft
from ombud.team.models import Member

from .refused import Refused

# Far above what the guard reads whole: a text too long to be sent is kept all the same, so that it can be shortened.
LONGEST = 200_000


@transaction.atomic
def keep(conversation: Conversation, *, by: Member, text: str, now: datetime) -> None:
    """Keep what she is writing to the party of `conversation`. Raises `Refused("draft_too_long")`: then what was kept
    before stays."""
    _short_enough(text)
    kept: dict[str, object] = {"text": text, "at": now}
    if not text.strip():
        kept["machine_at"] = None  # what follows is hers from the first word
    Draft.objects.update_or_create(conversation=conversation, member=by, defaults=kept)


@transaction.atomic
def keep_note(case: Case, *, by: Member, text: str, now: datetime) -> None:
    """Keep the private note she is writing. Raises `Refused("draft_too_long")`."""
    _short_enough(text)
    NoteDraft.objects.update_or_create(case=case, member=by, defaults={"text": text, "at": now})


def _short_enough(text: str) -> None:
    if len(text) > LONGEST:
        raise Refused("draft_too_long", number=LONGEST)
