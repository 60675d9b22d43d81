"""Saved replies: ours changed and the team's own, in all their languages; what nobody filled in cannot be sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ombud.access.links import customer_url
from ombud.journey.answer import preview
from ombud.replies.models import Draft
from ombud.replies.saved import Saved
from tests.doors.desk import a_question, at_the_desk, signed_in
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db
BATTERY = {
    "name": "Battery swollen",
    "de-formal": "Guten Tag {customer_name},\n\nbitte laden Sie den Akku nicht mehr: {portal_url}\n\n{answer}\n\n"
    "{agent_name}",
    "de-informal": "Hallo {customer_name},\n\nbitte lade den Akku nicht mehr.\n\n{agent_name}",
    "en-neutral": "Hello {customer_name},\n\nplease do not charge the battery any more.\n\n{agent_name}",
}


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


def test_one_of_our_own_holds_all_its_languages_and_stays_open_where_nothing_fills_it(world: World) -> None:
    client = signed_in(world.mira)
    assert client.post("/saved/new/", BATTERY).status_code == 302
    case = world.complaint(RENATE)
    conversation = case.opener.conversation
    assert "Battery swollen" in client.get(f"/cases/{case.pk}/").content.decode()
    own = f"own-{Saved.objects.get().pk}"
    client.post(f"/conversations/{conversation.pk}/suggest/", {"template": own, "key": "k"})
    text = Draft.objects.get().text
    assert text.startswith("Guten Tag Renate Vogel,\n\nbitte laden Sie den Akku nicht mehr: {portal_url}")
    assert text.endswith("{answer}\n\nMira")
    assert customer_url(case) not in text
    assert "R18" in {f.rule for f in preview(conversation, by=world.mira, text=text).blocks}
    done = text.replace("{answer}", "Ich schreibe bis Freitag.")
    assert "R18" not in {f.rule for f in preview(conversation, by=world.mira, text=done).findings}


def test_the_customers_language_is_taken_and_a_missing_one_is_said(world: World) -> None:
    client = signed_in(world.mira)
    client.post("/saved/new/", BATTERY | {"en-neutral": ""})
    message = a_question(world)
    own = f"own-{Saved.objects.get().pk}"
    address = f"/conversations/{message.conversation_id}/suggest/"
    assert "This text does not fit here." in client.post(address, {"template": own}).content.decode()
    client.post(f"/saved/{Saved.objects.get().pk}/", BATTERY)
    assert "please do not charge the battery" in client.post(address, {"template": own}).content.decode()


def test_one_of_ours_is_put_otherwise_and_comes_back(world: World) -> None:
    client = signed_in(world.mira)
    form = client.get("/saved/new/?replaces=ack_complaint").content.decode()
    assert "Hello {customer_name}," in form
    client.post("/saved/new/", BATTERY | {"name": "I look into it", "replaces": "ack_complaint"})
    case = world.complaint(RENATE)
    address = f"/conversations/{case.opener.conversation_id}/suggest/"
    client.post(address, {"template": "ack_complaint"})
    assert "Akku" in Draft.objects.get().text
    Draft.objects.all().delete()
    assert client.post(f"/saved/{Saved.objects.get().pk}/leave/").status_code == 302
    client.post(address, {"template": "ack_complaint"})
    assert "Akku" not in Draft.objects.get().text
    assert client.get("/saved/new/?replaces=owner_alarm").status_code == 404, "no letter to a customer"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": " "}, "There is nothing written yet."),
        ({"de-formal": "Guten Tag {kundin}"}, "Nothing fills {kundin}."),
        ({"de-formal": "x" * 8_001}, "At most 8000 characters"),
        ({"name": "Taken"}, "called Taken already"),
    ],
)
def test_what_cannot_be_saved_is_said_and_the_words_stay(world: World, change: dict[str, str], says: str) -> None:
    client = signed_in(world.mira)
    client.post("/saved/new/", BATTERY | {"name": "Taken"})
    answer = client.post("/saved/new/", BATTERY | change)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "please do not charge the battery" in answer.content.decode()
    assert Saved.objects.count() == 1


def test_only_who_keeps_texts_changes_them(world: World) -> None:
    stranger = signed_in(world.jonas)
    assert stranger.get("/saved/").status_code == 403
    assert stranger.post("/saved/new/", BATTERY).status_code == 403
    assert not Saved.objects.exists()
    page = signed_in(world.ana).get("/saved/").content.decode()
    assert "I have read it and look into it" in page
    assert 'href="/saved/"' in page
