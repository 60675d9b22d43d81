"""What goes wrong between us and an IMAP server, and how it is told."""

from __future__ import annotations

import threading
import time
import uuid
from typing import Any

import pytest

from ombud.channels.contract import Cursor, Permanent, Temporary, Trouble
from ombud.channels.mail.fetch import MailLink
from ombud.channels.mail.settings import MailSettings
from tests.channels.letters import hear, letter, link_to, settings_of, texts, trouble_of
from tests.channels.wire import wire
from tests.servers.mail import MailServer


@pytest.fixture
def box() -> str:
    return f"fetch{uuid.uuid4().hex[:12]}"


@pytest.mark.parametrize(
    ("other", "kind", "reason"),
    [
        ({"password": "wrong-secret"}, Permanent, "auth"),
        ({"password": "wrong-secret-geheimé"}, Permanent, "auth"),
        ({"folder": "No such folder"}, Permanent, "folder_missing"),
        ({"ca_file": None}, Permanent, "tls_certificate"),
        ({"imap_host": "no-such-host.invalid"}, Temporary, "dns"),
        ({"imap_port": 1}, Temporary, "connection_refused"),
    ],
)
def test_what_is_wrong_is_said(
    mail_server: MailServer, box: str, other: dict[str, Any], kind: type[Trouble], reason: str
) -> None:
    trouble = trouble_of(MailLink(settings_of(mail_server, box, **other)))
    assert type(trouble) is kind
    assert trouble.reason == reason
    assert "wrong-secret" not in str(trouble)


def test_tls_on_a_port_without_it(mail_server: MailServer, box: str) -> None:
    trouble = trouble_of(link_to(mail_server, box, imap_security="tls"))
    assert trouble.reason in {"tls_unsupported", "tls_failed"}


def test_a_server_of_another_kind(mail_server: MailServer, box: str) -> None:
    assert trouble_of(link_to(mail_server, box, imap_port=mail_server.smtp_port)).reason == "greeting"


def test_starttls_is_heard_and_its_certificate_verified(mail_server: MailServer, box: str) -> None:
    mail_server.put(box, letter("secured"))
    link = link_to(mail_server, box, imap_security="starttls")
    assert texts(hear(link)[0]) == ["secured"]
    link.close()
    untrusted = link_to(mail_server, box, imap_security="starttls", ca_file=None)
    assert trouble_of(untrusted).reason == "tls_certificate"


def test_a_stripped_starttls_is_no_way_in(mail_server: MailServer, box: str) -> None:
    spoken: list[bytes] = []

    def strip(said: bytes) -> bytes:
        spoken.append(said)
        return said.replace(b"STARTTLS", b"XTARTTLS")

    with wire(mail_server.imap_port, strip) as line:
        trouble = trouble_of(link_to(mail_server, box, imap_port=line.port, imap_security="starttls"))
    assert isinstance(trouble, Permanent)
    assert trouble.reason == "tls_unsupported"
    assert b"Logged in" not in b"".join(spoken)


def test_a_silent_server_is_not_waited_for_for_ever(mail_server: MailServer, box: str) -> None:
    with wire(mail_server.imap_port) as line:
        line.silent = True
        trouble = trouble_of(link_to(mail_server, box, imap_port=line.port, timeout=0.5))
    assert (type(trouble), trouble.reason) == (Temporary, "timeout")


def test_a_broken_line_is_temporary_and_nothing_is_lost(mail_server: MailServer, box: str) -> None:
    mail_server.put(box, *(letter(f"mail {number}", message_id=f"{number}@example.org") for number in range(4)))
    with wire(mail_server.imap_port) as line:
        link = link_to(mail_server, box, imap_port=line.port)
        batches = link.fetch(Cursor(), 2)
        first = next(batches)
        line.cut()
        with pytest.raises(Temporary) as trouble:
            next(batches)
        assert trouble.value.reason == "connection_lost"
        link.close()
        again = link_to(mail_server, box, imap_port=line.port)
        rest, _ = hear(again, first.cursor)
        again.close()
    heard = [arrival.remote_id for arrival in (*first.arrivals, *rest)]
    assert heard == [f"{number}@example.org" for number in range(4)]


def test_a_line_that_breaks_while_waiting_is_noticed_at_once(mail_server: MailServer, box: str) -> None:
    with wire(mail_server.imap_port) as line:
        link = link_to(mail_server, box, imap_port=line.port)
        assert hear(link)[0] == []
        threading.Timer(0.5, line.cut).start()
        begun = time.monotonic()
        with pytest.raises(Temporary) as trouble:
            link.wait(30)
        link.close()
    assert trouble.value.reason == "connection_lost"
    assert time.monotonic() - begun < 10


def test_closing_never_raises(mail_server: MailServer, box: str) -> None:
    with wire(mail_server.imap_port) as line:
        link = link_to(mail_server, box, imap_port=line.port)
        hear(link)
    link.close()
    link.close()


def test_settings_are_kept_out_of_sight(mail_server: MailServer, box: str) -> None:
    settings: MailSettings = settings_of(mail_server, box, password="hush-hush")
    assert "hush-hush" not in f"{settings!r}{settings}{MailLink(settings)!r}"
