"""Hearing a mailbox: by UID, never by \\Seen, so that a mail somebody reads elsewhere is heard all the same.

The cursor is `uidvalidity:last_uid`. Where the server has numbered its mailbox anew, hearing begins at the first mail
again, and `remote_id` keeps what was heard before from being heard twice. `BODY.PEEK` leaves every flag as it was; a
mail is moved only if a folder is configured, and only after the caller has kept it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import batched
from typing import Any

from imapclient import IMAPClient

from ombud.channels.contract import Arrival, Cursor, Heard, Permanent, Temporary
from ombud.channels.mail import session
from ombud.channels.mail.parse import parse, with_problem
from ombud.channels.mail.settings import MailSettings

BATCH_BYTES = 16 * 1024 * 1024
"""Mails of one batch weigh no more together, unless one alone does."""
IDLE_CHUNK = 5 * 60.0
"""Seconds after which an IDLE is renewed: well under the 29 minutes of RFC 2177, and routers forget silent lines
sooner."""
POLL = 20.0
"""Seconds between two looks where the server does not offer IDLE."""
_HEAD_BYTES = 256 * 1024
_MOVED_AT_ONCE = 500
"""Commands have a length that servers bear."""


class MailLink:
    """A `Link` to one folder. Opened at the first use; after any `Trouble` the caller closes it and opens another."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._own = settings.own
        self._client: IMAPClient | None = None
        self._validity = 0
        self._last = 0

    def _open(self) -> IMAPClient:
        if self._client is None:
            client = session.connect(self._settings)
            try:
                session.login(client, self._settings)
                self._validity = session.select(
                    client, self._settings, self._settings.folder, readonly=not self._settings.move_to
                )
            except BaseException:
                session.close(client)
                raise
            self._client = client
        return self._client

    def fetch(self, cursor: Cursor, limit: int) -> Iterator[Heard]:
        """Everything newer than `cursor` in batches of at most `limit` mails; ends when there is no more."""
        client = self._open()
        with session.told(self._settings):
            client.noop()  # what came since the folder was opened
        last = self._after(cursor)
        if self._settings.move_to and last:
            self._sweep(client, last)
        uids = self._newer(client, last)
        self._last = last
        while uids:
            batch, uids = uids[:limit], uids[limit:]
            yield from self._batches(client, batch)
            if not uids:
                uids = self._newer(client, self._last)

    def wait(self, seconds: float) -> bool:
        """Sleeps until the server says that something came, or `seconds` are over; polls where it cannot say."""
        client = self._open()
        end = time.monotonic() + seconds
        with session.told(self._settings):
            idles = client.has_capability("IDLE")
            while True:
                client.noop()
                if self._newer(client, self._last):
                    return True
                left = end - time.monotonic()
                if left <= 0:
                    return False
                if idles:
                    self._idle(client, min(left, IDLE_CHUNK))
                else:
                    time.sleep(min(left, POLL))

    def close(self) -> None:
        """Logs out; never raises."""
        client, self._client = self._client, None
        if client is not None:
            session.close(client)

    def _after(self, cursor: Cursor) -> int:
        validity, _, last = cursor.value.partition(":")
        if not cursor.value:
            return 0
        if not (validity.isdigit() and last.isdigit()):
            raise Permanent("cursor_invalid", cursor.value[:40])
        return int(last) if int(validity) == self._validity else 0

    def _newer(self, client: IMAPClient, last: int) -> list[int]:
        with session.told(self._settings):
            # `n:*` always names the last mail, even below n.
            return sorted(uid for uid in client.search(["UID", f"{last + 1}:*"]) if uid > last)

    def _batches(self, client: IMAPClient, uids: list[int]) -> Iterator[Heard]:
        with session.told(self._settings):
            found: dict[int, dict[bytes, Any]] = client.fetch(uids, ["RFC822.SIZE", "INTERNALDATE"])
        ready: list[int] = []
        weight = 0
        for uid in uids:
            size = int(found.get(uid, {}).get(b"RFC822.SIZE", 0))
            size = _HEAD_BYTES if size > self._settings.max_size else size
            if ready and weight + size > BATCH_BYTES:
                yield self._batch(client, ready, found)
                ready, weight = [], 0
            ready.append(uid)
            weight += size
        yield self._batch(client, ready, found)

    def _batch(self, client: IMAPClient, uids: list[int], found: dict[int, dict[bytes, Any]]) -> Heard:
        # A mail that went away between listing and fetching is somebody else's doing, and no error.
        present = [uid for uid in uids if uid in found]
        large = {uid for uid in present if int(found[uid].get(b"RFC822.SIZE", 0)) > self._settings.max_size}
        arrivals: dict[int, Arrival] = {}
        for group, item in ((set(present) - large, b"BODY[]"), (large, b"BODY[HEADER]")):
            if not group:
                continue
            with session.told(self._settings):
                asked = item.decode().replace("BODY[", "BODY.PEEK[")
                answers = client.fetch(sorted(group), [asked])
            for uid in group:
                raw = answers.get(uid, {}).get(item)
                if raw is None and uid in answers:
                    raise Temporary("mail_unreadable", f"uid {uid}")
                if raw is not None:
                    arrivals[uid] = self._arrival(raw, found[uid].get(b"INTERNALDATE"), oversize=uid in large)
        self._last = uids[-1]
        return Heard(
            tuple(arrivals[uid] for uid in sorted(arrivals)),
            Cursor(f"{self._validity}:{self._last}"),
            lambda: self._move(sorted(arrivals)),
        )

    def _arrival(self, raw: bytes, received: object, *, oversize: bool) -> Arrival:
        moment = received if isinstance(received, datetime) else None
        if moment is not None:
            # The library gives local time without a zone.
            moment = (moment.astimezone() if moment.tzinfo is None else moment).astimezone(UTC)
        parsed = parse(raw, own=self._own, received=moment)
        return (with_problem(parsed, "oversize") if oversize else parsed).arrival

    def _sweep(self, client: IMAPClient, last: int) -> None:
        """Moves what was kept before a crash kept it from being moved."""
        with session.told(self._settings):
            left = [uid for uid in client.search(["UID", f"1:{last}"]) if uid <= last]
        self._move(left)

    def _move(self, uids: list[int]) -> None:
        folder = self._settings.move_to
        client = self._client
        if not folder or not uids or client is None:
            return
        with session.told(self._settings):
            if not client.folder_exists(folder):
                raise Permanent("move_folder_missing", folder)
            for some in batched(uids, _MOVED_AT_ONCE):
                self._move_some(client, list(some), folder)

    @staticmethod
    def _move_some(client: IMAPClient, uids: list[int], folder: str) -> None:
        if client.has_capability("MOVE"):
            client.move(uids, folder)
            return
        client.copy(uids, folder)
        client.delete_messages(uids, silent=True)
        if client.has_capability("UIDPLUS"):
            client.uid_expunge(uids)  # a plain EXPUNGE would take what others have marked, too

    def _idle(self, client: IMAPClient, seconds: float) -> None:
        """Returns when the server has said something, or after `seconds`."""
        client.idle()
        begun = time.monotonic()
        said = client.idle_check(timeout=seconds)
        if not said and time.monotonic() - begun < min(seconds, 1.0) / 2:
            raise Temporary("connection_lost")  # ready to read, and nothing there: the line is dead
        client.idle_done()
