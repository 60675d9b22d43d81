"""A brief as PDF: one page, with hostile words that stay words, and what the page says where none can be made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from pypdf import PdfReader

from ombud.advocacy import paper
from ombud.advocacy.models import Quote
from ombud.journey import raise_concern, release
from tests.alike import by_mark
from tests.doors.desk import at_the_desk, signed_in
from tests.doors.test_desk_briefs import page
from tests.journey.briefs import again, allow, asked, brief, incident
from tests.journey.test_story_briefs import way
from tests.world import BUDI, RENATE, SIGNE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    by_mark(monkeypatch)
    with at_the_desk() as world:
        yield world


def pages(made: bytes) -> int:
    return len(PdfReader(BytesIO(made)).pages)


def text(made: bytes) -> str:
    """What is written on it, on one line, however its lines are broken."""
    return " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(made)).pages).split())


def test_the_paper_says_what_the_brief_says_and_quotes_who_allowed_it(world: World) -> None:
    found, cases = incident(world)
    whole = brief(world, found)
    numbers = {who: asked(world, whole, cases[who]) for who in (RENATE, BUDI, SIGNE)}
    allow(world, cases[BUDI], numbers[BUDI])
    allow(world, cases[SIGNE], numbers[SIGNE], allows=False)
    raise_concern.send(whole, by=world.mira, now=world.now)
    world.work()
    link = way(world.letters(world.tomas)[-1].text)
    for made in (signed_in(world.mira).get(f"/briefs/{whole.pk}/brief.pdf"), Client().get(f"{link}brief.pdf?lang=en")):
        assert made.status_code == 200
        assert made.headers["Content-Type"] == "application/pdf"
        shown = text(made.content)
        for words in (
            "Lamps that stay lit", "Lamps of the October delivery go out after a week.", "3 people have told us since",
            "11 more were delivered in silence", "Replace every lamp of that delivery", "The workshop", "about 900 €",
            "29 Jan", "It is the supplier's fault.", "Answer by", "Tomas", "Each lamp that goes out costs us",
            said(numbers[BUDI]),
        ):  # fmt: skip
            assert words in shown.replace("’", "'"), (words, shown)
        assert date_format(timezone.localtime(again(whole).answer_by), "j M Y") in shown
        for who in (RENATE, SIGNE):
            assert said(numbers[who]) not in shown, "who has not said yes is not quoted"
        for name in ("Renate", "Budi", "Signe"):
            assert name not in shown
    allow(world, cases[BUDI], numbers[BUDI], allows=False)
    assert said(numbers[BUDI]) not in text(Client().get(f"{link}brief.pdf").content), "a yes taken back"
    raise_concern.withdraw(again(whole), words="Solved.", by=world.mira, now=world.now)
    assert Client().get(f"{link}brief.pdf").status_code == 410


def test_who_asks_to_be_forgotten_is_gone_from_the_paper_that_was_sent(world: World) -> None:
    found, cases = incident(world)
    whole = brief(world, found)
    words = said(number := asked(world, whole, cases[BUDI]))
    allow(world, cases[BUDI], number)
    raise_concern.send(whole, by=world.mira, now=world.now)
    world.work()
    papers = (signed_in(world.mira), f"/briefs/{whole.pk}/"), (Client(), way(world.letters(world.tomas)[-1].text))
    assert all(words in text(client.get(f"{where}brief.pdf").content) for client, where in papers)
    release.release(cases[BUDI], because="forgotten", words="He asked us to.", by=world.mira, now=world.now)
    for client, where in papers:
        shown = text(client.get(f"{where}brief.pdf").content)
        assert words not in shown
        assert "3" in shown


def said(number: int) -> str:
    """The words as they were asked about."""
    return Quote.objects.get(pk=number).words


def test_what_is_longer_goes_on(world: World) -> None:
    whole = brief(world, None, claim="They go out after a week, in every country alike. " * 120)
    made = signed_in(world.mira).get(f"/briefs/{whole.pk}/brief.pdf").content
    assert pages(made) == 2


def test_a_pdf_is_one_page_and_hostile_words_stay_words(world: World) -> None:
    found, cases = incident(world)
    evil = '#import "x": *\n$1/0$ ]#panic() \\ <script>alert(1)</script> {% load %} *b* _i_ @x `code`'
    said = (("11", "more were delivered"), ("", "Bulbs of another maker."), ("", evil[:200]))
    whole = brief(world, found, claim=evil, title="#let x = 1", evidence=said)
    allow(world, cases[BUDI], asked(world, whole, cases[BUDI]))
    answer = signed_in(world.mira).get(f"/briefs/{whole.pk}/brief.pdf")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    made = answer.content
    assert made.startswith(b"%PDF-")
    assert pages(made) == 1
    shown = signed_in(world.mira).get(f"/briefs/{whole.pk}/").content.decode()
    assert "<script>alert" not in shown


def test_without_the_extra_the_page_says_how_to_get_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = brief(world, None)
    monkeypatch.setattr(paper, "can_be_made", lambda: False)
    monkeypatch.setitem(sys.modules, "typst", None)
    client = signed_in(world.mira)
    assert "ombud[pdf]" in page(client, f"/briefs/{whole.pk}/")
    assert client.get(f"/briefs/{whole.pk}/brief.pdf").status_code == 404
