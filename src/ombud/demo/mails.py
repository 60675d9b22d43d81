"""The letters of the demo community, as they would lie in the mailbox now. Read from the wheel, never rewritten.

Each `.eml` says in `X-Demo-Age` how many minutes before now it was sent. Only that header and Date are touched, byte by
byte: some letters are broken on purpose, and a parser that wrote them anew would mend them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache
from importlib.resources import files

import yaml

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_AGE = re.compile(rb"^X-Demo-Age:[ \t]*(\d+)[ \t]*\r?\n", re.MULTILINE)
_DATE = re.compile(rb"^Date:[ \t]*([^\r\n]*)", re.MULTILINE)


def mails(now: datetime) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every letter, oldest first, dated back from `now`. Raises ValueError for a naive `now`."""
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    for name, raw in sorted(letters(), key=lambda letter: (-age_of(letter[1]), letter[0])):
        yield name, dated(raw, now)


def age_of(raw: bytes) -> int:
    """Minutes before now, from X-Demo-Age. Raises ValueError where a letter has none."""
    found = _AGE.search(_head(raw))
    if not found:
        raise ValueError("a demo letter without X-Demo-Age")
    return int(found[1])


def dated(raw: bytes, now: datetime) -> bytes:
    """The letter without X-Demo-Age and with its Date set back from `now`, in the zone its writer lives in."""
    head = _head(raw)
    at = now - timedelta(minutes=age_of(raw))
    written = _DATE.search(head)
    if written:
        zone = parsedate_to_datetime(written[1].decode("ascii")).tzinfo
        line = b"Date: " + format_datetime(at.astimezone(zone)).encode("ascii")
        new = head[: written.start()] + line + head[written.end() :]
        return _AGE.sub(b"", new, count=1) + raw[len(head) :]
    eol = b"\r\n" if b"\r\n" in head else b"\n"
    line = b"Date: " + format_datetime(at).encode("ascii") + eol
    return _AGE.sub(line, head, count=1) + raw[len(head) :]


def _head(raw: bytes) -> bytes:
    """The header block with its last line end, so that a body never decides anything."""
    end = _END_OF_HEAD.search(raw)
    return raw if end is None else raw[: end.end()]


def letters() -> Iterator[tuple[str, bytes]]:
    for entry in (files("ombud.demo") / "mails").iterdir():
        if entry.name.endswith(".eml"):
            yield entry.name.removesuffix(".eml"), entry.read_bytes()


@cache
def manifest() -> dict[str, dict[str, str]]:
    """What each letter is, by name: its language, its kind as a person reads it, a note."""
    text = (files("ombud.demo") / "manifest.yaml").read_text(encoding="utf-8")
    told: dict[str, dict[str, str]] = yaml.safe_load(text)
    return told
