"""Writing: what is sent is judged first, sent once, sets the next date, and is never lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ombud.access.links import customer_url
from ombud.cases.models import NoteDraft
from ombud.conversations.models import Conversation
from ombud.journey.answer import preview
from ombud.journey.hand_off import hand_off
from ombud.journey.suggest import suggest
from ombud.replies.models import Draft, Outgoing
from ombud.team.models import Role
from ombud.worker.due import do_all
from tests.doors.desk import GOOD, a_question, at_the_desk, signed_in
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db
STOPS = "Hallo Renate Vogel,\n\nberuhigen Sie sich bitte.\n\nMira"


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


def warned(world: World, conversation: Conversation, text: str) -> list[str]:
    """Every finding somebody has to look at before this text goes."""
    return [f.entry for f in preview(conversation, by=world.mira, text=text).findings if f.severity == "warn"]


def send(client: Client, conversation: Conversation, text: str, **fields: Any) -> Any:
    """Send it, and let the seconds pass in which it can be taken back."""
    answer = client.post(f"/conversations/{conversation.pk}/reply/", {"key": "once", "text": text, **fields})
    do_all(timezone.now() + timedelta(seconds=10))
    return answer


def soon(world: World, **length: float) -> str:
    return timezone.localtime(world.now + timedelta(**length)).strftime("%Y-%m-%dT%H:%M")


def test_a_reply_goes_once_and_sets_the_next_word(world: World) -> None:
    case = world.complaint(RENATE)
    conversation = case.opener.conversation
    client = signed_in(world.mira)
    confirm = warned(world, conversation, GOOD["de"])
    for _ in range(2):
        answer = send(client, conversation, GOOD["de"], next_word_by=soon(world, days=2), confirm=confirm)
        assert answer.status_code == 302, answer.content.decode()
    assert Outgoing.objects.filter(automatic=False).count() == 1
    assert world.again(case).next_update_by == world.now + timedelta(days=2)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "To Renate Vogel: on its way." in page
    assert "Waiting for customer" in page


def test_the_date_is_read_in_the_time_zone_of_whoever_writes(world: World) -> None:
    case = world.complaint(RENATE)
    world.mira.zone = "Asia/Jakarta"
    world.mira.save()
    confirm = warned(world, case.opener.conversation, GOOD["de"])
    there = "2026-11-25T12:00"
    answer = send(signed_in(world.mira), case.opener.conversation, GOOD["de"], next_word_by=there, confirm=confirm)
    assert answer.status_code == 302
    due = world.again(case).next_update_by
    assert due is not None
    assert due.isoformat() == "2026-11-25T05:00:00+00:00"


@pytest.mark.parametrize(
    ("date", "says"),
    [
        ("", "an open case always has that date"),
        ("2020-01-01T09:00", "The next word has to lie ahead"),
        ("tomorrow", "an open case always has that date"),
        ("9999999-01-01T00:00", "an open case always has that date"),
    ],
)
def test_without_a_date_nothing_goes_and_the_words_stay(world: World, date: str, says: str) -> None:
    case = world.complaint(RENATE)
    confirm = warned(world, case.opener.conversation, GOOD["de"])
    answer = send(signed_in(world.mira), case.opener.conversation, GOOD["de"], next_word_by=date, confirm=confirm)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert "es tut mir leid, dass die Lampe kaputt ist" in page
    assert not Outgoing.objects.filter(automatic=False).exists()


def test_what_the_guard_stops_cannot_be_confirmed_away(world: World) -> None:
    case = world.complaint(RENATE)
    conversation = case.opener.conversation
    every = [f.entry for f in preview(conversation, by=world.mira, text=STOPS).findings]
    answer = send(signed_in(world.mira), conversation, STOPS, next_word_by=soon(world, days=1), confirm=every)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "This cannot be sent as it is." in page
    assert "Tells the customer how to feel" in page
    assert '<mark class="stop">' in page
    assert "beruhigen Sie sich bitte" in page
    assert not Outgoing.objects.filter(automatic=False).exists()


def test_what_it_only_asks_about_is_sent_once_somebody_has_looked(world: World) -> None:
    case = world.complaint(RENATE)
    conversation = case.opener.conversation
    bare = "Hallo Renate Vogel, es tut mir leid. Ich sehe nach."
    asked = warned(world, conversation, bare)
    assert asked, "this text lacks a date, so it has to be looked at"
    client = signed_in(world.mira)
    answer = send(client, conversation, bare, next_word_by=soon(world, days=1))
    assert answer.status_code == 422
    assert "I have looked: send it so" in answer.content.decode()
    assert send(client, conversation, bare, next_word_by=soon(world, days=1), confirm=asked).status_code == 302


def test_the_guard_speaks_while_one_writes_and_the_draft_is_kept(world: World) -> None:
    case = world.complaint(RENATE)
    conversation = case.opener.conversation
    client = signed_in(world.mira)
    answer = client.post(f"/conversations/{conversation.pk}/look/", {"text": STOPS.replace("\n", "\r\n")})
    page = answer.content.decode()
    assert 'data-stops="1"' in page
    assert '<mark class="stop">beruhigen Sie sich</mark><i class="n-stop" data-n="1">' in page
    assert "1 stops sending" in page
    assert "<html" not in page
    assert not Draft.objects.exists(), "to look is not to keep"
    kept = client.post(f"/conversations/{conversation.pk}/draft/", {"text": STOPS.replace("\n", "\r\n")})
    assert "Draft kept 09:00" in kept.content.decode()
    assert Draft.objects.get(member=world.mira).text == STOPS
    assert "beruhigen Sie sich bitte" in client.get(f"/cases/{case.pk}/").content.decode()
    assert "beruhigen" not in _also(world, case.pk), "a draft is hers alone"


def _also(world: World, case: int) -> str:
    from ombud.access.models import Place

    Place.objects.create(case_id=case, member=world.ana, because="invited", since=world.now)
    return signed_in(world.ana).get(f"/cases/{case}/").content.decode()


def test_a_draft_outlives_a_change_of_owner_and_goes_when_it_is_sent(world: World) -> None:
    from ombud.journey.circle import change_owner

    case = world.complaint(RENATE)
    conversation = case.opener.conversation
    client = signed_in(world.mira)
    client.post(f"/conversations/{conversation.pk}/draft/", {"text": GOOD["de"]})
    client.post(f"/cases/{case.pk}/note/draft/", {"note": "half a note"})
    client.post(f"/conversations/{conversation.pk}/draft/", {"note": "no words of the reply, so none are lost"})
    change_owner(case, to=world.ana, by=world.mira, now=world.now)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "dass die Lampe kaputt ist" in page
    assert "half a note" in page
    confirm = warned(world, conversation, GOOD["de"])
    assert send(client, conversation, GOOD["de"], next_word_by=soon(world, days=2), confirm=confirm).status_code == 302
    assert Draft.objects.get(member=world.mira).text == ""
    assert NoteDraft.objects.get(member=world.mira).text == "half a note"
    client.post(f"/cases/{case.pk}/note/", {"note": "the whole note"})
    assert not NoteDraft.objects.exists()
    client.post(f"/cases/{case.pk}/note/draft/", {"note": "the whole note "})
    assert not NoteDraft.objects.exists(), "it came late, and is a note already"
    client.post(f"/cases/{case.pk}/note/draft/", {"note": "another"})
    assert NoteDraft.objects.get().text == "another"


def test_hostile_words_stay_words(world: World) -> None:
    text = "Hallo, <script>alert(1)</script> meine Lampe ist kaputt angekommen und niemand antwortet mir."
    case = world.complaint(RENATE, text=text)
    client = signed_in(world.mira)
    evil = '</textarea><script>alert(2)</script>" onfocus="x'
    client.post(f"/conversations/{case.opener.conversation_id}/draft/", {"text": evil})
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert 'onfocus="x' not in page


def test_a_saved_text_is_written_in_her_language_and_nothing_is_sent(world: World) -> None:
    case = world.complaint(RENATE)
    conversation = case.opener.conversation
    client = signed_in(world.mira)
    before = Outgoing.objects.count()
    answer = client.post(f"/conversations/{conversation.pk}/suggest/", {"template": "ack_complaint", "key": "k"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Vogel" in page
    assert "Mit freundlichen Grüßen" in page or "Viele Grüße" in page
    assert Outgoing.objects.count() == before
    refused = client.post(f"/conversations/{conversation.pk}/suggest/", {"template": "nothing", "text": "my words"})
    assert "This text does not fit here." in refused.content.decode()
    assert "my words" in refused.content.decode()


def test_a_press_enquiry_is_answered_by_a_spokesperson_alone(world: World) -> None:
    from ombud.journey.correct import correct

    message = a_question(world)
    correct(message, kind="press", by=world.mira, now=world.now)
    confirm = warned(world, message.conversation, GOOD["en"])
    answer = send(signed_in(world.mira), message.conversation, GOOD["en"], confirm=confirm)
    assert answer.status_code == 422
    assert "answered by a spokesperson" in answer.content.decode()
    world.ana.take_on(Role.SPOKESPERSON)
    assert send(signed_in(world.ana), message.conversation, GOOD["en"], confirm=confirm).status_code == 302


def test_a_question_needs_no_date_and_is_settled_by_an_answer(world: World) -> None:
    message = a_question(world)
    client = signed_in(world.mira)
    page = client.get(f"/messages/{message.pk}/").content.decode()
    assert "Sets next word by" not in page
    confirm = warned(world, message.conversation, GOOD["en"])
    assert send(client, message.conversation, GOOD["en"], confirm=confirm).status_code == 302
    message.refresh_from_db()
    assert message.answered_by is not None


def test_writing_to_the_handler_is_marked_as_not_the_customer(world: World) -> None:
    from ombud.journey.hand_off import hand_off

    case = world.complaint(RENATE)
    hand_off(
        case, by=world.mira, to=world.jonas, what="Look", until=world.now + timedelta(days=2), key="h", now=world.now
    )
    page = signed_in(world.mira).get(f"/cases/{case.pk}/?to=handler").content.decode()
    assert "Mail to Jonas, who helps; not to the customer" in page
    assert "Sets next word by" not in page


def test_a_draft_of_somebody_signed_out_is_refused_and_swaps_nothing_in(world: World) -> None:
    case = world.complaint(RENATE)
    address = f"/conversations/{case.opener.conversation_id}/draft/"
    answer = Client().post(address, {"text": "my words"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.parametrize(("wanted", "leads"), [("/?whose=team", "/?whose=team"), ("https://evil.example/", "/cases/")])
def test_from_beside_a_list_one_comes_back_to_it_and_nowhere_else(world: World, wanted: str, leads: str) -> None:
    case = world.complaint(RENATE)
    confirm = warned(world, case.opener.conversation, GOOD["de"])
    fields = {"next_word_by": soon(world, days=2), "confirm": confirm, "next": wanted}
    answer = send(signed_in(world.mira), case.opener.conversation, GOOD["de"], **fields)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(leads)


def test_the_link_to_her_page_is_filled_in_as_it_leaves_and_is_never_ours_to_hold(world: World) -> None:
    case = world.complaint(RENATE)
    conversation = case.opener.conversation
    draft = suggest(conversation, by=world.mira, template="ack_complaint", now=world.now)
    assert "{portal_url}" in draft
    assert customer_url(case) not in draft
    written = preview(conversation, by=world.mira, text=draft)
    assert written.passes, "the guard takes the place of the link for no hole"
    answer = send(
        signed_in(world.mira), conversation, draft, next_word_by=soon(world, days=2),
        confirm=warned(world, conversation, draft),
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    letter = Outgoing.objects.get(automatic=False)
    assert customer_url(case) in letter.text
    assert "{portal_url}" not in letter.text


def test_a_place_for_her_link_in_a_letter_to_a_handler_is_a_hole(world: World) -> None:
    case = world.complaint(RENATE)
    hand_off(
        case, by=world.mira, to=world.jonas, what="Lampe tauschen", until=world.now + timedelta(days=1), key="h",
        now=world.now,
    )  # fmt: skip
    thread = Conversation.objects.get(strand__case=case, member=world.jonas)
    verdict = preview(thread, by=world.mira, text="Hallo Jonas,\n\nsieh hier: {portal_url}\n\nMira")
    assert not verdict.passes
