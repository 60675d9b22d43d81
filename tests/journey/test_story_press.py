"""The press: on its substance a spokesperson answers alone, by whatever way somebody could write to it (D13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from ombud.advocacy.models import Voice
from ombud.cases.models import Case
from ombud.conversations.models import Conversation
from ombud.journey import decide, enquire, let_go, quote
from ombud.journey.answer import answer, judged
from ombud.journey.deliver import deliver
from ombud.journey.fix import fix
from ombud.journey.hand_off import hand_off, introduction
from ombud.journey.hold import hold
from ombud.journey.open_case import make_case
from ombud.journey.perk import give_later
from ombud.journey.refused import Refused
from ombud.journey.tell_outcome import close, tell_everybody
from ombud.journey.thank import thank
from ombud.replies.models import Outgoing
from ombud.replies.waiting import Waiting
from ombud.team.models import Member, Role
from ombud.thanks.models import Thanks
from tests.journey import briefs
from tests.journey.test_story_perks import pool
from tests.journey.test_story_thanks import praise, said_thanks
from tests.world import HANNAH, SIGNE, World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WORDS = "Hello Hannah,\n\nthe batch was bad, and our supplier is to blame. I write again by Friday at noon.\n\nMira"
ASKED = "I am a journalist at the Harbour Times, writing an article on your lamps. Any comment? My deadline is 5 pm."
type Way = Callable[[World, Case, Member], object]


@pytest.fixture
def world() -> World:
    return World()


def enquiry(world: World) -> Case:
    """A journalist's question that somebody made a case of."""
    (heard,) = world.hear(world.mail(HANNAH, ASKED, subject="Press enquiry"))
    assert heard.reading.kind == "press"
    return make_case(heard, by=world.mira, now=world.now)


def thread(case: Case) -> Conversation:
    return Conversation.objects.select_related("inbox__owner", "person", "member").get(pk=case.opener.conversation_id)


def reply(world: World, case: Case, by: Member) -> object:
    return world.answer(thread(case), WORDS, by=by)


def held_reply(world: World, case: Case, by: Member) -> object:
    return hold(
        thread(case), by=by, text=WORDS, key=world.key(), now=world.now, next_word_by=world.now + DAY,
        confirm=world.warned(thread(case), WORDS, by),
    )  # fmt: skip


def notice(world: World, case: Case, by: Member) -> object:
    return hand_off(
        case, by=by, to=world.jonas, what="Which batch was it?", until=world.now + DAY, key=world.key(), now=world.now,
        notice=WORDS, confirm=world.warned(thread(case), WORDS, by),
    )  # fmt: skip


def word_with_an_enquiry(world: World, case: Case, by: Member) -> object:
    return enquire.enquire(
        case, by=by, of=world.jonas, what="Which batch was it?", until=world.now + DAY, key=world.key(), now=world.now,
        tell=WORDS, confirm=world.warned(thread(case), WORDS, by),
    )  # fmt: skip


def question(world: World, case: Case, by: Member) -> object:
    fix(case, by=by, what="Recalled the batch", now=world.now, key=world.key())
    return let_go.ask_if_solved(
        case, by=by, text=WORDS, key=world.key(), now=world.now, confirm=world.warned(thread(case), WORDS, by)
    )


WAYS: tuple[Way, ...] = (reply, held_reply, notice, word_with_an_enquiry, question)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nobody_else_gets_a_word_of_hers_to_a_journalist(world: World, way: Way) -> None:
    case = enquiry(world)
    letters, waiting = Outgoing.objects.count(), Waiting.objects.count()
    with pytest.raises(Refused, match="press_needs_spokesperson"):
        way(world, case, world.mira)
    assert (Outgoing.objects.count(), Waiting.objects.count()) == (letters, waiting)
    assert way(world, case, world.katrin)


def test_thanks_and_perks_are_no_way_round(world: World) -> None:
    message, another = praise(world, HANNAH), praise(world, SIGNE)
    pool(world, "WINTER-1234")
    said_thanks(world, message)
    for one in (message, another):
        case = make_case(one, by=world.mira, now=world.now)
        Case.objects.filter(pk=case.pk).update(kind="press")
    with pytest.raises(Refused, match="press_needs_spokesperson"):
        give_later(Thanks.objects.get(message=message), by=world.mira, now=world.now)
    with pytest.raises(Refused, match="press_needs_spokesperson"):
        thank(another, by=world.mira, text=WORDS, key="thanks", now=world.now, next_word_by=world.now + DAY)


def test_what_waits_comes_back_to_whoever_speaks_for_us_no_more(world: World) -> None:
    case = enquiry(world)
    held_reply(world, case, world.katrin)
    world.katrin.posts.filter(role=Role.SPOKESPERSON).delete()
    world.katrin.take_on(Role.LEADER)
    before = len(world.letters(HANNAH))
    world.pass_time(timedelta(minutes=1))
    assert len(world.letters(HANNAH)) == before
    assert Waiting.objects.get().withdrawn == "press_needs_spokesperson"


def test_no_letter_of_a_person_reaches_the_outbox_unasked(world: World) -> None:
    """Whatever comes to be written beside these ways: what carries a letter asks who speaks."""
    case = enquiry(world)
    text, verdict = judged(thread(case), case, world.mira, WORDS, None)
    with pytest.raises(Refused, match="press_needs_spokesperson"):
        deliver(thread(case), case, by=world.mira, text=text, verdict=verdict, key="x", now=world.now)
    assert not Outgoing.objects.filter(key="x").exists()


def test_our_own_words_may_go_to_her(world: World) -> None:
    """The receipt, who has it, whether it is solved, whether we may quote: nobody wrote a word of her own in them."""
    case = enquiry(world)
    assert "automatic receipt" in world.letters(HANNAH)[-1].text
    until = world.now + DAY
    hand_off(case, by=world.mira, to=world.katrin, what="Please", until=until, key=world.key(), now=world.now)
    world.work()
    ours = introduction(case, by=world.mira, to=world.katrin, until=until)
    assert world.letters(HANNAH)[-1].text.startswith(ours.partition("{")[0])
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.work()
    assert "Is it solved" in world.letters(HANNAH)[-1].text
    whole = briefs.brief(world, None)
    quote.ask_to_quote(whole, case, words=ASKED.split(". ", maxsplit=1)[0], by=world.mira, key="q", now=world.now)


def test_what_we_wrote_down_as_done_is_no_word_to_the_press(world: World) -> None:
    case = enquiry(world)
    fix(case, by=world.mira, what="The supplier admits it", now=world.now, key=world.key())
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.work()
    assert "Is it solved" in world.letters(HANNAH)[-1].text
    assert "supplier" not in world.letters(HANNAH)[-1].text


def test_the_outcome_of_a_brief_is_told_her_by_a_spokesperson(world: World) -> None:
    """One who complained turns out to be of the press: the others are told, and the brief can be closed."""
    found, cases = briefs.incident(world)
    whole = briefs.sent(world, found)
    decide.answer(whole, said="yes", words="We do.", until=None, key="k", now=world.now, by=world.tomas)
    Case.objects.filter(pk=cases[SIGNE].pk).update(kind="press")
    before = len(world.letters(SIGNE))
    tell_everybody(briefs.again(whole), briefs.OUTCOME, by=world.mira, now=world.now)
    world.work()
    assert len(world.letters(SIGNE)) == before
    assert Voice.objects.get(brief=whole, case=cases[SIGNE]).spared == "press"
    assert Voice.objects.filter(brief=whole, told_at__isnull=False).count() == 2
    close(briefs.again(whole), by=world.mira, now=world.now)


def test_an_enquiry_that_is_no_case_is_hers_too(world: World) -> None:
    (heard,) = world.hear(world.mail(HANNAH, ASKED, subject="Press enquiry"))
    with pytest.raises(Refused, match="press_needs_spokesperson"):
        answer(heard.conversation, by=world.tomas, text=WORDS, key=world.key(), now=world.now)
