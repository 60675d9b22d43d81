"""Words typed on a page of ours, by a customer or a handler: a message like any other, kept once per form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ombud.channels.contract import Attached
from ombud.conversations import store
from ombud.conversations.models import Attachment, Conversation, Message
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in
from ombud.team.models import Member
from ombud.triage.correcting import scenario_of
from ombud.triage.models import Kind, Reading
from ombud.triage.reading import Tier

from . import deepen


def said(
    conversation: Conversation, words: str, files: Sequence[Attached], key: str, now: datetime, *,
    by: Member | None = None, kind: str = Kind.QUESTION,
) -> tuple[Message, bool]:  # fmt: skip
    """The message, and whether it is new: the same `key` is the same message. `by` is the handler who speaks."""
    found = Message.objects.filter(inbox=conversation.inbox, remote_id=f"page:{key}").first()
    if found:
        return found, False
    stored = [(f, store.keep(f.content)) for f in files]
    message = Message.objects.create(
        conversation=conversation, inbox=conversation.inbox, person=conversation.person, direction="in",
        voice="handler" if by else "customer", by=by, remote_id=f"page:{key}", subject=conversation.subject,
        text=words.replace("\x00", "").strip(), at=now, heard_at=now, via="page", files=len(stored),
        due_at=due_in(conversation.inbox, TERMS.first_word[Urgency.COMPLAINT], now),
    )  # fmt: skip
    Attachment.objects.bulk_create(
        [Attachment(message=message, name=f.name[:200], type=f.type[:120], size=f.size, sha256=s) for f, s in stored]
    )
    language = (
        conversation.person.language if conversation.person else by.languages[0] if by and by.languages else ""
    ) or "unknown"
    tier = Tier.FULL if by or not words.strip() else Tier.FAST
    Reading.objects.create(
        message=message, language=language, kind=kind, scenario=scenario_of(kind, ""), urgency=3, confidence=1,
        why=[deepen.ON_PAGE], tier=tier, at=now,
    )  # fmt: skip
    if tier is Tier.FAST:
        # What kind it is, the button said; a danger, a threat or what is personal in it, it did not.
        deepen.plan_one(message.pk, now)
    return message, True
