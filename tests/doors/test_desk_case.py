"""One case on its page: what it shows, and each act as a form that does one thing once, or says why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ombud.cases.models import Action, Case, Note, Release
from ombud.handoffs.models import Handoff
from ombud.journey import fix, hand_off
from ombud.journey.help import accept
from ombud.replies.models import Outgoing
from tests.doors.desk import at, at_the_desk, signed_in
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


def local(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def do(client: Client, case: Case, act: str, /, **fields: Any) -> Any:
    return client.post(f"/cases/{case.pk}/{act}/", {"key": "once", **fields})


def text(client: Client, case: Case) -> str:
    answer = client.get(f"/cases/{case.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def handed(world: World, case: Case) -> Handoff:
    return hand_off.hand_off(
        case, by=world.mira, to=world.jonas, what="Look at the lamp", until=world.now + timedelta(days=2), key="h",
        now=world.now,
    )  # fmt: skip


def test_the_page_says_who_owns_it_what_is_owed_and_what_was_said(world: World) -> None:
    case = world.complaint(RENATE)
    page = text(signed_in(world.mira), case)
    for words in ("Renate Vogel", "meine Lampe ist kaputt", "You own it", "What has to be settled", "@vogel.example"):
        assert words in page, words
    assert "Sets next word by" in page
    assert '<span class="chip chip-soon">New</span>' in page


def test_a_hand_off_tells_everybody_once_however_often_it_is_pressed(world: World) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.mira)
    until = local(world.now + timedelta(days=2))
    fields = {"to": world.jonas.pk, "what": "Look at the lamp", "until": until, "notice": ""}
    assert do(client, case, "handoff", **fields).status_code == 302
    assert do(client, case, "handoff", **fields).status_code == 302
    handoff = Handoff.objects.get()
    assert handoff.handler == world.jonas
    assert Outgoing.objects.filter(case=case, audience="handler").count() == 1
    page = text(client, case)
    assert "Handed to Jonas until" in page
    assert "Take back" in page
    assert "/h/" not in page, "the handler's link is the handler's alone"


def test_the_word_to_the_customer_can_be_read_before_it_goes(world: World) -> None:
    case = world.complaint(RENATE)
    fields = {"to": world.jonas.pk, "what": "x", "until": local(world.now + timedelta(days=2)), "act": "preview"}
    page = do(signed_in(world.mira), case, "handoff", **fields).content.decode()
    assert "Renate" in page
    assert "Jonas" in page.rsplit("<textarea", 1)[1], "the introduction names the handler"
    assert not Handoff.objects.exists()


def test_who_failed_her_is_struck_through_and_refused(world: World) -> None:
    case = world.complaint(RENATE)
    handed(world, case)
    world.pass_time(timedelta(days=3))
    case = world.again(case)
    assert case.handler is None
    with at(world):
        client = signed_in(world.mira)
        page = client.get(f"/cases/{case.pk}/handoff/").content.decode()
        assert '<span class="struck">Jonas</span>' in page
        assert f'value="{world.jonas.pk}"' not in page
        assert '<span class="struck soft">Jonas</span>' in text(client, case)
        assert "Cannot be asked again on this case" in text(client, case)
        fields = {"to": world.jonas.pk, "what": "again", "until": local(world.now + timedelta(days=2))}
        answer = do(client, case, "handoff", **fields)
    assert answer.status_code == 422
    assert "This name cannot be chosen." in answer.content.decode()
    assert "again</textarea>" in answer.content.decode(), "what was typed stays"
    assert Handoff.objects.count() == 1


ACTS = ["handoff", "enquiry", "fix", "snooze", "owner", "circle", "release", "merge", "concern"]


@pytest.mark.parametrize("act", ACTS)
def test_an_empty_form_is_shown_again_and_does_nothing(world: World, act: str) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.mira)
    assert client.get(f"/cases/{case.pk}/{act}/").status_code == 200
    answer = do(client, case, act)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode() or 'role="alert"' in answer.content.decode()
    assert not Action.objects.exists()
    assert world.again(case).ended_at is None


def test_resolved_is_refused_before_anything_was_done(world: World) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.mira)
    assert 'aria-disabled="true" title="Nothing was done about it yet"' in text(client, case)
    answer = do(client, case, "ask", text="Hallo Renate Vogel, ist alles gut?")
    assert answer.status_code == 422
    assert "Nothing was done about it yet" in answer.content.decode()
    assert "ist alles gut?" in answer.content.decode()
    assert world.again(case).asked_at is None


def test_a_fix_then_the_question_then_only_she_ends_it(world: World) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.mira)
    assert do(client, case, "fix", what="Sent a new lamp").status_code == 302
    asking = client.get(f"/cases/{case.pk}/ask/").content.decode()
    assert "Sent a new lamp" in asking, "the question is ready, from what was done"
    words = asking.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    answer = do(client, case, "ask", text=unescape(words).replace("\n", "\r\n"))
    assert answer.status_code == 302, answer.content.decode()
    assert world.again(case).ended_at is None
    assert "Resolved, we think" in text(client, case)


def test_an_enquiry_names_whom_what_and_until_when(world: World) -> None:
    case = world.complaint(RENATE)
    fields = {"of": world.jonas.pk, "what": "Which parcel?", "until": local(world.now + timedelta(days=1)), "tell": ""}
    assert do(signed_in(world.mira), case, "enquiry", **fields).status_code == 302
    action = Action.objects.get()
    assert (action.move, action.handler, action.what) == ("enquiry", world.jonas, "Which parcel?")


def test_snoozing_never_passes_the_next_word(world: World) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.mira)
    answer = do(client, case, "snooze", until=local(world.now + timedelta(days=30)))
    assert answer.status_code == 422
    assert "it cannot sleep longer than that" in answer.content.decode()
    assert do(client, case, "snooze", until=local(world.now + timedelta(hours=2))).status_code == 302
    assert world.again(case).snoozed_until is not None


def test_the_owner_changes_and_keeps_the_promises(world: World) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.mira)
    assert do(client, case, "owner", to=world.ana.pk, words="speaks German").status_code == 302
    assert world.again(case).owner == world.ana
    assert "Renate Vogel" in signed_in(world.ana).get("/").content.decode()
    assert do(client, case, "owner", to=world.jonas.pk).status_code == 422


def test_whoever_is_invited_may_read_it(world: World) -> None:
    case = world.complaint(RENATE)
    katrin = signed_in(world.katrin)
    assert katrin.get(f"/cases/{case.pk}/").status_code == 403
    assert do(signed_in(world.mira), case, "circle", member=world.katrin.pk).status_code == 302
    assert katrin.get(f"/cases/{case.pk}/").status_code == 200


def test_taking_it_back_withdraws_the_handler(world: World) -> None:
    case = world.complaint(RENATE)
    handed(world, case)
    assert do(signed_in(world.mira), case, "take-back", words="found it myself").status_code == 302
    assert world.again(case).handler is None


def test_letting_go_needs_one_of_the_reasons_and_what_belongs_to_it(world: World) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.mira)
    page = client.get(f"/cases/{case.pk}/release/").content.decode()
    assert "Opened by mistake" in page
    for fields in ({"because": "mistake"}, {"because": "withdrawn"}, {"because": "looks done"}):
        assert do(client, case, "release", **fields).status_code == 422
    assert not Release.objects.exists()
    assert do(client, case, "release", because="withdrawn", message=case.opener_id).status_code == 302
    assert world.again(case).release is not None
    ended = text(client, case)
    assert "the customer withdrew it" in ended
    assert 'data-key="h"' not in ended, "an ended case offers no acts"
    assert do(client, case, "fix", what="too late").status_code == 422


def test_only_another_open_case_of_hers_can_take_it_in(world: World) -> None:
    one = world.complaint(RENATE)
    two = world.complaint(RENATE, subject="Kabel")
    from tests.world import BUDI

    other = world.complaint(BUDI)
    client = signed_in(world.mira)
    page = client.get(f"/cases/{one.pk}/merge/").content.decode()
    assert f'value="{two.pk}"' in page
    assert f'value="{other.pk}"' not in page
    assert do(client, one, "merge", into=other.pk).status_code == 422
    assert do(client, one, "merge", into=two.pk, words="the same parcel").status_code == 302
    assert world.again(one).release is not None


def test_one_more_concern_keeps_it_open_until_both_are_settled(world: World) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.mira)
    assert do(client, case, "concern", words="Auch das Kabel fehlt").status_code == 302
    fix.fix(case, by=world.mira, what="Sent a new lamp", now=world.now, key="f")
    (message,) = world.hear(world.mail(RENATE, "Danke, die Lampe ist da, das ist gelöst.", to=world.letters(RENATE)[0]))
    first, second = case.concerns.order_by("id")
    address = f"/cases/{case.pk}/solved/{message.pk}/"
    assert "Auch das Kabel fehlt" in client.get(address).content.decode()
    assert client.post(address).status_code == 422, "nothing chosen is nothing said"
    assert client.post(address, {"concern": [first.pk]}).status_code == 302
    assert world.again(case).ended_at is None
    assert client.post(address, {"concern": [second.pk]}).status_code == 302
    assert world.again(case).ended_at is not None
    assert "Solved, says the customer" in text(client, case)


def test_our_own_words_cannot_stand_for_hers(world: World) -> None:
    case = world.complaint(RENATE)
    fix.fix(case, by=world.mira, what="Sent a new lamp", now=world.now, key="f")
    ours = world.letters(RENATE)[0]
    from ombud.conversations.models import Message

    receipt = Message.objects.get(remote_id=ours.remote_id)
    answer = signed_in(world.mira).post(f"/cases/{case.pk}/solved/{receipt.pk}/", {"concern": [case.concerns.get().pk]})
    assert answer.status_code == 422
    assert world.again(case).ended_at is None


def test_a_note_that_blames_her_is_kept_and_said_to(world: World) -> None:
    case, client = world.complaint(RENATE), signed_in(world.mira)
    kept = client.post(f"/cases/{case.pk}/note/", {"note": "I will write: you must have dropped it."}, follow=True)
    assert case.notes.count() == 1, "a note is never stopped"
    assert "to blame or not believed" in kept.content.decode()


def test_a_note_stays_in_the_house(world: World) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.mira)
    letters = Outgoing.objects.count()
    assert client.post(f"/cases/{case.pk}/note/", {"note": "She is right."}).status_code == 302
    assert Note.objects.get().text == "She is right."
    assert Outgoing.objects.count() == letters
    page = text(client, case)
    assert "Private note, stays with the people on this case" in page
    assert client.post(f"/cases/{case.pk}/note/", {"note": "  "}).status_code == 422


def test_the_number_of_queries_does_not_grow_with_the_thread(world: World) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.mira)
    handoff = handed(world, case)
    accept(handoff, now=world.now)
    world.hear(world.mail(RENATE, "Und noch etwas.", to=world.letters(RENATE)[0]))

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            text(client, case)
        return len(seen)

    count()
    few = count()
    for i in range(6):
        world.hear(world.mail(RENATE, f"Noch ein Wort, das {i}.", to=world.letters(RENATE)[0]))
        Note.objects.create(case=case, by=world.ana, text=f"note {i}", at=world.now)
    assert count() == few


def test_a_long_thread_comes_in_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ombud.web.thread.PAGE", 3)
    case = world.complaint(RENATE, text="Hallo, meine Lampe ist kaputt, das ist das erste Wort von allen hier.")
    for i in range(4):
        world.hear(world.mail(RENATE, f"Noch ein Wort, das {i}.", to=world.letters(RENATE)[0]))
    client = signed_in(world.mira)
    page = text(client, case)
    assert "das erste Wort" not in page
    earlier = page.split("?before=")[1].split("#")[0]
    assert "das erste Wort" in client.get(f"/cases/{case.pk}/?before={earlier}").content.decode()
