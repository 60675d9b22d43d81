"""Perks: one a person and reason, by one rule for all, from a budget, in private letters; an empty pool says so."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest

from ombud.conversations.models import Conversation, Message
from ombud.journey import perk as giving
from ombud.journey.correct import correct
from ombud.journey.perk import PERK, give_later, give_to_all, offer, paragraph
from ombud.journey.pool import close, fill, make_pool
from ombud.journey.refused import Refused, Stopped
from ombud.journey.thank import thank
from ombud.journey.thanking import draft, praise_of
from ombud.replies.guard import Draft, judge
from ombud.replies.judging import facts_about, judge_reply
from ombud.replies.models import Outgoing
from ombud.team.models import Member
from ombud.thanks.models import Code, Gift, Pool, Thanks
from ombud.thanks.rules import Dry, Reason, WhyNot
from ombud.thanks.stock import codes_in
from tests.journey.test_story_thanks import IN_HER_WORDS, praise, said_thanks
from tests.world import BUDI, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIVE = (HANNAH, RENATE, LUCIA, SIGNE, BUDI)


@pytest.fixture
def world() -> World:
    return World()


def pool(world: World, *codes: str, name: str = "Winter", **values: Any) -> Pool:
    """A pool of ten per cent off, valid for a month, with these codes."""
    plain: dict[str, Any] = {
        "name": name, "reason": "praise", "sort": "percent", "value": 1000, "currency": "EUR", "worth": 500,
        "budget": 100_000, "most_a_month": 50, "valid_from": world.now - DAY, "valid_until": world.now + 30 * DAY,
    }  # fmt: skip
    made = make_pool(Pool(**(plain | values)), by=world.tomas, now=world.now)
    assert fill(made, codes, by=world.tomas, now=world.now) == len(codes)
    return made


def with_perk(world: World, message: Message, *, by: Member | None = None, key: str = "form") -> Thanks:
    """Thanks with a perk, as drafted."""
    by = by or world.mira
    found = offer(message, by=by, now=world.now)
    assert found.pool is not None, found.why
    text = draft(praise_of(message), None, by=by, tell=[], now=world.now, more=paragraph(message, found.pool))
    assert PERK in text
    done = thank(message, by=by, text=text, key=key, now=world.now, perk=True)
    world.work()
    return done


@pytest.mark.parametrize("who", FIVE, ids=lambda who: who.language)
def test_the_letter_alone_carries_the_code_in_her_language(world: World, who: Customer) -> None:
    made = pool(world, "THANKS-AAA7K")
    message = praise(world, who, f"{IN_HER_WORDS[who.language]}\n{who.first}")
    done = with_perk(world, message)
    letter = world.letters(who)[-1]
    assert "THANKS-AAA7K" in letter.text
    assert "10" in letter.text
    assert PERK not in letter.text
    gift = Gift.objects.get(thanks=done)
    assert (gift.person, gift.reason, gift.by, gift.pool, gift.number) == (
        message.person,
        "praise",
        world.mira,
        made,
        1,
    )
    assert "THANKS" not in Code.objects.get().sealed
    assert gift.code.masked == "••••7K"


def test_a_second_click_gives_the_same_code_and_nobody_gets_two(world: World) -> None:
    pool(world, "AAAA1", "BBBB2")
    message = praise(world)
    first = with_perk(world, message)
    assert with_perk_again(world, message) == first
    assert Gift.objects.count() == 1
    later = praise(world, text="Bianca was so kind to me today as well, I am delighted with all of you.")
    again = offer(later, by=world.mira, now=world.now)
    assert (again.pool, again.why) == (None, WhyNot.HAD_ONE)
    assert again.had is not None
    with pytest.raises(Refused) as refused:
        thank(
            later,
            by=world.mira,
            text=f"Hello Hannah, so kind of you, delighted! {PERK}",
            key="x",
            now=world.now,
            perk=True,
        )
    assert refused.value.code == "perk_not_earned"
    assert not Thanks.objects.filter(message=later).exists(), "and the letter has not left"
    assert give_later(first, by=world.ana, now=world.now) == Gift.objects.get()


def with_perk_again(world: World, message: Message) -> Thanks:
    return thank(message, by=world.mira, text=f"Something else {PERK}", key="form", now=world.now, perk=True)


def test_who_complains_loudly_gets_none_and_praise_with_a_stone_earns_as_praise_does(world: World) -> None:
    pool(world, "AAAA1")
    loud = world.complaint(RENATE, "SKANDAL!!! Meine Lampe ist kaputt, ich erzähle es allen! Ich will einen Gutschein!")
    assert offer(loud.opener, by=world.mira, now=world.now).why == WhyNot.NOT_THIS
    bare = praise(world, SIGNE, "Tusind tak!")
    correct(bare, kind="praise", by=world.mira, now=world.now)
    assert offer(bare, by=world.mira, now=world.now).why == WhyNot.BARE
    assert offer(praise(world), by=world.mira, now=world.now).pool is not None
    assert offer(praise(world, BUDI), by=world.jonas, now=world.now).why == "not_yours"


def test_the_same_words_from_another_address_earn_nothing(world: World) -> None:
    pool(world, "AAAA1", "BBBB2")
    with_perk(world, praise(world))
    copy = praise(world, Customer("Hanna Clark", "other@letters.example", "en"))
    assert offer(copy, by=world.mira, now=world.now).why == WhyNot.COPY
    ours = praise(
        world, Customer("Bianca", world.bianca.email, "en"), "Jonas was wonderful to me on the phone, so kind."
    )
    assert offer(ours, by=world.mira, now=world.now).why == WhyNot.ONE_OF_US


def test_an_empty_pool_is_said_and_the_thanks_have_not_left(world: World) -> None:
    pool(world, "AAAA1")
    first, second = praise(world), praise(world, BUDI, IN_HER_WORDS["id"])
    text = draft(praise_of(second), None, by=world.mira, tell=[], now=world.now, more=f"Untuk Anda: {PERK}")
    with_perk(world, first)
    assert offer(second, by=world.mira, now=world.now).why == Dry.EMPTY
    before = Outgoing.objects.count()
    with pytest.raises(Refused) as refused:
        thank(
            second, by=world.mira, text=text, key="x", now=world.now, perk=True,
            confirm=world.warned(second.conversation, text.replace(PERK, "AAAA")),
        )  # fmt: skip
    assert (refused.value.code, refused.value.params) == ("no_perk_left", {"why": Dry.EMPTY})
    assert Outgoing.objects.count() == before


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"budget": 500}, Dry.BUDGET),
        ({"most_a_month": 1}, Dry.MONTH),
    ],
)
def test_budget_and_month_end_what_codes_would_go_on(world: World, values: dict[str, Any], why: Dry) -> None:
    pool(world, "AAAA1", "BBBB2", **values)
    with_perk(world, praise(world))
    assert offer(praise(world, BUDI, IN_HER_WORDS["id"]), by=world.mira, now=world.now).why == why


def test_a_month_later_the_month_begins_anew_and_after_its_end_a_pool_gives_nothing(world: World) -> None:
    made = pool(world, "AAAA1", "BBBB2", most_a_month=1)
    with_perk(world, praise(world))
    world.pass_time(10 * DAY)
    message = praise(world, BUDI, IN_HER_WORDS["id"])
    assert offer(message, by=world.mira, now=world.now).pool == made
    world.now = made.valid_until
    assert offer(message, by=world.mira, now=world.now).why == Dry.NONE
    close(made, by=world.tomas, now=world.now)
    with pytest.raises(Refused):
        fill(made, ["CCCC3"], by=world.tomas, now=world.now)


def test_what_ends_first_is_given_first_and_the_next_pool_goes_on(world: World) -> None:
    pool(world, "LATE1", name="Long", valid_until=world.now + 60 * DAY)
    pool(world, "SOON1", name="Short", valid_until=world.now + 5 * DAY)
    with_perk(world, praise(world))
    with_perk(world, praise(world, BUDI, IN_HER_WORDS["id"]), key="second")
    assert [gift.pool.name for gift in Gift.objects.order_by("pk")] == ["Short", "Long"]


def test_a_batch_ends_where_the_pool_does_and_gives_nothing_twice(world: World) -> None:
    messages = [praise(world, who, IN_HER_WORDS[who.language]) for who in FIVE]
    for number, message in enumerate(messages):
        said_thanks(world, message, key=str(number))
    made = pool(world, "AAAA1", "BBBB2", "CCCC3")
    earned = giving.earned(Reason.PRAISE, world.now, [world.inbox.pk])
    assert [one.message_id for one in earned] == [m.pk for m in messages], "first thanked, first given"
    done = give_to_all(earned, by=world.mira, now=world.now)
    world.work()
    assert (len(done.gifts), done.waiting, done.why) == (3, 2, Dry.EMPTY)
    assert [gift.person_id for gift in done.gifts] == [m.person_id for m in messages[:3]]
    again = give_to_all(earned, by=world.ana, now=world.now)
    assert Gift.objects.count() == 3, "pressed again nobody gets a second one"
    assert again.waiting == 2
    fill(made, ["AAAA1", "DDDD4", "EEEE5"], by=world.tomas, now=world.now)
    assert Code.objects.count() == 5, "a code that is there is not put in twice"
    left = giving.earned(Reason.PRAISE, world.now, [world.inbox.pk])
    done = give_to_all(left, by=world.mira, now=world.now)
    assert (len(done.gifts), done.waiting, done.why) == (2, 0, None)
    world.work()
    said = {code for who in FIVE for code in codes_in(world.letters(who)[-1].text)}
    assert said == {"AAAA1", "BBBB2", "CCCC3", "DDDD4", "EEEE5"}
    assert giving.earned(Reason.PRAISE, world.now, [world.inbox.pk]) == []


def test_whoever_can_get_none_hides_nobody_behind_her(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as are given at one press stand in front and are refused each time; those behind them get theirs."""
    monkeypatch.setattr(giving, "MOST", 2)
    messages = [praise(world, who, IN_HER_WORDS[who.language]) for who in FIVE]
    for number, message in enumerate(messages):
        said_thanks(world, message, key=str(number))
    for who, member in zip(FIVE, (world.bianca, world.jonas), strict=False):
        Member.objects.filter(pk=member.pk).update(email=who.address)  # one of us, as it turns out
    pool(world, "AAAA1", "BBBB2", "CCCC3")

    def press() -> giving.Given:
        return give_to_all(
            giving.earned_by_all(Reason.PRAISE, world.now, [world.inbox.pk]), by=world.mira, now=world.now
        )

    first, second = press(), press()
    assert (len(first.gifts), len(first.refused), first.waiting) == (2, 2, 3)
    assert (len(second.gifts), len(second.refused), second.waiting) == (1, 2, 2)


def test_a_code_answers_nothing_that_is_owed(world: World) -> None:
    message = praise(world)
    done = said_thanks(world, message)
    pool(world, "AAAA1")
    (more,) = world.hear(world.mail(HANNAH, "And does it fit a Danish socket?", to=world.letters(HANNAH)[-1]))
    assert more.owed
    with pytest.raises(Refused) as refused:
        give_later(done, by=world.mira, now=world.now)
    assert refused.value.code == "owed_first"
    assert not Gift.objects.exists()


def test_an_idea_is_a_leaders_to_reward(world: World) -> None:
    pool(world, "IDEA1", reason="idea", sort="delivery", value=0)
    message = praise(
        world, text="I suggest a dark mode for the app, it would help in the evening. Hannah", subject="Idea"
    )
    correct(message, kind="suggestion", by=world.mira, now=world.now)
    Member.objects.get(pk=world.mira.pk).posts.filter(role="admin").delete()
    mira = Member.objects.get(pk=world.mira.pk)
    assert offer(message, by=mira, now=world.now).why == "not_yours"
    assert offer(message, by=world.tomas, now=world.now).pool is not None
    with_perk(world, message, by=world.tomas)
    assert "free delivery" in world.letters(HANNAH)[-1].text


def test_before_the_public_no_code_is_read_given_or_not(world: World) -> None:
    pool(world, "THANKS-AAA7K", "SECRET-99")
    message = praise(world)
    square = Conversation(inbox=world.inbox, person=message.person, public=True)
    for text in ("Use THANKS-AAA7K, Hannah!", "It is secret99", "S E C R E T - 9 9 or SECRET-99."):
        codes = codes_in(text)
        assert len(codes) == 1, text
        verdict = judge_reply(
            text, square, None, language="en", owner="Mira", perks=codes
        )  # fmt: skip
        assert "R12" in {finding.rule for finding in verdict.blocks}, text
    assert judge(Draft("Use it, Hannah!", "en", public=True), facts_about(message.person, None, owner="Mira")).passes
    assert codes_in("A letter without any of them, THANKS and AAA7K apart.") == []


def test_an_open_place_without_a_tick_and_a_tick_without_a_place_are_stopped(world: World) -> None:
    pool(world, "AAAA1")
    message = praise(world)
    text = draft(praise_of(message), None, by=world.mira, tell=[], now=world.now, more=f"For you: {PERK}")
    with pytest.raises(Stopped) as stopped:
        thank(message, by=world.mira, text=text, key="a", now=world.now)
    assert "R18" in {finding.rule for finding in stopped.value.verdict.blocks}
    plain = draft(praise_of(message), None, by=world.mira, tell=[], now=world.now)
    for wrong in (plain, f"{text} {PERK}"):
        with pytest.raises(Refused) as refused:
            thank(message, by=world.mira, text=wrong, key="b", now=world.now, perk=True)
        assert refused.value.code == "perk_not_in_text"
    assert not Gift.objects.exists()


def test_no_code_is_ever_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        made = pool(world, "LOGGED-CODE-1", "LOGGED-CODE-2")
        with_perk(world, praise(world))
    assert "LOGGED-CODE" not in caplog.text
    assert "LOGGED" not in f"{made!r} {made} {Code.objects.first()!r} {Gift.objects.first()!r}"
