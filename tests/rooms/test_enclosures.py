"""The files that were judged and waited with a reply are the files that leave with it, and stay on record."""

from __future__ import annotations

from typing import Any

import pytest

from ombud.conversations.models import Attachment, Message
from ombud.replies.enclosures import Enclosure
from ombud.replies.models import Outgoing
from ombud.replies.waiting import Waiting
from tests.rooms.breaking import Attempt, Change, Deed, Insert, Remove, like
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage
from tests.rooms.test_i6 import KIND, verdict
from tests.rooms.test_waiting import left, read, waits

A, B = "a" * 64, "b" * 64


def file(stage: Stage, **values: Any) -> dict[str, Any]:
    """A file of Mira's with her draft to the lamp's customer, as a row."""
    return {
        "conversation_id": stage.lamp.opener.conversation_id, "by_id": stage.world.mira.pk, "waiting_id": None,
        "name": "offer.pdf", "type": "application/pdf", "size": 3, "sha256": A, "at": stage.now, "taken_out_at": None,
    } | values  # fmt: skip


def added(stage: Stage, **values: Any) -> Enclosure:
    return Enclosure.objects.create(**file(stage, **values))


def waits_with(stage: Stage, **values: Any) -> Waiting:
    """A reply of Mira's that has left the composer with one file."""
    waiting = waits(stage, why="undo", files=1, **values)
    added(stage, waiting_id=waiting.pk)
    return waiting


def sent_with(stage: Stage, *sha256: str, name: str = "offer.pdf") -> Outgoing:
    """A letter to the lamp's customer with these files."""
    message = said(stage, len(sha256))
    for one in sha256:
        Attachment.objects.create(**attached(message, sha256=one, name=name))
    before = stage.sent(stage.lamp)
    values = {f.attname: getattr(before, f.attname) for f in Outgoing._meta.concrete_fields if not f.primary_key}
    new = {"key": stage.world.key(), "remote_id": f"{stage.world.key()}@ombud.test", "message_id": message.pk}
    return Outgoing.objects.create(**values | new)


def message_with(stage: Stage, *sha256: str) -> Message:
    """What such a letter says."""
    message = sent_with(stage, *sha256).message
    assert message is not None
    return message


def said(stage: Stage, files: int) -> Message:
    """A new message of Mira's to the lamp's customer that says it has so many files; not in the outbox yet."""
    conversation = stage.lamp.opener.conversation
    return Message.objects.create(
        conversation=conversation, inbox=stage.lamp.inbox, person=conversation.person, direction="out", voice="person",
        by=stage.world.mira, remote_id=f"{stage.world.key()}@files.test", text=KIND, at=stage.now, heard_at=stage.now,
        files=files,
    )  # fmt: skip


def attached(message: Message, **values: Any) -> dict[str, Any]:
    return {
        "message_id": message.pk, "name": "offer.pdf", "type": "application/pdf", "size": 3, "sha256": A
    } | values  # fmt: skip


def letter(stage: Stage, message: Message) -> Deed:
    """`message` put into the outbox."""
    return like(
        stage.sent(stage.lamp), key="new", remote_id="new@ombud.test", message_id=message.pk,
        verdict_id=verdict(stage, stage.sent(stage.lamp).text).pk,
    )  # fmt: skip


def one_attached(stage: Stage, files: int) -> Message:
    """A message that says it has so many files and has one."""
    message = said(stage, files)
    Attachment.objects.create(**attached(message))
    return message


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt("replies_enclosed_something", lambda s: Insert(Enclosure, file(s, size=0)),
            lambda s: Insert(Enclosure, file(s))),
    Attempt("replies_enclosed_something", lambda s: Insert(Enclosure, file(s, name="")),
            lambda s: Insert(Enclosure, file(s))),
    Attempt(  # taken out, and yet it waits
        "replies_enclosed_or_taken_out",
        lambda s: Change(added(s, taken_out_at=s.now), {"waiting_id": waits(s, files=1).pk}),
        lambda s: Change(added(s), {"waiting_id": waits(s, files=1).pk}),
    ),
    Attempt(  # one more than its author sent
        "replies_enclosed_joins",
        lambda s: Insert(Enclosure, file(s, waiting_id=waits_with(s).pk, sha256=B)),
        lambda s: Insert(Enclosure, file(s, waiting_id=waits(s, files=1).pk, sha256=B)),
    ),
    Attempt(  # a second reader has let it pass without
        "replies_enclosed_joins",
        lambda s: Change(added(s), {"waiting_id": waits(s, files=1, **read(s)).pk}),
        lambda s: Change(added(s), {"waiting_id": waits(s, files=1).pk}),
    ),
    Attempt(  # somebody else's file
        "replies_enclosed_joins",
        lambda s: Change(added(s, by_id=s.world.ana.pk), {"waiting_id": waits(s, files=1).pk}),
        lambda s: Change(added(s), {"waiting_id": waits(s, files=1).pk}),
    ),
    Attempt(  # to somebody else
        "replies_enclosed_joins",
        lambda s: Change(added(s, conversation_id=s.radio.opener.conversation_id),
                         {"waiting_id": waits(s, files=1).pk}),
        lambda s: Change(added(s), {"waiting_id": waits(s, files=1).pk}),
    ),
    Attempt(  # another content under the same name
        "replies_enclosed_as_added",
        lambda s: Change(added(s), {"sha256": B}),
        lambda s: Change(added(s), {"taken_out_at": s.now}),
    ),
    Attempt(  # taken out of what waits
        "replies_enclosed_stays",
        lambda s: Change(waits_with(s).enclosures.get(), {"waiting_id": None}),
        lambda s: Change(added(s), {"taken_out_at": s.now}),
    ),
    Attempt("replies_enclosed_kept", lambda s: Remove(waits_with(s).enclosures.get()), lambda s: Remove(added(s))),
    Attempt(  # more files than it was sent with
        "replies_waiting_as_written", lambda s: Change(waits(s), {"files": 1}),
        lambda s: Change(waits(s), {"wanted_at": s.now}),
    ),
    Attempt(  # left without its file
        "replies_waiting_leaves_whole",
        lambda s: Change(waits_with(s), {"outgoing_id": left(s)}),
        lambda s: Change(waits_with(s), {"outgoing_id": sent_with(s, A).pk}),
    ),
    Attempt(  # left with another one
        "replies_waiting_leaves_whole",
        lambda s: Change(waits_with(s), {"outgoing_id": sent_with(s, B).pk}),
        lambda s: Change(waits_with(s), {"outgoing_id": sent_with(s, A).pk}),
    ),
    Attempt(  # left with one more
        "replies_waiting_leaves_whole",
        lambda s: Change(waits_with(s), {"outgoing_id": sent_with(s, A, B).pk}),
        lambda s: Change(waits_with(s), {"outgoing_id": sent_with(s, A).pk}),
    ),
    Attempt(  # under another name
        "replies_waiting_leaves_whole",
        lambda s: Change(waits_with(s), {"outgoing_id": sent_with(s, A, name="offer.exe").pk}),
        lambda s: Change(waits_with(s), {"outgoing_id": sent_with(s, A).pk}),
    ),
    Attempt(  # in the outbox without the file that it speaks of
        "replies_files_whole",
        lambda s: letter(s, said(s, 1)),
        lambda s: letter(s, one_attached(s, 1)),
    ),
    Attempt(
        "replies_files_whole",
        lambda s: letter(s, one_attached(s, 0)),
        lambda s: letter(s, one_attached(s, 1)),
    ),
    Attempt(  # judged, and then something slipped in
        "replies_files_as_judged",
        lambda s: Insert(Attachment, attached(message_with(s, A), sha256=B)),
        lambda s: Insert(Attachment, attached(said(s, 1), sha256=B)),
    ),
    Attempt(
        "conversations_file_as_it_was",
        lambda s: Change(message_with(s, A).attachments.get(), {"sha256": B}),
        lambda s: Insert(Attachment, attached(said(s, 1), sha256=B)),
    ),
    Attempt(
        "conversations_file_sent_kept",
        lambda s: Remove(message_with(s, A).attachments.get()),
        lambda s: Remove(Attachment.objects.create(**attached(s.hers(s.lamp)))),
    ),
]  # fmt: skip


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
