"""Praise is owed until it is thanked, by name and in her words; whom it praises hears of it (D18, D34, D35)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.journey import let_go
from ombud.journey.answer import answer, preview
from ombud.journey.correct import correct
from ombud.journey.fix import fix
from ombud.journey.refused import Refused, Stopped
from ombud.journey.thank import letters_of, thank, thanked_already
from ombud.journey.thanking import draft, praise_of
from ombud.promises import owed
from ombud.promises.lanes import Lane
from ombud.promises.lanes import page as lane
from ombud.promises.models import Breach, Owe, Promise
from ombud.team.models import Member
from ombud.thanks.lists import STILL_OWED, to_thank_in
from ombud.thanks.models import Credit, Thanks
from ombud.triage.kinds import Kind
from tests.journey.test_story_concerns import LID, WORDS, reads
from tests.world import BUDI, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db
LOVELY = "Hello! Jonas was so patient with me on the phone, I have never been helped so well. Thank you! Hannah"
IN_HER_WORDS = {
    "en": "Jonas was so patient with me on the phone, I have never been helped so well. Thank you!",
    "de": "Jonas hat mir am Telefon so geduldig geholfen, das war wunderbar. Vielen Dank!",
    "es": "Jonas me ayudó con mucha paciencia por teléfono, fue maravilloso. ¡Muchas gracias!",
    "da": "Jonas var så tålmodig i telefonen, det var helt fantastisk. Tusind tak!",
    "id": "Jonas sabar sekali membantu saya di telepon, luar biasa. Terima kasih banyak!",
}


@pytest.fixture
def world() -> World:
    return World()


def praise(world: World, who: Customer = HANNAH, text: str = LOVELY, subject: str = "Lovely") -> Message:
    (message,) = world.hear(world.mail(who, text, subject=subject))
    return message


def said_thanks(world: World, message: Message, *tell: Member, by: Member | None = None, key: str = "form") -> Thanks:
    """The draft, sent as it is."""
    by = by or world.mira
    known = praise_of(message)
    text = draft(known, None, by=by, tell=tell, now=world.now)
    done = thank(message, by=by, text=text, key=key, now=world.now, tell=tell)
    world.work()
    return done


def waiting(world: World) -> list[int | None]:
    return [p.message_id for p in owed.page(owed.mates(world.mira), among=STILL_OWED).promises]


@pytest.mark.parametrize("who", [HANNAH, RENATE, LUCIA, SIGNE, BUDI], ids=lambda who: who.language)
def test_in_five_languages_she_is_thanked_in_hers_and_he_is_told_in_his(world: World, who: Customer) -> None:
    message = praise(world, who, f"{IN_HER_WORDS[who.language]}\n{who.first}")
    assert message.reading.kind == Kind.PRAISE
    assert waiting(world) == [message.pk]
    assert [found.id for found in praise_of(message).named] == [world.jonas.pk]
    done = said_thanks(world, message, world.jonas)
    (hers,) = world.letters(who)[-1:]
    assert who.first in hers.text
    assert "Jonas" in hers.text
    assert praise_of(message).quoted in hers.text, "her own words are in it"
    assert hers.language == who.language
    (his,) = world.letters(world.jonas)
    assert his.language == "de"
    assert IN_HER_WORDS[who.language][:30] in his.text
    assert who.first in his.text
    assert who.name.split()[-1] not in his.text, "the family name is nobody's business"
    assert waiting(world) == []
    assert [letter.audience for letter in letters_of(done)] == ["handler"]


def test_praise_rings_breaks_and_stays_owed_until_somebody_thanks(world: World) -> None:
    message = praise(world)
    promise = Promise.objects.get(message=message)
    assert promise.due_at == world.now + timedelta(days=1), "24 working hours, which is one working day"
    world.pass_time(timedelta(days=1, hours=1))
    assert Breach.objects.filter(promise=promise).exists()
    assert waiting(world) == [message.pk]
    said_thanks(world, message)
    promise.refresh_from_db()
    assert promise.kept_at == world.now
    assert promise.broken_at is not None


def test_what_is_private_and_what_she_complains_of_is_not_passed_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, Kind.PRAISE, LID)
    text = f"{WORDS} My number is +45 20 30 40 50, my order 4711-22-AX and my mail hannah@letters.example."
    message = praise(world, text=text)
    case = Case.objects.get(opener=message)
    ours = draft(praise_of(message), case, by=world.mira, tell=[world.ana], now=world.now)
    thank(
        message, by=world.mira, text=ours, key="form", now=world.now, tell=[world.ana],
        next_word_by=world.now + timedelta(days=1),
    )  # fmt: skip
    world.work()
    (hers,) = world.letters(world.ana)
    assert "Ana was wonderful on the phone" in hers.text
    for private in ("crack", "20 30 40", "hannah@letters"):
        assert private not in hers.text, private
    assert "[…]" in hers.text


def test_whoever_was_praised_answers_by_mail_and_her_words_arrive_with_the_team(world: World) -> None:
    message = praise(world)
    done = said_thanks(world, message, world.jonas)
    credit = Credit.objects.get(thanks=done)
    assert credit.named
    jonas = Customer("Jonas", world.jonas.email, "de")
    (reply,) = world.hear(world.mail(jonas, "Oh, tell her hello from me!", to=world.letters(world.jonas)[-1]))
    assert reply.conversation == credit.conversation
    assert reply.by == world.jonas
    assert reply.owed
    assert not Case.objects.exists()
    world.answer(reply.conversation, "I will, with pleasure.\n\nMira")
    reply.refresh_from_db()
    assert not reply.owed


def test_praise_with_a_stone_in_it_is_thanked_and_the_stone_stays_owed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, Kind.PRAISE, LID)
    message = praise(world, text=WORDS)
    case = Case.objects.get(opener=message)
    assert [c.words for c in case.concerns.all()] == [LID]
    assert waiting(world) == [message.pk], "once, though an answer is owed as well"
    kinds = set(Promise.objects.filter(case=case).values_list("owe", flat=True))
    assert kinds == {Owe.ANSWER, Owe.THANK, Owe.START}
    # The complaint comes first, and is answered; thanks are owed all the same.
    soon = world.now + timedelta(days=1)
    text = "Hello Hannah,\n\nI am sorry about the crack in the lid. I ask today and write to you tomorrow.\n\nMira"
    world.answer(case.opener.conversation, text)
    assert waiting(world) == [message.pk]
    world.now += timedelta(hours=2)
    ours = draft(praise_of(message), case, by=world.mira, tell=[world.ana], now=world.now, next_word_by=soon)
    assert "The lid arrived with a crack, though" in ours, "the small complaint is taken up"
    assert "I love this lamp, Ana was wonderful on the phone" in ours
    thank(message, by=world.mira, text=ours, key="form", now=world.now, tell=[world.ana], next_word_by=soon)
    world.work()
    assert waiting(world) == []
    case = world.again(case)
    assert case.open, "being thanked settles nothing"
    assert case.next_update_by == soon
    fix(case, by=world.mira, what="A new lid is on its way", now=world.now, key="fix")
    let_go.ask_if_solved(case, by=world.mira, key="ask", now=world.now)
    let_go.solved(case, concerns=None, words="", key="yes", now=world.now)
    assert world.again(case).satisfaction_id


def test_a_case_may_end_and_the_thanks_are_owed_still(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Kind.PRAISE, LID)
    message = praise(world, text=WORDS)
    case = Case.objects.get(opener=message)
    world.answer(case.opener.conversation, "Hello Hannah,\n\nI am sorry, a new lid leaves today.\n\nMira")
    fix(case, by=world.mira, what="A new lid", now=world.now, key="fix")
    let_go.ask_if_solved(case, by=world.mira, key="ask", now=world.now)
    let_go.solved(case, concerns=None, words="", key="yes", now=world.now)
    assert not world.again(case).open
    assert message.pk in waiting(world)
    assert to_thank_in(case) is not None
    thanked_already(message, by=world.mira, key="seen", now=world.now)
    assert message.pk not in waiting(world)


def test_it_rings_for_thanks_that_are_owed_beside_a_case(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Kind.PRAISE, LID)
    message = praise(world, text=WORDS)
    case = Case.objects.get(opener=message)
    world.answer(case.opener.conversation, "Hello Hannah,\n\nI am sorry, I ask today.\n\nMira", days=5)
    world.pass_time(timedelta(days=2))
    thanks = Promise.objects.get(message=message, owe=Owe.THANK)
    assert thanks.broken_at is not None
    assert (
        len(
            [letter for letter in world.letters(world.mira) if f"no. {case.pk}" in letter.text or "case" in letter.text]
        )
        >= 2
    )


def test_what_turns_out_to_be_no_praise_owes_no_thanks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Kind.PRAISE, LID)
    message = praise(world, text=WORDS)
    case = Case.objects.get(opener=message)
    world.answer(case.opener.conversation, "Hello Hannah,\n\nI am sorry, I ask today.\n\nMira")
    correct(message, kind="complaint", by=world.mira, now=world.now)
    world.work()
    assert waiting(world) == []
    assert Promise.objects.get(message=message, owe=Owe.THANK).released == "not_praise"


def test_pressing_twice_thanks_once_and_a_colleague_is_told_who_was_first(world: World) -> None:
    message = praise(world)
    first = said_thanks(world, message, world.jonas)
    again = thank(message, by=world.mira, text="Something else, Hannah", key="form", now=world.now, tell=[world.jonas])
    assert again == first
    with pytest.raises(Refused) as refused:
        said_thanks(world, message, world.jonas, by=world.ana, key="another form")
    assert (refused.value.code, refused.value.params) == ("thanked_before", {"name": "Mira"})
    assert len(world.letters(world.jonas)) == 1
    assert len(world.letters(HANNAH)) == 2, "a receipt and one thank-you"


def test_thanks_that_say_nothing_of_hers_are_looked_at_again(world: World) -> None:
    message = praise(world)
    bare = "Dear customer, thank you for contacting us. We value every message. Kind regards, the team"
    codes = {finding.rule for finding in preview(message.conversation, by=world.mira, text=bare).findings}
    assert codes >= {"R01", "R02"}
    with pytest.raises(Stopped) as stopped:
        thank(message, by=world.mira, text=bare, key="form", now=world.now)
    assert stopped.value.code == "guard_asks"
    assert not Thanks.objects.exists()
    good = draft(praise_of(message), None, by=world.mira, tell=[], now=world.now)
    assert preview(message.conversation, by=world.mira, text=good).findings == ()


def test_only_praise_and_ideas_of_hers_are_thanked_for(world: World) -> None:
    case = world.complaint(RENATE)
    for message in (case.opener, Message.objects.filter(direction="out").latest("pk")):
        with pytest.raises(Refused) as refused:
            thank(message, by=world.mira, text="Danke!", key=world.key(), now=world.now)
        assert refused.value.code == "nothing_to_thank"
    with pytest.raises(Refused) as refused:
        thanked_already(praise(world), by=world.mira, key="x", now=world.now)
    assert refused.value.code == "not_answered"


def test_an_ordinary_answer_to_praise_keeps_what_was_owed(world: World) -> None:
    message = praise(world)
    text = "Hello Hannah,\n\nthank you! I told Jonas that he was so patient with you on the phone.\n\nMira"
    answer(message.conversation, by=world.mira, text=text, key="plain", now=world.now)
    assert waiting(world) == []
    thanked_already(message, by=world.mira, key="seen", now=world.now, tell=[world.jonas])
    world.work()
    assert len(world.letters(world.jonas)) == 1
    assert lane(world.mira, Lane.UNSURE).messages == []


def test_an_idea_is_thanked_for_as_one(world: World) -> None:
    text = "Hello, I suggest that you add a dark mode to the app, it would be a great help in the evening. Hannah"
    message = praise(world, text=text, subject="An idea")
    correct(message, kind="suggestion", by=world.mira, now=world.now)
    said_thanks(world, message)
    assert "Thank you for your idea" in world.letters(HANNAH)[-1].text
