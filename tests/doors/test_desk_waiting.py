"""What was sent and has not left: taken back, sent later, withdrawn because she wrote, and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ombud.access.models import Place
from ombud.cases.models import Case
from ombud.channels.contract import Undeliverable
from ombud.handoffs.models import Failure
from ombud.journey.hand_off import hand_off
from ombud.journey.help import decline
from ombud.promises.models import DUE, Owe, Promise
from ombud.replies.models import Draft, Outgoing
from ombud.replies.waiting import Presence, Waiting
from ombud.team.models import Member
from tests.doors.desk import GOOD, at, at_the_desk, signed_in
from tests.doors.test_desk_writing import soon, warned
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db
UNDO = timedelta(seconds=10)


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


@pytest.fixture
def case(world: World) -> Case:
    case = world.complaint(RENATE)
    Place.objects.create(case=case, member=world.ana, because="invited", since=world.now)
    return case


def press_send(
    world: World, case: Case, by: Member, *, key: str = "once", text: str = GOOD["de"], **fields: Any
) -> Any:
    conversation = case.opener.conversation
    given = {"next_word_by": soon(world, days=2), "confirm": warned(world, conversation, text)} | fields
    with at(world):
        return signed_in(by).post(f"/conversations/{conversation.pk}/reply/", {"key": key, "text": text} | given)


def page(world: World, case: Case, client: Client | None = None) -> str:
    with at(world):
        return (client or signed_in(world.mira)).get(f"/cases/{case.pk}/").content.decode()


def seen(world: World, case: Case) -> str:
    """What the page says that one has before one's eyes."""
    return page(world, case).partition('id="seen" value="')[2].partition('"')[0]


def ours() -> int:
    return Outgoing.objects.filter(automatic=False, audience="customer").count()


def test_for_ten_seconds_it_can_be_taken_back(world: World, case: Case) -> None:
    client = signed_in(world.mira)
    assert press_send(world, case, world.mira).status_code == 302
    world.pass_time(timedelta(seconds=9))
    assert ours() == 0
    assert Promise.objects.filter(DUE, owe=Owe.ANSWER, case=case).exists(), "what has not left keeps no promise"
    assert "on its way" in page(world, case)
    waiting = Waiting.objects.get()
    with at(world):
        client.post(f"/waiting/{waiting.pk}/withdrawal/")
    assert Draft.objects.get(member=world.mira).text == GOOD["de"]
    world.pass_time(timedelta(hours=1))
    assert ours() == 0
    assert press_send(world, case, world.mira, key="again").status_code == 302
    world.pass_time(UNDO)
    assert ours() == 1
    assert Draft.objects.get(member=world.mira).text == ""
    assert not Promise.objects.filter(DUE, owe=Owe.ANSWER, case=case).exists()


def test_what_has_left_cannot_be_taken_back(world: World, case: Case) -> None:
    press_send(world, case, world.mira)
    world.pass_time(UNDO)
    client = signed_in(world.mira)
    with at(world):
        answer = client.post(f"/waiting/{Waiting.objects.get().pk}/withdrawal/", follow=True)
    assert "It has left already" in answer.content.decode()
    assert ours() == 1


def test_what_one_has_begun_since_stays_below_what_comes_back(world: World, case: Case) -> None:
    press_send(world, case, world.mira)
    client = signed_in(world.mira)
    with at(world):
        client.post(f"/conversations/{case.opener.conversation_id}/draft/", {"text": "And one more thing"})
        client.post(f"/waiting/{Waiting.objects.get().pk}/withdrawal/")
    assert Draft.objects.get(member=world.mira).text == f"{GOOD['de']}\n\nAnd one more thing"


@pytest.mark.parametrize("late", [GOOD["de"], GOOD["de"][:40], f" {GOOD['de']}\n"])
def test_what_was_kept_too_late_does_not_stand_there_once_more(world: World, case: Case, late: str) -> None:
    """On a slow line the words of a moment ago may come after the reply that they have become."""
    press_send(world, case, world.mira)
    client = signed_in(world.mira)
    where = f"/conversations/{case.opener.conversation_id}/draft/"
    with at(world):
        client.post(where, {"key": "once", "text": late})
        assert not Draft.objects.exclude(text="").exists()
        client.post(where, {"key": "once", "text": "Back in the browser, and something new"})
        assert Draft.objects.get(member=world.mira).text == "Back in the browser, and something new"
        client.post(f"/waiting/{Waiting.objects.get().pk}/withdrawal/")
    assert Draft.objects.get(member=world.mira).text.count(GOOD["de"]) == 1


def test_a_worker_killed_on_the_way_sends_it_once(world: World, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    press_send(world, case, world.mira)
    save = Waiting.save

    def killed(self: Waiting, *args: Any, **more: Any) -> None:
        raise SystemError

    monkeypatch.setattr(Waiting, "save", killed)
    world.now += UNDO
    with pytest.raises(AssertionError):
        world.work()
    assert ours() == 0, "the letter and what it settles go back together"
    monkeypatch.setattr(Waiting, "save", save)
    world.pass_time(timedelta(minutes=5))
    assert ours() == 1
    assert len([letter for letter in world.letters(RENATE) if not letter.automatic]) == 1
    assert Waiting.objects.get().outgoing is not None


def test_later_unless_she_writes_is_withdrawn_and_shown_when_she_does(world: World, case: Case) -> None:
    answer = press_send(world, case, world.mira, goes=soon(world, hours=3), unless="1")
    assert answer.status_code == 302
    assert "goes 12:00, unless the customer writes first" in page(world, case)
    world.pass_time(timedelta(hours=1))
    world.hear(world.mail(RENATE, "Es hat sich erledigt, die Lampe geht wieder.", to=world.letters(RENATE)[0]))
    assert Draft.objects.get(member=world.mira).text == GOOD["de"]
    shown = page(world, case)
    assert "The reply of Mira did not go: the customer wrote first." in shown
    world.pass_time(timedelta(hours=3))
    assert ours() == 0


def test_later_goes_when_its_time_has_come_and_keeps_its_promise_then(world: World, case: Case) -> None:
    press_send(world, case, world.mira, goes=soon(world, hours=3), unless="1")
    world.pass_time(timedelta(hours=2))
    assert ours() == 0
    assert Promise.objects.filter(DUE, owe=Owe.ANSWER, case=case).exists()
    world.pass_time(timedelta(hours=1))
    assert ours() == 1
    assert not Promise.objects.filter(DUE, owe=Owe.ANSWER, case=case).exists()


def test_a_date_is_changed_and_the_earlier_one_sends_nothing(world: World, case: Case) -> None:
    press_send(world, case, world.mira, goes=soon(world, hours=1))
    waiting, client = Waiting.objects.get(), signed_in(world.mira)
    with at(world):
        client.post(f"/waiting/{waiting.pk}/date/", {"at": soon(world, hours=5)})
    world.pass_time(timedelta(hours=2))
    assert ours() == 0
    with at(world):
        client.post(f"/waiting/{waiting.pk}/date/", {"at": "2020-01-01T09:00"})
        answer = client.post(f"/waiting/{waiting.pk}/date/", {"at": "whenever"}, follow=True)
        assert "That date has passed." in answer.content.decode()
        client.post(f"/waiting/{waiting.pk}/date/", {"now": "1"})
    world.work()
    assert ours() == 1


def test_later_than_was_promised_is_refused_with_the_words_kept(world: World, case: Case) -> None:
    world.answer(case.opener.conversation, "Hallo Renate, ich sehe morgen nach. Mira", days=1)
    text = GOOD["de"] + " "
    answer = press_send(world, case, world.mira, text=text, goes=soon(world, days=2), next_word_by=soon(world, days=3))
    assert answer.status_code == 422
    assert "was promised a word by" in answer.content.decode()
    assert "dass die Lampe kaputt ist" in answer.content.decode()


def test_two_colleagues_in_the_same_second(world: World, case: Case) -> None:
    before = seen(world, case)
    assert press_send(world, case, world.mira, key="m", seen=before).status_code == 302
    second = "Hallo Frau Vogel,\n\nes tut mir leid. Ich kümmere mich bis Freitag, 12 Uhr.\n\nAna"
    answer = press_send(world, case, world.ana, key="a", text=second, seen=before)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Mira wrote after you opened this." in shown
    assert "Ich kümmere mich bis Freitag" in shown
    world.pass_time(UNDO)
    assert ours() == 1
    after = shown.partition('id="seen" value="')[2].partition('"')[0]
    assert press_send(world, case, world.ana, key="a2", text=second, seen=after).status_code == 422, (
        "Mira's has left now"
    )
    assert press_send(world, case, world.ana, key="a3", text=second, seen=seen(world, case)).status_code == 302
    world.pass_time(UNDO)
    assert ours() == 2


def test_what_she_wrote_meanwhile_is_read_before_anything_is_sent(world: World, case: Case) -> None:
    before = seen(world, case)
    world.hear(world.mail(RENATE, "Jetzt ist auch der Schirm gebrochen.", to=world.letters(RENATE)[0]))
    answer = press_send(world, case, world.mira, seen=before)
    assert answer.status_code == 422
    assert "Renate Vogel wrote after you opened this." in answer.content.decode()
    assert "Jetzt ist auch der Schirm gebrochen." in answer.content.decode()
    assert press_send(world, case, world.mira, seen="what?").status_code == 302, "no number of ours says nothing"


def test_what_the_guard_stops_by_the_time_it_leaves_comes_back(world: World, case: Case) -> None:
    handoff = hand_off(
        case, by=world.mira, to=world.jonas, what="Lampe", until=world.now + timedelta(days=2), key="h", now=world.now
    )
    text = "Hallo Frau Vogel,\n\nbitte wenden Sie sich an Jonas. Ich schreibe bis Freitag, 12 Uhr.\n\nMira"
    assert press_send(world, case, world.mira, text=text, goes=soon(world, hours=2)).status_code == 302
    decline(handoff, words="Keine Zeit", now=world.now)
    Failure.objects.get_or_create(
        case=case, member=world.jonas, defaults={"handoff": handoff, "why": "declined", "at": world.now}
    )
    sent = ours()
    world.pass_time(timedelta(hours=2))
    assert ours() == sent
    assert "did not go: the guard stops it by now" in page(world, case)
    assert Draft.objects.get(member=world.mira).text == text
    (told,) = [letter for letter in world.letters(world.mira) if "has not left" in letter.subject]
    assert "can no longer go as it was" in told.text
    assert f"/cases/{case.pk}/#write" in told.text
    assert "wenden Sie sich an" not in told.text


def test_receipts_do_not_wait(world: World) -> None:
    world.complaint(RENATE)
    assert Outgoing.objects.get(automatic=True).sent_at == world.now


def test_what_the_channel_refuses_is_said_and_owed_again(world: World, case: Case) -> None:
    world.post.refuses[RENATE.address] = Undeliverable("mailbox_full")
    press_send(world, case, world.mira)
    world.pass_time(UNDO)
    assert "Could not be sent. What it answered is owed again." in page(world, case)
    assert Promise.objects.filter(DUE, owe=Owe.ANSWER, case=case).exists()
    before = len(world.letters(RENATE))
    del world.post.refuses[RENATE.address]
    world.pass_time(timedelta(hours=1))
    assert len(world.letters(RENATE)) == before, "what was refused does not go by itself"
    shown = page(world, case).partition('name="text"')[2].partition("</textarea>")[0]
    assert GOOD["de"] in unescape(shown), "her words stand in the composer again"
    for _ in range(2):
        assert press_send(world, case, world.mira, key="again", seen=seen(world, case)).status_code == 302
    world.pass_time(UNDO)
    (letter,) = world.letters(RENATE)[before:]
    assert letter.text == GOOD["de"]
    assert not Promise.objects.filter(DUE, owe=Owe.ANSWER, case=case).exists()
    assert Draft.objects.get(member=world.mira).text == ""


def test_who_reads_and_who_writes_is_seen_by_the_other(world: World, case: Case) -> None:
    address = f"/conversations/{case.opener.conversation_id}/presence/"
    ana, mira = signed_in(world.ana), signed_in(world.mira)
    before = seen(world, case)
    with at(world):
        assert ana.post(address, {"seen": before}).content.decode().strip() == ""
        assert "Ana is reading" in mira.post(address, {"writes": "1"}).content.decode()
        assert "Mira is writing" in ana.post(address).content.decode()
        assert ana.get(address).status_code == 405
    world.now += timedelta(minutes=1)
    with at(world):
        assert "Ana" not in mira.post(address).content.decode()
    world.hear(world.mail(RENATE, "Und noch etwas.", to=world.letters(RENATE)[0]))
    world.now += timedelta(minutes=10)
    with at(world):
        assert "Renate Vogel wrote at 09:01." in ana.post(address, {"seen": before}).content.decode()
    assert Presence.objects.count() == 1, "rows of minutes"


def test_nobody_outside_takes_back_or_moves_what_waits(world: World, case: Case) -> None:
    press_send(world, case, world.mira, goes=soon(world, hours=1))
    waiting = Waiting.objects.get().pk
    stranger = signed_in(world.bianca)
    for address in (f"/waiting/{waiting}/withdrawal/", f"/waiting/{waiting}/date/", "/waiting/999999/date/"):
        assert stranger.post(address, {"now": "1"}).status_code == 404
    assert Waiting.objects.get().live
    assert timezone.now() < Waiting.objects.get().made_at + timedelta(hours=1)
