"""Two windows at the very same moment: no more files than fit, none lost, none sent twice. A long sending is held."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from ombud.cases.models import Case
from ombud.conversations.models import Attachment
from ombud.journey.enclose import Brought, enclose, take_out, with_draft
from ombud.journey.hold import hold
from ombud.replies.enclosures import Enclosure
from ombud.replies.models import Outgoing
from ombud.replies.waiting import Waiting
from ombud.work.models import Work
from ombud.worker.due import do_all
from tests.journey.test_at_once import WORDS, at_once
from tests.rooms.truths import against
from tests.world import HANNAH, World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.STORE = tmp_path
    return World()


@pytest.fixture
def case(world: World) -> Case:
    return world.complaint(HANNAH)


def bring(world: World, case: Case, name: str, size: int = 10, key: str = "") -> Enclosure | None:
    file = Brought(name, "text/plain", size, lambda: name[:1].encode() * size)
    return enclose(case.opener.conversation, by=world.mira, file=file, now=world.now, key=key)


def press(world: World, case: Case, files: set[int]) -> Waiting:
    conversation = case.opener.conversation
    return hold(
        conversation, by=world.mira, text=WORDS, key="form", now=world.now, files=files,
        next_word_by=world.now + timedelta(days=1), confirm=world.warned(conversation, WORDS),
    )  # fmt: skip


def test_two_windows_together_bring_no_more_than_fits(world: World, case: Case, settings: Any) -> None:
    settings.REPLY_FILES_SIZE = 15
    told = at_once(lambda: bring(world, case, "a.txt"), lambda: bring(world, case, "b.txt"))
    assert "files_over" in told
    assert len(with_draft(case.opener.conversation, world.mira)) == 1


def test_the_same_file_brought_twice_at_once_is_one(world: World, case: Case) -> None:
    first, second = at_once(*[lambda: bring(world, case, "a.txt")] * 2)
    assert first == second
    assert Enclosure.objects.count() == 1


def test_a_double_click_sends_what_was_before_her_eyes_once(world: World, case: Case) -> None:
    file = bring(world, case, "a.txt")
    assert file is not None
    first, second = at_once(*[lambda: press(world, case, {file.pk})] * 2)
    assert first == second
    world.pass_time(timedelta(minutes=1))
    assert Outgoing.objects.filter(automatic=False).count() == 1
    assert Attachment.objects.get().sha256 == file.sha256
    assert bring(world, case, "a.txt", key="form") is None, "its form is sent"
    assert against(world.now) == {}


def test_taken_out_while_it_is_sent_it_goes_or_stays_and_never_both(world: World, case: Case) -> None:
    file = bring(world, case, "a.txt")
    assert file is not None
    told = at_once(lambda: press(world, case, {file.pk}), lambda: take_out(file, by=world.mira, now=world.now))
    file.refresh_from_db()
    assert told in ([Waiting.objects.first(), "gone_out"], ["files_changed", None])
    assert (file.waiting is None) == (file.taken_out_at is not None)


def test_a_letter_with_large_files_is_held_for_as_long_as_a_slow_line_takes(
    world: World, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = bring(world, case, "large.bin", 4_000_000)
    assert file is not None
    press(world, case, {file.pk})
    held: list[float] = []
    send = world.post.send

    def slow(_post: object, outgoing: Any) -> None:
        lease = Work.objects.get(step="send").lease_until
        assert lease is not None
        held.append((lease - started).total_seconds())
        send(outgoing)

    started = timezone.now()
    monkeypatch.setattr(type(world.post), "send", slow)
    world.now += timedelta(seconds=10)
    do_all(world.now, lambda inbox: world.post)
    assert len(held) == 1
    assert held[0] >= 4_000_000 / 20_000
