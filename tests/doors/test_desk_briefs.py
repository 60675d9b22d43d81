"""Briefs on the desk: begun from an incident, written, looked at, sent, answered, told; and who may what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ombud.advocacy.models import Brief, Quote
from ombud.advocacy.rules import Status, status
from ombud.incidents.models import Incident
from ombud.journey import decide
from ombud.promises.models import Promise
from ombud.team.models import Member
from tests.alike import by_mark
from tests.doors.desk import at_the_desk, signed_in
from tests.journey.briefs import again, allow, brief, incident, sent
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    by_mark(monkeypatch)
    with at_the_desk() as world:
        yield world


def page(client: Client, url: str, code: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == code, (url, answer.status_code)
    return unescape(answer.content.decode())


def day(world: World, **later: float) -> str:
    return timezone.localtime(world.now + timedelta(**later)).date().isoformat()


def typed(world: World, **other: Any) -> dict[str, Any]:
    whole = {
        "title": "Lamps that stay lit", "claim": "They go out after a week.", "language": "en",
        "leaving": "An hour each.",
        "to": world.tomas.pk, "to_name": "", "to_address": "", "to_language": "en", "answer_on": day(world, days=4),
        "evidence0_figure": "11", "evidence0_words": "more were delivered", "evidence1_figure": "",
        "evidence1_words": "", "counter0_against": "It is dear.", "counter0_weighed": "It is dearer to leave it.",
        "plea0_what": "Replace each lamp", "plea0_of": "", "plea0_by": day(world, days=9), "plea0_cost": "900 €",
    }  # fmt: skip
    return whole | other


def begun(client: Client, found: Incident) -> Brief:
    answer = client.post(f"/incidents/{found.pk}/brief/")
    made = Brief.objects.latest("pk")
    assert answer.headers["Location"] == f"/briefs/{made.pk}/words/"
    return made


def test_from_an_incident_to_a_letter_that_its_leader_has(world: World) -> None:
    found, _cases = incident(world)
    client = signed_in(world.mira)
    assert "Write a brief…" in page(client, f"/incidents/{found.pk}/")
    made = begun(client, found)
    assert begun(client, found) == made, "one that is begun is gone on with"
    form = page(client, f"/briefs/{made.pk}/words/")
    assert 'value="Lamps go out"' in form
    assert "Tomas" in form
    shown = page(client, f"/briefs/{made.pk}/")
    assert "Nobody has it yet" in shown
    assert "people have told us since" in shown, "what is known is counted before a word is written"
    assert "An ask: what exactly should be done?" in shown
    refused = client.post(f"/briefs/{made.pk}/send/")
    assert refused.status_code == 422
    assert "It still lacks: The claim" in unescape(refused.content.decode())
    assert client.post(f"/briefs/{made.pk}/words/", typed(world)).status_code == 302
    shown = page(client, f"/briefs/{made.pk}/")
    for words in (
        "Lamps that stay lit",
        "It is whole.",
        "more were delivered",
        "900 €",
        "Replace each lamp",
        "German 1",
    ):
        assert words in shown, words
    assert client.get(f"/briefs/{made.pk}/send/").status_code == 200
    assert again(made).sent_at is None, "looking sends nothing"
    assert client.post(f"/briefs/{made.pk}/send/").status_code == 302
    world.work()
    assert "Tomas has not read it yet" in page(client, f"/briefs/{made.pk}/")
    assert len(world.letters(world.tomas)) == 1
    assert "Lamps that stay lit" in page(client, f"/incidents/{found.pk}/"), "the incident leads to it"
    assert client.get(f"/briefs/{made.pk}/words/").status_code == 302, "nothing is written into what was sent"
    assert client.post(f"/briefs/{made.pk}/words/", typed(world, claim="More")).status_code == 302
    assert again(made).claim == "They go out after a week."


def test_a_draft_may_be_half_done_and_nothing_typed_is_lost(world: World) -> None:
    client = signed_in(world.mira)
    assert client.post("/briefs/new/").status_code == 302
    made = Brief.objects.get()
    assert client.post(f"/briefs/{made.pk}/words/", typed(world, claim="", to="", plea0_what="")).status_code == 422
    answer = client.post(f"/briefs/{made.pk}/words/", typed(world, plea0_what="", plea0_cost="12 €"))
    assert answer.status_code == 422
    assert "Say it in words, or empty the line." in unescape(answer.content.decode())
    assert 'value="12 €"' in answer.content.decode()
    half = typed(world, claim="", to="", answer_on="", plea0_what="", plea0_cost="", plea0_by="")
    assert client.post(f"/briefs/{made.pk}/words/", half | {"then": "more"}).status_code == 302
    form = page(client, f"/briefs/{made.pk}/words/")
    assert "more were delivered" in form
    assert 'name="evidence1_words"' in form, "there is a line to go on with"
    for bad in (
        {"answer_on": "yesterday"},
        {"to": "999"},
        {"language": "xx"},
        {"title": "x" * 121},
        {"to_address": "no"},
    ):
        assert client.post(f"/briefs/{made.pk}/words/", typed(world, **bad)).status_code == 422, bad


def test_disrespect_is_shown_and_stops_nothing(world: World) -> None:
    made = brief(world, None, claim="Your team is lying again, calm down, that is a ridiculous joke. We ask for more.")
    shown = page(signed_in(world.mira), f"/briefs/{made.pk}/")
    assert "respect argues better" in shown
    assert signed_in(world.mira).post(f"/briefs/{made.pk}/send/").status_code == 302


def test_a_leader_reads_and_answers_at_the_desk(world: World) -> None:
    found, _cases = incident(world)
    whole = sent(world, found)
    client = signed_in(world.tomas)
    shown = page(client, f"/briefs/{whole.pk}/")
    assert "Answer…" in shown
    assert again(whole).read_at is None, "opening the page says nothing"
    assert client.post(f"/briefs/{whole.pk}/reading/").status_code == 204
    assert again(whole).read_at == world.now
    assert signed_in(world.katrin).post(f"/briefs/{whole.pk}/reading/").status_code == 403
    form = {"said": "no", "words": "", "until": "", "key": "k" * 32}
    refused = client.post(f"/briefs/{whole.pk}/answer/", form)
    assert refused.status_code == 422
    assert "needs its reasons" in unescape(refused.content.decode())
    later = client.post(f"/briefs/{whole.pk}/answer/", form | {"said": "later", "until": day(world, days=-1)})
    assert later.status_code == 422
    assert client.post(f"/briefs/{whole.pk}/answer/", form | {"words": "Too dear."}).status_code == 302
    assert client.post(f"/briefs/{whole.pk}/answer/", form | {"words": "Too dear."}).status_code == 302
    assert whole.answers.count() == 1
    assert status(again(whole)) is Status.NO
    shown = page(signed_in(world.mira), f"/briefs/{whole.pk}/")
    assert "Too dear." in shown
    assert "Tell everybody…" in shown


def others(world: World, whole: Brief, *hidden: str) -> None:
    """Who is not on her case sees that somebody was asked, and nothing else: its leader, who speaks to the press."""
    for member in (world.tomas, world.katrin):
        shown = page(signed_in(member), f"/briefs/{whole.pk}/")
        assert "Somebody · asked" in shown
        for words in hidden:
            assert words not in shown, (member.name, words)


def test_quotes_are_asked_for_from_cases_that_she_is_on(world: World) -> None:
    found, cases = incident(world)
    whole = brief(world, found)
    client = signed_in(world.mira)
    form = page(client, f"/briefs/{whole.pk}/quote/")
    assert "Renate Vogel" in form
    assert "Renate" not in page(signed_in(world.tomas), f"/briefs/{whole.pk}/quote/"), "she is on none of the cases"
    hers = "Meine Lampe ist seit Montag kaputt"
    said = {"case": cases[RENATE].pk, "words": hers, "key": "q" * 32}
    wrong = client.post(f"/briefs/{whole.pk}/quote/", said | {"words": "Meine Lampe ist wunderbar und leuchtet"})
    assert "not her own words" in unescape(wrong.content.decode())
    for _twice in range(2):
        assert client.post(f"/briefs/{whole.pk}/quote/", said).status_code == 302
    asked_of = Quote.objects.get()
    shown = page(client, f"/briefs/{whole.pk}/")
    assert "no answer yet" in shown
    assert hers in shown
    others(world, whole, hers, "Renate")
    address = f"/briefs/{whole.pk}/quotes/{asked_of.pk}/"
    assert client.post(address, {"translation": "My lamp is in pieces."}).status_code == 302
    others(world, whole, "My lamp is in pieces.")
    allow(world, cases[RENATE], asked_of.pk, allows=False)
    others(world, whole, hers, "My lamp is in pieces.", "not allowed")
    shown = page(client, f"/briefs/{whole.pk}/")
    assert "nobody sees it" in shown
    assert hers not in shown, "nobody is nobody"
    allow(world, cases[RENATE], asked_of.pk)
    for member in (world.tomas, world.katrin):
        shown = page(signed_in(member), f"/briefs/{whole.pk}/")
        assert hers in shown
        assert "Renate" not in shown, "whose words they are stays between her and those on her case"
    assert client.get(address).status_code == 405
    assert client.post(address, {"translation": "My lamp is broken."}).status_code == 302
    shown = page(client, f"/briefs/{whole.pk}/")
    assert "Meaning, by Mira" in shown
    assert '<blockquote lang="de"' in shown
    assert client.post(address, {"drop": "yes"}).status_code == 302
    assert "<blockquote" not in page(client, f"/briefs/{whole.pk}/")


def test_who_may_what(world: World) -> None:
    found, _cases = incident(world)
    whole = sent(world, found)
    reads = ["/briefs/", f"/briefs/{whole.pk}/", f"/briefs/{whole.pk}/brief.pdf"]
    acts = ("again", "owner", "withdraw", "quote", "cases", "send", "outcome", "close")
    changes = [f"/briefs/{whole.pk}/{act}/" for act in acts] + ["/briefs/new/", f"/briefs/{whole.pk}/words/"]
    for address in reads + changes:
        assert Client().get(address).status_code in (302, 405), address
        assert signed_in(world.jonas).get(address).status_code in (403, 405), address
    for address in changes:
        assert signed_in(world.katrin).post(address).status_code == 403, "who speaks to the press reads only"
    assert signed_in(world.katrin).get(f"/briefs/{whole.pk}/").status_code == 200
    for member in (world.mira, world.katrin):
        assert signed_in(member).post(f"/briefs/{whole.pk}/answer/", {"said": "yes"}).status_code == 403
    for nothing in (
        "/briefs/99/",
        f"/briefs/{whole.pk}/nothing/",
        "/briefs/99/words/",
        f"/briefs/{whole.pk}/quotes/9/",
    ):
        assert signed_in(world.mira).post(nothing).status_code in (404, 405), nothing
    assert not whole.answers.exists()


def test_what_is_promised_stands_among_what_is_owed_and_the_rail_counts(world: World) -> None:
    found, _cases = incident(world)
    whole = sent(world, found)
    owed = page(signed_in(world.mira), "/")
    assert "Lamps that stay lit" in owed
    assert "an answer, followed up" in owed
    assert f'href="/briefs/{whole.pk}/"' in owed
    assert 'Briefs</span><span class="count">1' in page(signed_in(world.tomas), "/")
    decide.answer(whole, said="yes", words="", until=None, key="k", now=world.now, by=world.tomas)
    owed = page(signed_in(world.mira), "/")
    assert "what came of it" in owed
    assert Promise.objects.get(owe="tell_outcome").keeper == world.mira


def test_she_who_leaves_hands_her_briefs_over(world: World) -> None:
    whole = brief(world, None)
    client = signed_in(world.mira)
    Brief.objects.filter(pk=whole.pk).update(owner=world.ana)
    assert "Briefs she owns" in page(client, f"/team/{world.ana.pk}/")
    answer = client.post(f"/briefs/{whole.pk}/owner/", {"to": world.mira.pk})
    assert answer.status_code == 302
    assert again(whole).owner == world.mira


def test_the_list_costs_no_more_with_more(world: World) -> None:
    client = signed_in(world.mira)
    assert "No concern is before a leader." in page(client, "/briefs/")
    counts, shown = [], ""
    for number in (1, 6):
        for _more in range(number):
            sent(world, None)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown = page(client, "/briefs/")
        counts.append(len(queries))
    assert shown.count("Lamps that stay lit") == 7
    assert counts[0] == counts[1]


def test_a_member_who_left_is_no_addressee(world: World) -> None:
    whole = brief(world, None)
    Member.objects.filter(pk=world.tomas.pk).update(left_at=world.now)
    answer = signed_in(world.mira).post(f"/briefs/{whole.pk}/send/")
    assert "Tomas has left" in unescape(answer.content.decode())
