"""draft: what somebody is still writing is kept for her, on the server; nobody else's step ever takes a word of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from ombud.cases.models import Case, Note, NoteDraft
from ombud.conversations.models import Conversation
from ombud.replies.models import Draft
from ombud.replies.waiting import Waiting
from ombud.replies.windows import kept, pieces, unknown, with_words
from ombud.team.models import Member

from .came_back import came_back, joined, known, unseen
from .refused import Refused

# Far above what the guard reads whole: a text too long to be sent is kept all the same, so that it can be shortened.
LONGEST = 200_000
LATE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a composer is told of what it kept: replies that `came` back, and whether words of another window of hers,
    which it has never shown, stand `beside` its own."""

    came: list[Waiting] = field(default_factory=list)
    beside: bool = False


@transaction.atomic
def keep(
    conversation: Conversation, *, by: Member, text: str, now: datetime, key: str = "",
    back: Collection[int] | None = None, since: Collection[str] | None = None,
) -> Kept:  # fmt: skip
    """Keep what she is writing to the party of `conversation`, in the composer `key`.

    What comes late, when the reply of that composer was taken on with these words already, is not kept: it would stand
    there once more. What came back while she wrote, beyond the replies `back` of which that composer knows, is kept
    above her words, and told, for the composer to take it up. What another window of hers has kept beyond the words
    `since`, with which that composer was opened, stays beside her words. Raises `Refused("draft_too_long")`: then what
    was kept before stays.
    """
    _short_enough(text)
    Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)  # while it is not being sent
    sent = Waiting.objects.filter(key=f"answer:{key}", by=by).first() if key else None
    if sent and sent.text.startswith(text.strip()):
        return Kept()
    returned = came_back(conversation, by)
    came = unseen(returned, back, key)
    text = joined(came, text)
    found = pieces(Draft.objects.filter(conversation=conversation, member=by).first())
    others = unknown(found, text, since, known(returned, came, key))
    now_kept = kept(with_words(found, key, text, others)) | {"at": now}
    if not text.strip() and not others:
        now_kept["machine_at"] = None  # what follows is hers from the first word
    Draft.objects.update_or_create(conversation=conversation, member=by, defaults=now_kept)
    return Kept(came, bool(others))


@transaction.atomic
def keep_note(
    case: Case, *, by: Member, text: str, now: datetime, key: str = "", since: Collection[str] | None = None
) -> Kept:  # fmt: skip
    """Keep the private note she is writing in the composer `key`, unless it is the one that she has just written. What
    another window of hers has kept beyond the words `since` stays beside it, as with a reply. Raises
    `Refused("draft_too_long")`."""
    _short_enough(text)
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)  # while the note is not being written
    if Note.objects.filter(case=case, by=by, text=text.strip(), at__gte=now - LATE).exists():
        return Kept()
    found = pieces(NoteDraft.objects.filter(case=case, member=by).first())
    others = unknown(found, text, since, {key})
    now_kept = kept(with_words(found, key, text, others)) | {"at": now}
    NoteDraft.objects.update_or_create(case=case, member=by, defaults=now_kept)
    return Kept(beside=bool(others))


def _short_enough(text: str) -> None:
    if len(text) > LONGEST:
        raise Refused("draft_too_long", number=LONGEST)
