"""suggest: one of our texts filled for the composer. It is a draft: a person sends it, and the guard reads it."""

from __future__ import annotations

from datetime import datetime

from ombud.cases.models import Case
from ombud.conversations.models import Conversation, Message
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in
from ombud.replies.saved import Saved
from ombud.replies.texts import (
    MissingValue,
    Text,
    UnknownText,
    greeting_name,
    nameless_greeting,
    register_for,
    write,
)
from ombud.replies.texts.own import filled
from ombud.team.models import Member
from ombud.triage.models import Reading

from .answer import case_of
from .words import PAGE, about, language_of, when

BY_KIND = {
    "complaint": (
        "ack_complaint",
        "apology_product",
        "ack_no_answer_yet",
        "apology_staff",
        "delay_update",
        "chronic_ack",
    ),
    "praise": ("thanks_praise",),
    "question": ("answer_question", "question_ack"),
    "suggestion": ("suggestion_ack",),
    "press": ("press_ack",),
}

# Those that a case offers by how it stands.
MORE = ("unsatisfied_takeover", "taken_back_customer", "followup_customer", "closed_thanks")
OWN = "own-"


def templates(conversation: Conversation) -> list[str]:
    """Keys of texts that fit, best first."""
    case = case_of(conversation)
    reading = Reading.objects.filter(message__conversation=conversation).order_by("-message_id").first()
    kind = case.kind if case else reading.kind if reading else "question"
    fitting = list(BY_KIND.get(kind, ()))
    if case is None:
        return fitting
    if case.satisfaction_id:
        return ["closed_thanks"]
    if case.handoffs.filter(returned_at__isnull=False).exists():
        fitting.insert(0, "taken_back_customer")
    if case.round > 1:
        fitting.insert(0, "unsatisfied_takeover")
    if case.handler_id:
        fitting.insert(0, "followup_customer")
    return [*fitting, "delay_update"] if "delay_update" not in fitting else fitting


def suggest(conversation: Conversation, *, by: Member, template: str, now: datetime, **values: object) -> str:
    """The text `template` in the customer's language. Raises as `ombud.replies.texts.write` does."""
    case = case_of(conversation)
    language = language_of(conversation.person, conversation.inbox)
    register = register_for(language, (conversation.person.register if conversation.person else "") or "neutral")
    own = _own(template)
    if own is None:
        return _write(template, language, register, case, conversation, by, now, values).body
    words = own.words(language, register)
    if not words:
        raise MissingValue(template, (language,))
    known = _values(language, case, conversation, by, now) | values
    nameless = None if known["customer_name"] else nameless_greeting(words)
    return filled(words[: nameless[0]] + words[nameless[1] :] if nameless else words, known)


def own_texts() -> list[Saved]:
    """What the team has saved beside ours, by name."""
    return list(Saved.objects.filter(left_at=None, replaces="").order_by("name"))


def _own(template: str) -> Saved | None:
    """The team's own text for a choice: one that it saved, or one that takes the place of ours."""
    number = template.removeprefix(OWN)
    there = Saved.objects.filter(left_at=None)
    if template.startswith(OWN):
        found = there.filter(pk=int(number)).first() if number.isascii() and number.isdigit() else None
        if found is None:
            raise UnknownText(template)
        return found
    return there.filter(replaces=template).exclude(replaces="").first()


def _write(
    template: str, language: str, register: str, case: Case | None, conversation: Conversation, by: Member,
    now: datetime, values: dict[str, object],
) -> Text:  # fmt: skip
    return write(template, language, register, **(_values(language, case, conversation, by, now) | values))


def _values(
    language: str, case: Case | None, conversation: Conversation, by: Member, now: datetime
) -> dict[str, object]:
    """What fills a text here. What only its author can write stays open, and nothing open leaves (R18)."""
    inbox = conversation.inbox
    urgency = Urgency(case.urgency if case else 4)
    next_word = when(due_in(inbox, TERMS.next_word[urgency], now), inbox, language)
    first = Message.objects.filter(conversation=conversation, direction="in").order_by("pk").first()
    subject = (first.subject if first else "") or conversation.subject
    base: dict[str, object] = {
        "customer_name": greeting_name(conversation.person.called) if conversation.person else "",
        "agent_name": by.name, "owner_name": by.name, "team": inbox.brand, "topic": subject,
    }  # fmt: skip
    if case:
        base |= about(case, agent=by.name) | {"portal_url": PAGE}
    handler = case.handler.name if case and case.handler else by.name
    base |= {"next_update_by": next_word, "handler_name": handler}
    return base | {"answer": "{answer}", "done": "{done}"}
