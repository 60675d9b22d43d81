"""Nothing is lost or doubled, however often the process is killed while it hears a thousand mails and answers them.

`make test` draws a sample (fewer mails, fewer kills) by the printed seed; `make test-all` runs it whole.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.kill.house import House
from tests.sampling import thorough
from tests.servers.mail import MailServer

MAILS, KILLS = (1000, 50) if thorough() else (120, 6)
TEXTS = (
    ("Box is late again", "Hello, my box has not arrived and nobody answers. I am really annoyed. When will it come?"),
    (
        "Röster kaputt",
        "Guten Tag, seit dem Update ist mein Röster kaputt. Die rote Lampe leuchtet. Bitte helfen Sie mir.",
    ),
    (
        "Me han cobrado dos veces",
        "Hola, me han cobrado dos veces la caja de noviembre. No me parece bien, espero su respuesta.",
    ),
    ("Låget er revnet", "Hej, låget på min rister er revnet efter to dage. Det er ikke i orden. Hvad gør I ved det?"),
    (
        "Kotak belum datang",
        "Halo kak, kotak kopi saya belum datang sudah dua minggu. Saya kecewa sekali. Tolong dicek.",
    ),
)


def _mail(number: int) -> bytes:
    subject, text = TEXTS[number % len(TEXTS)]
    return (
        f"From: Customer {number} <c{number}@ombud.test>\r\nTo: care@ombud.test\r\nSubject: =?utf-8?q?"
        f"{subject.replace(' ', '_').encode().decode('latin-1')}?=\r\n"
        f"Message-ID: <mail-{number}@ombud.test>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{text}\r\nOrder {number}\r\n"
    ).encode()


def _kill_at_random(house: House, draw: random.Random, workers: int) -> None:
    """Feed the mailbox and kill a worker at random moments; as many workers as before are at work afterwards."""
    house.set_up()
    for _ in range(workers):
        house.start()
    fed = 0
    for kill in range(KILLS):
        until = (kill + 1) * MAILS // KILLS
        house.mail.put("care", *[_mail(n) for n in range(fed, until)])
        fed = until
        # From the first import of a starting worker to its sending.
        time.sleep(draw.uniform(0.05, 2.5))
        house.kill(draw.choice(house.workers))
        house.start()


def _settle(house: House, within: float) -> dict[str, object]:
    """Let the workers finish in peace."""
    end = time.monotonic() + within
    while True:
        found = house.look()
        if found["heard"] == MAILS and not found["waiting"] and found["sent"] == found["receipts"]:
            return found
        assert time.monotonic() < end, str({k: v for k, v in found.items() if k != "remote"})
        time.sleep(1.0)


def _delivered(mail: MailServer) -> dict[str, list[str]]:
    """What each customer has in her mailbox: the Message-IDs, from the server's own files."""
    found: dict[str, list[str]] = {}
    for number in range(MAILS):
        name = f"c{number}"
        files = [*(mail.folder / "mail" / name / "new").glob("*"), *(mail.folder / "mail" / name / "cur").glob("*")]
        found[f"{name}@ombud.test"] = [str(message_from_bytes(f.read_bytes())["Message-ID"]).strip("<>") for f in files]
    return found


def _wait_for_delivery(mail: MailServer, receipts: int, within: float = 60.0) -> dict[str, list[str]]:
    end = time.monotonic() + within
    while True:
        found = _delivered(mail)
        if sum(bool(ids) for ids in found.values()) >= receipts or time.monotonic() > end:
            return found
        time.sleep(0.5)


def _judge(house: House, found: dict[str, object], kills: int) -> None:
    assert (found["heard"], found["ids"], found["conversations"]) == (MAILS, MAILS, MAILS)
    assert (found["read"], found["unpromised"], found["twice"], found["failed"]) == (MAILS, 0, [], 0)
    assert found["receipts"] == MAILS - int(str(found["suspected"]))
    delivered = _wait_for_delivery(house.mail, int(str(found["receipts"])))
    remote = found["remote"]
    assert isinstance(remote, dict)
    for address, remote_id in remote.items():
        ids = delivered[address]
        assert ids, f"no receipt reached {address}"
        assert set(ids) == {remote_id}, f"{address} got a receipt under another id"
    # A kill between the server's "taken" and our commit repeats that one letter, under the same id; SMTP has no more.
    repeated = sum((Counter(len(ids) - 1 for ids in delivered.values() if len(ids) > 1)).elements())
    assert repeated <= kills, f"{repeated} receipts repeated by {kills} kills"


@pytest.mark.timeout(1500)
def test_sqlite_with_one_process(tmp_path: Path, fresh_mail_server: MailServer) -> None:
    house = House(tmp_path, fresh_mail_server)
    try:
        _kill_at_random(house, random.Random(os.environ["OMBUD_SEED"]), workers=1)
        _judge(house, _settle(house, 300), KILLS)
    finally:
        house.stop()


@pytest.mark.timeout(1500)
def test_postgres_with_three_workers(tmp_path: Path, fresh_mail_server: MailServer, postgres: str) -> None:
    house = House(tmp_path, fresh_mail_server, database_url=_own_database(postgres, "kills"))
    try:
        _kill_at_random(house, random.Random(os.environ["OMBUD_SEED"]), workers=3)
        _judge(house, _settle(house, 400), KILLS)
    finally:
        house.stop()


def _own_database(url: str, name: str) -> str:
    """A new, empty database on the same server."""
    command = ["psql", "-qAt", url, "-c", f"DROP DATABASE IF EXISTS {name}", "-c", f"CREATE DATABASE {name}"]
    subprocess.run(command, check=True, capture_output=True)
    return url.rsplit("/", 1)[0] + f"/{name}"
