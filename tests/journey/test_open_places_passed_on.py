"""An open place in words that are passed on to our own side leaves a gap in the letter, and stops nobody's step."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.cases.models import Case
from ombud.handoffs.models import Handoff
from ombud.journey import help as helping
from ombud.journey.hand_off import hand_off
from ombud.journey.let_go import not_yet
from tests.world import HANNAH, World

pytestmark = pytest.mark.django_db
OPEN = "Dear {customer_name}, it says there."


@pytest.fixture
def world() -> World:
    return World()


def handed(world: World, what: str = "The lamp of shelf 7b") -> tuple[Case, Handoff]:
    case = world.complaint(HANNAH)
    until = world.now + timedelta(days=1)
    handoff = hand_off(case, by=world.mira, to=world.jonas, what=what, until=until, key="h", now=world.now)
    world.work()
    return case, handoff


def test_what_a_helper_is_asked(world: World) -> None:
    handed(world, f"Her letter is not filled in: {OPEN}")
    asked = world.letters(world.jonas)[-1].text
    assert "Dear […], it says there." in asked
    assert Handoff.objects.get().what.endswith(OPEN), "on her page it stands as it was written"


@pytest.mark.parametrize("step", [helping.report_done, helping.decline])
def test_what_a_helper_says(world: World, step: object) -> None:
    _, handoff = handed(world)
    step(handoff, words=OPEN, now=world.now)  # type: ignore[operator]
    world.work()
    assert "Dear […], it says there." in world.letters(world.mira)[-1].text


def test_what_the_customer_says(world: World) -> None:
    case, handoff = handed(world)
    helping.report_done(handoff, words="Filled in", now=world.now)
    world.answer(case.opener.conversation, "Hello Hannah, it is filled in. I ask you again tomorrow. Mira")
    not_yet(world.again(case), words=OPEN, key="n", now=world.now)
    world.work()
    assert any("it says there" in letter.text for letter in world.letters(world.mira))
