"""D34, D35: who thanked whom stays on record, by a person's letter; praise is passed on to whom it praises, once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from ombud.conversations.models import Conversation, Message
from ombud.thanks.models import Credit, Thanks
from tests.rooms.breaking import Attempt, Change, Insert, Remove, like
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage
from tests.rooms.thanks_staged import PERKS, credit, thanked


def row(s: Stage, **values: object) -> Insert:
    """Thanks for Hannah's other message, by a letter of Mira's to her."""
    thanked(s)
    theirs = s.reopening
    plain = {
        "message_id": theirs.pk, "inbox_id": theirs.inbox_id, "person_id": theirs.person_id,
        "letter_id": thanked(s).letter_id, "by_id": s.world.mira.pk, "key": s.world.key(), "at": s.now,
    }  # fmt: skip
    return Insert(Thanks, plain | values)


def told(s: Stage, **values: object) -> Insert:
    """Bianca is told of the same praise, in a letter and a thread of hers."""
    praise = thanked(s)
    thread = Conversation.objects.create(inbox=s.world.inbox, member=s.world.bianca, started_at=s.now)
    letter = s.letter(s.lamp, "handler", f"Kind words for you, Bianca {s.world.key()}")
    plain = {
        "thanks_id": praise.pk, "member_id": s.world.bianca.pk, "conversation_id": thread.pk, "letter_id": letter.pk,
        "named": False, "at": s.now,
    }  # fmt: skip
    return Insert(Credit, plain | values)


def receipt(s: Stage) -> Message:
    """What was sent to Hannah by nobody in person."""
    found = Message.objects.filter(direction="out", voice="machine", person=s.praise.person).first()
    assert found is not None
    return found


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt("thanks_for_her_message", lambda s: row(s, person_id=s.stranger().pk), row, ("thanks_d35_by_a_person",)),
    Attempt("thanks_for_her_message", lambda s: row(s, message_id=thanked(s).letter_id), row),
    Attempt("thanks_d35_by_a_person", lambda s: row(s, letter_id=receipt(s).pk), row),
    Attempt("thanks_d35_by_a_person", lambda s: row(s, letter_id=s.ours(s.radio).pk), row),
    Attempt("thanks_kept", lambda s: Change(thanked(s), {"by_id": s.world.ana.pk}), row),
    Attempt("thanks_kept", lambda s: Remove(thanked(s)), row),
    Attempt("thanks_credit_is_hers", lambda s: told(s, member_id=s.world.ana.pk), told),
    Attempt("thanks_credit_is_hers", lambda s: told(s, letter_id=s.sent(s.lamp).pk), told),
    Attempt("thanks_credit_kept", lambda s: Change(credit(s), {"named": True}), told),
    Attempt("thanks_credit_kept", lambda s: Remove(credit(s)), told),
]
ATTEMPTS += PERKS
NAMES = [f"{number}-{attempt.name}" for number, attempt in enumerate(ATTEMPTS)]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=NAMES)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=NAMES)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)


def test_nobody_is_thanked_or_told_twice_for_the_same(stage: Stage) -> None:
    done = thanked(stage)
    for copy in (like(done, key="another"), like(credit(stage))):
        with pytest.raises(IntegrityError), transaction.atomic():
            copy._sql()
