"""Quoting her at the desk: what she wrote long ago in this case is hers as what she wrote last."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.journey.answer import preview
from ombud.journey.her_words import LAST, MOST, her_words
from tests.doors.desk import GOOD, at_the_desk
from tests.world import HANNAH, World

pytestmark = pytest.mark.django_db
FIRST = "Your colleague told me to calm down, it is only a lamp. I paid 89 euros for it."
QUOTING = GOOD["en"].replace("I ask today", "You wrote: “Your colleague told me to calm down”. I ask today")


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


@pytest.fixture
def case(world: World) -> Case:
    """Four messages ago she wrote what is quoted now."""
    case = world.complaint(HANNAH)
    for text in (FIRST, "Hello?", "Is anybody there?", "I wait.", "And it is Monday again."):
        world.hear(world.mail(HANNAH, text, to=world.letters(HANNAH)[-1]))
    assert set(Message.objects.filter(text=FIRST).values_list("conversation", flat=True)) == {
        case.opener.conversation_id
    }
    return case


def stops(world: World, case: Case, text: str) -> set[str]:
    return {found.rule for found in preview(case.opener.conversation, by=world.mira, text=text).blocks}


def test_what_she_wrote_long_ago_is_hers_too(world: World, case: Case) -> None:
    assert stops(world, case, QUOTING) == set()
    assert stops(world, case, QUOTING.replace("“", "").replace("”", "")), "said by us it is no quotation"
    assert stops(world, case, QUOTING.replace("told me to calm down", "should calm down")), (
        "nor if she did not write it"
    )


def test_who_quotes_nobody_asks_for_nothing_more(world: World, case: Case) -> None:
    last, earlier = her_words(case.opener.conversation, case, GOOD["en"])
    assert (len(last), earlier) == (LAST, [])
    last, earlier = her_words(case.opener.conversation, case, QUOTING)
    assert FIRST in earlier
    assert FIRST not in last


def test_it_is_bounded_however_much_she_wrote(world: World, case: Case) -> None:
    Message.objects.filter(conversation=case.opener.conversation).update(text="lamp " * 10_000)
    _last, earlier = her_words(case.opener.conversation, case, QUOTING)
    assert 0 < sum(map(len, earlier)) <= MOST
