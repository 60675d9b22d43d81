"""Files on a reply: added while one writes, kept with her draft, sent once with exactly what waited, shown to both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ombud.access.models import Place
from ombud.cases.models import Case
from ombud.channels.contract import Temporary
from ombud.conversations import store
from ombud.conversations.models import Attachment
from ombud.journey.enclose import ABANDONED, TAKEN_OUT
from ombud.replies.enclosures import WITH_DRAFT, Enclosure
from ombud.replies.waiting import Waiting
from ombud.team.models import Member, Role
from tests.doors.desk import GOOD, at, at_the_desk, signed_in
from tests.doors.test_desk_waiting import ours, page, press_send
from tests.doors.test_desk_writing import soon
from tests.doors.test_portal_customer import at as hers
from tests.doors.test_portal_customer import text_of
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db
UNDO = timedelta(seconds=10)
PDF = b"%PDF-1.4 the way back \x00\xff\r\n.\r\n"


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> Iterator[World]:
    settings.STORE = tmp_path
    with at_the_desk() as world:
        yield world


@pytest.fixture
def case(world: World) -> Case:
    case = world.complaint(RENATE)
    Place.objects.create(case=case, member=world.ana, because="invited", since=world.now)
    return case


def a_file(name: str = "way-back.pdf", content: bytes = PDF, kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


def add(world: World, case: Case, *files: Any, by: Member | None = None, client: Client | None = None) -> Any:
    """Add files as the script of the page does."""
    url = f"/conversations/{case.opener.conversation_id}/files/"
    with at(world):
        return (client or signed_in(by or world.mira)).post(url, {"files": files}, headers={"HX-Request": "true"})


def chosen() -> list[int]:
    """What the page would send with the form: the files that stand in it."""
    return list(Enclosure.objects.filter(WITH_DRAFT).values_list("pk", flat=True))


def stored() -> set[str]:
    return {path.name for path in Path(django_settings.STORE).glob("*/*")}


def test_a_file_goes_with_the_reply_and_both_sides_have_it(world: World, case: Case) -> None:
    answer = add(world, case, a_file())
    assert answer.status_code == 200
    assert "way-back.pdf" in answer.content.decode()
    assert "way-back.pdf" in page(world, case), "kept with her draft: a reload loses nothing"
    assert press_send(world, case, world.mira, file=chosen()).status_code == 302
    assert "way-back.pdf" in page(world, case), "it stands with what waits"
    assert chosen() == []
    world.pass_time(UNDO)
    (letter,) = [one for one in world.letters(RENATE) if not one.automatic]
    assert [(one.name, one.type, one.content) for one in letter.attachments] == [
        ("way-back.pdf", "application/pdf", PDF)
    ]
    sent = Attachment.objects.get()
    shown = page(world, case)
    assert f"/files/{sent.pk}/" in shown
    with at(world):
        got = signed_in(world.mira).get(f"/files/{sent.pk}/")
        assert (got.content, got["Content-Type"]) == (PDF, "application/octet-stream")
        assert "way-back.pdf" in text_of(case)
        theirs = Client().get(hers(case, f"files/{sent.pk}/"))
    assert theirs.content == PDF
    assert theirs["Content-Disposition"].startswith("attachment")


def test_without_a_script_the_form_brings_them_and_with_send(world: World, case: Case) -> None:
    url = f"/conversations/{case.opener.conversation_id}/files/"
    with at(world):
        fields = {"text": "Hallo Frau Vogel", "next_word_by": soon(world, days=2), "files": [a_file("one.pdf")]}
        answer = signed_in(world.mira).post(url, fields)
    whole = answer.content.decode()
    assert answer.status_code == 200
    assert "Hallo Frau Vogel" in whole
    assert soon(world, days=2) in whole
    assert "one.pdf" in whole
    assert press_send(world, case, world.mira, file=chosen(), files=[a_file("two.pdf", b"2")]).status_code == 302
    assert list(Waiting.objects.get().enclosures.order_by("pk").values_list("name", flat=True)) == [
        "one.pdf", "two.pdf"
    ]  # fmt: skip


def test_a_double_click_brings_and_sends_them_once(world: World, case: Case) -> None:
    for _ in range(2):
        assert press_send(world, case, world.mira, files=[a_file()]).status_code == 302
    assert Enclosure.objects.count() == 1
    world.pass_time(timedelta(minutes=1))
    assert ours() == 1
    assert Attachment.objects.count() == 1


def test_taken_back_the_files_are_with_her_draft_again(world: World, case: Case) -> None:
    add(world, case, a_file())
    press_send(world, case, world.mira, file=chosen())
    add(world, case, a_file("later.txt", b"later", "text/plain"))
    with at(world):
        signed_in(world.mira).post(f"/waiting/{Waiting.objects.get().pk}/withdrawal/")
    assert sorted(Enclosure.objects.filter(WITH_DRAFT).values_list("name", flat=True)) == ["later.txt", "way-back.pdf"]
    assert press_send(world, case, world.mira, key="again", file=chosen()).status_code == 302
    world.pass_time(UNDO)
    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["later.txt", "way-back.pdf"]


def test_sent_later_unless_she_writes_they_wait_and_come_back(world: World, case: Case) -> None:
    add(world, case, a_file())
    press_send(world, case, world.mira, file=chosen(), goes=soon(world, hours=3), unless="1")
    world.pass_time(timedelta(hours=1))
    world.hear(world.mail(RENATE, "Es hat sich erledigt.", to=world.letters(RENATE)[0]))
    assert Enclosure.objects.filter(WITH_DRAFT).get().name == "way-back.pdf"
    press_send(world, case, world.mira, key="again", file=chosen(), goes=soon(world, hours=3), unless="1")
    world.pass_time(timedelta(hours=3))
    assert Attachment.objects.get().name == "way-back.pdf"


def test_a_second_reader_reads_the_files_and_nobody_else_does(world: World, case: Case) -> None:
    nora = world.member("Nora", Role.TRAINEE, languages=("de",))
    Place.objects.create(case=case, member=nora, because="invited", since=world.now)
    add(world, case, a_file(), by=nora)
    (number,) = chosen()
    with at(world):
        assert signed_in(world.mira).get(f"/enclosures/{number}/").status_code == 404, "a draft is its author's alone"
        assert signed_in(nora).get(f"/enclosures/{number}/").content == PDF
    assert "way-back.pdf" not in page(world, case, signed_in(world.mira))
    press_send(world, case, nora, file=[number])
    with at(world):
        answer = signed_in(world.mira).get(f"/enclosures/{number}/")
        stranger = world.member("Olga", Role.COMMUNITY_MANAGER)
        assert signed_in(stranger).get(f"/enclosures/{number}/").status_code in (403, 404)
        assert Client().get(f"/enclosures/{number}/").status_code == 302
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_what_another_window_changed_is_shown_before_it_is_sent(world: World, case: Case) -> None:
    add(world, case, a_file("one.pdf"))
    seen = chosen()
    add(world, case, a_file("two.pdf", b"2"))
    answer = press_send(world, case, world.mira, file=seen)
    whole = answer.content.decode()
    assert answer.status_code == 422
    assert "changed in another window" in whole
    assert "two.pdf" in whole
    assert GOOD["de"].splitlines()[0] in whole
    assert not Waiting.objects.exists()
    with at(world):
        signed_in(world.mira).post(f"/enclosures/{chosen()[0]}/removal/", headers={"HX-Request": "true"})
    assert press_send(world, case, world.mira, file=seen).status_code == 422, "one was taken out, one came"
    assert press_send(world, case, world.mira, file=chosen()).status_code == 302


def test_a_colleague_neither_sends_nor_takes_out_what_is_hers(world: World, case: Case) -> None:
    add(world, case, a_file())
    (number,) = chosen()
    assert press_send(world, case, world.ana, key="hers", file=[number]).status_code == 422
    with at(world):
        assert signed_in(world.ana).post(f"/enclosures/{number}/removal/").status_code == 404
    assert press_send(world, case, world.ana, key="hers").status_code == 302
    assert chosen() == [number]


def test_what_was_taken_out_or_left_alone_goes_and_what_is_needed_stays(world: World, case: Case) -> None:
    before = stored()
    add(world, case, a_file("needed.pdf"))
    press_send(world, case, world.mira, file=chosen())
    world.pass_time(UNDO)
    add(world, case, a_file("needed-again.pdf"), a_file("left.txt", b"left alone"))
    with at(world):
        for number in chosen():
            signed_in(world.mira).post(f"/enclosures/{number}/removal/", headers={"HX-Request": "true"})
    assert chosen() == []
    assert len(stored() - before) == 2, "for a day it could still be needed"
    world.pass_time(TAKEN_OUT)
    assert Enclosure.objects.filter(waiting=None).count() == 0
    assert stored() - before == {store.name_of(PDF)}, "what was sent stays, under whatever name"
    add(world, case, a_file("draft.txt", b"a draft"))
    world.pass_time(ABANDONED - timedelta(days=1))
    with at(world):
        signed_in(world.mira).post(f"/conversations/{case.opener.conversation_id}/draft/", {"text": "Still at it"})
    world.pass_time(timedelta(days=2))
    assert len(chosen()) == 1, "somebody still writes"
    world.pass_time(ABANDONED + TAKEN_OUT)
    assert not Enclosure.objects.filter(waiting=None).exists()
    assert stored() - before == {store.name_of(PDF)}


def test_a_file_kept_again_meanwhile_is_not_dropped(world: World) -> None:
    name = store.keep(b"twice")
    assert not store.drop(name, world.now - timedelta(days=1))
    assert store.fetch(name) == b"twice"


def test_a_letter_whose_file_cannot_be_read_waits_and_goes_later(world: World, case: Case) -> None:
    add(world, case, a_file())
    press_send(world, case, world.mira, file=chosen())
    path = Path(django_settings.STORE) / store.name_of(PDF)[:2] / store.name_of(PDF)
    path.rename(path.with_suffix(".away"))
    world.pass_time(UNDO)
    assert not [one for one in world.letters(RENATE) if not one.automatic]
    path.with_suffix(".away").rename(path)
    world.pass_time(timedelta(minutes=10))
    (letter,) = [one for one in world.letters(RENATE) if not one.automatic]
    assert letter.attachments[0].content == PDF


def test_files_are_read_one_letter_at_a_time(world: World, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    fetch, send = store.fetch, world.post.send

    def fetched(sha256: str) -> bytes:
        done.append("read")
        return fetch(sha256)

    def sent(outgoing: Any) -> None:
        done.append("sent")
        if done.count("sent") == 1:
            raise Temporary("try_later")
        send(outgoing)

    monkeypatch.setattr(store, "fetch", fetched)
    monkeypatch.setattr(type(world.post), "send", lambda _self, outgoing: sent(outgoing))
    for key in ("one", "two"):
        press_send(world, case, world.mira, key=key, files=[a_file(f"{key}.pdf", key.encode())])
    world.pass_time(timedelta(minutes=1))
    assert done == ["read", "sent"] * 3
