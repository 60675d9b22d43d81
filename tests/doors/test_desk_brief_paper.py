"""A brief as PDF: one page, with hostile words that stay words, and what the page says where none can be made."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest

from ombud.advocacy import paper
from tests.alike import by_mark
from tests.doors.desk import at_the_desk, signed_in
from tests.doors.test_desk_briefs import page
from tests.journey.briefs import allow, asked, brief, incident
from tests.world import BUDI, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    by_mark(monkeypatch)
    with at_the_desk() as world:
        yield world


def pages(made: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", made))


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
