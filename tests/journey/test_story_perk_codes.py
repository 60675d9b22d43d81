"""A code stays out of the public however it is typed: whoever reads it can type it into the shop."""

from __future__ import annotations

import pytest

from ombud.conversations.models import Conversation
from ombud.replies.judging import judge_reply
from ombud.thanks.likely import likely
from ombud.thanks.stock import codes_in
from tests.journey.test_story_perks import pool
from tests.journey.test_story_thanks import praise
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize(
    "typed",
    [
        "ABCD\u200b1234", "ABCD\u00ad1234", "ABCD 1234", "ABCD\u00a01234", "ABCD\n1234", "ABCD\u20111234",
        "ABCD \u2013 1234", "ABCD*1234", "ABCD, 1234", "ABCD----1234", "AB CD 12 34", "A B C D 1 2 3 4",
        "A.B.C.D.1.2.3.4", "abcd1234", "ＡＢＣＤ１２３４", "АBCD1234", "𝐀𝐁𝐂𝐃𝟏𝟐𝟑𝟒", "ÀBCD1234", "ᴀʙᴄᴅ1234",
        "\u202e4321DCBA\u202c", "ABCD<b>1234</b>", "ABCD&#49;234",
    ],
)  # fmt: skip
def test_before_the_public_no_code_is_read_however_it_is_typed(world: World, typed: str) -> None:
    pool(world, "ABCD-1234")
    message = praise(world)
    square = Conversation(inbox=world.inbox, person=message.person, public=True)
    for text in (
        f"Use {typed}, Hannah!", f"Nimm {typed}, Hannah!", f"Usa {typed}, Hannah.", f"Brug {typed}, Hannah.",
        f"Pakai {typed}, Hannah.",
    ):  # fmt: skip
        codes = codes_in(text)
        assert len(codes) == 1, text
        verdict = judge_reply(text, square, None, language="en", owner="Mira", perks=codes)
        assert len([one for one in verdict.blocks if one.hint == "public_perk"]) == 1, text
        found = next(one for one in verdict.blocks if one.hint == "public_perk")
        assert text.index(" ") < found.start < found.end <= text.index("Hannah")


def test_words_and_figures_that_are_no_code_are_none(world: World) -> None:
    pool(world, "ABCD-1234", "FIVE-2026", "BYFRIDAY")
    assert (
        codes_in("Part AB-12, order 1234, A.B. Miller, ABC D 123; we call you by 10:30 on Friday, in 2026, 24/7.") == []
    )
    assert len(likely("1 " * 25_000)) < 100
    assert likely("7 1 " * 4_000 + "ABCD 1234").count("ABCD1234") == 1, "nothing before it hides a code"
