"""One voice: a letter has a person's name below it, and finds its thread in whatever program she reads it."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from ombud.channels.mail.compose import compose
from ombud.journey.words import signed
from tests.world import HANNAH, World

pytestmark = pytest.mark.django_db


def ids(value: str | None) -> list[str]:
    return (value or "").split()


def test_every_letter_of_a_conversation_is_one_thread_for_her() -> None:
    world = World()
    case = world.complaint(HANNAH, subject="Lamp")
    talk = case.opener.conversation
    first = case.opener.remote_id
    world.answer(talk, "Hello Hannah, I am looking into it and write to you tomorrow. Mira")
    world.hear(world.mail(HANNAH, "Thank you. It still flickers.", to=world.letters(HANNAH)[-1]))
    world.answer(talk, "Hello Hannah, I have asked Jonas and write to you tomorrow. Mira")
    world.answer(talk, "Hello Hannah, Jonas has found the fault. I write to you tomorrow. Mira")
    mails = [message_from_bytes(compose(letter)) for letter in world.letters(HANNAH)]
    known = {f"<{first.strip('<>')}>"}
    for mail in mails:
        chain = ids(mail["References"])
        # Programs that go by the last mail, and programs that go by the chain and a subject that stays.
        assert mail["In-Reply-To"] in chain
        assert f"<{first.strip('<>')}>" == chain[0], "the root is the mail she began with"
        assert known & set(chain)
        known.add(str(mail["Message-ID"]))
    assert {mail["Subject"] for mail in mails} == {"Re: Lamp"}
    assert mails[-1]["In-Reply-To"] == mails[-2]["Message-ID"], "of two words of ours in a row one follows the other"


def test_a_letter_without_a_name_gets_that_of_whoever_wrote_it() -> None:
    world = World()
    case = world.complaint(HANNAH)
    letter = world.answer(case.opener.conversation, "Hello Hannah, I look into it and write to you tomorrow.")
    assert letter.text.endswith("tomorrow.\n\nMira, Pellamo")
    assert letter.text == letter.message.text if letter.message else False
    again = world.answer(case.opener.conversation, "Hello Hannah, it is being sent tomorrow.\n\nKind regards\nMira")
    assert again.text.endswith("regards\nMira")


@pytest.mark.parametrize(
    ("end", "stays"),
    [
        ("Mira", True),
        ("Viele Grüße\nMIRA HALVORSEN", True),
        ("Liebe Grüße, Mira von Pellamo", True),
        ("Mirabelle", False),
    ],
)
def test_her_name_is_known_as_people_write_it(end: str, stays: bool) -> None:
    world = World()
    text = f"Guten Tag,\n\nich schreibe morgen.\n\n{end}"
    assert (signed(text, world.mira, world.inbox) == text) is stays
