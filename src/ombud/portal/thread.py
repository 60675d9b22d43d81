"""What was said and what happened, in order, as one party may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, pgettext

from ombud.access.links import masked
from ombud.cases.models import Case, Event
from ombud.conversations.models import Attachment, Conversation, Direction, Message, Voice
from ombud.conversations.shown import TURNING, reflowed

from .happened import sentence
from .speech import Speech

# The page of one case: what came before the last so many lines is still to be had by its mails.
MOST = 200
# How many lines stand open at first; what came before is folded.
OPEN_LINES = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said (`name`), or one thing that happened (no name). `ours` is said by our side."""

    at: datetime
    when: str
    text: str
    name: str = ""
    initials: str = ""
    ours: bool = False
    automatic: bool = False
    unproven: bool = False
    files: tuple[Attachment, ...] = field(default=())


def initials(name: str) -> str:
    """The first letters of the first and last word of a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in dict.fromkeys([*words[:1], *words[-1:]])).upper() or "·"


def customers_messages(case: Case) -> QuerySet[Message]:
    """What was said with the customer herself in this case. Never notes, never what handlers and we say."""
    hers = Conversation.objects.filter(strand__case=case, person=case.person_id).values("pk")
    return _said(hers)


def handlers_messages(case: Case, member: int) -> QuerySet[Message]:
    """What was said between us and this one handler in this case."""
    return _said(Conversation.objects.filter(strand__case=case, member=member).values("pk"))


def _said(conversations: QuerySet[Conversation, Any]) -> QuerySet[Message]:
    # Machines writing to us (out-of-office, bounces) say nothing to anybody here; our own receipts do.
    return Message.objects.filter(Q(auto="no") | Q(direction=Direction.OUT), conversation__in=conversations)


def lines(
    messages: QuerySet[Message], events: Iterable[Event], reader: str, speech: Speech, now: datetime
) -> list[Line]:
    """Messages and events in the order of time. `reader` is her who reads: customer or handler, named "You"."""
    newest = messages.select_related("by", "inbox", "person").prefetch_related("attachments").order_by("-id")[:MOST]
    # A press without words is a message too; its event tells it.
    said = [message for message in newest if message.text.strip() or message.files][::-1]
    found = [_message_line(message, reader, speech, now) for message in said]
    for event in events:
        if text := sentence(event, speech, now):
            found.append(Line(event.at, speech.when(event.at, now), text))
    return sorted(found, key=lambda line: line.at)


def _message_line(message: Message, reader: str, speech: Speech, now: datetime) -> Line:
    at = message.at if message.direction == Direction.IN else message.heard_at
    name = _name(message)
    yours = message.direction == Direction.IN and message.voice == reader
    return Line(
        at,
        speech.when(at, now),
        masked(reflowed(TURNING.sub("", message.text.strip())), _instead(reader)),
        name=pgettext("who wrote this message", "You") if yours else name,
        initials=initials(name),
        ours=message.direction == Direction.OUT,
        automatic=message.voice == Voice.MACHINE,
        unproven=message.forged,
        files=tuple(message.attachments.all()),
    )


def _name(message: Message) -> str:
    if message.by is not None:
        return message.by.name
    if message.direction == Direction.IN and message.person is not None:
        return message.person.called
    return message.inbox.brand


def _instead(reader: str) -> Callable[[str], str]:
    """What stands for a personal link: this very page, or that it is somebody else's."""
    here, hers = gettext("(this page)"), gettext("(a link for one person alone)")
    return lambda kind: here if kind == reader else hers


def folded(found: list[Line]) -> tuple[list[Line], list[Line]]:
    """What is folded away and what stands open. Folding a line or two is not worth a press."""
    if len(found) <= OPEN_LINES + 2:
        return [], found
    return found[:-OPEN_LINES], found[-OPEN_LINES:]
