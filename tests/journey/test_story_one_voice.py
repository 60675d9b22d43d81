"""One voice: a letter has a person's name below it, and finds its thread in whatever program she reads it."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes

import pytest

from ombud.cases.models import Case
from ombud.channels.mail.compose import compose
from ombud.handoffs.models import Handoff
from ombud.journey import decide, let_go, raise_concern
from ombud.journey import help as helping
from ombud.journey.fix import fix
from ombud.journey.hand_off import hand_off
from ombud.journey.tell_outcome import tell_everybody
from ombud.journey.words import signed
from ombud.team.models import Member
from tests.journey import briefs, one_word
from tests.world import HANNAH, RENATE, SIGNE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


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


def test_whatever_we_write_of_one_case_is_in_one_thread(world: World) -> None:
    """The receipt, an answer, who helps, whether it is solved (asked by one of us, and by itself), who takes it over, a
    word to all, whether we may quote, what came of it: programs that go by the subject see one conversation, too."""
    found, cases = briefs.incident(world, HANNAH, RENATE, SIGNE)
    case = cases[HANNAH]
    first = case.opener.remote_id.strip("<>")
    told = [len(world.letters(HANNAH))]

    def says(words: str) -> None:
        letter = world.letters(HANNAH)[-1]
        assert words in letter.text, letter.text
        told.append(len(world.letters(HANNAH)))
        assert told[-1] > told[-2]

    assert world.letters(HANNAH)[-1].automatic, "the receipt"
    world.answer(case.opener.conversation, "Hello Hannah, I am looking into it and write to you tomorrow. Mira")
    says("looking into it")
    helped = _handed(world, case, world.bianca)
    says("to Bianca in")
    helping.report_done(helped, words="Repaired", now=world.now)
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.work()
    says("Bianca tells me")
    world.pass_time(timedelta(days=4))
    says("automatic reminder")
    let_go.not_yet(case, words="It still flickers.", key=world.key(), now=world.now)
    _handed(world, case, world.tomas)
    says("You are right to come back")
    one_word.written(world, found, "en")
    one_word.sent(world, found)
    says(one_word.KNOWN["en"])
    whole = briefs.brief(world, found)
    briefs.asked(world, whole, case)
    says("May I show them these words")
    raise_concern.send(whole, by=world.mira, now=world.now)
    decide.answer(whole, said="yes", words="We do.", until=None, key="k", now=world.now, by=world.tomas)
    tell_everybody(briefs.again(whole), briefs.OUTCOME, by=world.mira, now=world.now)
    world.work()
    says(briefs.OUTCOME["en"])
    mails = [message_from_bytes(compose(letter)) for letter in world.letters(HANNAH)]
    assert {mail["Subject"] for mail in mails} == {"Re: Lamp of Hannah"}
    assert {ids(mail["References"])[0] for mail in mails} == {f"<{first}>"}
    assert all(mail["In-Reply-To"] in ids(mail["References"]) for mail in mails)


def _handed(world: World, case: Case, to: Member) -> Handoff:
    until = world.now + timedelta(days=1)
    handoff = hand_off(
        case, by=world.mira, to=to, what="The lamp of shelf 7b", until=until, key=world.key(), now=world.now
    )
    world.work()
    return handoff


def test_a_second_mail_under_an_id_is_answered_by_that_id(world: World) -> None:
    """Some programs give two mails one id: hers is the id, and the mark by which we keep them apart is ours alone."""
    world.hear(world.mail(HANNAH, "My lamp is broken, please help me.", subject="Lamp", remote_id="<same@letters>"))
    renate = world.mail(
        RENATE, "Meine Lampe ist kaputt, bitte helfen Sie mir.", subject="Lampe", remote_id="<same@letters>"
    )
    (second,) = world.hear(renate)
    assert second.fingerprint
    assert world.letters(RENATE)[-1].answers == ("same@letters",)


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


FRENCH = (
    "Bonjour Renate, je suis désolée que votre lampe ne fonctionne plus. Je m'en occupe moi-même et je vous écris de "
    "nouveau d'ici vendredi à midi. Mira"
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        ("Guten Tag Frau Vogel, es tut mir leid. Ich schreibe Ihnen bis Freitag um 12 Uhr wieder. Mira", "de"),
        ("OK, merci! Mira", "de"),
        (f"> {FRENCH}\n\nGuten Tag Frau Vogel, so haben Sie es geschrieben, und morgen antworte ich Ihnen. Mira", "de"),
    ],
)
def test_a_letter_says_which_language_it_is_in(text: str, language: str) -> None:
    """What is read aloud to her is read in the language it was written in; where that is unclear, in hers."""
    world = World()
    case = world.complaint(RENATE)
    world.answer(case.opener.conversation, text)
    letter = world.letters(RENATE)[-1]
    assert letter.language == language
    mail = message_from_bytes(compose(letter))
    assert mail["Content-Language"] == language
    html = next(part for part in mail.walk() if part.get_content_type() == "text/html")
    assert f'<html lang="{language}"'.encode() in (html.get_payload(decode=True) or b"")


def test_a_text_of_ours_is_in_the_language_we_wrote_it_in() -> None:
    world = World()
    case = world.complaint(RENATE)
    fix(
        case,
        by=world.mira,
        what="J'ai envoyé une lampe neuve, elle part demain matin de notre atelier à Lyon.",
        key="f",
        now=world.now,
    )
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.work()
    assert world.letters(RENATE)[-1].language == "de"


@pytest.mark.parametrize(
    ("name", "end", "stays"),
    [
        ("Siobhán O'Neill", "Viele Grüße\nS. O’Neill", True),
        ("O’Neill", "O'Neill, Pellamo", True),
        ("Ng", "Best wishes Ng", True),
        ("Ng", "– Ng", True),
        ("X", "Viele Grüße\nX", True),
        ("X", "Viele Grüße, X, Pellamo", True),
        ("X", "x", True),
        ("X", "Sie haben das Modell X bestellt und bekommen es.", False),
        ("An Do", "Ich rufe Sie morgen an.", False),
        ("An Do", "An welche Adresse soll ich es schicken?", False),
        ("An Do", "I do what I can.", False),
        ("An Do", "Viele Grüße\nan do", True),
        ("Will Sato", "I will write to you tomorrow.", False),
        ("Will Sato", "Kind regards,\nWill", True),
        ("Dan", "Saya periksa dan saya kabari lagi.", False),
        ("Dan", "Salam,\ndan", True),
        ("李", "李", True),
    ],
)
def test_a_short_name_or_one_that_is_a_word_is_no_signature_by_chance(name: str, end: str, stays: bool) -> None:
    world = World()
    world.mira.name = name
    text = f"Guten Tag,\n\nich schreibe morgen.\n\n{end}"
    assert (signed(text, world.mira, world.inbox) == text) is stays
