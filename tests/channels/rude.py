"""A mail server that takes everything but what a test tells it to refuse, and how a refusal is looked at."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from ombud.channels.contract import Outgoing, Trouble
from ombud.channels.mail.deliver import MailPost
from tests.channels.letters import settings_of
from tests.servers.mail import MailServer


def refusal(post: MailPost, outgoing: Outgoing) -> Trouble:
    with pytest.raises(Trouble) as caught:
        post.send(outgoing)
    return caught.value


class Rude:
    """An SMTP server that takes everything but what a test tells it to refuse."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.taken: list[tuple[str | None, list[str], bytes]] = []
        self.on_line: dict[Any, int] = {}

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if address in {"", "<>"} and "null" in self.answers:
            return self.answers["null"]
        if "mail" in self.answers:
            return self.answers["mail"]
        self.on_line[session.peer] = self.on_line.get(session.peer, 0) + 1
        if self.on_line[session.peer] > int(self.answers.get("most", "1000")):
            return "421 too many messages in this connection"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if "rcpt" in self.answers:
            return self.answers["rcpt"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if "data" in self.answers:
            return self.answers["data"]
        assert isinstance(envelope.content, bytes)
        self.taken.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        return "250 taken"


@contextmanager
def rude(mail_server: MailServer, **answers: str) -> Iterator[tuple[Rude, MailPost]]:
    server = Rude(**answers)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port, enable_SMTPUTF8=answers.get("utf8") == "yes")
    controller.start()
    post = MailPost(settings_of(mail_server, "care", smtp_port=port, smtp_security="plain"))
    try:
        yield server, post
    finally:
        post.close()
        controller.stop()
