"""tell_author: a reply that was to leave is its author's draft again, and she is told by mail, wherever she is."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from ombud.conversations.models import Message
from ombud.replies.judging import judge_machine
from ombud.replies.texts import Text, register_for, write
from ombud.replies.waiting import Waiting

from .tell import notify
from .words import speaks

# She took it back herself, or reads why at once: the customer's own message is before her.
KNOWN = frozenset({"undone", "heard"})


def tell_author(waiting: Waiting, now: datetime) -> None:
    """Write to the author of a reply that did not go; once, and not of what she knows already."""
    if waiting.withdrawn in KNOWN or waiting.by.left_at is not None:
        return
    text = _text(waiting, waiting.words)
    if not judge_machine(text.body, text.language, "handler").passes:
        text = _text(waiting, "…")  # words that no letter may carry stand on the page
    notify(waiting.by, waiting.conversation.inbox, text, f"back:{waiting.pk}", now, case=waiting.case)


def _text(waiting: Waiting, words: str) -> Text:
    language, by = speaks(waiting.by), waiting.withdrawn_by
    values: dict[str, object] = {
        "owner_name": waiting.by.name, "customer_name": party_of(waiting), "desk_url": place_of(waiting)
    }  # fmt: skip
    if by is not None:
        values |= {"agent_name": by.name, "message": words}
    key = "author_sent_back" if by is not None else "author_held_back"
    return write(key, language, register_for(language, "neutral"), **values)


def party_of(waiting: Waiting) -> str:
    """The name of whom it is written to."""
    conversation = waiting.conversation
    if conversation.member:
        return conversation.member.name
    return conversation.person.called if conversation.person else ""


def place_of(waiting: Waiting) -> str:
    """The address of the page on which it waits, or waited."""
    if waiting.case_id:
        return f"{settings.PUBLIC_URL}/cases/{waiting.case_id}/#write"
    last = Message.objects.filter(conversation=waiting.conversation_id, direction="in").order_by("-pk").first()
    return f"{settings.PUBLIC_URL}/messages/{last.pk}/#write" if last else f"{settings.PUBLIC_URL}/"
