"""On SQLite one worker is enough, and only one may be: it holds a lock on a file for as long as it lives.

The lock falls with the process, however it ends, so the next worker knows that what is leased was left behind by a dead
one, and takes it up at once instead of waiting for the lease to end.
"""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from ombud.inboxes.health import free_lines
from ombud.work.queue import free_all


class NotAlone(Exception):
    """Another worker is at work on this SQLite database."""


def alone() -> IO[str] | None:
    """Take the lock and free what a dead worker held; None on PostgreSQL, where workers share. Raises `NotAlone`."""
    if connection.vendor != "sqlite":
        return None
    lock = Path(str(settings.DATABASES["default"]["NAME"]) + ".worker").open("w")  # noqa: SIM115 - held for life
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise NotAlone from None
    free_all()
    free_lines()
    return lock
