"""Speaking to a real Exim, and to servers that behave worse."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any

import pytest

from ombud.channels.contract import Address, Permanent, Temporary, Trouble, Undeliverable
from ombud.channels.mail.deliver import MailPost
from ombud.channels.mail.reasons import OF_THE_RECIPIENT
from tests.channels.letters import settings_of, to
from tests.channels.rude import refusal, rude
from tests.channels.wire import wire
from tests.servers.mail import MailServer


@pytest.fixture
def box() -> str:
    return f"post{uuid.uuid4().hex[:12]}"


@pytest.fixture
def post(mail_server: MailServer) -> Iterator[MailPost]:
    post = MailPost(settings_of(mail_server, "care"))
    yield post
    post.close()


def test_a_mail_arrives_as_it_was_written(mail_server: MailServer, post: MailPost, box: str) -> None:
    text = "Liebe Anna,\n\n.\nFrom now on: größer & 😀\n" + "long " * 400 + "\nende"
    post.send(to(f"{box}@ombud.test", text=text, subject="Größe Ø " * 12))
    (raw,) = mail_server.mails(box, at_least=1)
    mail = message_from_bytes(raw)
    said = {part.get_content_type(): part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()}
    plain, html = said["text/plain"], said["text/html"]
    assert isinstance(plain, bytes)
    assert isinstance(html, bytes)
    assert plain.decode().replace("\r\n", "\n").rstrip("\n") == text
    assert "größer &amp; 😀" in html.decode()
    assert mail["Return-Path"] == "<care@ombud.test>"
    assert mail["Message-ID"] == "<out.1@ombud.test>"


def test_a_receipt_has_no_return_path_and_says_what_it_is(mail_server: MailServer, post: MailPost, box: str) -> None:
    post.send(to(f"{box}@ombud.test", automatic=True))
    (raw,) = mail_server.mails(box, at_least=1)
    mail = message_from_bytes(raw)
    assert mail["Return-Path"] == "<>"
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"


def test_answers_come_back_to_the_token(mail_server: MailServer, post: MailPost, box: str) -> None:
    token = "mmytemzugu3m4h7slbowfts3he6q"
    post.send(to(f"{box}@ombud.test", token=token))
    (raw,) = mail_server.mails(box, at_least=1)
    assert message_from_bytes(raw)["Reply-To"] == f"Care <care+{token}@ombud.test>"


def test_an_unknown_recipient_is_final_and_one_who_is_busy_is_not(post: MailPost) -> None:
    unknown = refusal(post, to("nobody@ombud.test"))
    busy = refusal(post, to("busy@ombud.test"))
    assert (type(unknown), unknown.reason) == (Undeliverable, "recipient_unknown")
    assert (type(busy), busy.reason) == (Temporary, "mailbox_unavailable")
    assert unknown.reason in OF_THE_RECIPIENT


def test_a_server_that_refuses_the_null_path_gets_our_address(mail_server: MailServer) -> None:
    with rude(mail_server, null="550 5.7.60 not allowed to send as this sender") as (server, post):
        post.send(to("anna@example.org", automatic=True))
        ((sender, recipients, raw),) = server.taken
    assert sender == "care@ombud.test"
    assert recipients == ["anna@example.org"]
    assert message_from_bytes(raw)["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize(
    ("step", "answer", "kind", "reason"),
    [
        ("mail", "553 5.7.1 sender not yours", Permanent, "sender_refused"),
        ("mail", "550 no", Permanent, "sender_refused"),
        ("mail", "530 5.7.0 authenticate first", Permanent, "auth_needed"),
        ("mail", "452 4.3.1 no space", Temporary, "server_full"),
        ("rcpt", "550 5.1.1 unknown", Undeliverable, "recipient_unknown"),
        ("rcpt", "550 whatever", Undeliverable, "refused"),
        ("rcpt", "552 5.2.2 over quota", Undeliverable, "mailbox_full"),
        ("rcpt", "452 4.2.2 over quota", Temporary, "mailbox_full"),
        ("rcpt", "451 4.7.1 greylisted", Temporary, "try_later"),
        ("rcpt", "450 later", Temporary, "mailbox_unavailable"),
        ("data", "554 5.7.26 unauthenticated", Undeliverable, "refused_policy"),
        ("data", "552 5.3.4 too big", Undeliverable, "too_large"),
        ("data", "451 try again", Temporary, "try_later"),
    ],
)
def test_every_refusal_has_a_reason(
    mail_server: MailServer, step: str, answer: str, kind: type[Trouble], reason: str
) -> None:
    with rude(mail_server, **{step: answer}) as (server, post):
        trouble = refusal(post, to("anna@example.org"))
        assert (type(trouble), trouble.reason) == (kind, reason)
        assert answer[:3] in trouble.detail
        server.answers.clear()
        post.send(to("anna@example.org"))  # the line is fit for the next mail
        assert len(server.taken) == 1


@pytest.mark.parametrize("offers", [True, False])
def test_foreign_letters_in_an_address(mail_server: MailServer, offers: bool) -> None:
    with rude(mail_server, utf8="yes" if offers else "") as (server, post):
        if offers:
            post.send(to("jørgen@example.org"))
            assert server.taken[0][1] == ["jørgen@example.org"]
        else:
            trouble = refusal(post, to("jørgen@example.org"))
            assert (type(trouble), trouble.reason) == (Undeliverable, "address_utf8")
        post.send(to("anna@bücher.example"))
        assert server.taken[-1][1] == ["anna@xn--bcher-kva.example"]


@pytest.mark.parametrize(
    "address", ["", "anna", "anna@", "@example.org", "a b@example.org", "a@b@c", "a\r\nb@example.org"]
)
def test_what_is_no_address_is_refused_before_the_line_is_opened(address: str, mail_server: MailServer) -> None:
    post = MailPost(settings_of(mail_server, "care", smtp_port=1))
    trouble = refusal(post, to(address))
    assert (type(trouble), trouble.reason) == (Undeliverable, "address_invalid")


@pytest.mark.parametrize(
    ("other", "kind", "reason"),
    [
        ({"password": "wrong-secret"}, Permanent, "auth"),
        ({"ca_file": None}, Permanent, "tls_certificate"),
        ({"smtp_host": "no-such-host.invalid"}, Temporary, "dns"),
        ({"smtp_port": 1}, Temporary, "connection_refused"),
    ],
)
def test_what_is_wrong_is_said(
    mail_server: MailServer, other: dict[str, Any], kind: type[Trouble], reason: str
) -> None:
    trouble = refusal(MailPost(settings_of(mail_server, "care", **other)), to("anna@ombud.test"))
    assert (type(trouble), trouble.reason) == (kind, reason)
    assert "wrong-secret" not in str(trouble)
    assert trouble.reason not in OF_THE_RECIPIENT


def test_a_stripped_starttls_sends_nothing(mail_server: MailServer) -> None:
    with wire(mail_server.smtp_port, lambda said: said.replace(b"STARTTLS", b"XTARTTLS")) as line:
        trouble = refusal(MailPost(settings_of(mail_server, "care", smtp_port=line.port)), to("anna@ombud.test"))
    assert (type(trouble), trouble.reason) == (Permanent, "tls_unsupported")


def test_a_silent_server_is_not_waited_for_for_ever(mail_server: MailServer) -> None:
    with wire(mail_server.smtp_port) as line:
        line.silent = True
        settings = settings_of(mail_server, "care", smtp_port=line.port, timeout=0.5)
        trouble = refusal(MailPost(settings), to("anna@ombud.test"))
    assert (type(trouble), trouble.reason) == (Temporary, "timeout")


def test_another_account_for_sending(mail_server: MailServer, box: str) -> None:
    settings = settings_of(mail_server, "care", password="only for IMAP", smtp_password="secret", smtp_username="relay")
    post = MailPost(settings)
    post.send(to(f"{box}@ombud.test", sender=Address("Care", "care@ombud.test")))
    post.close()
    assert len(mail_server.mails(box, at_least=1)) == 1


@pytest.mark.parametrize(("password", "works"), [("secret", True), ("geheimé", False)])
def test_foreign_letters_in_name_and_password(mail_server: MailServer, box: str, password: str, works: bool) -> None:
    post = MailPost(settings_of(mail_server, "care", smtp_username="jørgen", smtp_password=password))
    if works:
        post.send(to(f"{box}@ombud.test"))
        assert len(mail_server.mails(box, at_least=1)) == 1
    else:
        trouble = refusal(post, to(f"{box}@ombud.test"))
        assert (type(trouble), trouble.reason) == (Permanent, "auth")
        assert password not in str(trouble)
    post.close()
