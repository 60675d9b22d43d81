"""I6: nothing enters the outbox without a passing verdict of the guard for exactly that text."""

from typing import Any

import pytest

from ombud.cases.models import Note
from ombud.conversations.models import Conversation, Message
from ombud.journey.words import signature
from ombud.replies.models import Outgoing, Override, Receipt, Verdict
from ombud.replies.outbox import sha256_of
from tests.rooms.breaking import Attempt, Change, Deed, Insert, Remove, like
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage

KIND = "Hello, I am looking into it and write to you again tomorrow."
RUDE = "Calm down, it is your own fault."


def verdict(stage: Stage, text: str, *, passes: bool = True, **values: Any) -> Verdict:
    return Verdict.objects.create(sha256=sha256_of(text), passes=passes, at=stage.now, **values)


def override(stage: Stage, judged: Verdict, **values: Any) -> dict[str, Any]:
    """Mira takes a rule on herself, as a row."""
    row = {"verdict_id": judged.pk, "rule": "R08", "by_id": stage.world.mira.pk, "words": "Her words", "at": stage.now}
    return row | values


def taken_on(judged: Verdict, *rules: str, stage: Stage) -> Verdict:
    """The verdict, after Mira took these rules on herself."""
    for rule in rules:
        Override.objects.create(**override(stage, judged, rule=rule))
    return judged


def noted(stage: Stage, text: str) -> str:
    """`text`, after it was written down as a private note on the lamp."""
    return Note.objects.create(case=stage.lamp, by=stage.world.mira, text=text, at=stage.now).text


def before_everybody(stage: Stage) -> Message:
    """A word of ours that everybody can read."""
    square = Conversation.objects.create(
        inbox=stage.world.inbox, person=stage.lamp.person, public=True, started_at=stage.now
    )
    return Message.objects.create(
        conversation=square, inbox=square.inbox, person=square.person, direction="out", voice="person",
        by=stage.world.mira, remote_id="new@ombud.test", text=KIND, at=stage.now, heard_at=stage.now, via="mail",
    )  # fmt: skip


def by_mira(stage: Stage, text: str) -> dict[str, object]:
    """That a letter with `text` is one by Mira, her signature below."""
    there = stage.sent(stage.lamp).message
    assert there is not None
    said = Message.objects.create(
        conversation=there.conversation, person=there.person, inbox=there.inbox, direction="out", voice="person",
        by=stage.world.mira, remote_id=stage.world.key(), address=there.address, text=text, at=stage.now,
        heard_at=stage.now,
    )  # fmt: skip
    return {"message_id": said.pk}


def signed(stage: Stage, text: str) -> Deed:
    """A letter by Mira with `text` and, below, her name as it is set there where she leaves it out."""
    text = f"{text}\n\n{signature(stage.world.mira, stage.world.inbox)}"
    return letter(stage, text, verdict(stage, text), **by_mira(stage, text))


def letter(stage: Stage, text: str, judged: Verdict, **values: object) -> Deed:
    """A letter beside the last one to the lamp's customer, with `text`, on the strength of `judged`."""
    row = {
        "key": "new", "remote_id": "new@ombud.test", "message_id": None, "text": text, "text_sha256": sha256_of(text),
        "verdict_id": judged.pk,
    }  # fmt: skip
    return like(stage.sent(stage.lamp), **(row | values))


def receipt(stage: Stage, **values: object) -> Deed:
    """Another receipt to the same address on the same day."""
    before = Receipt.objects.get(message=stage.lamp.opener)
    other = stage.letter(stage.lamp, "customer", "Your message has arrived.")
    return like(before, outgoing_id=other.pk, message_id=stage.hers(stage.lamp).pk, **values)


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt("verdict_id", lambda s: letter(s, KIND, verdict(s, KIND), verdict_id=None),  # NOT NULL
            lambda s: letter(s, KIND, verdict(s, KIND))),
    Attempt(  # judged was another text
        "replies_i6_verdict_of_this_text",
        lambda s: letter(s, RUDE, verdict(s, KIND)),
        lambda s: letter(s, KIND, verdict(s, KIND)),
    ),
    Attempt(  # the guard stopped it
        "replies_i6_verdict_of_this_text",
        lambda s: letter(s, RUDE, verdict(s, RUDE, passes=False)),
        lambda s: letter(s, RUDE, verdict(s, RUDE)),
    ),
    Attempt(  # the hash of a kind text on a rude one
        "replies_i6_its_own_hash",
        lambda s: letter(s, RUDE, verdict(s, KIND), text_sha256=sha256_of(KIND)),
        lambda s: letter(s, KIND, verdict(s, KIND)),
    ),
    Attempt(
        "replies_i6_guard_passed",
        lambda s: letter(s, RUDE, verdict(s, RUDE, passes=False), passes=False),
        lambda s: letter(s, KIND, verdict(s, KIND)),
    ),
    Attempt(  # judged, and then made worse
        "replies_as_judged",
        lambda s: Change(s.sent(s.lamp), {"text": RUDE}),
        lambda s: Change(s.sent(s.lamp), {"attempts": 2}),
        also=("replies_i6_its_own_hash",),
    ),
    Attempt(
        "replies_as_judged",
        lambda s: Change(s.sent(s.lamp), {"text": RUDE, "text_sha256": sha256_of(RUDE)}),
        lambda s: Change(s.sent(s.lamp), {"attempts": 2}),
        also=("replies_i6_verdict_of_this_text",),
    ),
    Attempt(
        "replies_as_judged",
        lambda s: Change(s.sent(s.lamp), {"to_address": "press@paper.example"}),
        lambda s: Change(s.sent(s.lamp), {"bounced_at": s.now}),
    ),
    Attempt("replies_outbox_kept", lambda s: Remove(s.sent(s.lamp)), lambda s: letter(s, KIND, verdict(s, KIND))),
    Attempt(
        "replies_verdict_kept",
        lambda s: Change(verdict(s, RUDE, passes=False), {"passes": True}),
        lambda s: Insert(Verdict, {"sha256": sha256_of(RUDE), "passes": True, "at": s.now}),
    ),
    Attempt(
        "replies_verdict_kept",
        lambda s: Remove(verdict(s, RUDE, passes=False)),
        lambda s: Insert(Verdict, {"sha256": sha256_of(RUDE), "passes": True, "at": s.now}),
    ),
    Attempt(
        "replies_audience",
        lambda s: letter(s, KIND, verdict(s, KIND), audience="public"),
        lambda s: letter(s, KIND, verdict(s, KIND), audience="member"),
    ),
    Attempt(  # two receipts a day
        "replies_one_receipt_a_day",
        receipt,
        lambda s: receipt(s, address="other@mail.example"),
        also=("replies_receipt.address",),
    ),
    Attempt(  # the guard stops it, and nobody took that on herself
        "replies_stops_taken_on",
        lambda s: letter(s, RUDE, verdict(s, RUDE, stops=2)),
        lambda s: letter(s, RUDE, taken_on(verdict(s, RUDE, stops=2), "R08", "R09", stage=s)),
    ),
    Attempt(  # one of two
        "replies_stops_taken_on",
        lambda s: letter(s, RUDE, taken_on(verdict(s, RUDE, stops=2), "R08", stage=s)),
        lambda s: letter(s, RUDE, taken_on(verdict(s, RUDE, stops=1), "R08", stage=s)),
    ),
    Attempt(
        "replies_override_in_words",
        lambda s: Insert(Override, override(s, verdict(s, RUDE, stops=1), words="")),
        lambda s: Insert(Override, override(s, verdict(s, RUDE, stops=1))),
    ),
    Attempt(  # other people's business
        "replies_override_never",
        lambda s: Insert(Override, override(s, verdict(s, RUDE, stops=1), rule="R12")),
        lambda s: Insert(Override, override(s, verdict(s, RUDE, stops=1), rule="R13")),
    ),
    Attempt(
        "replies_no_override_in_public",
        lambda s: Insert(Override, override(s, verdict(s, RUDE, stops=1, public=True))),
        lambda s: Insert(Override, override(s, verdict(s, RUDE, stops=1))),
    ),
    Attempt(  # judged for her eyes alone, and said before everybody
        "replies_judged_for_its_readers",
        lambda s: letter(s, KIND, verdict(s, KIND), message_id=before_everybody(s).pk),
        lambda s: letter(s, KIND, verdict(s, KIND, public=True), message_id=before_everybody(s).pk),
    ),
    Attempt(
        "replies_override_kept",
        lambda s: Remove(taken_on(verdict(s, RUDE, stops=1), "R08", stage=s).overrides.get()),
        lambda s: Insert(Override, override(s, verdict(s, RUDE, stops=1))),
    ),
    Attempt(
        "replies_override_kept",
        lambda s: Change(taken_on(verdict(s, RUDE, stops=1), "R08", stage=s).overrides.get(), {"words": "Never mind"}),
        lambda s: Insert(Override, override(s, verdict(s, RUDE, stops=1))),
    ),
    Attempt(  # a private note on its way to the customer
        "replies_note_stays",
        lambda s: letter(s, noted(s, KIND), verdict(s, KIND)),
        lambda s: letter(s, KIND, verdict(s, noted(s, "She is right.") and KIND)),
    ),
    Attempt(  # a private note that names nobody, and the name that is set below it
        "replies_note_stays",
        lambda s: signed(s, noted(s, KIND)),
        lambda s: signed(s, noted(s, "ok") + ", it comes on Friday."),
    ),
    Attempt(  # with other blanks
        "replies_note_stays",
        lambda s: signed(s, noted(s, KIND) and KIND.replace(" ", "\u2003\r\n\t", 3)),
        lambda s: signed(s, noted(s, KIND) and KIND.replace("again ", "")),
    ),
    Attempt(  # where the inbox has no name to sign with
        "replies_note_stays",
        lambda s: letter(s, f"{noted(s, KIND)}\nMira", verdict(s, f"{KIND}\nMira"), **by_mira(s, KIND)),
        lambda s: letter(s, f"{noted(s, KIND)}\nAna", verdict(s, f"{KIND}\nAna"), **by_mira(s, KIND)),
    ),
    Attempt(  # the same letter twice
        "replies_outgoing",
        lambda s: letter(s, KIND, verdict(s, KIND), key=Outgoing.objects.earliest("pk").key),
        lambda s: letter(s, KIND, verdict(s, KIND)),
    ),
]  # fmt: skip


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
