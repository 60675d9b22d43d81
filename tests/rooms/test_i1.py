"""I1: every message that came in is one of owed, answered, automatic, set aside by a person; none is lost."""

import pytest

from ombud.conversations.models import Conversation, Message, Replaced
from tests.rooms.breaking import Attempt, Change, Deed, Insert, Remove, like
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage


def told(stage: Stage) -> Message:
    """What a machine of ours wrote in the conversation of the invoice: its receipt."""
    return Message.objects.get(conversation=stage.invoice.opener.conversation, voice="machine", direction="out")


def conversation(stage: Stage, **values: object) -> Deed:
    return Insert(Conversation, {"inbox_id": stage.world.inbox.pk, "subject": "", "started_at": stage.now, **values})


def aside(stage: Stage, message: Message, reason: str) -> Deed:
    return Change(message, {"aside": reason, "aside_by_id": stage.world.mira.pk, "aside_at": stage.now})


def replaced(stage: Stage, message: Message, by: Message | None) -> Deed:
    return Insert(Replaced, {"message_id": message.pk, "by_id": by.pk if by else None, "at": stage.now})


def taken_back(stage: Stage) -> Replaced:
    return Replaced.objects.create(message=stage.invoice.opener, at=stage.now)


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt(  # by what somebody else wrote
        "conversations_replaced_by_her",
        lambda s: replaced(s, s.invoice.opener, s.praise),
        lambda s: replaced(s, s.invoice.opener, None),
    ),
    Attempt(  # what we said is not hers to change
        "conversations_replaced_by_her",
        lambda s: replaced(s, s.ours(s.fan), None),
        lambda s: replaced(s, s.reopening, None),
    ),
    Attempt(
        "conversations_not_by_itself",
        lambda s: replaced(s, s.invoice.opener, s.invoice.opener),
        lambda s: replaced(s, s.invoice.opener, None),
    ),
    Attempt(
        "conversations_replaced_kept",
        lambda s: Remove(taken_back(s)),
        lambda s: replaced(s, s.invoice.opener, None),
    ),
    Attempt(
        "conversations_one_party",
        conversation,
        lambda s: conversation(s, person_id=s.lamp.person_id),
    ),
    Attempt(
        "conversations_one_party",
        lambda s: conversation(s, person_id=s.lamp.person_id, member_id=s.world.jonas.pk),
        lambda s: conversation(s, member_id=s.world.jonas.pk),
    ),
    Attempt(
        "conversations_handlers_in_private",
        lambda s: conversation(s, member_id=s.world.jonas.pk, public=True),
        lambda s: conversation(s, person_id=s.lamp.person_id, public=True),
    ),
    Attempt(  # what she told us alone becomes everybody's
        "conversations_as_begun",
        lambda s: Change(s.invoice.opener.conversation, {"public": True}),
        lambda s: Change(s.invoice.opener.conversation, {"subject": "Rechnung 12"}),
    ),
    Attempt(  # owed, and no date for it
        "conversations_i1_one_standing",
        lambda s: Change(s.invoice.opener, {"due_at": None}),
        lambda s: Change(s.invoice.opener, {"due_at": s.now}),
    ),
    Attempt(  # answered, and set aside as well
        "conversations_i1_one_standing",
        lambda s: aside(s, s.lamp.opener, "spam"),
        lambda s: aside(s, s.invoice.opener, "spam"),
    ),
    Attempt(  # automatic, and owed as well
        "conversations_i1_one_standing",
        lambda s: Change(s.away, {"due_at": s.now}),
        lambda s: Change(s.away, {"text": "Ich bin im Urlaub bis Montag."}),
    ),
    Attempt(  # a receipt is no answer
        "conversations_i1_answered_by_a_person",
        lambda s: Change(s.invoice.opener, {"answered_by_id": told(s).pk}),
        lambda s: Change(s.reopening, {"answered_by_id": s.ours(s.fan).pk}),
    ),
    Attempt(  # nor is what was written to somebody else
        "conversations_i1_answered_by_a_person",
        lambda s: Change(s.invoice.opener, {"answered_by_id": s.ours(s.chair).pk}),
        lambda s: like(s.reopening, remote_id="new@mail.example", answered_by_id=s.ours(s.fan).pk),
    ),
    Attempt(  # nor what came in
        "conversations_i1_answered_by_a_person",
        lambda s: Change(s.reopening, {"answered_by_id": s.fan.opener_id}),
        lambda s: Change(s.reopening, {"answered_by_id": s.ours(s.fan).pk}),
    ),
    Attempt(
        "conversations_same_person",
        lambda s: Change(s.invoice.opener, {"person_id": s.stranger().pk}),
        lambda s: like(s.invoice.opener, remote_id="new@mail.example"),
    ),
    Attempt(  # from the other side
        "conversations_same_person",
        lambda s: Change(s.invoice.opener.conversation, {"person_id": s.stranger().pk}),
        lambda s: Change(s.invoice.opener.conversation, {"subject": "Rechnung 12"}),
    ),
    Attempt(
        "conversations_said_is_said",
        lambda s: Change(s.invoice.opener, {"remote_id": "another@mail.example"}),
        lambda s: Change(s.invoice.opener, {"files": 1}),
    ),
    Attempt(  # a customer's word does not become a machine's
        "conversations_said_is_said",
        lambda s: Change(s.invoice.opener, {"auto": "reply", "due_at": None}),
        lambda s: Change(s.invoice.opener, {"due_at": s.now}),
    ),
    Attempt(  # nor a forged one her own
        "conversations_said_is_said",
        lambda s: Change(s.forged, {"forged": False}),
        lambda s: Change(s.forged, {"due_at": s.now}),
    ),
    Attempt(  # nor does it go into another conversation
        "conversations_said_is_said",
        lambda s: Change(s.invoice.opener, {"conversation_id": s.lamp.opener.conversation_id}),
        lambda s: Change(s.invoice.opener, {"subject": "Rechnung 12"}),
    ),
    Attempt(
        "conversations_kept",
        lambda s: Remove(s.praise),
        lambda s: like(s.praise, remote_id="new@mail.example"),
    ),
    Attempt(  # who speaks fits the direction
        "conversations_voice",
        lambda s: like(s.praise, remote_id="new@mail.example", voice="person"),
        lambda s: like(s.praise, remote_id="new@mail.example"),
    ),
    Attempt(
        "conversations_voice",
        lambda s: like(s.praise, remote_id="new@mail.example", voice="machine"),
        lambda s: like(s.away, remote_id="new@mail.example"),
    ),
    Attempt(
        "conversations_message",  # the same mail twice; SQLite names the columns, PostgreSQL the constraint
        lambda s: like(s.praise),
        lambda s: like(s.praise, remote_id="new@mail.example"),
    ),
    Attempt(  # only her own request leaves a message unanswered for that reason
        "cases_i1_stopped_by_her",
        lambda s: aside(s, s.invoice.opener, "stopped"),
        lambda s: aside(s, s.hers(s.cup), "stopped"),
    ),
]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
