"""Lines from a file descriptor, as many as there are: a slow writer is answered at once, a fast one in batches.

Numbers count from 1. A line longer than `LONGEST` is not kept, only counted, so that no input fills the memory.
"""

from __future__ import annotations

import os
import select
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 16 << 20  # bytes; 100,000 characters of emoji written as escapes are 1.2 million
MOST: Final = 64  # lines a batch
_WEIGHT: Final = 1 << 20  # bytes after which a batch is full, however few its lines
_CHUNK: Final = 1 << 16
_GRACE: Final = 0.002  # seconds in which a writer that is not slow has filled the pipe again


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; `raw` is None where it was longer than can be kept."""

    number: int
    raw: bytes | None

    @property
    def blank(self) -> bool:
        """Nothing stands in it."""
        return self.raw is not None and not self.raw.strip()


def batches(source: int, most: int = MOST, longest: int = LONGEST) -> Iterator[list[Line]]:
    """The lines of `source` in their order, in batches of at most `most`. Never waits while it has a line to give.

    Raises OSError where `source` cannot be read.
    """
    cutter = _Cutter(longest)
    while not cutter.ended or cutter.lines:
        while not cutter.ended and len(cutter.lines) < most and (not cutter.lines or _more(source)):
            cutter.take(os.read(source, _CHUNK))
        batch: list[Line] = []
        weight = 0
        while cutter.lines and len(batch) < most and weight < _WEIGHT:
            batch.append(cutter.lines.popleft())
            weight += len(batch[-1].raw or b"")
        if batch:
            yield batch


def lines_of(path: str) -> Iterator[Line]:
    """The lines of a file (`-`: of standard input) in which something stands. Raises OSError if it cannot be read."""
    source = 0 if path == "-" else os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    for batch in batches(source):
        yield from (line for line in batch if not line.blank)


def _more(source: int) -> bool:
    try:
        return bool(select.select([source], [], [], _GRACE)[0])
    except (OSError, ValueError):  # Windows can wait for sockets alone; what one read gave is a batch then
        return False


class _Cutter:
    """Cuts what was read into lines."""

    def __init__(self, longest: int) -> None:
        self.lines: deque[Line] = deque()
        self.ended = False
        self._longest = longest
        self._number = 0
        self._open: list[bytes] = []
        self._length = 0

    def take(self, chunk: bytes) -> None:
        """What was read next; nothing means that the input has ended."""
        if not chunk:
            self.ended = True
            if self._length:
                self._close()
            return
        first, *others = chunk.split(b"\n")
        self._add(first)
        for part in others:
            self._close()
            self._add(part)

    def _add(self, part: bytes) -> None:
        self._length += len(part)
        if self._length > self._longest:
            self._open.clear()
        elif part:
            self._open.append(part)

    def _close(self) -> None:
        self._number += 1
        kept = b"".join(self._open) if self._length <= self._longest else None
        self.lines.append(Line(self._number, kept))
        self._open.clear()
        self._length = 0


def complain(words: str) -> None:
    """One line on standard error, in UTF-8 whatever the locale."""
    sys.stderr.buffer.write(words.encode("utf-8", "replace") + b"\n")
    sys.stderr.flush()
