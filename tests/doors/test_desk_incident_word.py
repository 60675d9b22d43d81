"""One word to everybody on the desk: what is owed, written, looked at, sent and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ombud.cases.models import Case
from ombud.incidents.affected import last_update, rendering_of
from ombud.incidents.models import Incident, Recipient, Rendering
from ombud.journey import let_go
from ombud.journey.her_letter import HOLE, frame
from tests.alike import by_mark
from tests.doors.desk import at, at_the_desk, signed_in
from tests.doors.test_desk_incidents import confirmed, local, page, three
from tests.journey.one_word import KNOWN, an_account
from tests.journey.test_incidents import TEXTS
from tests.rooms.breaking import photograph
from tests.world import BUDI, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db
OTTO = Customer("Otto Kern", "otto@kern.example", "de")


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    by_mark(monkeypatch)
    with at_the_desk() as world:
        yield world


def going_on(world: World) -> tuple[Incident, Client]:
    """Renate, Budi and Signe have the same lamp; Mira owns it, and is signed in."""
    incident = three(world)
    client = signed_in(world.mira)
    confirmed(client, world, incident)
    return incident, client


def words(incident: Incident) -> str:
    return frame(incident, "de").replace(HOLE, KNOWN["de"])


def send(client: Client, incident: Incident, text: str, language: str = "de", act: str = "send", **more: Any) -> Any:
    return client.post(f"/incidents/{incident.pk}/word/{language}/", {"text": text, "act": act, **more})


def until(world: World) -> str:
    return local(world, days=2)


def test_the_next_word_stands_among_what_is_owed(world: World) -> None:
    incident, client = going_on(world)
    shown = page(client, "/")
    row = shown[shown.index("Lamps go out") :]
    assert f'href="/incidents/{incident.pk}/#word"' in shown
    assert "a word to everybody who has it" in row
    assert "3 people" in row
    world.pass_time(timedelta(days=1, minutes=20))
    with at(world):
        late = page(client, "/")
        assert late.index("g-late") < late.index("Lamps go out"), "late, and first"
        assert "20 min late" in late


def test_the_languages_needed_are_tabs_with_people_and_state(world: World) -> None:
    incident = three(world)
    client = signed_in(world.mira)
    assert "its owner writes to all of them here" in page(client, f"/incidents/{incident.pk}/")
    confirmed(client, world, incident)
    shown = page(client, f"/incidents/{incident.pk}/?language=de")
    assert "One word to all 3" in shown
    for name in ("German", "Danish", "Indonesian"):
        assert f"<span>{name}</span>" in shown
    assert "nobody has written it" in shown
    assert "2 people wait for their language. Nobody has written yet: Danish, Indonesian." in shown
    assert HOLE in shown, "a frame to begin with, which cannot be sent as it is"
    assert not Rendering.objects.exists(), "looking writes nothing"


def test_it_is_kept_while_it_is_written_and_sent_once(world: World) -> None:
    incident, client = going_on(world)
    kept = client.post(f"/incidents/{incident.pk}/word/de/", {"text": words(incident)}, headers={"HX-Request": "true"})
    assert "Draft kept" in kept.content.decode()
    refused = send(client, incident, words(incident), next_word_by=until(world))
    assert refused.status_code == 422
    shown = refused.content.decode()
    assert "Look again at what is marked" in shown
    rendering = rendering_of(last_update(incident), "de")
    assert rendering is not None
    assert rendering.ready_at is not None, "what was typed is kept, and ready"
    entries = [part.split('"')[0] for part in shown.split('name="confirm" value="')[1:]]
    letters = len(world.letters(RENATE))
    for _ in range(2):
        done = send(client, incident, words(incident), next_word_by=until(world), confirm=entries)
        assert done.status_code == 302, done.content.decode()[:3000]
    world.work()
    assert len(world.letters(RENATE)) == letters + 1
    shown = page(client, f"/incidents/{incident.pk}/")
    for said in ("Sent ", "1 of 3 told", "2 people are not told yet", "not told yet", "kept ", "wrote to 1 in German"):
        assert said in shown, said
    assert "The word to everybody of incident no." in page(
        client, f"/cases/{Case.objects.get(person__name=RENATE.name).pk}/"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is nothing written yet"),
        ("Guten Tag {customer_name}, {kundennummer}", "stands for nothing: {kundennummer}"),
        (
            "Guten Tag {customer_name},\n\nregen Sie sich ab, das ist doch nur eine Lampe. {agent_name}",
            "cannot be sent",
        ),
    ],
)
def test_what_cannot_be_sent_says_why_and_keeps_the_words(world: World, text: str, said: str) -> None:
    incident, client = going_on(world)
    refused = send(client, incident, text, next_word_by=until(world))
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert not Recipient.objects.exists()
    if text:
        assert "Guten Tag {customer_name}" in refused.content.decode()


def test_a_date_is_needed_and_lies_ahead(world: World) -> None:
    incident, client = going_on(world)
    for date, said in (("", "Say by when"), (local(world, days=-1), "That date has passed")):
        refused = send(client, incident, words(incident), next_word_by=date)
        assert refused.status_code == 422
        assert said in refused.content.decode()


def test_a_preview_is_what_one_of_them_gets_and_only_of_cases_one_is_on(world: World) -> None:
    incident, client = going_on(world)
    send(client, incident, words(incident) + "\n<b>x</b>", act="keep")
    shown = page(client, f"/incidents/{incident.pk}/word/de/preview/")
    case = Case.objects.get(person__name=RENATE.name)
    assert "What Renate Vogel gets" in shown
    assert f'<span class="hers">{case.pk}</span>' in shown
    assert KNOWN["de"] in shown
    assert "/c/" not in shown, "the link to her page is hers alone"
    assert "the link to the page of this person alone" in shown
    assert "<b>x</b>" not in client.get(f"/incidents/{incident.pk}/word/de/preview/").content.decode()
    others = page(signed_in(world.tomas), f"/incidents/{incident.pk}/word/de/preview/")
    assert "You are on the case of nobody who reads this language" in others
    assert "Renate" not in others
    assert client.get(f"/incidents/{incident.pk}/word/da/preview/").status_code == 404


def test_a_colleague_is_asked_and_writes_hers_alone(world: World) -> None:
    incident, client = going_on(world)
    signe = world.member("Sofie", languages=("da",))
    signe.take_on(*world.katrin.roles)  # type: ignore[arg-type]
    form = page(client, f"/incidents/{incident.pk}/word/da/ask/")
    assert "does not speak it" in form
    an_account(signe)
    send(client, incident, words(incident), act="ready")
    asked = client.post(f"/incidents/{incident.pk}/word/da/ask/", {"of": signe.pk, "until": local(world, hours=5)})
    assert asked.status_code == 302
    world.work()
    assert "Vil du skrive det på dansk?" in [letter.subject for letter in world.letters(signe)]
    shown = page(client, f"/incidents/{incident.pk}/?language=de")
    assert "1 · Sofie" in shown
    assert "Sofie writes Danish by" in shown
    hers = signed_in(signe)
    assert "It is ready" in page(hers, f"/incidents/{incident.pk}/?language=da")
    assert send(hers, incident, "Hej {customer_name}", "da", act="ready").status_code == 302
    assert send(hers, incident, "Hej {customer_name}", "da", next_word_by=until(world)).status_code == 403
    assert send(hers, incident, "Hallo", "de", act="keep").status_code == 403
    rendering = rendering_of(last_update(incident), "da")
    assert rendering is not None
    assert (rendering.text, rendering.by) == ("Hej {customer_name}", signe)


def test_who_came_later_is_told_by_one_click(world: World) -> None:
    incident, client = going_on(world)
    text = words(incident)
    shown = send(client, incident, text, next_word_by=until(world)).content.decode()
    confirm = [part.split('"')[0] for part in shown.split('name="confirm" value="')[1:]]
    assert send(client, incident, text, next_word_by=until(world), confirm=confirm).status_code == 302
    world.work()
    late = world.complaint(OTTO, TEXTS["de"].replace("Montag", "gestern"), subject="Otto")
    shown = page(client, f"/incidents/{incident.pk}/")
    assert "Tell 1 who came later" in shown
    assert "Tell Otto Kern now" in shown
    later = f"/incidents/{incident.pk}/word/later/"
    assert client.get(later).status_code == 405
    case = Case.objects.get(person__name=SIGNE.name)
    answer = client.post(later, {"case": case.pk}, follow=True)
    assert "was not sent in the language of this person" in answer.content.decode()
    assert client.post(later, {"case": late.pk}).status_code == 302
    world.work()
    assert KNOWN["de"] in world.letters(OTTO)[-1].text
    assert "Tell Otto Kern now" not in page(client, f"/incidents/{incident.pk}/")
    client.post(f"/incidents/{incident.pk}/word/next/")
    assert "One word to all 4" in page(client, f"/incidents/{incident.pk}/?language=de")


def test_who_may_write_and_send(world: World) -> None:
    incident, client = going_on(world)
    send(client, incident, words(incident), act="ready")
    for member, status in ((world.katrin, 403), (world.jonas, 403)):
        other = signed_in(member)
        before = photograph()
        assert send(other, incident, "x", act="keep").status_code == status
        assert send(other, incident, "x", next_word_by=until(world)).status_code == status
        for way in ("later", "next"):
            assert other.post(f"/incidents/{incident.pk}/word/{way}/").status_code == status
        assert other.get(f"/incidents/{incident.pk}/word/de/ask/").status_code == status
        assert photograph() == before
    shown = page(signed_in(world.katrin), f"/incidents/{incident.pk}/?language=de")
    assert KNOWN["de"] in shown
    assert 'name="act" value="send"' not in shown
    assert client.get(f"/incidents/{incident.pk}/word/de/").status_code == 405
    assert client.get(f"/incidents/{incident.pk}/word/next/").status_code == 405
    assert send(client, incident, "x", "tlh", act="keep").status_code == 404


def test_the_page_asks_no_more_for_more_people(world: World) -> None:
    incident, client = going_on(world)
    send(client, incident, words(incident), act="ready")
    page(client, f"/incidents/{incident.pk}/?language=de")
    with CaptureQueriesContext(connection) as few:
        page(client, f"/incidents/{incident.pk}/?language=de")
    for number in range(6):
        who = Customer(f"Gast {number}", f"gast{number}@viele.example", "de")
        world.complaint(who, f"Meine Lampe ist kaputt seit {number} Tagen, niemand hilft mir hier.", subject="x")
    with CaptureQueriesContext(connection) as many:
        page(client, f"/incidents/{incident.pk}/?language=de")
    assert len(many) <= len(few)
    assert len(few) <= 60


def test_a_stop_after_sending_is_shown_at_its_place(world: World) -> None:
    incident, client = going_on(world)
    send(client, incident, words(incident), act="ready")
    rendering = rendering_of(last_update(incident), "de")
    assert rendering is not None
    start = rendering.text.index("{topic}")
    rendering.stop = {
        "case": 1, "rule": "R18", "entry": "r18-unfilled", "severity": "block", "start": start, "end": start + 7,
        "hint": "unfilled", "better": None,
    }  # fmt: skip
    rendering.save()
    shown = page(client, f"/incidents/{incident.pk}/?language=de")
    assert "It was stopped before the first letter went" in shown
    assert '<mark class="stop">{topic}</mark>' in shown


def test_everybody_is_asked_once_it_is_put_right_and_not_yet_shows(world: World) -> None:
    incident, client = going_on(world)
    ask = f"/incidents/{incident.pk}/ask/"
    assert "Write down first how it was put right" in client.post(ask).content.decode()
    client.post(f"/incidents/{incident.pk}/fix/", {"words": "New bulbs"})
    shown = page(client, f"/incidents/{incident.pk}/")
    assert "Ask everybody whether it is solved" in shown
    assert "Not asked yet" in shown
    assert client.get(ask).status_code == 200
    assert client.post(ask).status_code == 302
    world.work()
    renate, budi = (Case.objects.get(person__name=who.name) for who in (RENATE, BUDI))
    let_go.solved(renate, concerns=None, words="", key="one", now=world.now)
    let_go.not_yet(budi, words="Masih rusak.", key="two", now=world.now)
    shown = page(client, f"/incidents/{incident.pk}/")
    for said in ("1 of 3", "Yes, says the person", "Not yet, back at work", "Asked, no answer yet", "“Masih rusak.”"):
        assert said in shown, said
    only = page(client, f"/incidents/{incident.pk}/?show=not_yet")
    assert "Only those who said “not yet”" in only
    assert "Budi Santoso" in only
    assert "Renate Vogel" not in only
    assert "Everybody with an open case in it was asked already" in client.post(ask).content.decode()


def test_better_words_for_all_carry_nobodys_name_and_take_a_whole_sentence(world: World) -> None:
    incident, client = going_on(world)
    text = "Guten Tag,\n\nDanke für alles. Regen Sie sich doch bitte erst einmal ab, ja.\n\n{agent_name}"
    answer = client.post(f"/incidents/{incident.pk}/word/de/look/", {"text": text}).content.decode()
    assert "The name is missing" in answer
    assert "No apology" in answer
    assert RENATE.name not in answer, "what one of them is called goes to nobody else"
    offered = {
        rule: text[int(start) : int(end)]
        for rule, start, end in re.findall(
            r'data-rule="(R\d\d)"[^>]*data-around-from="(\d+)" data-around-to="(\d+)"', answer
        )
    }
    assert offered["R11"] == "Regen Sie sich doch bitte erst einmal ab, ja."
    assert offered["R03"] == ""
