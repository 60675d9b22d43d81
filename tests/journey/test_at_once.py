"""Two things at the very same moment: a double click, two colleagues, the customer's word and ours."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from ombud.cases.models import Action, Ask, Case, Satisfaction
from ombud.channels.registry import get
from ombud.conversations.models import Message
from ombud.handoffs.models import Handoff
from ombud.journey import enquire, fix, hand_off, let_go
from ombud.journey.answer import answer
from ombud.journey.hear import hear
from ombud.journey.refused import Refused
from ombud.replies.models import Outgoing
from ombud.team.models import Member
from tests.rooms.truths import against
from tests.world import CARE, HANNAH, World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
DAY = timedelta(days=1)
WORDS = "Hello Hannah, I am sorry about the broken lamp. I am looking into it and write to you again tomorrow. Mira"


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Does all of them at the same moment, each on a connection of its own; what each returned or was refused for."""
    start = threading.Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        try:
            start.wait(10)
            return deed()
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [done.result(60) for done in [threads.submit(do, deed) for deed in deeds]]


@pytest.fixture
def world() -> World:
    """Monday morning, and Hannah's complaint."""
    return World()


@pytest.fixture
def case(world: World) -> Case:
    """Something was done about it already."""
    case = world.complaint(HANNAH)
    fix.fix(case, by=world.mira, what="Sent a new lamp", now=world.now, key="first")
    return world.again(case)


def _answer(world: World, case: Case) -> object:
    warned = world.warned(case.opener.conversation, WORDS)
    return answer(
        case.opener.conversation, by=world.mira, text=WORDS, key="form", now=world.now, next_word_by=world.now + DAY,
        confirm=warned,
    )  # fmt: skip


DOUBLE: dict[str, Callable[[World, Case], object]] = {
    "answer": _answer,
    "fix": lambda w, c: fix.fix(c, by=w.mira, what="Sent another", now=w.now, key="form"),
    "enquire": lambda w, c: enquire.enquire(
        c, by=w.mira, of=w.bianca, what="Why?", until=w.now + DAY, key="form", now=w.now
    ),
    "hand_off": lambda w, c: hand_off.hand_off(
        c, by=w.mira, to=w.jonas, what="Repair it", until=w.now + DAY, key="form", now=w.now
    ),
    "ask": lambda w, c: let_go.ask_if_solved(c, by=w.mira, key="form", now=w.now),
}


@pytest.mark.parametrize("press", DOUBLE.values(), ids=DOUBLE.keys())
def test_a_form_pressed_twice_at_once_is_pressed_once(
    world: World, case: Case, press: Callable[[World, Case], object]
) -> None:
    first, second = at_once(*[lambda: press(world, case)] * 2)
    assert first == second, (first, second)
    assert Outgoing.objects.filter(audience="customer", automatic=False).count() <= 1
    assert Action.objects.filter(case=case).count() <= 2
    assert against(world.now) == {}


def test_her_presses_at_once_are_one(world: World, case: Case) -> None:
    first, second = at_once(*[lambda: let_go.solved(case, concerns=None, words="", key="hers", now=world.now)] * 2)
    assert (first, second) == (True, True)
    assert Satisfaction.objects.count() == 1
    first, second = at_once(*[lambda: let_go.not_yet(case, words="No!", key="hers 2", now=world.now)] * 2)
    assert (first, second) == (None, None)
    assert world.again(case).round == 2


def test_two_colleagues_hand_it_to_one(world: World, case: Case) -> None:
    def to(member: Member, key: str) -> Callable[[], object]:
        until = world.now + DAY
        return lambda: hand_off.hand_off(
            case, by=world.mira, to=member, what="Repair it", until=until, key=key, now=world.now
        )

    results = at_once(to(world.jonas, "a"), to(world.bianca, "b"))
    assert "in_hand" in results, results
    assert Handoff.objects.count() == 1
    assert against(world.now) == {}


def test_what_she_says_while_we_write_is_not_written_over(world: World, case: Case) -> None:
    """Each of them reads the case before the other has written it."""
    at_once(
        lambda: _answer(world, case),
        lambda: let_go.solved(case, concerns=None, words="", key="hers", now=world.now),
    )
    ended = world.again(case)
    assert ended.satisfaction_id is not None
    assert ended.ended_at is not None
    assert against(world.now) == {}


def test_a_question_and_her_answer_cross(world: World, case: Case) -> None:
    at_once(
        lambda: let_go.ask_if_solved(case, by=world.mira, key="ask", now=world.now),
        lambda: let_go.not_yet(case, words="No!", key="hers", now=world.now),
    )
    crossed = world.again(case)
    assert crossed.round == 2
    assert Ask.objects.filter(round=2).count() == 0, "nothing was done yet in this round"
    assert against(world.now) == {}


def test_the_same_mail_heard_by_two_workers_is_one_message(world: World) -> None:
    arrival = get("mail").read(world.mail(HANNAH, WORDS), CARE, world.now)
    results = at_once(*[lambda: hear(world.inbox, [arrival], now=world.now)] * 2)
    assert sorted(map(len, results)) == [0, 1], results  # type: ignore[arg-type]
    assert Message.objects.count() == 1
