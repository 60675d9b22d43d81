"""What came of a brief, on the desk: asked for in every language, looked at as whole letters, told to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest

from ombud.journey import decide
from ombud.team.models import Role
from ombud.web.said import SIGNED
from tests.alike import by_mark
from tests.doors.desk import at_the_desk, signed_in
from tests.doors.test_desk_briefs import page
from tests.journey.briefs import OUTCOME, incident, sent
from tests.rooms.breaking import photograph
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    by_mark(monkeypatch)
    with at_the_desk() as world:
        yield world


def test_what_came_of_it_is_asked_for_in_every_language_and_told(world: World) -> None:
    found, cases = incident(world)
    whole = sent(world, found)
    decide.answer(whole, said="yes", words="", until=None, key="k", now=world.now, by=world.tomas)
    client = signed_in(world.mira)
    form = page(client, f"/briefs/{whole.pk}/outcome/")
    for name in ("German · 1", "Indonesian · 1", "Danish · 1"):
        assert name in form
    refused = client.post(f"/briefs/{whole.pk}/outcome/", {"in_de": OUTCOME["de"]})
    assert refused.status_code == 422
    assert "nothing is guessed: Danish, Indonesian" in unescape(refused.content.decode())
    assert OUTCOME["de"] in refused.content.decode(), "what was typed is still there"
    shown = client.post(f"/briefs/{whole.pk}/close/")
    assert "do not know yet what came of it" in unescape(shown.content.decode())
    assert client.post(f"/briefs/{whole.pk}/outcome/", {f"in_{k}": v for k, v in OUTCOME.items()}).status_code == 302
    world.work()
    assert "3 people told" in page(client, f"/briefs/{whole.pk}/")
    assert "told Renate Vogel what came of brief" in page(client, f"/cases/{cases[RENATE].pk}/")
    assert client.post(f"/briefs/{whole.pk}/close/").status_code == 302
    assert "Closed, everybody told" in page(client, "/briefs/")


def test_the_letters_of_what_came_of_it_are_looked_at_whole_before_anybody_is_told(world: World) -> None:
    found, _cases = incident(world)
    whole = sent(world, found)
    decide.answer(whole, said="yes", words="", until=None, key="k", now=world.now, by=world.tomas)
    client, address = signed_in(world.mira), f"/briefs/{whole.pk}/outcome/"
    typed = {f"in_{code}": words for code, words in OUTCOME.items()}
    before = photograph()
    answer = client.post(address, typed | {"act": "preview"})
    assert answer.status_code == 200
    shown = unescape(answer.content.decode())
    assert photograph() == before, "looking sends nothing and keeps nothing"
    letters = shown[shown.index('id="letters"') :]
    assert letters.count('class="letter"') == 3
    assert "German: what Renate Vogel gets" in letters
    assert "[a link for its reader alone]" in letters
    assert "/c/" not in letters, "her page is hers alone"
    assert f"{OUTCOME['da']}</textarea>" in shown, "what was typed is still there"
    client.post(address, typed)
    world.work()
    sent_one = world.letters(RENATE)[-1].text
    assert SIGNED.sub("[a link for its reader alone]", sent_one).strip() in letters, "to the letter"
    assert client.post(address, {"act": "preview"}).status_code == 422


def test_of_letters_those_alone_are_shown_whose_cases_she_is_on_and_what_the_guard_stops_says_so(world: World) -> None:
    found, _cases = incident(world)
    whole = sent(world, found)
    decide.answer(whole, said="no", words="It costs too much.", until=None, key="k", now=world.now, by=world.tomas)
    client, address = signed_in(world.mira), f"/briefs/{whole.pk}/outcome/"
    answer = client.post(address, {"in_de": "Beruhigen Sie sich, das ist doch nur eine Lampe.", "act": "preview"})
    shown = unescape(answer.content.decode())
    assert 'class="say say-refused"' in shown[shown.index('id="letters"') :]
    assert 'class="letter"' not in shown
    stranger = signed_in(world.member("Olga", Role.COMMUNITY_MANAGER))
    shown = unescape(stranger.post(address, {"in_de": OUTCOME["de"], "act": "preview"}).content.decode())
    assert "You are on the case of nobody who reads this language." in shown
    assert "Renate" not in shown[shown.index('id="letters"') :]
