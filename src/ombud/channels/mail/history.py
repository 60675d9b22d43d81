"""History from files: mbox, Maildir, `.eml`.

One mail at a time, never a whole mailbox in memory, and junk does not stop it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ombud.channels.mail import dates

MAX_MAIL = 128 * 1024 * 1024
"""Bytes of one mail that are taken in; a longer one is cut there, so that a broken mbox cannot fill the memory."""
KINDS = ("mbox", "maildir", "eml")

_FROM_LINE = re.compile(rb"From (?:\S+|\".*?\"\S*)\s.*\d{1,2}:\d{2}.*\b(?:19|20)\d\d")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_SUFFIXES = (".eml", ".msg", ".mail", ".txt")


@dataclass(frozen=True, slots=True)
class Found:
    """One mail. `position` is how far the history is read after it, in the unit of `History.size`; `name` says where it
    stood, the same at every reading. `received` is when it came in, where the file knows."""

    raw: bytes = field(repr=False)
    position: int
    name: str
    received: datetime | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Iterable as often as one likes. `size` is what `position` reaches: bytes of an mbox, else the number of files."""

    size: int
    _read: Callable[[], Iterator[Found]]
    unreadable: list[str] = field(default_factory=list)
    """Files that could not be read, by name; filled while iterating."""

    def __iter__(self) -> Iterator[Found]:
        self.unreadable.clear()
        return self._read()


def open_history(kind: str, path: Path) -> History:
    """The mails of `path`. Raises OSError if there is nothing to read, ValueError for another kind than `KINDS`."""
    if kind == "mbox":
        size = path.stat().st_size
        if path.is_dir():
            raise IsADirectoryError(21, "is a folder, not an mbox file", str(path))
        return History(size, lambda: _mbox(path))
    if kind == "maildir":
        folders = [path / name for name in ("cur", "new") if (path / name).is_dir()]
        if not folders:
            raise NotADirectoryError(20, "has no cur or new folder, so it is no Maildir", str(path))
        files = sorted((one for folder in folders for one in _files(folder)), key=lambda one: one.name)
    elif kind == "eml":
        files = sorted(one for one in path.rglob("*") if _is_mail(one)) if path.is_dir() else [path]
        path.stat()
    else:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}")
    unreadable: list[str] = []
    base = path if path.is_dir() else path.parent
    return History(len(files), lambda: _each(files, base, unreadable), unreadable)


def _files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        yield from (Path(entry.path) for entry in entries if entry.is_file() and not entry.name.startswith("."))


def _is_mail(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts[-1:])
    return not hidden and path.is_file() and (path.suffix.lower() in _SUFFIXES or not path.suffix)


def _each(files: list[Path], base: Path, unreadable: list[str]) -> Iterator[Found]:
    for position, file in enumerate(files, start=1):
        # Flags stand behind the colon of a Maildir name and change; the name before it does not.
        name = str(file.relative_to(base)).partition(":2,")[0]
        try:
            with file.open("rb") as source:
                raw = source.read(MAX_MAIL)
                received = datetime.fromtimestamp(os.fstat(source.fileno()).st_mtime, UTC)
        except OSError:
            unreadable.append(name)
            continue
        yield Found(raw, position, name, received if "cur" in file.parts or "new" in file.parts else None)


def _mbox(path: Path) -> Iterator[Found]:
    with path.open("rb") as source:
        yield from _split(source)


def _split(source: BinaryIO) -> Iterator[Found]:
    lines: list[bytes] = []
    size = start = position = 0
    blank, separator = True, b""
    for line in _lines(source):
        if blank and line.startswith(b"From ") and _FROM_LINE.match(line):
            if separator or any(one.strip() for one in lines):
                yield _found(lines, separator, start, position)
            lines, size, start, separator = [], 0, position, line
        elif size <= MAX_MAIL:
            lines.append(line)
            size += len(line)
        position += len(line)
        blank = line in (b"\n", b"\r\n")
    if separator or any(one.strip() for one in lines):
        yield _found(lines, separator, start, position)


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Lines, endless ones in pieces."""
    while line := source.readline(1024 * 1024):
        yield line


def _found(lines: list[bytes], separator: bytes, start: int, position: int) -> Found:
    if lines and lines[-1] in (b"\n", b"\r\n"):
        lines = lines[:-1]  # the empty line belongs to the mbox, not to the mail
    raw = b"".join(lines)
    if b"\n>From " in raw or b"\n>>" in raw:
        raw = _QUOTED_FROM.sub(rb"\1", raw)
    return Found(raw, position, str(start), _when(separator))


def _when(separator: bytes) -> datetime | None:
    """The date of a From line: `From anna@example.org Sat Nov 21 10:00:00 2026`."""
    words = separator.decode("latin-1").split()[2:]
    if len(words) < 5:
        return None
    weekday, month, day, clock, *rest = words
    year = next((word for word in rest if len(word) == 4 and word.isdigit()), "")
    zone = next((word for word in rest if word[0] in "+-"), "+0000")
    return dates.parse(f"{weekday}, {day} {month} {year} {clock} {zone}")
