"""Mails and settings as the tests of the mail channel need them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ombud.channels.contract import Address, Arrival, Cursor, Outgoing, Trouble
from ombud.channels.mail.fetch import MailLink
from ombud.channels.mail.settings import MailSettings
from tests.servers.mail import MailServer

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def letter(
    text: str = "Hello", *, message_id: str = "", subject: str = "Help", sender: str = "anna@example.org"
) -> bytes:
    """A plain mail, its lines ended as on the wire."""
    head = f"From: Anna <{sender}>\nTo: care@ombud.test\nSubject: {subject}\nDate: Fri, 20 Nov 2026 09:00:00 +0000\n"
    if message_id:
        head += f"Message-ID: <{message_id}>\n"
    return f"{head}\n{text}\n".replace("\n", "\r\n").encode()


def settings_of(server: MailServer, mailbox: str, **other: Any) -> MailSettings:
    """Settings of a mailbox of the test servers: TLS for IMAP, STARTTLS for SMTP, their certificate trusted."""
    wanted: dict[str, Any] = {
        "address": f"{mailbox}@{server.domain}",
        "imap_host": server.host,
        "imap_port": server.imaps_port,
        "imap_security": "tls",
        "smtp_host": server.host,
        "smtp_port": server.smtp_port,
        "smtp_security": "starttls",
        "username": mailbox,
        "password": server.password,
        "ca_file": server.ca,
        "timeout": 10,
    }
    return MailSettings.model_validate({**wanted, **other})


def to(address: str, remote_id: str = "out.1@ombud.test", **other: Any) -> Outgoing:
    """A mail of ours."""
    wanted: dict[str, Any] = {
        "remote_id": remote_id,
        "to": Address("", address),
        "sender": Address("Care", "care@ombud.test"),
        "subject": "Your message",
        "text": "We are on it.",
        "at": NOW,
    }
    return Outgoing(**{**wanted, **other})


def link_to(server: MailServer, box: str, **other: Any) -> MailLink:
    """A link over an unsecured line."""
    wanted = {"imap_port": server.imap_port, "imap_security": "plain", **other}
    return MailLink(settings_of(server, box, **wanted))


def hear(link: MailLink, cursor: Cursor | None = None, limit: int = 50) -> tuple[list[Arrival], Cursor]:
    """Everything new, kept as a caller keeps it, and the cursor after it."""
    arrivals: list[Arrival] = []
    cursor = cursor or Cursor()
    for batch in link.fetch(cursor, limit):
        arrivals += batch.arrivals
        batch.after_kept()
        cursor = batch.cursor
    return arrivals, cursor


def texts(arrivals: list[Arrival]) -> list[str]:
    """What was written in each."""
    return [arrival.text for arrival in arrivals]


def trouble_of(link: MailLink) -> Trouble:
    """What keeps the link from hearing."""
    with pytest.raises(Trouble) as caught:
        hear(link)
    link.close()
    return caught.value
