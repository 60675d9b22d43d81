"""Files that cannot go with a reply: names that would trick somebody, bounds, a full disk, somebody else's page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from ombud.cases.models import Case
from ombud.conversations import store
from ombud.replies.enclosures import Enclosure
from tests.doors.desk import GOOD, at, at_the_desk, signed_in
from tests.doors.test_desk_enclosures import a_file, add, chosen
from tests.doors.test_desk_waiting import page, press_send
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> Iterator[World]:
    settings.STORE = tmp_path
    with at_the_desk() as world:
        yield world


@pytest.fixture
def case(world: World) -> Case:
    return world.complaint(RENATE)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("offer\r\nBcc: all@mail.example\r\n.pdf", "_offer"),  # the line ends where the name does
        ("offer\u202efdp.exe", "offerfdp.exe"),
        ("n" * 300 + ".pdf", "n" * 146 + ".pdf"),
        ("Größe 🧡.pdf", "Größe 🧡.pdf"),
        ("con.txt", "_con.txt"),
    ],
)
def test_names_are_made_safe(world: World, case: Case, name: str, kept: str) -> None:
    file = a_file("x")
    vars(file)["_name"] = name  # as a client may send it that is no browser
    add(world, case, file)
    assert [one.name for one in Enclosure.objects.all()] == [kept]


def test_what_cannot_go_is_said_with_the_bound_and_costs_no_other(world: World, case: Case, settings: Any) -> None:
    settings.REPLY_FILE_SIZE = 1000
    settings.REPLY_FILES_SIZE = 1800
    settings.MAX_UPLOAD = 1000
    just, over = a_file("just.bin", b"a" * 1000), a_file("over.bin", b"b" * 1001)
    answer = add(world, case, a_file("none.txt", b""), over, just, a_file("too.bin", b"c" * 900))
    whole = answer.content.decode()
    assert answer.status_code == 422
    assert "Empty, so there is nothing in it to send: none.txt." in whole
    assert "Larger than 1 kB, so it was not added: over.bin." in whole
    assert "Together they would be more than 1 kB." in whole
    assert [one.name for one in Enclosure.objects.all()] == ["just.bin"]


def test_a_file_between_her_limit_and_ours_is_refused_too(world: World, case: Case, settings: Any) -> None:
    settings.REPLY_FILE_SIZE = 1000
    assert add(world, case, a_file("over.bin", b"b" * 1001)).status_code == 422
    assert not Enclosure.objects.exists()


def test_a_hundred_files_leave_ten_and_words(world: World, case: Case) -> None:
    answer = add(world, case, *[a_file(f"{n}.txt", b"%d" % n) for n in range(100)])
    assert answer.status_code == 422
    assert "At most 10 files go with one reply." in answer.content.decode()
    assert Enclosure.objects.count() == 10
    assert add(world, case, a_file("0.txt", b"0")).status_code == 200, "the same once more is the one that is there"
    assert add(world, case, a_file("11.txt", b"eleven")).status_code == 422
    assert press_send(world, case, world.mira, file=chosen()).status_code == 302


def test_where_none_may_go_there_is_no_button_and_the_server_says_so(world: World, case: Case, settings: Any) -> None:
    settings.REPLY_FILES = 0
    assert 'type="file"' not in page(world, case)
    assert "No files go with a reply here." in add(world, case, a_file()).content.decode()


def test_a_full_disk_costs_neither_words_nor_files(world: World, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    add(world, case, a_file())

    def full(_: bytes) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "keep", full)
    answer = press_send(world, case, world.mira, file=chosen(), files=[a_file("two.pdf", b"2")])
    assert answer.status_code == 422
    assert "could not be kept on this machine" in answer.content.decode()
    assert GOOD["de"].splitlines()[0] in answer.content.decode()
    assert len(chosen()) == 1


def test_without_the_word_of_our_own_page_nothing_is_added(world: World, case: Case) -> None:
    signed_in(world.mira)
    account, client = world.mira.account, Client(enforce_csrf_checks=True)
    assert account is not None
    client.force_login(account, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    assert add(world, case, a_file(), client=client).status_code == 403
    with at(world):
        assert signed_in(world.mira).get(f"/conversations/{case.opener.conversation_id}/files/").status_code == 405
    assert not Enclosure.objects.exists()
