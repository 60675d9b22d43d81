"""Two colleagues give a perk in the same second: to one person, and to two with one code left."""

from __future__ import annotations

import pytest

from ombud.journey.perk import give_later
from ombud.replies.models import Outgoing
from ombud.thanks.models import Gift
from tests.journey.test_at_once import at_once
from tests.journey.test_story_perks import pool
from tests.journey.test_story_thanks import IN_HER_WORDS, LOVELY, praise, said_thanks
from tests.world import BUDI, World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


@pytest.fixture
def world() -> World:
    return World()


def test_two_colleagues_in_the_same_second(world: World) -> None:
    pool(world, "AAAA1", "BBBB2")
    message = praise(world)
    done = said_thanks(world, message)
    first, second = at_once(
        lambda: give_later(done, by=world.mira, now=world.now), lambda: give_later(done, by=world.ana, now=world.now)
    )
    assert first == second == Gift.objects.get()
    assert Outgoing.objects.filter(key=f"answer:perk:{done.pk}").count() == 1


def test_two_people_at_once_and_one_code_left(world: World) -> None:
    pool(world, "AAAA1")
    one = said_thanks(world, praise(world, text=LOVELY), key="1")
    other = said_thanks(world, praise(world, BUDI, IN_HER_WORDS["id"]), key="2")
    got = at_once(
        lambda: give_later(one, by=world.mira, now=world.now), lambda: give_later(other, by=world.ana, now=world.now)
    )
    assert Gift.objects.count() == 1
    assert "no_perk_left" in got
    assert len([one for one in got if isinstance(one, Gift)]) == 1
