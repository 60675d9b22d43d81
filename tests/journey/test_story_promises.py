"""Promises: made, warned of, broken on record; receipts that are none; press (D03, D05, D13, D19, D27)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from ombud.cases.models import Case
from ombud.channels.contract import Undeliverable
from ombud.conversations.models import Message
from ombud.journey.answer import answer
from ombud.journey.circle import snooze
from ombud.journey.fix import fix
from ombud.journey.hand_off import hand_off
from ombud.journey.help import accept
from ombud.journey.refused import Refused
from ombud.journey.set_aside import set_aside, take_up_again
from ombud.promises.models import DUE, Breach, Promise
from ombud.replies.models import Outgoing
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard, Tier, Understood
from ombud.work.models import Work
from tests.world import BROKEN, HANNAH, RENATE, SIGNE, World

pytestmark = pytest.mark.django_db
WORDS = "Hello Hannah,\n\nI am sorry. I have asked Jonas and will write again by Wednesday.\n\nMira, Pellamo"


@pytest.fixture
def world() -> World:
    """Monday morning."""
    return World()


def test_a_promise_is_warned_of_then_broken_and_raises_urgency(world: World) -> None:
    case = world.complaint(SIGNE, text="Hej, låget på min rister er revnet. Det er jeg ikke tilfreds med.")
    promise = Promise.objects.get(DUE, message=case.opener, owe="answer")
    world.pass_time(promise.alarm_at)
    promise.refresh_from_db()
    assert promise.alarmed_at is not None
    assert promise.broken_at is None
    assert "Signe" in world.letters(world.mira)[-1].text
    world.pass_time(promise.due_at + timedelta(minutes=1))
    breach = Breach.objects.get(promise=promise)
    assert (breach.becomes, world.again(case).urgency) == (2, 2)
    # Kept late is kept, and the breach stays.
    world.answer(
        case.opener.conversation, "Hej Signe,\n\nundskyld for ventetiden. Du hører fra mig senest onsdag.\n\nMira"
    )
    promise.refresh_from_db()
    assert promise.kept_at is not None
    assert promise.broken_at is not None


def test_a_reply_in_an_open_case_names_the_next_date(world: World) -> None:
    case = world.complaint(HANNAH)
    conversation = case.opener.conversation
    confirm = world.warned(conversation, WORDS)
    with pytest.raises(Refused, match="next_word_needed"):
        answer(conversation, by=world.mira, text=WORDS, key=world.key(), now=world.now, confirm=confirm)
    with pytest.raises(Refused, match="next_word_past"):
        answer(
            conversation, by=world.mira, text=WORDS, key=world.key(), now=world.now, next_word_by=world.now,
            confirm=confirm,
        )  # fmt: skip
    world.answer(conversation, WORDS, days=2)
    again = world.again(case)
    assert again.next_update_by == world.now + timedelta(days=2)
    assert Promise.objects.get(DUE, case=case, owe="next_word").due_at == again.next_update_by


def test_snoozing_never_passes_the_next_word_and_happens_once(world: World) -> None:
    case = world.complaint(HANNAH)
    world.answer(case.opener.conversation, WORDS, days=2)
    with pytest.raises(Refused, match="snooze_past_promise"):
        snooze(case, until=world.now + timedelta(days=3), by=world.mira, now=world.now)
    snooze(case, until=world.now + timedelta(days=1), by=world.mira, now=world.now)
    world.pass_time(timedelta(days=1, minutes=1))
    with pytest.raises(Refused, match="snoozed_before"):
        snooze(world.again(case), until=world.now + timedelta(hours=2), by=world.mira, now=world.now)


def test_a_double_click_sends_one_letter(world: World) -> None:
    case = world.complaint(HANNAH)
    first = world.answer(case.opener.conversation, WORDS, key="one form")
    again = world.answer(case.opener.conversation, WORDS, key="one form")
    assert first.pk == again.pk
    assert len([m for m in world.letters(HANNAH) if not m.automatic]) == 1


def test_a_sender_gets_one_receipt_a_day(world: World) -> None:
    for hour in range(4):
        world.hear(world.mail(HANNAH, f"The lamp is broken, this is my letter number {hour}.", subject=f"Lamp {hour}"))
    assert len(world.letters(HANNAH)) == 1
    world.pass_time(timedelta(days=1))
    world.hear(world.mail(HANNAH, "The lamp is still broken and nobody helps.", subject="Lamp again"))
    assert len([m for m in world.letters(HANNAH) if m.automatic]) == 2
    assert Message.objects.filter(direction="in", answered_by=None).count() == 5, "a receipt is no answer"


@pytest.mark.parametrize(
    "text",
    [
        "I know where your office is and I will come and hurt you, you will not see tomorrow.",
        "CONGRATULATIONS! You have won 850,000 EUR in the lottery. Send 290 EUR fee to http://win.example now!",
    ],
)
def test_suspected_threats_and_spam_get_nothing_and_wait_for_a_person(world: World, text: str) -> None:
    (heard,) = world.hear(world.mail(HANNAH, text, subject="You"))
    assert heard.reading.suspected
    assert world.letters(HANNAH) == []
    assert heard.owed
    if heard.reading.threat:
        assert world.letters(world.mira), "a person is told at once"
        assert world.letters(world.tomas), "and her leader"
    set_aside(heard, as_="abuse" if heard.reading.threat else "spam", by=world.mira, now=world.now)
    heard.refresh_from_db()
    assert (heard.owed, heard.aside_by) == (False, world.mira)
    take_up_again(heard, by=world.mira, now=world.now)
    heard.refresh_from_db()
    assert heard.owed
    assert Promise.objects.filter(DUE, message=heard).exists()


def test_only_a_spokesperson_answers_the_press(world: World) -> None:
    (heard,) = world.hear(
        world.mail(
            HANNAH, "I am a journalist at the Harbour Times, writing an article. Any comment? My deadline is 5 pm.",
            subject="Press enquiry",
        )
    )  # fmt: skip
    assert heard.reading.kind == "press"
    with pytest.raises(Refused, match="press_needs_spokesperson"):
        answer(heard.conversation, by=world.mira, text=WORDS, key=world.key(), now=world.now)
    world.answer(
        heard.conversation, "Hello Hannah,\n\nI speak for us and will call you by 3 pm.\n\nKatrin", by=world.katrin
    )
    heard.refresh_from_db()
    assert not heard.owed


def test_what_is_asked_for_again_becomes_a_case(world: World) -> None:
    (first,) = world.hear(world.mail(HANNAH, "Hello, which grind should I choose for a moka pot?", subject="Grind"))
    assert not Case.objects.exists()
    world.pass_time(timedelta(hours=2))
    world.hear(world.mail(HANNAH, "Hello, which grind is it, then?", to=world.letters(HANNAH)[-1]))
    assert Case.objects.get().opener.conversation_id == first.conversation_id


def test_a_bounced_answer_is_owed_again(world: World) -> None:
    case = world.complaint(HANNAH)
    letter = world.answer(case.opener.conversation, WORDS)
    assert not world.again(case).opener.owed
    world.hear(world.bounce(world.letters(HANNAH)[-1]))
    letter.refresh_from_db()
    opener = world.again(case).opener
    assert letter.bounced_at is not None
    assert opener.owed
    assert Promise.objects.filter(DUE, message=opener, owe="answer").exists()
    assert case.events.filter(what="bounced").exists()


def test_an_answer_that_cannot_be_delivered_is_owed_again(world: World) -> None:
    case = world.complaint(HANNAH)
    world.post.refuses[HANNAH.address] = Undeliverable("recipient_unknown")
    answer(
        case.opener.conversation, by=world.mira, text=WORDS, key=world.key(), now=world.now,
        next_word_by=world.now + timedelta(days=1), confirm=world.warned(case.opener.conversation, WORDS),
    )  # fmt: skip
    world.work()
    assert Outgoing.objects.filter(failed_at__isnull=False, trouble="recipient_unknown").exists()
    assert world.again(case).opener.owed


def test_a_steps_failure_holds_up_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Reader.read

    def poisoned(
        self: Reader, messages: Sequence[Heard], tier: Tier = Tier.FULL, only: frozenset[str] | None = None
    ) -> list[Understood]:
        if any("poison" in message.text for message in messages):
            raise RuntimeError("cannot be read")
        return read(self, messages, tier, only)

    monkeypatch.setattr(Reader, "read", poisoned)
    with pytest.raises(AssertionError, match="RuntimeError"):
        world.hear(world.mail(RENATE, BROKEN["de"]), world.mail(HANNAH, "poison"))
    assert Case.objects.count() == 1
    assert Work.objects.get(trouble="RuntimeError").step == "understand"
    monkeypatch.setattr(Reader, "read", read)
    Work.objects.filter(trouble="RuntimeError").update(trouble="")
    world.pass_time(timedelta(minutes=10))
    assert Message.objects.get(text__contains="poison").reading.kind
    renate = Case.objects.get(person__name=RENATE.name)
    fix(renate, by=world.mira, what="Sent a lamp.", now=world.now, key=world.key())


def test_a_hand_off_is_followed_up_on_both_sides(world: World) -> None:
    case = world.complaint(HANNAH)
    until = world.now + timedelta(days=4)
    handoff = hand_off(
        case, by=world.mira, to=world.bianca, what="Send a new lamp.", until=until, key=world.key(), now=world.now
    )
    accept(handoff, now=world.now)
    world.work()
    to_bianca = len(world.letters(world.bianca))
    world.pass_time(handoff.follow_handler.due_at)
    asked = world.letters(world.bianca)[to_bianca:]
    assert len(asked) == 1, "the handler is asked how it stands, once (D30)"
    owed = Promise.objects.get(pk=handoff.follow_customer_id)
    assert owed.due, "asking the customer is a person's word (D29)"
    assert owed.alarmed_at is not None
    assert any("Hannah" in letter.text for letter in world.letters(world.mira)), "she is warned before it breaks"
    world.answer(case.opener.conversation, "Hello Hannah,\n\nhas Bianca written? You hear from me by Friday.\n\nMira")
    owed.refresh_from_db()
    assert owed.kept_at is not None


def test_no_alarm_rings_while_nobody_is_there_except_of_danger() -> None:
    world = World(datetime(2026, 11, 20, 15, 0, tzinfo=UTC))  # Friday afternoon
    calm = world.complaint(SIGNE)
    promised = list(Promise.objects.filter(case=calm))
    assert any(promise.due_at.weekday() == 0 for promise in promised), "made on Friday, due on Monday"
    assert not [promise.owe for promise in promised if promise.alarm_at.weekday() in (5, 6)]
    world.hear(world.mail(RENATE, "Aus der Lampe schlagen Flammen, meine Tochter ist verletzt.", subject="Es brennt!"))
    pressing = Promise.objects.filter(urgency=1).earliest("alarm_at")
    assert pressing.alarm_at - world.now <= timedelta(hours=1)
