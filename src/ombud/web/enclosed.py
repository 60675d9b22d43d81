"""Files for the eye: those of a message, and those that go with what somebody writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import ngettext

from ombud.conversations.models import Conversation
from ombud.journey.answer import as_it_leaves, case_of
from ombud.journey.enclose import carries_of, room_of, with_draft
from ombud.replies.carrying import left
from ombud.replies.guard.judge import LONGEST
from ombud.team.models import Member

from .said import plain
from .sizes import size_words


class Kept(Protocol):
    """A row that names a file."""

    pk: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file: its name and how large it is."""

    id: int
    name: str
    size: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The files of a draft. `accept` is what the browser's dialog offers, empty for anything."""

    conversation: int
    rows: list[FileRow]
    can_attach: bool
    accept: str
    most: str
    refused: Sequence[str] = ()


def enclosed(conversation: Conversation, member: Member, refused: Sequence[str] = ()) -> Enclosed:
    """The files that are with her draft, and whether more can be."""
    room, files = room_of(conversation.inbox), with_draft(conversation, member)
    most = ngettext(
        "One file of at most %(one)s", "At most %(n)d files, %(one)s each and %(all)s together", room.files
    ) % {"n": room.files, "one": size_words(room.file_size), "all": size_words(room.files_size)}
    return Enclosed(conversation.pk, file_rows(files), room.files > 0, ",".join(sorted(room.types)), most, refused)


def file_rows(files: Iterable[Kept]) -> list[FileRow]:
    """Files with their names as they can be shown."""
    return [FileRow(file.pk, plain(file.name), size_words(file.size)) for file in files]


@dataclass(frozen=True, slots=True)
class LengthLeft:
    """How far a text is from the longest that can be sent. `over`: it is too long."""

    words: str
    over: bool


def length_left(conversation: Conversation, member: Member, text: str) -> LengthLeft | None:
    """What is said of the length of `text` as it would leave; None while it is far from the bound."""
    longest = min(carries_of(conversation.inbox).longest or LONGEST, LONGEST)
    if len(text) < longest // 2:
        return None
    room = left(as_it_leaves(text.strip(), conversation, case_of(conversation), member), longest)
    if room is None:
        return None
    if room < 0:
        over = ngettext("%(n)d character too many", "%(n)d characters too many", -room) % {"n": -room}
        return LengthLeft(over, True)
    return LengthLeft(ngettext("%(n)d character left", "%(n)d characters left", room) % {"n": room}, False)
