"""What can go with one reply: the channel's own bounds and the operator's, whichever is narrower. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ombud.channels.contract import Carries

# From this share of the longest text on, its author is told how much room is left.
NEAR = 0.9


class Sized(Protocol):
    """A file as far as its fitting goes. `type` is what somebody claims it to be."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def size(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Room:
    """Room for files: how many, bytes of one and of all; `types` as in `Carries`."""

    files: int
    file_size: int
    files_size: int
    types: frozenset[str] = frozenset()

    def within(self, carries: Carries) -> Room:
        """This room on a channel that carries so much."""
        whole = min(self.files_size, carries.files_size)
        return Room(min(self.files, carries.files), min(self.file_size, carries.file_size, whole), whole, carries.types)


@dataclass(frozen=True, slots=True)
class DoesNotFit:
    """Why files cannot go: `code`, the `names` it is about, and the bound they pass (a count, or bytes)."""

    code: str
    names: tuple[str, ...] = ()
    bound: int = 0
    possible: tuple[str, ...] = ()


def does_not_fit(files: Sequence[Sized], room: Room) -> DoesNotFit | None:
    """The first reason why these files cannot go with one reply (no_files_here, file_empty, file_over, file_of_kind,
    files_too_many, files_over); None if they can."""
    if not files:
        return None
    if room.files == 0:
        return DoesNotFit("no_files_here")
    if empty := tuple(file.name for file in files if file.size == 0):
        return DoesNotFit("file_empty", empty)
    if large := tuple(file.name for file in files if file.size > room.file_size):
        return DoesNotFit("file_over", large, room.file_size)
    if strange := tuple(file.name for file in files if not takes(room.types, file.type)):
        return DoesNotFit("file_of_kind", strange, possible=tuple(sorted(room.types)))
    if len(files) > room.files:
        return DoesNotFit("files_too_many", bound=room.files)
    if sum(file.size for file in files) > room.files_size:
        return DoesNotFit("files_over", bound=room.files_size)
    return None


def takes(types: frozenset[str], kind: str) -> bool:
    """Whether a channel that carries `types` takes a file of this kind."""
    kind = kind.partition(";")[0].strip().lower()
    return not types or kind in types or f"{kind.partition('/')[0]}/*" in types


def left(text: str, longest: int | None) -> int | None:
    """How many characters more fit, less than 0 if it is too long; None while that is nobody's concern."""
    if longest is None or len(text) < longest * NEAR:
        return None
    return longest - len(text)
