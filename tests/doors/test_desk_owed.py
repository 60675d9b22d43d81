"""Owed: the order of time, hers and her team's, shown whole to those on it, in a number of queries that stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ombud.access.models import Place
from ombud.cases.models import Case
from ombud.promises import owed
from ombud.promises.models import Promise
from tests.doors.desk import a_question, at, at_the_desk, signed_in
from tests.world import BUDI, HANNAH, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


def test_it_asks_who_one_is(client: object, world: World) -> None:
    from django.test import Client

    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


def test_what_is_owed_stands_in_the_order_of_time_in_her_own_words(world: World) -> None:
    case = world.complaint(RENATE)
    page = signed_in(world.mira).get("/").content.decode()
    assert "Renate Vogel" in page
    assert "„Hallo, meine Lampe ist kaputt" in page
    assert 'lang="de"' in page
    assert f'href="/cases/{case.pk}/"' in page
    assert page.index("a first step") < page.index("an answer"), "the first step is due before the answer"


def test_what_is_late_says_so_in_a_word_and_not_in_colour_alone(world: World) -> None:
    world.complaint(RENATE)
    world.pass_time(timedelta(days=2))
    with at(world):
        page = signed_in(world.mira).get("/").content.decode()
    assert "h late" in page or "days late" in page
    assert 'id="g-late"' in page
    assert "You owe Renate Vogel" in page


def test_the_team_sees_that_something_is_owed_but_not_by_whose_trouble(world: World) -> None:
    case = world.complaint(RENATE)
    page = signed_in(world.ana).get("/?whose=team").content.decode()
    assert "Renate" not in page
    assert "Lampe" not in page
    assert "A case you are not on" in page
    assert f"/cases/{case.pk}/pane/" not in page
    assert "A case you are not on" not in signed_in(world.ana).get("/").content.decode()


def test_a_message_that_is_no_case_is_seen_by_everybody_who_works_the_inbox(world: World) -> None:
    a_question(world)
    assert "Hannah" in signed_in(world.ana).get("/?whose=team").content.decode()
    assert "Hannah" not in signed_in(world.jonas).get("/?whose=team").content.decode()


def test_nothing_owed_says_what_is_true_and_who_said_that_it_is_solved(world: World) -> None:
    page = signed_in(world.mira).get("/").content.decode()
    assert "You owe nobody a word." in page
    case = world.complaint(RENATE)
    page = signed_in(world.ana).get("/").content.decode()
    assert "Mira owes the team&#x27;s next word" in page
    Place.objects.create(case=case, member=world.ana, because="invited", since=world.now)
    from ombud.journey import fix, let_go

    fix.fix(case, by=world.mira, what="Sent a new lamp", now=world.now, key="k")
    assert let_go.solved(case, concerns=None, words="Danke, alles gut", key="s", now=world.now)
    assert "1 person said today that it is solved." in signed_in(world.ana).get("/").content.decode()


def many(world: World, count: int) -> list[Case]:
    return [world.complaint(Customer(f"Person {i}", f"p{i}@many.example", "en")) for i in range(count)]


def queries(world: World, address: str) -> int:
    client = signed_in(world.mira)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("address", ["/", "/?whose=team", "/cases/"])
def test_the_number_of_queries_does_not_grow_with_the_rows(world: World, address: str) -> None:
    many(world, 2)
    few = queries(world, address)
    many(world, 12)
    for who in (BUDI, SIGNE, HANNAH):
        world.complaint(who)
    assert queries(world, address) == few


def test_a_long_list_comes_in_pages_without_a_gap_or_a_double(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    many(world, 7)
    monkeypatch.setattr(owed.page, "__defaults__", (None, 4, owed.EVERY))
    seen: list[int] = []
    after = None
    while True:
        page = owed.page([world.mira.pk], after)
        seen += [p.pk for p in page.promises]
        after = page.more
        if after is None:
            break
    wanted = list(Promise.objects.order_by("due_at", "id").values_list("pk", flat=True))
    assert seen == wanted
    assert len(wanted) == 14


def test_later_ones_come_as_rows_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    many(world, 3)
    monkeypatch.setattr(owed.page, "__defaults__", (None, 2, owed.EVERY))
    client = signed_in(world.mira)
    first = client.get("/").content.decode()
    assert "Show later ones" in first
    more = first.split('class="link" href="')[1].split('"')[0].replace("&amp;", "&")
    rest = client.get(f"/{more}", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in rest
    assert rest.count('class="row') >= 2
    assert "To what is owed" not in rest


@pytest.mark.parametrize("key", ["x", "2026-11-23T09:00:00_1", "9999-99-99T00:00:00Z_1", "2026-11-23T09:00:00Z_²", "_"])
def test_a_page_key_that_nobody_wrote_begins_at_the_beginning(world: World, key: str) -> None:
    world.complaint(RENATE)
    answer = signed_in(world.mira).get("/", {"after": key})
    assert answer.status_code == 200
    assert "Renate" in answer.content.decode()


def test_suspected_spam_waits_in_its_lane_and_not_among_what_is_owed(world: World) -> None:
    from ombud.journey.correct import correct

    message = a_question(world)
    correct(message, kind="spam", by=world.mira, now=world.now)
    client = signed_in(world.mira)
    assert "Socket" not in client.get("/").content.decode()
    lane = client.get("/lanes/spam/").content.decode()
    assert "Hannah" in lane
    assert '<span class="count">1</span>' in lane
    assert client.get("/lanes/nothing/").status_code == 404


def test_counts_are_capped_and_never_wrong() -> None:
    from ombud.web.rail import capped

    assert [capped(n) for n in (0, 1, 99, 100, 101)] == ["", "1", "99", "99+", "99+"]
