"""When the disk is full, the server gone or the password wrong: nothing is lost, and the inbox says what ails it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
from django.db import DatabaseError, connection
from pytest_django.fixtures import Settings

from ombud.channels.contract import Arrival, Cursor
from ombud.channels.registry import get
from ombud.conversations.models import Message
from ombud.inboxes.models import Inbox
from ombud.journey.hear import hear
from ombud.worker.listen import Listener
from tests.servers.mail import MailServer
from tests.world import CARE, World

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = (
    b"From: Hannah Clarke <hannah@letters.example>\r\nTo: care@ombud.test\r\nSubject: The lid\r\n"
    b"Message-ID: <lid@letters.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain\r\n\r\nThe lid is broken, see the picture.\r\n"
    b"--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=lid.png\r\n"
    b"\r\nno picture\r\n--b--\r\n"
)


class Pause(Protocol):
    def __call__(self, reason: str, detail: str, *, final: bool = False) -> None: ...


def _seal(inbox: Inbox, server: MailServer, mailbox: str, **more: object) -> None:
    inbox.seal(
        {
            "address": CARE, "imap_host": server.host, "imap_port": server.imap_port, "imap_security": "plain",
            "smtp_host": server.host, "smtp_port": server.smtp_port, "smtp_security": "plain", "username": mailbox,
            "password": server.password, "timeout": 5, **more,
        }
    )  # fmt: skip
    inbox.save()


def _listen_once(inbox: Inbox) -> None:
    """One round of the listener, as its thread would do it, with its troubles written down."""
    stopping = threading.Event()
    listener = Listener(inbox.pk, "test", stopping, lambda: None)
    listener._pause = _without_waiting(listener, stopping)  # type: ignore[method-assign]
    thread = threading.Thread(target=listener.run)
    thread.start()
    thread.join(4)
    stopping.set()
    listener.gone.set()
    thread.join(30)
    assert not thread.is_alive()
    inbox.refresh_from_db()


def _without_waiting(listener: Listener, stopping: threading.Event) -> Pause:
    pause = listener._pause

    class Once:
        def __call__(self, reason: str, detail: str, *, final: bool = False) -> None:
            stopping.set()
            pause(reason, detail, final=final)

    return Once()


def test_a_full_store_keeps_the_cursor_and_is_heard_again(
    mail_server: MailServer, settings: Settings, tmp_path: Path
) -> None:
    world = World()
    _seal(world.inbox, mail_server, "fullstore")
    mail_server.put("fullstore", LETTER)
    (tmp_path / "full").write_text("no folder can be made here")
    settings.STORE = tmp_path / "full" / "store"
    _listen_once(world.inbox)
    assert world.inbox.trouble == "store"
    assert not Message.objects.exists()
    assert world.inbox.cursor == ""
    settings.STORE = tmp_path / "store"
    _listen_once(world.inbox)
    assert world.inbox.trouble == ""
    assert Message.objects.get().attachments.get().name == "lid.png"


def test_a_database_that_takes_nothing_more_keeps_the_cursor(settings: Settings, tmp_path: Path) -> None:
    world = World()
    settings.STORE = tmp_path
    arrival = get("mail").read(LETTER, CARE)
    big = [_copy(arrival, n) for n in range(200)]
    with _no_room():
        with pytest.raises(DatabaseError, match=r"full|read-only"):
            hear(world.inbox, big, now=world.now, cursor=Cursor("1:200"))
        world.inbox.refresh_from_db()
        assert (world.inbox.cursor, Message.objects.count()) == ("", 0)
    assert len(hear(world.inbox, big, now=world.now, cursor=Cursor("1:200"))) == 200


@contextmanager
def _no_room() -> Iterator[None]:
    """SQLite may not grow; a PostgreSQL out of room lets nobody write either."""
    full, again = (
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    )
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            full = f"PRAGMA max_page_count = {cursor.execute('PRAGMA page_count').fetchone()[0]}"
            again = "PRAGMA max_page_count = 1073741823"
        cursor.execute(full)
        try:
            yield
        finally:
            cursor.execute(again)


def _copy(arrival: Arrival, number: int) -> Arrival:
    return replace(arrival, remote_id=f"{number}@letters.example", raw=arrival.raw + bytes(str(number), "ascii") * 500)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"password": "wrong", "username": ""}, "settings"),
        ({"imap_port": 1}, "connection_refused"),
        ({"imap_host": "nowhere.invalid"}, "dns"),
        ({"folder": "No such folder"}, "folder_missing"),
        ({"imap_security": "starttls"}, "tls_certificate"),
    ],
)
def test_what_ails_an_inbox_is_on_it(mail_server: MailServer, more: dict[str, object], reason: str) -> None:
    world = World()
    _seal(world.inbox, mail_server, "ailing", **more)
    _listen_once(world.inbox)
    assert world.inbox.trouble == reason
    assert world.inbox.trouble_at is not None
    assert "secret" not in world.inbox.trouble_detail


def test_credentials_of_another_secret_are_said_to_be(mail_server: MailServer, settings: Settings) -> None:
    world = World()
    _seal(world.inbox, mail_server, "other")
    settings.SECRET_KEY = "another secret, as after a restore without the file"
    _listen_once(world.inbox)
    assert world.inbox.trouble == "settings"
