"""A mail system of our own: Dovecot (IMAP) and Exim (SMTP) on free ports of 127.0.0.1, gone afterwards.

Everything `@ombud.test` is a mailbox named by its local part without the `+tag`; the password is `secret`. `nobody@` is
refused for good, `busy@` for now.
"""

from __future__ import annotations

import shutil
import smtplib
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from imapclient import IMAPClient

from tests.servers.script import run


@dataclass(frozen=True)
class MailServer:
    """Where it listens. `ca` is the file of the certificate both servers show."""

    host: str
    imap_port: int
    imaps_port: int
    smtp_port: int
    lmtp_port: int
    ca: Path
    folder: Path
    domain: str = "ombud.test"
    password: str = "secret"

    def put(self, mailbox: str, *mails: bytes, sender: str = "anna@example.org") -> None:
        """Delivers at once, by LMTP, in order, each mail as it is; every one is in the mailbox when this returns."""
        with smtplib.LMTP(self.host, self.lmtp_port) as line:
            for mail in mails:
                line.sendmail(sender, [f"{mailbox}@{self.domain}"], mail)

    @contextmanager
    def open(self, mailbox: str, folder: str = "INBOX") -> Iterator[IMAPClient]:
        """A session of the mailbox's owner, as her own mail program would have it."""
        with IMAPClient(self.host, self.imap_port, ssl=False) as client:
            client.login(mailbox, self.password)
            client.select_folder(folder)
            yield client

    def mails(self, mailbox: str, *, at_least: int = 0, within: float = 20.0) -> list[bytes]:
        """Every mail of the inbox, oldest first, once there are `at_least` so many; what is read stays unread."""
        end = time.monotonic() + within
        while True:
            with self.open(mailbox) as client:
                uids = client.search("ALL")
                if len(uids) >= at_least or time.monotonic() > end:
                    found = client.fetch(uids, ["BODY.PEEK[]"]) if uids else {}
                    return [found[uid][b"BODY[]"] for uid in sorted(found)]
            time.sleep(0.1)


def _started(folder: Path) -> str:
    """What the servers say once they run. Ports are drawn before they are taken, and another process may have taken one
    meanwhile: they are drawn again, twice at most."""
    for _ in range(2):
        with suppress(RuntimeError):
            return run("start-mail.sh", folder / "mail")
        run("stop.sh", folder)
        shutil.rmtree(folder / "mail", ignore_errors=True)
    return run("start-mail.sh", folder / "mail")


@contextmanager
def running_mail() -> Iterator[MailServer]:
    """Both servers, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="ombud-mail-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # started by root, the servers run as user mail
        try:
            told = dict(line.partition("=")[::2] for line in _started(folder).splitlines())
            yield MailServer(
                host=told["IMAP_HOST"],
                imap_port=int(told["IMAP_PORT"]),
                imaps_port=int(told["IMAPS_PORT"]),
                smtp_port=int(told["SMTP_PORT"]),
                lmtp_port=int(told["LMTP_PORT"]),
                ca=Path(told["MAIL_CA"]),
                folder=folder / "mail",
            )
        finally:
            run("stop.sh", folder)
