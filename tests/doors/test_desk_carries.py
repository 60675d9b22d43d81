"""The composer knows what its channel carries: here one that takes 300 characters, and one small picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ombud.cases.models import Case
from ombud.channels import registry
from ombud.channels.contract import Carries
from ombud.channels.mail import MailChannel
from ombud.journey.enclose import carries_of
from ombud.replies.enclosures import Enclosure
from ombud.replies.models import Draft
from ombud.replies.waiting import Waiting
from tests.doors.desk import GOOD, at, at_the_desk, signed_in
from tests.doors.test_desk_enclosures import add
from tests.doors.test_desk_waiting import ours, page, press_send
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db
LONG = GOOD["de"].replace("\n\nMira", " Ich melde mich auf jeden Fall." * 6 + "\n\nMira")


class Pigeon(MailChannel):
    """A channel that carries little."""

    name = "pigeon"
    label = "Pigeon"
    carries = Carries(300, markup=False, files=1, file_size=50, files_size=50, types=frozenset({"image/*"}))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[World]:
    settings.STORE = tmp_path
    with at_the_desk() as world:
        channels = {channel.name: channel for channel in (*registry.all_channels(), Pigeon())}
        monkeypatch.setattr(registry, "_found", lambda: channels)
        yield world


@pytest.fixture
def case(world: World) -> Case:
    case = world.complaint(RENATE)
    world.inbox.channel = "pigeon"
    world.inbox.save()
    case.opener.conversation.inbox.channel = "pigeon"
    return world.again(case)


def looked(world: World, case: Case, text: str) -> str:
    with at(world):
        url = f"/conversations/{case.opener.conversation_id}/look/"
        return signed_in(world.mira).post(url, {"text": text}).content.decode()


def picture(name: str = "p.png", size: int = 50, kind: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size, content_type=kind)


def test_the_count_is_shown_only_near_the_bound(world: World, case: Case) -> None:
    assert "character" not in looked(world, case, GOOD["de"])
    filled = GOOD["de"].replace("\n\nMira", "x" * (290 - len(GOOD["de"])) + "\n\nMira")
    assert "10 characters left" in looked(world, case, filled)
    over = looked(world, case, "x" * 299)
    assert "characters too many" in over, "the signature counts, too"
    Draft.objects.create(conversation=case.opener.conversation, member=world.mira, text=LONG, at=world.now)
    assert "characters too many" in page(world, case)


def test_what_is_too_long_is_refused_with_the_number_and_kept(world: World, case: Case) -> None:
    answer = press_send(world, case, world.mira, text=LONG)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Pigeon carries at most 300 characters, your signature included" in shown
    assert LONG.splitlines()[-1] in shown
    assert not Waiting.objects.exists()
    assert press_send(world, case, world.mira).status_code == 302
    world.pass_time(timedelta(seconds=10))
    assert ours() == 1


def test_files_are_bound_by_the_channel_and_its_kinds(world: World, case: Case) -> None:
    shown = page(world, case)
    assert 'accept="image/*"' in shown
    assert "One file of at most 50 bytes" in shown
    assert "Plain words here" in shown
    assert (
        "Pigeon does not carry files of this kind: a.pdf. Possible: image/*."
        in add(world, case, picture("a.pdf", kind="application/pdf")).content.decode()
    )
    assert "Larger than 50 bytes" in add(world, case, picture(size=51)).content.decode()
    assert add(world, case, picture()).status_code == 200
    assert "At most 1 files go with one reply." in add(world, case, picture(size=49)).content.decode()
    assert Enclosure.objects.count() == 1


def test_what_fitted_before_is_refused_when_the_channel_carries_less(
    world: World, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(world, case, picture())
    numbers = list(Enclosure.objects.values_list("pk", flat=True))
    monkeypatch.setattr(Pigeon, "carries", Carries(300))
    answer = press_send(world, case, world.mira, file=numbers)
    assert answer.status_code == 422
    assert "No files go with a reply here." in answer.content.decode()
    assert "p.png" in answer.content.decode()


def test_a_channel_that_is_gone_carries_words_alone(world: World) -> None:
    world.inbox.channel = "dove"
    assert carries_of(world.inbox) == Carries()
