"""What waits is what leaves, once, and nobody lets her own words pass."""

from __future__ import annotations

from typing import Any

import pytest

from ombud.cases.models import Note
from ombud.journey.words import signature
from ombud.replies.models import Outgoing
from ombud.replies.outbox import sha256_of
from ombud.replies.waiting import Waiting
from tests.rooms.breaking import Attempt, Change, Insert, Remove
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage

NOBODY = "Ask the depot first. Nobody there has answered."
TEXT = "Hello, I look into it and write to you again tomorrow. Mira"


def row(stage: Stage, **values: Any) -> dict[str, Any]:
    """A reply of Mira's to the lamp's customer that waits for a second reader, as a row."""
    world = stage.world
    return {
        "key": world.key(), "conversation_id": stage.lamp.opener.conversation_id, "case_id": stage.lamp.pk,
        "by_id": world.mira.pk, "why": "reader", "text": TEXT, "text_sha256": sha256_of(TEXT), "made_at": stage.now,
        "because": {},
    } | values  # fmt: skip


def waits(stage: Stage, **values: Any) -> Waiting:
    return Waiting.objects.create(**row(stage, **values))


def read(stage: Stage, **values: Any) -> dict[str, Any]:
    """That Ana has read it and let it pass."""
    return {
        "approved_by_id": stage.world.ana.pk, "approved_at": stage.now, "approved_sha256": sha256_of(TEXT)
    } | values  # fmt: skip


def noted(stage: Stage, text: str) -> dict[str, Any]:
    """Nothing more than the row has, after `text` was written down as a private note."""
    Note.objects.create(case=stage.lamp, by=stage.world.mira, text=text, at=stage.now)
    return {}


def worded(stage: Stage, note: str, below: str, blank: str = " ") -> dict[str, Any]:
    """The row with the words of a note that Ana wrote down, `below` set below them."""
    Note.objects.create(case=stage.lamp, by=stage.world.ana, text=note, at=stage.now)
    text = f"{note.replace(' ', blank)}\n\n{below}"
    return row(stage, text=text, text_sha256=sha256_of(text))


def left(stage: Stage) -> int:
    return Outgoing.objects.filter(case=stage.lamp).latest("pk").pk


GONE = {"withdrawn": "undone"}
ATTEMPTS: list[Attempt[Stage]] = [
    Attempt(
        "replies_waiting_not_her_own",
        lambda s: Change(waits(s), read(s, approved_by_id=s.world.mira.pk)),
        lambda s: Change(waits(s), read(s)),
    ),
    Attempt(  # approved was another text
        "replies_waiting_text_as_read",
        lambda s: Change(waits(s), read(s, approved_sha256=sha256_of("Hello"))),
        lambda s: Change(waits(s), read(s)),
    ),
    Attempt(  # left although nobody has read it
        "replies_waiting_read_first",
        lambda s: Change(waits(s), {"outgoing_id": left(s)}),
        lambda s: Change(waits(s, **read(s)), {"outgoing_id": left(s)}),
    ),
    Attempt(  # a time to leave at, although nobody has read it
        "replies_waiting_read_first",
        lambda s: Insert(Waiting, row(s, go_at=s.now)),
        lambda s: Insert(Waiting, row(s, go_at=s.now, why="later")),
    ),
    Attempt(
        "replies_waiting_one_end",
        lambda s: Change(waits(s, **read(s)), GONE | {"withdrawn_at": s.now, "outgoing_id": left(s)}),
        lambda s: Change(waits(s), GONE | {"withdrawn_at": s.now}),
    ),
    Attempt(  # withdrawn, and nobody knows why
        "replies_waiting_one_end",
        lambda s: Change(waits(s), {"withdrawn_at": s.now}),
        lambda s: Change(waits(s), GONE | {"withdrawn_at": s.now}),
    ),
    Attempt(  # withdrawn, and then it left after all
        "replies_waiting_ends_once",
        lambda s: Change(waits(s, why="undo", withdrawn_at=s.now, **GONE), {"outgoing_id": left(s), "withdrawn": ""}),
        lambda s: Change(waits(s, why="undo"), {"outgoing_id": left(s)}),
        also=("replies_waiting_one_end",),
    ),
    Attempt(  # read, and then made worse
        "replies_waiting_as_written",
        lambda s: Change(waits(s, **read(s)), {"text": "Calm down."}),
        lambda s: Change(waits(s, **read(s)), {"go_at": s.now}),
    ),
    Attempt(
        "replies_waiting_as_written",
        lambda s: Change(waits(s, **read(s)), {"by_id": s.world.ana.pk}),
        lambda s: Change(waits(s, **read(s)), {"wanted_at": s.now}),
        also=("replies_waiting_not_her_own",),
    ),
    Attempt(
        "replies_waiting_its_own_hash",
        lambda s: Insert(Waiting, row(s, text="Calm down.")),
        lambda s: Insert(Waiting, row(s)),
    ),
    Attempt(  # a private note on its way
        "replies_note_waits_for_nobody",
        lambda s: Insert(Waiting, row(s, **noted(s, TEXT))),
        lambda s: Insert(Waiting, row(s, **noted(s, "She is right."))),
    ),
    Attempt(  # a private note that names nobody, and the name that is set below it
        "replies_note_waits_for_nobody",
        lambda s: Insert(Waiting, worded(s, NOBODY, signature(s.world.mira, s.world.inbox))),
        lambda s: Insert(Waiting, worded(s, NOBODY, signature(s.world.ana, s.world.inbox))),
    ),
    Attempt(  # with other blanks
        "replies_note_waits_for_nobody",
        lambda s: Insert(Waiting, worded(s, NOBODY, "", "\u00a0\r\n")),
        lambda s: Insert(Waiting, worded(s, NOBODY, "Write", "\u00a0\r\n")),
    ),
    Attempt("replies_waiting_kept", lambda s: Remove(waits(s)), lambda s: Insert(Waiting, row(s))),
]  # fmt: skip


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
