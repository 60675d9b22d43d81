"""Files by content: each is kept once under its SHA-256, written whole or not at all, before the row that names it."""

from __future__ import annotations

import hashlib
import os
import time
import zlib
from datetime import datetime
from pathlib import Path

from django.conf import settings

from .models import Raw

# A mail up to here lives compressed in its row, so that hearing a thousand costs no thousand files.
INLINE = 64_000


def _path(sha256: str) -> Path:
    return Path(settings.STORE) / sha256[:2] / sha256


def name_of(content: bytes) -> str:
    """The name that `content` has in the store: its SHA-256."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes) -> str:
    """Store `content` durably and return its SHA-256. Storing it again costs a look. Raises OSError on a full disk."""
    sha256 = name_of(content)
    path = _path(sha256)
    if _there(path, len(content)):
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{sha256}.{os.getpid()}.half")
    try:
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _wanted_now(half)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return sha256


def _there(path: Path, size: int) -> bool:
    """Whether the whole file lies there; then it is marked as wanted now, so that `drop` leaves it."""
    try:
        if path.stat().st_size != size:
            return False
        _wanted_now(path)
    except FileNotFoundError:
        return False
    return True


def _wanted_now(path: Path) -> None:
    """By our own clock, by which `drop` is told since when nobody wants it: that of the store may be another."""
    now = time.time()
    os.utime(path, (now, now))


def drop(sha256: str, unwanted_since: datetime) -> bool:
    """Take the file away unless it was kept again since; whoever asks has made sure that no row names it any more.

    It is moved aside before it is looked at: who keeps the same content meanwhile finds none and writes it anew.
    Returns whether it is gone.
    """
    path = _path(sha256)
    aside = path.with_name(f"{sha256}.{os.getpid()}.going")
    try:
        path.replace(aside)
    except FileNotFoundError:
        return True
    if aside.stat().st_mtime > unwanted_since.timestamp():
        aside.replace(path)
        return False
    aside.unlink()
    return True


def fetch(sha256: str) -> bytes:
    """The content stored under `sha256`. Raises FileNotFoundError if it is not there."""
    if len(sha256) != 64 or not sha256.isalnum():
        raise FileNotFoundError(sha256)
    return _path(sha256).read_bytes()


def raw_of(content: bytes) -> Raw:
    """An unsaved `Raw` for a message as it came: in the row if small, else in the store."""
    if len(content) <= INLINE:
        return Raw(sha256=name_of(content), content=zlib.compress(content, 1))
    return Raw(sha256=keep(content), content=b"")


def whole(raw: Raw) -> bytes:
    """The message as it came."""
    return zlib.decompress(bytes(raw.content)) if raw.content else fetch(raw.sha256)
