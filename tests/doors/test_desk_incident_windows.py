"""A word to everybody in two windows, and on its way: nothing is written over, and what has not left is called back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from ombud.incidents.affected import last_update, rendering_of
from ombud.incidents.models import Incident
from tests.alike import by_mark
from tests.doors.desk import at_the_desk, signed_in
from tests.doors.test_desk_incident_word import going_on, send, until, words
from tests.doors.test_desk_incidents import page
from tests.journey.one_word import KNOWN
from tests.rooms.breaking import photograph
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    by_mark(monkeypatch)
    with at_the_desk() as world:
        yield world


def hidden(shown: str, name: str) -> str:
    return shown.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]


def opened(client: Client, incident: Incident) -> dict[str, str]:
    """The form in a window of its own."""
    shown = page(client, f"/incidents/{incident.pk}/?language=de")
    return {name: hidden(shown, name) for name in ("key", "since")}


def test_an_old_window_writes_over_nothing(world: World) -> None:
    incident, client = going_on(world)
    old, new = opened(client, incident), opened(client, incident)
    for text in ("Guten Tag, sie", "Guten Tag, sie kommt"):
        kept = client.post(
            f"/incidents/{incident.pk}/word/de/", {"text": text, **new}, headers={"HX-Request": "true"}
        ).content.decode()
        assert "Draft kept" in kept, "a form writes on in its own words"
    assert send(client, incident, words(incident), act="ready", **new).status_code == 302
    before = photograph()
    stale = client.post(
        f"/incidents/{incident.pk}/word/de/", {"text": "Guten Tag, alt", **old}, headers={"HX-Request": "true"}
    )
    assert "Mira wrote here after you had opened this, so your words are not kept" in stale.content.decode()
    both = send(client, incident, "Guten Tag, alt", act="preview", **old)
    assert both.status_code == 422
    shown = both.content.decode()
    assert "What stands here by now" in shown
    assert KNOWN["de"] in shown
    assert "Guten Tag, alt</textarea>" in shown
    assert photograph() == before, "what is ready stays ready"
    again = {name: hidden(shown, name) for name in ("key", "since")}
    assert send(client, incident, "Guten Tag, beides", act="ready", **again).status_code == 302
    rendering = rendering_of(last_update(incident), "de")
    assert rendering is not None
    assert rendering.text == "Guten Tag, beides"


def test_what_is_on_its_way_is_called_back_and_the_page_says_so(world: World) -> None:
    incident, client = going_on(world)
    back = f"/incidents/{incident.pk}/word/stop/"
    assert "Nothing is on its way" in client.post(back, follow=True).content.decode()
    text = words(incident)
    shown = send(client, incident, text, next_word_by=until(world)).content.decode()
    confirm = [part.split('"')[0] for part in shown.split('name="confirm" value="')[1:]]
    assert send(client, incident, text, next_word_by=until(world), confirm=confirm).status_code == 302
    shown = page(client, f"/incidents/{incident.pk}/")
    assert "The promise of it is still owed" in shown
    assert "Call back what has not left" in shown
    assert signed_in(world.katrin).post(back).status_code == 403
    assert client.get(back).status_code == 405
    letters = len(world.letters(RENATE))
    assert "Called back: 1 person does not get it." in client.post(back, follow=True).content.decode()
    world.work()
    assert len(world.letters(RENATE)) == letters
    shown = page(client, f"/incidents/{incident.pk}/")
    for said in ("nobody more gets it", "not told: it was called back", "called back the word in German"):
        assert said in shown, said
    assert "Call back what has not left" not in shown
