"""Two colleagues answer one customer in the same second: one reply goes, the other author is told and keeps hers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from ombud.access.models import Place
from ombud.cases.models import Case
from ombud.conversations.models import Conversation
from ombud.journey.answer import case_of
from ombud.journey.hold import Seen, go_out, hold, newest
from ombud.journey.refused import Refused
from ombud.replies.models import Outgoing
from ombud.replies.waiting import Waiting
from ombud.team.models import Member
from tests.doors.desk import at, at_the_desk, signed_in
from tests.journey.test_at_once import at_once
from tests.rooms.truths import against
from tests.world import HANNAH, World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
DAY, UNDO = timedelta(days=1), timedelta(seconds=10)
SAID = "Hello Hannah, I am sorry about the broken lamp. I am looking into it and write to you again tomorrow. {name}"


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


@pytest.fixture
def case(world: World) -> Case:
    case = world.complaint(HANNAH)
    Place.objects.create(case=case, member=world.ana, because="invited", since=world.now)
    return case


def words(member: Member) -> str:
    return SAID.format(name=member.name)


def says(world: World, conversation: Conversation, by: Member, seen: Seen, key: str = "form") -> Callable[[], object]:
    """Her press of the button; what it was refused for as its code and whom it names."""
    confirm = world.warned(conversation, words(by))

    def press() -> object:
        try:
            return hold(
                conversation, by=by, text=words(by), key=f"{by.name} {key}", now=world.now, confirm=confirm, seen=seen,
                next_word_by=world.now + DAY,
            )  # fmt: skip
        except Refused as refused:
            return refused.code, refused.params.get("name")

    return press


@transaction.atomic
def lets_go(world: World, waiting: Waiting) -> None:
    """What a worker does once its time has come."""
    go_out([waiting.pk], world.now)


def ours() -> list[Outgoing]:
    return list(Outgoing.objects.filter(automatic=False, audience="customer").order_by("pk"))


def a_question(world: World) -> Conversation:
    """A conversation that is no case."""
    (message,) = world.hear(
        world.mail(HANNAH, "Hello, does the lamp fit a Danish socket? Kind regards, Hannah", subject="Socket")
    )
    assert case_of(message.conversation) is None
    return message.conversation


@pytest.mark.parametrize("of_a_case", [True, False])
def test_one_goes_and_the_other_is_told_who_wrote(world: World, case: Case, of_a_case: bool) -> None:
    conversation = case.opener.conversation if of_a_case else a_question(world)
    seen = newest(conversation, case if of_a_case else None)
    told = at_once(says(world, conversation, world.mira, seen), says(world, conversation, world.ana, seen))
    (goes,) = [one for one in told if isinstance(one, Waiting)]
    (refused,) = [one for one in told if one != goes]
    assert refused == ("newer", goes.by.name)
    assert Waiting.objects.get() == goes
    world.pass_time(UNDO)
    assert [letter.text for letter in ours()] == [words(goes.by)]
    other = world.ana if goes.by == world.mira else world.mira
    after = newest(conversation, case if of_a_case else None)
    assert isinstance(says(world, conversation, other, after, "again")(), Waiting), "she has read it, and hers goes too"
    world.pass_time(UNDO)
    assert [letter.text for letter in ours()] == [words(goes.by), words(other)]
    assert against(world.now) == {}


def test_as_hers_leaves_a_colleague_is_told_and_sends_nothing(world: World, case: Case) -> None:
    conversation = case.opener.conversation
    seen = newest(conversation, case)
    hers = says(world, conversation, world.mira, seen)()
    assert isinstance(hers, Waiting)
    world.now += UNDO
    told = at_once(lambda: lets_go(world, hers), says(world, conversation, world.ana, seen))
    assert told == [None, ("newer", "Mira")]
    world.work()
    assert [letter.text for letter in ours()] == [words(world.mira)]
    assert against(world.now) == {}


def test_two_workers_let_it_go_once(world: World, case: Case) -> None:
    conversation = case.opener.conversation
    hers = says(world, conversation, world.mira, newest(conversation, case))()
    assert isinstance(hers, Waiting)
    world.now += UNDO
    assert at_once(*[lambda: lets_go(world, hers)] * 2) == [None, None]
    assert [letter.text for letter in ours()] == [words(world.mira)]


def test_at_the_desk_nothing_typed_is_lost(world: World, case: Case) -> None:
    number = case.opener.conversation_id
    clients = {member: signed_in(member) for member in (world.mira, world.ana)}

    def opened(client: Client) -> str:
        with at(world):
            shown = client.get(f"/cases/{case.pk}/").content.decode()
        return shown.partition('id="seen" value="')[2].partition('"')[0]

    def press(member: Member, seen: str) -> Callable[[], Any]:
        given = {
            "key": member.name, "text": words(member), "seen": seen, "next_word_by": "2026-11-25T09:00",
            "confirm": list(world.warned(case.opener.conversation, words(member))),
        }  # fmt: skip
        return lambda: clients[member].post(f"/conversations/{number}/reply/", given)

    before = {member: opened(client) for member, client in clients.items()}
    answers = dict(zip(before, at_once(*[press(*one) for one in before.items()]), strict=True))
    assert sorted(answer.status_code for answer in answers.values()) == [302, 422]  # type: ignore[attr-defined]
    goes, other = sorted(answers, key=lambda member: answers[member].status_code)  # type: ignore[attr-defined]
    shown = answers[other].content.decode()  # type: ignore[attr-defined]
    assert f"{goes.name} wrote after you opened this. Read it, then send; your words are kept." in shown
    assert words(other) in shown.partition("<textarea")[2].partition("</textarea>")[0], "what she typed is kept"
    assert words(goes) in shown, "and she reads what goes"
    world.pass_time(UNDO)
    assert [letter.text for letter in ours()] == [words(goes)]
