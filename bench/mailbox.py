"""A Dovecot of this run's own, its mailboxes filled with generated letters file by file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass

from tests.servers.mail import MailServer

from .prepare import ADDRESS
from .sink import Sink


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """Mailboxes on `server`."""

    server: MailServer

    def fill(self, name: str, letters: Iterable[bytes]) -> None:
        """The mailbox `name` holds exactly these letters, in this order, unread, as far as its owner knows."""
        box = self.server.folder / "mail" / name
        shutil.rmtree(box, ignore_errors=True)
        for part in ("cur", "new", "tmp"):
            (box / part).mkdir(parents=True)
        for place, letter in enumerate(letters):
            (box / "new" / f"{1_700_000_000 + place}.M{place:06d}P1.bench").write_bytes(letter)
        if os.geteuid() == 0:
            for path in [box, *box.rglob("*")]:
                shutil.chown(path, "mail", "mail")

    def account(self, name: str, sink: Sink) -> dict[str, object]:
        """What a community manager would type to have the mailbox heard and to send by the sink."""
        return {
            "address": ADDRESS, "username": name, "password": self.server.password,
            "imap_host": "localhost", "imap_port": self.server.imap_port, "imap_security": "starttls",
            "smtp_host": "localhost", "smtp_port": sink.port, "smtp_security": "plain",
            "ca_file": str(self.server.ca),
        }  # fmt: skip


def size_of(letters: Iterable[bytes]) -> str:
    """How heavy letters are, in words."""
    sizes = sorted(len(letter) for letter in letters)
    return f"{sizes[len(sizes) // 2] / 1000:.1f} kB in the middle, {sum(sizes) / len(sizes) / 1000:.1f} kB on average"
