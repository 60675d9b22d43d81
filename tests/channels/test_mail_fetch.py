"""Hearing a real Dovecot, and what happens when it, the line, or the mailbox's owner does something unexpected."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator

import pytest

from ombud.channels.contract import Cursor, Permanent
from ombud.channels.mail import fetch
from ombud.channels.mail.fetch import MailLink
from tests.channels.letters import hear, letter, link_to, texts, trouble_of
from tests.channels.wire import wire
from tests.servers.mail import MailServer


@pytest.fixture
def box() -> str:
    return f"fetch{uuid.uuid4().hex[:12]}"


@pytest.fixture
def plain(mail_server: MailServer, box: str) -> Iterator[MailLink]:
    """A link over an unsecured line to a mailbox of this test alone."""
    link = link_to(mail_server, box)
    yield link
    link.close()


def test_mail_that_somebody_has_read_is_heard_all_the_same(mail_server: MailServer, box: str, plain: MailLink) -> None:
    mail_server.put(box, letter("read elsewhere"), letter("unread"))
    with mail_server.open(box) as client:
        client.add_flags(1, [b"\\Seen"])
    assert texts(hear(plain)[0]) == ["read elsewhere", "unread"]


def test_hearing_leaves_the_mailbox_as_it_was(mail_server: MailServer, box: str, plain: MailLink) -> None:
    mail_server.put(box, letter("one"), letter("two"))
    with mail_server.open(box) as client:
        client.add_flags(1, [b"\\Flagged"])
        before = client.fetch([1, 2], ["FLAGS", "UID"])
    hear(plain)
    with mail_server.open(box) as client:
        after = client.fetch([1, 2], ["FLAGS", "UID"])
    assert [set(mail[b"FLAGS"]) - {b"\\Recent"} for mail in after.values()] == [
        set(mail[b"FLAGS"]) - {b"\\Recent"} for mail in before.values()
    ]


def test_a_mail_comes_byte_for_byte(mail_server: MailServer, box: str, plain: MailLink) -> None:
    raw = letter("Grüße\n\n.\n..two dots")
    mail_server.put(box, raw)
    (arrival,), _ = hear(plain)
    assert arrival.raw.endswith(raw)


def test_a_renumbered_mailbox_is_heard_from_its_beginning(mail_server: MailServer, box: str) -> None:
    with mail_server.open(box) as client:
        client.create_folder("Desk")
        client.append("Desk", letter("first", message_id="first@example.org"))
    link = link_to(mail_server, box, folder="Desk")
    _, cursor = hear(link)
    link.close()
    time.sleep(1.1)  # the number is made of the second
    with mail_server.open(box) as client:
        client.delete_folder("Desk")
        client.create_folder("Desk")
        client.append("Desk", letter("first", message_id="first@example.org"))
        client.append("Desk", letter("second", message_id="second@example.org"))
    link = link_to(mail_server, box, folder="Desk")
    arrivals, renewed = hear(link, cursor)
    link.close()
    assert [arrival.remote_id for arrival in arrivals] == ["first@example.org", "second@example.org"]
    assert renewed.value.partition(":")[0] != cursor.value.partition(":")[0]


def test_batches_are_bounded_by_number(mail_server: MailServer, box: str, plain: MailLink) -> None:
    mail_server.put(box, *(letter(f"mail {number}") for number in range(7)))
    assert [len(batch.arrivals) for batch in plain.fetch(Cursor(), 3)] == [3, 3, 1]


def test_batches_are_bounded_by_weight(
    mail_server: MailServer, box: str, plain: MailLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "BATCH_BYTES", 3000)
    mail_server.put(box, *(letter("x" * 70 + "\n" + str(number) * 1000) for number in range(5)))
    batches = list(plain.fetch(Cursor(), 50))
    assert [len(batch.arrivals) for batch in batches] == [2, 2, 1]
    uids = [int(batch.cursor.value.partition(":")[2]) for batch in batches]
    assert uids == sorted(uids)


def test_a_mail_too_large_is_shown_by_its_head(mail_server: MailServer, box: str) -> None:
    link = link_to(mail_server, box, max_size=64 * 1024)
    mail_server.put(box, letter("before"), letter("y" * 70 * 1024, subject="Video of my broken lamp"), letter("after"))
    arrivals, cursor = hear(link)
    assert [arrival.subject for arrival in arrivals] == ["Help", "Video of my broken lamp", "Help"]
    assert [arrival.problems for arrival in arrivals] == [(), ("oversize",), ()]
    assert arrivals[1].sender.address == "anna@example.org"
    assert len(arrivals[1].raw) < 4096
    assert hear(link, cursor)[0] == []
    link.close()


def test_two_mails_under_one_id_do_not_swallow_each_other(mail_server: MailServer, box: str, plain: MailLink) -> None:
    mail_server.put(
        box,
        letter("my lamp broke", message_id="same@example.org"),
        letter("my lamp broke", message_id="same@example.org"),
        letter("something else", message_id="same@example.org", sender="mallory@example.net"),
    )
    one, copy, other = hear(plain)[0]
    assert one.remote_id == copy.remote_id == other.remote_id
    assert one.fingerprint == copy.fingerprint != other.fingerprint
    assert other.apart().remote_id not in (one.remote_id, one.apart().remote_id)


def test_mails_without_an_id_get_one_of_their_content(mail_server: MailServer, box: str, plain: MailLink) -> None:
    mail_server.put(box, letter("one"), letter("two"))
    arrivals, _ = hear(plain)
    ids = [arrival.remote_id for arrival in arrivals]
    assert len(set(ids)) == 2
    assert all(one.startswith("sha256:") for one in ids)
    assert [arrival.remote_id for arrival in hear(plain)[0]] == ids


def test_what_was_kept_is_moved_and_only_then(mail_server: MailServer, box: str) -> None:
    link = link_to(mail_server, box, move_to="Archive")
    mail_server.put(box, letter("one"), letter("two"))
    batches = link.fetch(Cursor(), 1)
    first = next(batches)
    assert len(mail_server.mails(box)) == 2
    first.after_kept()
    assert len(mail_server.mails(box)) == 1
    next(batches)  # heard, and the process ends before it is moved
    link.close()
    with mail_server.open(box, "Archive") as client:
        assert len(client.search("ALL")) == 1


def test_what_a_crash_kept_from_being_moved_is_moved_later(mail_server: MailServer, box: str) -> None:
    link = link_to(mail_server, box, move_to="Archive")
    mail_server.put(box, letter("one"))
    cursor = next(iter(link.fetch(Cursor(), 5))).cursor
    link.close()
    again = link_to(mail_server, box, move_to="Archive")
    assert hear(again, cursor)[0] == []
    again.close()
    assert mail_server.mails(box) == []


@pytest.mark.parametrize("lacking", [b"MOVE", b"UIDPLUS"])
def test_moving_works_without_extensions_and_takes_nobody_elses_mail(
    mail_server: MailServer, box: str, lacking: bytes
) -> None:
    mail_server.put(box, letter("kept by its owner"))
    with mail_server.open(box) as client:
        client.add_flags(1, [b"\\Deleted"])  # marked, not yet expunged
    mail_server.put(box, letter("heard"))
    without = lacking.replace(b"U", b"X").replace(b"M", b"X")
    with wire(mail_server.imap_port, lambda said: said.replace(b"MOVE", b"XOVE").replace(lacking, without)) as line:
        link = link_to(mail_server, box, imap_port=line.port, move_to="Archive")
        hear(link, Cursor())
        link.close()
    with mail_server.open(box, "Archive") as client:
        assert len(client.search("ALL")) == 2
    # Without UIDPLUS an EXPUNGE would take everything marked: then the marks are all.
    assert len(mail_server.mails(box)) == (2 if lacking == b"UIDPLUS" else 0)


def test_a_folder_to_move_to_that_is_not_there_is_named(mail_server: MailServer, box: str) -> None:
    link = link_to(mail_server, box, move_to="Nowhere")
    mail_server.put(box, letter("one"))
    trouble = trouble_of(link)
    assert isinstance(trouble, Permanent)
    assert (trouble.reason, trouble.detail) == ("move_folder_missing", "Nowhere")


def test_what_comes_between_hearing_and_waiting_is_not_slept_over(
    mail_server: MailServer, box: str, plain: MailLink
) -> None:
    hear(plain)
    mail_server.put(box, letter("in between"))
    begun = time.monotonic()
    assert plain.wait(20) is True
    assert time.monotonic() - begun < 1


def test_without_idle_the_mailbox_is_polled(mail_server: MailServer, box: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "POLL", 0.2)
    with wire(mail_server.imap_port, lambda said: said.replace(b" IDLE", b" XDLE")) as line:
        link = link_to(mail_server, box, imap_port=line.port)
        assert hear(link)[0] == []
        assert link.wait(0.5) is False
        threading.Timer(0.3, mail_server.put, (box, letter("at last"))).start()
        assert link.wait(20) is True
        link.close()


def test_idle_is_renewed_before_the_server_hangs_up(
    mail_server: MailServer, box: str, plain: MailLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fetch.IDLE_CHUNK < 29 * 60
    monkeypatch.setattr(fetch, "IDLE_CHUNK", 0.3)
    hear(plain)
    threading.Timer(1.0, mail_server.put, (box, letter("after three renewals"))).start()
    assert plain.wait(20) is True


def test_a_mail_deleted_in_between_is_no_error(mail_server: MailServer, box: str, plain: MailLink) -> None:
    mail_server.put(box, letter("one"), letter("two"), letter("three"))
    batches = plain.fetch(Cursor(), 1)
    assert texts(list(next(batches).arrivals)) == ["one"]
    with mail_server.open(box) as client:
        client.delete_messages(2)
        client.expunge()
    rest = [text for batch in batches for text in texts(list(batch.arrivals))]
    assert rest == ["three"]
