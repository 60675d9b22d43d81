"""How a case ends, and how it does not: never by our click (D10, D18, D28, D31)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.cases.models import Case, Concern, NoAnswer
from ombud.cases.rules import Status, status
from ombud.conversations.models import Message
from ombud.journey.add import add_words
from ombud.journey.concern import add_concern
from ombud.journey.fix import fix
from ombud.journey.hand_off import eligible, hand_off
from ombud.journey.let_go import ask_if_solved, not_yet, said_solved, solved
from ombud.journey.refused import Refused
from ombud.journey.release import release, stop_writing
from ombud.journey.set_aside import set_aside
from ombud.promises.models import DUE, Promise
from ombud.team.models import Member, Role
from tests.world import HANNAH, RENATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Monday morning."""
    return World()


def _mended(world: World, case: Case) -> None:
    fix(case, by=world.mira, what="Sent a new lamp.", now=world.now, key=world.key())


def _ask(world: World, case: Case) -> None:
    ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.work()


def test_nobody_asks_before_something_was_done(world: World) -> None:
    case = world.complaint()
    with pytest.raises(Refused, match="nothing_done"):
        _ask(world, case)
    _mended(world, case)
    _ask(world, case)
    assert status(world.again(case), world.now) is Status.RESOLVED
    with pytest.raises(Refused, match="asked_today"):
        _ask(world, case)


def test_two_asks_on_two_days_and_silence_rest_the_case_and_one_word_opens_it_for_ever(world: World) -> None:
    case = world.complaint(HANNAH)
    _mended(world, case)
    _ask(world, case)
    world.pass_time(timedelta(days=4))
    second = world.letters(HANNAH)[-1]
    assert second.automatic
    assert case.asks.count() == 2
    world.pass_time(timedelta(days=6))
    rested = world.again(case)
    assert status(rested, world.now) is Status.NO_ANSWER
    assert NoAnswer.objects.get(case=case).first_day < NoAnswer.objects.get(case=case).second_day
    assert not Promise.objects.filter(DUE, case=case).exists()
    world.pass_time(timedelta(days=200))
    world.hear(world.mail(HANNAH, "It broke again, just like before. Please help.", to=world.letters(HANNAH)[-1]))
    again = world.again(case)
    assert (again.open, again.round, again.urgency <= 2) == (True, 2, True)


def test_a_word_after_the_first_ask_keeps_it_from_resting(world: World) -> None:
    case = world.complaint(HANNAH)
    _mended(world, case)
    _ask(world, case)
    world.hear(
        world.mail(HANNAH, "I could not try it yet, the parcel is at my neighbour's.", to=world.letters(HANNAH)[-1])
    )
    world.pass_time(timedelta(days=20))
    assert world.again(case).open
    assert case.asks.count() == 1


def test_each_concern_is_settled_apart(world: World) -> None:
    case = world.complaint(HANNAH)
    shade = add_concern(case, words="The shade is missing too.", by=world.mira, now=world.now)
    _mended(world, case)
    assert not solved(case, concerns=[shade], words="The shade came.", key=world.key(), now=world.now)
    assert world.again(case).open
    assert [c.satisfaction_id is None for c in Concern.objects.filter(case=case)] == [True, False]
    assert solved(case, concerns=None, words="", key=world.key(), now=world.now)
    assert status(world.again(case), world.now) is Status.CONFIRMED


def test_words_beat_the_button(world: World) -> None:
    case = world.complaint(HANNAH)
    _mended(world, case)
    _ask(world, case)
    words = "Thanks for the quick help, but it is still flickering."
    assert not solved(case, concerns=None, words=words, key=world.key(), now=world.now)
    world.work()
    assert world.again(case).open
    assert world.letters(HANNAH)[-1].automatic
    assert Message.objects.filter(text=words).get().owed
    assert solved(case, concerns=None, words="It is solved now.", key=world.key(), now=world.now)


def test_a_second_press_of_the_same_form_changes_nothing(world: World) -> None:
    case = world.complaint()
    _mended(world, case)
    for _ in range(3):
        not_yet(case, words="Nein.", key="same form", now=world.now)
    assert (world.again(case).round, Message.objects.filter(remote_id="page:same form").count()) == (2, 1)


def test_the_end_is_thanked_and_thanks_for_it_do_not_open_it(world: World) -> None:
    case = world.complaint(HANNAH)
    _mended(world, case)
    solved(case, concerns=None, words="All good, thank you!", key=world.key(), now=world.now)
    said = Message.objects.get(text="All good, thank you!")
    assert said.owed, "her word is owed a last one of ours (D34)"
    world.answer(
        case.opener.conversation, "Hello Hannah,\n\nthank you for telling me. One reply opens it again.\n\nMira"
    )
    said.refresh_from_db()
    assert not said.owed
    world.hear(world.mail(HANNAH, "Thank you so much, you were wonderful!", to=world.letters(HANNAH)[-1]))
    assert status(world.again(case), world.now) is Status.CONFIRMED


def test_she_adds_words_to_an_ended_case_and_it_is_open(world: World) -> None:
    case = world.complaint(HANNAH)
    _mended(world, case)
    solved(case, concerns=None, words="", key=world.key(), now=world.now)
    add_words(case, words="Sorry, it went dark again.", files=(), key=world.key(), now=world.now)
    assert world.again(case).open


def test_only_the_closed_list_lets_go_without_her_solved(world: World) -> None:
    case = world.complaint(HANNAH)
    for because in ("withdrawn", "stopped"):
        with pytest.raises(Refused, match="needs_her_message"):
            release(case, because=because, by=world.mira, now=world.now)
    with pytest.raises(Refused, match="needs_words"):
        release(case, because="mistake", by=world.mira, now=world.now)
    with pytest.raises(ValueError, match="looks done"):
        release(case, because="looks done", by=world.mira, now=world.now)
    (hers,) = world.hear(world.mail(HANNAH, "Please forget it, I found the receipt.", to=world.letters(HANNAH)[-1]))
    release(case, because="withdrawn", by=world.mira, message=hers, now=world.now)
    assert status(world.again(case), world.now) is Status.RELEASED


def test_she_asks_us_to_stop_and_one_of_us_reads_it(world: World) -> None:
    case = world.complaint(HANNAH)
    stop_writing(case, key="stop", now=world.now)
    assert status(world.again(case), world.now) is Status.RELEASED
    asked = Message.objects.get(remote_id="page:stop")
    set_aside(asked, as_="stopped", by=world.mira, now=world.now)
    asked.refresh_from_db()
    assert not asked.owed
    other = world.complaint(RENATE)
    with pytest.raises(Refused, match="needs_her_message"):
        set_aside(other.opener, as_="stopped", by=world.mira, now=world.now)


def test_a_person_may_point_at_her_own_words_and_at_nobody_elses(world: World) -> None:
    case = world.complaint(HANNAH)
    _mended(world, case)
    (hers,) = world.hear(world.mail(HANNAH, "It is solved, thank you!", to=world.letters(HANNAH)[-1]))
    (other,) = world.hear(world.mail(RENATE, "Es ist alles gelöst, danke!"))
    with pytest.raises(Refused, match="not_a_customers_word"):
        said_solved(case, message=other, concerns=None, by=world.mira, now=world.now)
    assert said_solved(case, message=hers, concerns=None, by=world.mira, now=world.now)


def test_one_person_alone(world: World) -> None:
    """She is community manager and everything else: where nobody can be asked, an outsider is named and it goes on."""
    Member.objects.exclude(pk=world.mira.pk).update(left_at=world.now)
    case = world.complaint(HANNAH)
    assert case.owner == world.mira
    assert eligible(case) == []
    _mended(world, case)
    _ask(world, case)
    not_yet(case, words="It came broken again.", key=world.key(), now=world.now)
    assert eligible(case) == []
    owed = Promise.objects.get(DUE, case=case, owe="take_on")
    assert owed.keeper == world.mira
    outsider = Member.objects.create(name="Lamp workshop Lund", email="lund@workshop.example", languages=["en"])
    outsider.take_on(Role.HANDLER)
    until = world.now + timedelta(days=1)
    hand_off(case, by=world.mira, to=outsider, what="Repair it, please.", until=until, key=world.key(), now=world.now)
    owed.refresh_from_db()
    assert owed.kept_at is not None
