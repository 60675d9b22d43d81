"""A private note goes nowhere, however it is sent; and no short note stands in the way of a reply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ombud.access.models import Place
from ombud.cases.models import Case
from ombud.journey import note
from ombud.journey.answer import answer
from ombud.journey.refused import Refused
from ombud.replies.models import Draft, Outgoing
from ombud.replies.waiting import Waiting
from tests.doors.desk import GOOD, at_the_desk, signed_in
from tests.doors.test_desk_waiting import page, press_send
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db
NOTE = "Bitte erst im Lager nachfragen.\n\nDort weiß man, wann die neue Lampe kommt."
TOLD = "These are the words of a private note by Ana"


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


@pytest.fixture
def case(world: World) -> Case:
    case = world.complaint(RENATE)
    Place.objects.create(case=case, member=world.ana, because="invited", since=world.now)
    return case


def noted(world: World, case: Case, text: str) -> str:
    return note.write(case, by=world.ana, text=text, now=world.now).text


@pytest.mark.parametrize(
    "sent", [NOTE, NOTE.replace("\n\n", " "), f"  {NOTE}\r\n", f"{NOTE}\nMira", f"{NOTE}\n\nMira, Pellamo"]
)
def test_a_note_sent_by_mistake_stays_and_its_sender_is_told(world: World, case: Case, sent: str) -> None:
    noted(world, case, NOTE)
    answered = press_send(world, case, world.mira, text=sent)
    assert answered.status_code == 422
    shown = answered.content.decode()
    assert TOLD in shown
    assert "Dort weiß man, wann die neue Lampe kommt." in shown.partition("<textarea")[2], "what she typed is kept"
    assert not Waiting.objects.exists()
    assert not Outgoing.objects.filter(automatic=False).exists()


def test_a_short_note_stands_in_the_way_of_nothing_but_itself(world: World, case: Case) -> None:
    noted(world, case, "ok")
    assert TOLD in press_send(world, case, world.mira, text="ok").content.decode()
    assert press_send(world, case, world.mira, text=f"ok\n\n{GOOD['de']}").status_code == 302
    world.pass_time(timedelta(seconds=10))
    assert Outgoing.objects.filter(automatic=False).count() == 1


def test_a_note_on_one_case_is_no_note_on_another(world: World, case: Case) -> None:
    noted(world, world.complaint(), GOOD["de"])
    assert press_send(world, case, world.mira).status_code == 302


def test_what_waits_when_it_becomes_a_note_comes_back(world: World, case: Case) -> None:
    assert press_send(world, case, world.mira).status_code == 302
    noted(world, case, GOOD["de"])
    world.pass_time(timedelta(seconds=10))
    assert not Outgoing.objects.filter(automatic=False, audience="customer").exists()
    assert "did not go: its words are those of a private note" in page(world, case, signed_in(world.mira))
    assert Draft.objects.get(member=world.mira).text == GOOD["de"]


def test_what_is_sent_without_waiting_is_refused_too(world: World, case: Case) -> None:
    noted(world, case, NOTE)
    with pytest.raises(Refused, match="words_of_note"):
        answer(
            case.opener.conversation, by=world.mira, text=NOTE, key="k", now=world.now, confirm=None,
            next_word_by=world.now + timedelta(days=1),
        )  # fmt: skip
