"""The connection test on real servers: what works is said to work, what is wrong is named with its cure."""

from __future__ import annotations

from typing import Any

import pytest

from ombud.channels.contract import Check
from ombud.channels.mail.check import check
from ombud.channels.mail.reasons import OF_THE_RECIPIENT, REASONS, sentence
from tests.channels.letters import settings_of
from tests.channels.wire import wire
from tests.servers.mail import MailServer

HEARING = ["imap_dns", "imap_connect", "imap_tls", "imap_login", "imap_folder"]
SPEAKING = ["smtp_dns", "smtp_connect", "smtp_tls", "smtp_login", "smtp_sender", "smtp_plus"]


def run(server: MailServer, **other: Any) -> list[Check]:
    return list(check(settings_of(server, "check", **other)))


def test_everything_that_is_tried(mail_server: MailServer) -> None:
    steps = run(mail_server, move_to="Archive")
    assert [step.step for step in steps] == [*HEARING, "imap_move_folder", *SPEAKING]
    assert all(step.ok for step in steps)
    assert mail_server.mails("check") == []


@pytest.mark.parametrize(
    ("other", "step", "reason"),
    [
        ({"imap_host": "no-such-host.invalid"}, "imap_dns", "dns"),
        ({"imap_port": 1}, "imap_connect", "connection_refused"),
        ({"folder": "Nowhere"}, "imap_folder", "folder_missing"),
        ({"move_to": "Nowhere"}, "imap_move_folder", "move_folder_missing"),
        ({"smtp_host": "no-such-host.invalid"}, "smtp_dns", "dns"),
        ({"smtp_port": 1}, "smtp_connect", "connection_refused"),
        ({"smtp_password": "wrong"}, "smtp_login", "auth"),
        ({"address": "nobody@ombud.test"}, "smtp_sender", "recipient_unknown"),
        ({"address": "busy@ombud.test"}, "smtp_sender", "mailbox_unavailable"),
        ({"address": "care@example.org"}, "smtp_sender", "refused"),
    ],
)
def test_the_one_thing_that_is_wrong(mail_server: MailServer, other: dict[str, Any], step: str, reason: str) -> None:
    wrong = [one for one in run(mail_server, **other) if not one.ok]
    assert [(one.step, one.reason) for one in wrong] == [(step, reason)]
    assert sentence(reason, wrong[0].detail) != reason


def test_hearing_that_fails_does_not_keep_speaking_from_being_tried(mail_server: MailServer) -> None:
    steps = run(mail_server, password="wrong", smtp_password="secret")
    assert [step.step for step in steps] == [*HEARING[:4], *SPEAKING]
    assert [step.reason for step in steps if not step.ok] == ["auth"]


def test_a_certificate_nobody_vouches_for(mail_server: MailServer) -> None:
    wrong = [(one.step, one.reason) for one in run(mail_server, ca_file=None) if not one.ok]
    assert wrong == [("imap_tls", "tls_certificate"), ("smtp_tls", "tls_certificate")]


def test_a_provider_without_plus_addresses(mail_server: MailServer) -> None:
    said: list[bytes] = []

    def refuse(line: bytes) -> bytes:
        # The answers from the second RCPT on are refusals.
        said.append(line)
        accepted = sum(1 for one in said if one.startswith(b"250 Accepted"))
        return b"550 5.1.1 unknown\r\n" if line.startswith(b"250 Accepted") and accepted > 1 else line

    with wire(mail_server.smtp_port, refuse) as line:
        steps = run(mail_server, smtp_port=line.port, smtp_security="plain")
        wrong = [one for one in steps if not one.ok]
        assert [(one.step, one.reason, one.detail) for one in wrong] == [
            ("smtp_plus", "plus_refused", "check+check@ombud.test")
        ]
        without = run(mail_server, smtp_port=line.port, smtp_security="plain", plus_addressing=False)
        assert "smtp_plus" not in [one.step for one in without]


def test_every_reason_has_a_sentence_with_a_cure() -> None:
    assert OF_THE_RECIPIENT - REASONS.keys() == set()
    for reason, text in REASONS.items():
        assert text[0].isupper() or text.startswith("{"), reason
        assert "{detail}" not in sentence(reason)
        assert "()" not in sentence(reason)
    assert sentence("auth", "535 no").count("535 no") == 1
    assert sentence("never-heard-of", "x") == "never-heard-of: x"
