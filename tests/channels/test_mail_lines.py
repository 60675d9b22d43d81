"""Lines to a mail server are kept for the next mail, and give way when they go stale, break or may carry no more."""

from __future__ import annotations

import uuid
from email import message_from_bytes

import pytest

from ombud.channels.contract import Temporary
from ombud.channels.mail import deliver
from ombud.channels.mail.deliver import MailPost
from tests.channels.letters import settings_of, to
from tests.channels.rude import refusal, rude
from tests.channels.wire import wire
from tests.servers.mail import MailServer


@pytest.fixture
def box() -> str:
    return f"line{uuid.uuid4().hex[:12]}"


def test_one_line_serves_many_mails_and_outlives_refusals(mail_server: MailServer, box: str) -> None:
    with wire(mail_server.smtp_port) as line:
        post = MailPost(settings_of(mail_server, "care", smtp_port=line.port))
        for number in range(3):
            post.send(to(f"{box}@ombud.test", f"many.{number}@ombud.test"))
            refusal(post, to("nobody@ombud.test"))
        post.close()
        assert line.connections == 1
    assert len(mail_server.mails(box, at_least=3)) == 3


def test_a_line_that_went_stale_is_opened_anew(
    mail_server: MailServer, box: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "IDLE", -1.0)
    with wire(mail_server.smtp_port) as line:
        post = MailPost(settings_of(mail_server, "care", smtp_port=line.port))
        post.send(to(f"{box}@ombud.test", "stale.1@ombud.test"))
        line.cut()
        post.send(to(f"{box}@ombud.test", "stale.2@ombud.test"))
        post.close()
        assert line.connections == 2
    assert len(mail_server.mails(box, at_least=2)) == 2


def test_a_broken_line_is_temporary_and_the_next_mail_gets_another(mail_server: MailServer, box: str) -> None:
    with wire(mail_server.smtp_port) as line:
        post = MailPost(settings_of(mail_server, "care", smtp_port=line.port))
        post.send(to(f"{box}@ombud.test", "broken.1@ombud.test"))
        line.cut()
        trouble = refusal(post, to(f"{box}@ombud.test", "broken.2@ombud.test"))
        assert (type(trouble), trouble.reason) == (Temporary, "connection_lost")
        post.send(to(f"{box}@ombud.test", "broken.2@ombud.test"))
        post.close()
    ids = {message_from_bytes(raw)["Message-ID"] for raw in mail_server.mails(box, at_least=2)}
    assert ids == {"<broken.1@ombud.test>", "<broken.2@ombud.test>"}


def test_a_line_that_may_carry_no_more_gives_way_to_a_new_one(mail_server: MailServer) -> None:
    """Exim takes a thousand mails on a line, and says 421 to every one after, without hanging up."""
    with rude(mail_server, most="2") as (server, post):
        for number in range(5):
            post.send(to("anna@example.org", f"full.{number}@ombud.test"))
        assert len(server.taken) == 5
        server.answers["mail"] = "421 4.3.2 going down"
        assert refusal(post, to("anna@example.org")).reason == "server_busy"
        del server.answers["mail"]
        post.send(to("anna@example.org"))
        assert len(server.taken) == 6


def test_an_answer_lost_after_the_last_byte_is_told_apart(mail_server: MailServer) -> None:
    with rude(mail_server) as (server, post), wire(post._settings.smtp_port) as line:
        line.cut_after = b"\r\n.\r\n"
        doubtful = MailPost(settings_of(mail_server, "care", smtp_port=line.port, smtp_security="plain"))
        trouble = refusal(doubtful, to("anna@example.org"))
        assert (type(trouble), trouble.reason) == (Temporary, "answer_lost")
        line.cut_after = b""
        doubtful.send(to("anna@example.org"))
        doubtful.close()
        assert len({message_from_bytes(raw)["Message-ID"] for _, _, raw in server.taken}) == 1
