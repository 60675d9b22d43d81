"""A hand-off from the introduction to "solved", and what each side sees of the others (D04, D23, D24, D29)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from ombud.access.circle import cases_seen_by
from ombud.access.links import NoWay, open_customer
from ombud.cases.models import Case
from ombud.cases.rules import Status, status
from ombud.channels.contract import Outgoing as Letter
from ombud.handoffs.links import open_handler
from ombud.handoffs.models import Handoff
from ombud.journey import correct, enquire, let_go, note
from ombud.journey import help as helping
from ombud.journey.hand_off import eligible, hand_off
from ombud.journey.refused import Refused, Stopped
from ombud.promises.models import DUE, Promise
from ombud.team.models import Member
from tests.world import CUSTOMERS, HANNAH, RENATE, Customer, World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CUSTOMERS_LINK = re.compile(r"/c/([\w-]+)/")
HANDLERS_LINK = re.compile(r"/h/([\w-]+)/")


@pytest.fixture
def world() -> World:
    """Monday morning."""
    return World()


def hand(world: World, case: Case, to: Member, days: int = 1, key: str = "") -> Handoff:
    """The owner asks `to` for a repair."""
    handoff = hand_off(
        case, by=world.mira, to=to, what="Please repair the lamp of shelf 7b", until=world.now + days * DAY,
        key=key or world.key(), now=world.now,
    )  # fmt: skip
    world.work()
    return handoff


def link(letter: Letter, pattern: re.Pattern[str]) -> str:
    """The word in the link of a letter."""
    found = pattern.search(letter.text)
    assert found, letter.text
    return found[1]


@pytest.mark.parametrize("who", CUSTOMERS, ids=lambda c: c.language)
def test_all_goes_well_and_nothing_says_otherwise(world: World, who: Customer) -> None:
    """Accepted, done, asked, solved, thanked, each in time: no promise is broken, nothing presses more."""
    case = world.complaint(who)
    urgency = case.urgency
    world.pass_time(timedelta(minutes=20))
    handoff = hand(world, case, world.jonas)
    introduction, asked = world.letters(who)[-1], world.letters(world.jonas)[-1]
    assert "Jonas" in introduction.text
    assert not introduction.automatic, "a person's introduction, not a machine's"
    world.pass_time(timedelta(minutes=30))
    helping.accept(open_handler(link(asked, HANDLERS_LINK), world.now), now=world.now)
    world.pass_time(timedelta(hours=3))
    helping.report_done(handoff, words="Repaired and on its way", now=world.now)
    assert world.again(case).open, "done is not solved"
    assert status(world.again(case), world.now) is not Status.RESOLVED, "nor does it call itself so"
    world.pass_time(timedelta(minutes=20))
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.work()
    page = open_customer(link(world.letters(who)[-1], CUSTOMERS_LINK), world.now)
    world.pass_time(timedelta(hours=1))
    assert let_go.solved(page, concerns=None, words="", key=world.key(), now=world.now)
    world.pass_time(timedelta(hours=1))
    world.answer(case.opener.conversation, f"{who.first}, Mira, Pellamo.")
    world.pass_time(30 * DAY)
    case = world.again(case)
    assert status(case, world.now) is Status.CONFIRMED
    assert not case.breaches.exists()
    assert case.urgency == urgency
    assert not Promise.objects.filter(case=case, kept_at=None, released_at=None).exists()


def test_each_side_gets_its_own_link_and_nothing_of_the_other(world: World) -> None:
    case = world.complaint(RENATE)
    note.write(case, by=world.mira, text="The depot dropped the crate", now=world.now)
    hand(world, case, world.jonas)
    enquire.enquire(
        case, by=world.mira, of=world.bianca, what="Who packed shelf 7b?", until=world.now + DAY, key=world.key(),
        now=world.now,
    )  # fmt: skip
    world.pass_time(3 * DAY)
    for letter in world.letters():
        hers = letter.to.address == RENATE.address
        assert "crate" not in letter.text
        assert not (CUSTOMERS_LINK if not hers else HANDLERS_LINK).search(letter.text), letter.text
        assert RENATE.address not in letter.text
        if hers:
            assert "shelf 7b" not in letter.text
            assert "team.example" not in letter.text


def test_one_word_opens_one_door(world: World) -> None:
    """A handler's link opens no customer's page, a customer's no handler's, and a changed one nothing."""
    case = world.complaint()
    hand(world, case, world.jonas)
    theirs, hers = link(world.letters(world.jonas)[-1], HANDLERS_LINK), link(world.letters(RENATE)[-1], CUSTOMERS_LINK)
    for word, door in ((theirs, open_customer), (hers, open_handler), (hers[:-2] + "xx", open_customer)):
        with pytest.raises(NoWay, match="tampered"):
            door(word, world.now)
    with pytest.raises(NoWay, match="expired"):
        open_handler(theirs, world.now + 61 * DAY)


def test_never_accepted_it_comes_back_and_she_is_not_asked_again(world: World) -> None:
    case = world.complaint()
    handoff = hand(world, case, world.jonas, days=3)
    old = link(world.letters(world.jonas)[-1], HANDLERS_LINK)
    world.pass_time(timedelta(hours=4, minutes=5))
    assert len(world.letters(world.jonas)) == 2, "asked once more"
    world.pass_time(2 * DAY)
    handoff.refresh_from_db()
    case = world.again(case)
    assert (case.handler, handoff.returned) == (None, "not_accepted")
    assert case.open
    assert world.jonas not in eligible(case)
    assert Promise.objects.filter(case=case, owe="take_on").exists()
    with pytest.raises(NoWay, match="withdrawn"):
        open_handler(old, world.now)
    with pytest.raises(Refused, match="with_somebody_else"):
        helping.accept(handoff, now=world.now)
    with pytest.raises(Refused, match="failed_before"):
        hand(world, case, world.jonas)
    with pytest.raises(Refused, match="failed_before"):
        enquire.enquire(
            case, by=world.mira, of=world.jonas, what="Why?", until=world.now + DAY, key=world.key(), now=world.now
        )
    with pytest.raises(Stopped):
        world.answer(case.opener.conversation, "Guten Tag, Jonas kümmert sich darum und meldet sich morgen. Mira")


def test_not_yet_goes_to_somebody_new(world: World) -> None:
    case = world.complaint()
    helping.report_done(hand(world, case, world.jonas), words="Repaired", now=world.now)
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.pass_time(timedelta(hours=1))
    let_go.not_yet(case, words="Sie flackert noch.", key=world.key(), now=world.now)
    world.work()
    case = world.again(case)
    assert (case.round, case.urgency, case.asked_at, case.handler) == (2, 2, None, None)
    assert [f.member for f in case.failures.all()] == [world.jonas]
    with pytest.raises(Refused, match="nothing_done"):
        let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    second = hand(world, case, world.bianca)
    told = world.letters(RENATE)[-1].text
    assert "Bianca" in told
    assert "Jonas" not in told
    helping.accept(second, now=world.now)
    helping.report_done(second, words="A new one is on its way", now=world.now)
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    assert let_go.solved(case, concerns=None, words="Jetzt ist alles gut.", key=world.key(), now=world.now)


def test_declined_and_taken_back_are_no_failures(world: World) -> None:
    case = world.complaint(HANNAH)
    helping.decline(hand(world, case, world.jonas), words="I am on holiday", now=world.now)
    hand(world, case, world.bianca)
    helping.take_back(case, by=world.mira, words="I can do it myself", now=world.now)
    assert not case.failures.exists()
    assert {world.jonas, world.bianca} <= set(eligible(case))


def test_what_a_handler_writes_opens_nothing_again(world: World) -> None:
    case = world.complaint(HANNAH)
    handoff = hand(world, case, world.jonas)
    helping.report_done(handoff, words="Repaired", now=world.now)
    let_go.solved(case, concerns=None, words="", key=world.key(), now=world.now)
    jonas = Customer("Jonas", world.jonas.email, "de")
    (mail,) = world.hear(world.mail(jonas, "The parcel is broken, is it mine?", to=world.letters(world.jonas)[0]))
    asked = helping.ask_back(handoff, words="Shall I keep the old one?", key=world.key(), now=world.now)
    correct.correct(asked, kind="complaint", by=world.mira, now=world.now)
    world.work()
    assert mail.voice == "handler"
    assert status(world.again(case), world.now) is Status.CONFIRMED
    assert Promise.objects.filter(DUE, message__in=[mail, asked]).count() >= 1, "he is owed an answer all the same"


def test_it_is_in_one_pair_of_hands(world: World) -> None:
    case = world.complaint()
    hand(world, case, world.jonas, key="form")
    assert hand(world, case, world.jonas, key="form") == Handoff.objects.get()
    with pytest.raises(Refused, match="in_hand"):
        hand(world, case, world.bianca)
    with pytest.raises(Refused, match="is_owner"):
        hand(world, world.complaint(HANNAH), world.mira)


def test_only_those_on_the_case_see_it(world: World) -> None:
    case = world.complaint()
    hand(world, case, world.jonas)
    seen = {m.name for m in Member.objects.all() if case in cases_seen_by(m)}
    assert seen == {"Mira", "Jonas"}
