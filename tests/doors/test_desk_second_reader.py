"""A second reader: what a trainee writes waits for one, leaves as it was read, or comes back with words (D22)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ombud.access.links import customer_url
from ombud.access.models import Place
from ombud.cases.models import Case
from ombud.journey import answer
from ombud.journey.refused import Refused
from ombud.promises.models import DUE, Owe, Promise
from ombud.replies.models import Draft, Outgoing
from ombud.replies.outbox import sha256_of
from ombud.replies.waiting import Waiting
from ombud.team.models import Member, Role
from tests.doors.desk import GOOD, at, at_the_desk, signed_in
from tests.doors.test_desk_waiting import ours, page, press_send
from tests.doors.test_desk_writing import soon
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db
TEXT = GOOD["de"].removesuffix("Mira") + "Hier steht alles: {portal_url}\n\nNora"


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


@pytest.fixture
def nora(world: World) -> Member:
    return world.member("Nora", Role.TRAINEE, languages=("de",))


@pytest.fixture
def case(world: World, nora: Member) -> Case:
    case = world.complaint(RENATE)
    for member in (nora, world.ana):
        Place.objects.create(case=case, member=member, because="invited", since=world.now)
    return case


def read(world: World, by: Member, **fields: str) -> str:
    waiting = Waiting.objects.latest("pk")
    with at(world):
        return signed_in(by).post(f"/waiting/{waiting.pk}/reading/", fields, follow=True).content.decode()


def test_a_trainees_reply_waits_is_owed_and_leaves_as_it_was_read(world: World, case: Case, nora: Member) -> None:
    shown = page(world, case, signed_in(nora))
    assert "A colleague reads this before it leaves." in shown
    assert press_send(world, case, nora, text=TEXT).status_code == 302
    world.pass_time(timedelta(hours=1))
    assert ours() == 0
    owed = Promise.objects.get(DUE, owe=Owe.READ)
    assert (owed.keeper, owed.case) == (world.mira, case)
    assert Promise.objects.filter(DUE, owe=Owe.ANSWER, case=case).exists()
    assert "waits for a second reader since 09:00" in page(world, case)
    with at(world):
        assert "read a colleague" in signed_in(world.mira).get("/").content.decode()
    assert "Read: the reply of Nora leaves as it stands." in read(world, world.ana, **{"pass": "1"})
    assert not Promise.objects.filter(DUE, owe=Owe.READ).exists()
    world.pass_time(timedelta(seconds=10))
    waiting, letter = Waiting.objects.get(), Outgoing.objects.get(automatic=False, audience="customer")
    assert waiting.approved_sha256 == sha256_of(waiting.text)
    assert letter.text == waiting.text.replace("{portal_url}", customer_url(case)), (
        "but for her own link, to the letter"
    )
    assert letter.message is not None
    assert letter.message.by == nora
    assert "Ana read the reply of Nora and let it pass." in page(world, case)


def test_it_comes_back_with_words_and_the_author_reads_them(world: World, case: Case, nora: Member) -> None:
    press_send(world, case, nora, text=TEXT)
    read(world, world.mira, words="   ")
    assert Waiting.objects.get().live, "sent back only with words"
    assert "Nora has it again, with your words." in read(world, world.mira, words="Say by when, please")
    assert Draft.objects.get(member=nora).text == TEXT
    world.work()
    (told,) = [letter for letter in world.letters(nora) if "zurück" in letter.text]
    assert "Mira hat Ihre Antwort an Renate Vogel gelesen" in told.text
    assert "Say by when, please" in told.text
    assert f"/cases/{case.pk}/#write" in told.text
    shown = page(world, case, signed_in(nora))
    assert "Mira read it and sends it back: “Say by when, please”" in shown
    assert not Promise.objects.filter(DUE, owe=Owe.READ).exists()
    world.pass_time(timedelta(hours=1))
    assert ours() == 0
    assert press_send(world, case, nora, key="again", text=TEXT).status_code == 302
    assert "Say by when" not in page(world, case, signed_in(nora)).partition("writes")[2]


def test_nobody_lets_her_own_words_pass_nor_does_who_may_not(world: World, case: Case, nora: Member) -> None:
    press_send(world, case, nora, text=TEXT)
    Place.objects.create(case=case, member=world.jonas, because="invited", since=world.now)
    assert "Nobody lets her own words pass." in read(world, nora, **{"pass": "1"})
    assert "Your role does not allow this." in read(world, world.jonas, **{"pass": "1"})
    read(world, world.ana, **{"pass": "1"})
    assert "It has left already" in read(world, world.mira, words="Too late")
    world.pass_time(timedelta(minutes=1))
    assert ours() == 1


def test_there_is_no_way_around_the_reader(world: World, case: Case, nora: Member) -> None:
    with pytest.raises(Refused, match="needs_reader"):
        answer.answer(
            case.opener.conversation, by=nora, text=TEXT, key="k", now=world.now,
            next_word_by=world.now + timedelta(days=1), confirm=world.warned(case.opener.conversation, TEXT, nora),
        )  # fmt: skip
    press_send(world, case, nora, text=TEXT)
    with at(world):
        signed_in(world.mira).post(f"/waiting/{Waiting.objects.get().pk}/date/", {"now": "1"})
    world.pass_time(timedelta(minutes=1))
    assert ours() == 0, "a date is no reading"


def test_taken_back_it_is_owed_by_nobody(world: World, case: Case, nora: Member) -> None:
    press_send(world, case, nora, text=TEXT)
    with at(world):
        signed_in(nora).post(f"/waiting/{Waiting.objects.get().pk}/withdrawal/")
    assert not Promise.objects.filter(DUE, owe=Owe.READ).exists()
    assert Draft.objects.get(member=nora).text == TEXT


def test_an_inbox_says_whose_words_are_read(world: World, case: Case) -> None:
    world.inbox.second_reader = ["community_manager"]
    world.inbox.save()
    assert press_send(world, case, world.ana, text=TEXT.replace("Nora", "Ana")).status_code == 302
    assert Waiting.objects.get().go_at is None
    assert "waits for a second reader" in page(world, case)


def test_read_and_wanted_later_it_goes_later(world: World, case: Case, nora: Member) -> None:
    press_send(world, case, nora, text=TEXT, goes=soon(world, hours=4))
    read(world, world.ana, **{"pass": "1"})
    world.pass_time(timedelta(hours=3))
    assert ours() == 0
    world.pass_time(timedelta(hours=1))
    assert ours() == 1


def test_without_anybody_who_may_read_it_is_said_at_once(world: World, case: Case, nora: Member) -> None:
    from ombud.team.models import Post

    Post.objects.exclude(member=nora).exclude(role=Role.HANDLER).delete()
    answered = press_send(world, case, nora, text=TEXT)
    assert answered.status_code == 422
    assert "Somebody else has to read this first" in answered.content.decode()
    assert "dass die Lampe kaputt ist" in answered.content.decode()


def test_words_that_no_letter_may_carry_are_read_on_the_page(world: World, case: Case, nora: Member) -> None:
    press_send(world, case, nora, text=TEXT)
    read(world, world.mira, words="Fill in {portal_url} and {name} first. " * 600)
    world.work()
    (told,) = [letter for letter in world.letters(nora) if "zurück" in letter.text]
    assert "{name}" not in told.text
    assert "Fill in" in page(world, case, signed_in(nora))
