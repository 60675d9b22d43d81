"""Stories on real mail: what is promised holds from one mailbox to the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ombud.cases.models import Case
from ombud.cases.rules import Status, status
from ombud.conversations.models import Hint, Message
from ombud.handoffs.models import Failure
from ombud.journey.hand_off import eligible, hand_off
from ombud.journey.let_go import ask_if_solved
from ombud.journey.refused import Refused
from ombud.replies.models import Outgoing
from tests.journey.by_mail import ByMail, body, link_in
from tests.servers.mail import MailServer, running_mail
from tests.world import BROKEN, Customer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]

RENATE = Customer("Renate Vogel", "renate@ombud.test", "de")
STRANGER = Customer("Otto Fremd", "otto@ombud.test", "de")
HANNAH = Customer("Hannah Clarke", "hannah@ombud.test", "en")


@pytest.fixture
def fresh_mail() -> Iterator[MailServer]:
    """Mailboxes in which nothing lies yet."""
    with running_mail() as server:
        yield server


def _complain(world: ByMail) -> Case:
    world.send(world.mail(RENATE, BROKEN["de"], subject="Lampe kaputt"))
    world.listen()
    assert Case.objects.exists(), list(Message.objects.values("auto", "forged", "text", "reading__kind"))
    return Case.objects.select_related("person", "owner", "inbox").get()


def _hand(world: ByMail, case: Case, to: str = "jonas") -> None:
    handler = {"jonas": world.jonas, "bianca": world.bianca}[to]
    until = world.now + timedelta(days=1)
    hand_off(
        case,
        by=world.mira,
        to=handler,
        what="Bitte eine neue Lampe schicken.",
        until=until,
        key=world.key(),
        now=world.now,
    )
    world.work()


def test_a_hand_off_that_holds(fresh_mail: MailServer) -> None:
    world = ByMail(fresh_mail)
    case = _complain(world)
    (receipt,) = world.mailbox(RENATE, 1)
    assert receipt["Auto-Submitted"] == "auto-replied"
    assert "care+" in receipt["Reply-To"]
    assert "Mira" in body(receipt)
    assert Message.objects.get(direction="in").owed, "a receipt is no answer"

    world.pass_time(timedelta(minutes=20))
    _hand(world, case)
    introduction = world.mailbox(RENATE, 2)[1]
    assert "Jonas" in body(introduction)
    assert "Auto-Submitted" not in introduction
    (letter,) = world.mailbox(world.jonas, 1)
    assert "/h/" in link_in(letter)
    assert "/c/" not in body(letter), "the customer's own link is hers alone"

    world.press(letter, "acceptance")
    world.pass_time(timedelta(hours=3))
    world.press(letter, "report", words="Die neue Lampe ist unterwegs.")
    case.refresh_from_db()
    assert case.open, "done is not solved (D28)"

    ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.work()
    question = world.mailbox(RENATE, 3)[2]
    world.press(question, "answer", solved="all", words="Die Lampe leuchtet, danke!")
    case.refresh_from_db()
    assert status(case, world.now) is Status.CONFIRMED
    assert case.satisfaction is not None
    assert case.satisfaction.words == "Die Lampe leuchtet, danke!"


def test_a_hand_off_that_is_never_accepted(fresh_mail: MailServer) -> None:
    world = ByMail(fresh_mail)
    case = _complain(world)
    _hand(world, case)
    world.pass_time(timedelta(hours=5))
    reminder = world.mailbox(world.jonas, 2)[1]
    assert "/h/" in link_in(reminder)
    world.pass_time(timedelta(days=1))
    case.refresh_from_db()
    assert case.handler is None
    assert Failure.objects.get(case=case).member == world.jonas
    with pytest.raises(Refused, match="failed_before"):
        _hand(world, case)
    with world.browser() as client:
        page = client.get(link_in(reminder).partition("8000")[2])
    assert page.status_code in (200, 410)
    assert "Lampe kaputt" not in page.content.decode(), "the case is with somebody else now"


def test_not_yet_and_the_second_helper(fresh_mail: MailServer) -> None:
    world = ByMail(fresh_mail)
    case = _complain(world)
    _hand(world, case)
    letter = world.mailbox(world.jonas, 1)[0]
    world.press(letter, "report", words="Erledigt.")
    ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.work()
    question = world.mailbox(RENATE, 3)[2]
    world.press(question, "answer", not_yet="all", words="Es kam nur der Schirm.")
    case.refresh_from_db()
    assert (case.open, case.urgency, case.round) == (True, 2, 2)
    assert world.jonas not in eligible(case)
    _hand(world, case, "bianca")
    taken_over = body(world.mailbox(RENATE, 4)[3])
    assert "Bianca" in taken_over
    assert "Jonas" not in taken_over
    world.press(world.mailbox(world.bianca, 1)[0], "report", words="Jetzt ist alles da.")
    world.pass_time(timedelta(days=1))
    ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.work()
    world.press(world.mailbox(RENATE, 5)[4], "answer", solved="all", words="Jetzt ja.")
    case.refresh_from_db()
    assert status(case, world.now) is Status.CONFIRMED


def test_an_out_of_office_storm_is_heard_and_answered_by_nobody(fresh_mail: MailServer) -> None:
    world = ByMail(fresh_mail)
    case = _complain(world)
    _hand(world, case)
    sent = Outgoing.objects.count()
    away = {"Auto-Submitted": "auto-replied", "Subject": "Abwesend bis Montag"}
    for mail in world.mailbox(RENATE, 2):
        for _ in range(5):
            world.send(world.mail(RENATE, "Ich bin nicht da.", answers=mail["Message-ID"], headers=away))
    heard = world.listen()
    assert len(heard) == 10
    assert {m.auto for m in heard} == {"reply"}
    assert {m.conversation_id for m in heard} == {case.opener.conversation_id}, "shown where it belongs"
    assert Outgoing.objects.count() == sent
    case.refresh_from_db()
    assert case.asked_at is None


def test_a_forged_reply_gets_nothing(fresh_mail: MailServer) -> None:
    world = ByMail(fresh_mail)
    case = _complain(world)
    receipt = world.mailbox(RENATE, 1)[0]
    forged = world.mail(
        RENATE, "Bitte schicken Sie mir noch einmal alle Angaben zu meinem Fall, es ist nichts gelöst.",
        answers=receipt["Message-ID"], headers={"To": receipt["Reply-To"]},
    )  # fmt: skip
    verdict = b"Authentication-Results: mx.ombud.test; dmarc=fail header.from=ombud.test\r\n"
    world.send(verdict + forged)
    (heard,) = world.listen()
    assert heard.forged
    assert heard.conversation_id != case.opener.conversation_id
    assert Hint.objects.get(message=heard).because == "forged"
    assert heard.owed, "a person reads it all the same"
    world.mailbox(RENATE, 1)


def test_a_stranger_who_answers_a_forwarded_mail_stays_outside(fresh_mail: MailServer) -> None:
    world = ByMail(fresh_mail)
    case = _complain(world)
    receipt = world.mailbox(RENATE, 1)[0]
    world.send(
        world.mail(
            STRANGER, "Renate hat mir das weitergeleitet. Meine Lampe ist auch kaputt!", subject=f"Re: #{case.pk}",
            answers=receipt["Message-ID"], headers={"To": receipt["Reply-To"]},
        )
    )  # fmt: skip
    (heard,) = world.listen()
    assert heard.conversation_id != case.opener.conversation_id
    assert Hint.objects.get(message=heard).because == "stranger"
    (theirs,) = world.mailbox(STRANGER, 1)
    assert f"/c/{link_in(receipt).split('/c/')[1]}" not in body(theirs)


def test_her_own_reply_finds_back_and_wakes_the_case(fresh_mail: MailServer) -> None:
    world = ByMail(fresh_mail)
    case = _complain(world)
    receipt = world.mailbox(RENATE, 1)[0]
    # Her mail program keeps no reference: the signed token in the address alone leads back.
    world.send(world.mail(RENATE, "Noch etwas: der Schirm fehlt auch.", headers={"To": receipt["Reply-To"]}))
    (heard,) = world.listen()
    assert heard.conversation_id == case.opener.conversation_id
    assert Case.objects.count() == 1


def test_praise_is_thanked_by_name(fresh_mail: MailServer) -> None:
    world = ByMail(fresh_mail)
    world.send(world.mail(HANNAH, "The new roast is wonderful. Thank you so much, you made my week!", subject="Lovely"))
    (heard,) = world.listen()
    assert not Case.objects.exists()
    assert heard.owed
    world.answer(heard.conversation, "Hello Hannah,\n\nthank you! I told Jonas, who made that roast.\n\nMira, Pellamo")
    thanks = world.mailbox(HANNAH, 2)[1]
    assert "Hannah" in body(thanks)
    heard.refresh_from_db()
    assert not heard.owed
