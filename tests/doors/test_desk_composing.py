"""Composing: what stops is taken on in words or not at all, nothing is too long to be kept, and a note never leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.template.loader import render_to_string

from ombud.access.links import customer_url
from ombud.access.models import Place
from ombud.journey import note
from ombud.journey.answer import preview
from ombud.replies.guard import Draft as Words
from ombud.replies.guard import Facts, judge
from ombud.replies.models import Draft, Outgoing
from ombud.web.findings import look
from tests.doors.desk import GOOD, at_the_desk, signed_in
from tests.doors.test_desk_writing import send, soon, warned
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


BLUNT = (
    "Hallo Renate Vogel,\n\nes ist doch nur eine Kleinigkeit, aber es tut mir leid. Ich schreibe bis Freitag.\n\nMira"
)


def test_what_stops_in_private_goes_with_words_that_stay(world: World) -> None:
    case = world.complaint(RENATE)
    conversation = case.opener.conversation
    rules = {f.rule for f in preview(conversation, by=world.mira, text=BLUNT).blocks}
    assert rules == {"R08"}
    client = signed_in(world.mira)
    fields = {"next_word_by": soon(world, days=1), "confirm": warned(world, conversation, BLUNT)}
    assert send(client, conversation, BLUNT, **fields, **{"because-R08": "   "}).status_code == 422
    assert send(client, conversation, BLUNT, **fields, **{"because-R09": "Another rule"}).status_code == 422
    assert not Outgoing.objects.filter(automatic=False).exists()
    answer = send(client, conversation, BLUNT, **fields, **{"because-R08": "It is her own word for it"})
    assert answer.status_code == 302, answer.content.decode()
    kept = Outgoing.objects.get(automatic=False).verdict.overrides.get()
    assert (kept.rule, kept.by, kept.words) == ("R08", world.mira, "It is her own word for it")
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "Mira sent it although the guard stops it (Makes it smaller than it was)" in page
    assert "It is her own word for it" in page
    hers = client.get(customer_url(case).removeprefix("http://localhost:8000")).content.decode()
    assert "It is her own word for it" not in hers, "what we said among us is not for her page"


@pytest.mark.parametrize(("rule", "text"), [("R18", "Hallo {{name}}, es tut mir leid."), ("R00", "ja " * 8_000)])
def test_some_rules_nobody_takes_on_herself(world: World, rule: str, text: str) -> None:
    case = world.complaint(RENATE)
    conversation = case.opener.conversation
    fields = {"next_word_by": soon(world, days=1), "confirm": warned(world, conversation, text)}
    answer = send(signed_in(world.mira), conversation, text, **fields, **{f"because-{rule}": "It has to go"})
    assert answer.status_code == 422
    assert f'name="because-{rule}"' not in answer.content.decode()
    assert not Outgoing.objects.filter(automatic=False).exists()


def test_whoever_may_not_override_is_offered_no_words_for_it(world: World) -> None:
    case = world.complaint(RENATE)
    Place.objects.create(case=case, member=world.jonas, because="invited", since=world.now)
    fields: dict[str, Any] = {"text": BLUNT, "next_word_by": soon(world, days=1), "because-R08": "Because I say so"}
    client = signed_in(world.jonas)
    look = client.post(f"/conversations/{case.opener.conversation_id}/look/", fields).content.decode()
    assert "Makes it smaller" in look
    assert "because-" not in look
    fields |= {"confirm": warned(world, case.opener.conversation, BLUNT), "key": "k"}
    assert client.post(f"/conversations/{case.opener.conversation_id}/reply/", fields).status_code == 422


def test_a_hundred_thousand_characters_are_kept_and_come_back_whole(world: World) -> None:
    case = world.complaint(RENATE)
    conversation = case.opener.conversation
    client = signed_in(world.mira)
    long = "Es tut mir leid. " * 5_882 + "<b>Ende</b>"
    assert len(long) > 100_000
    assert "Draft kept" in client.post(f"/conversations/{conversation.pk}/draft/", {"text": long}).content.decode()
    assert Draft.objects.get().text == long
    answer = send(client, conversation, long, next_word_by=soon(world, days=1))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Too long to be read whole" in page
    assert "&lt;b&gt;Ende&lt;/b&gt;" in page
    refused = client.post(f"/conversations/{conversation.pk}/draft/", {"text": long * 2}).content.decode()
    assert "copy your words" in refused
    assert Draft.objects.get().text == long, "what was kept before stays"


def test_a_note_that_is_sent_by_mistake_is_refused_and_its_sender_told(world: World) -> None:
    case = world.complaint(RENATE)
    note.write(case, by=world.mira, text=GOOD["de"], now=world.now)
    confirm = warned(world, case.opener.conversation, GOOD["de"])
    answer = send(
        signed_in(world.mira), case.opener.conversation, GOOD["de"], next_word_by=soon(world, days=1), confirm=confirm
    )
    assert answer.status_code == 422
    assert "These are the words of a private note by Mira" in answer.content.decode()
    assert not Outgoing.objects.filter(automatic=False).exists()


def test_what_is_missing_is_offered_for_its_place_and_taking_it_is_enough(world: World) -> None:
    case = world.complaint(RENATE)
    client, page, text = signed_in(world.mira), "", "Danke für Ihre Nachricht.\n\nViele Grüße\nMira"
    look = f"/conversations/{case.opener.conversation_id}/look/"
    for _ in range(8):
        page = client.post(look, {"text": text}).content.decode()
        offered = re.findall(
            r'data-around-from="(\d+)" data-around-to="(\d+)".*?data-better="([^"]*)"', page, re.DOTALL
        )
        if not offered:
            break
        start, end, put = int(offered[0][0]), int(offered[0][1]), unescape(offered[0][2])
        assert start == end, "nothing is written over"
        text = text[:start] + put + text[end:]
    assert 'data-rule="R0' not in page
    assert text.startswith("Guten Tag Renate Vogel!\n\nDanke für Ihre Nachricht.")
    assert text.endswith("\n\nViele Grüße\nMira"), "what happens next stands before the name"


def test_better_words_are_put_nowhere_on_a_page_without_a_draft(world: World) -> None:
    html = render_to_string("web/case/findings.html", {"found": look(judge(Words(BLUNT, "de"), Facts()), BLUNT)})
    apart = {"found": look(judge(Words(BLUNT, "de"), Facts()), BLUNT), "apart": True}
    assert "data-better=" in html
    assert "data-better=" not in render_to_string("web/case/findings.html", apart)
