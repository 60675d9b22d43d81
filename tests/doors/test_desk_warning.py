"""Early warning on the desk: why an incident warns, who may heed it, and whether we warned in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from ombud.inboxes.models import Inbox
from ombud.incidents.models import Alarm, Heeded, Incident, Surge
from ombud.journey.ring import heed
from tests.alike import by_mark
from tests.doors.desk import at, at_the_desk, signed_in
from tests.journey.test_story_early_warning import grown, press_asks, writes
from tests.journey.test_story_rates import complains, past, topic
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    by_mark(monkeypatch)
    with override_settings(WARN_AT=15), at_the_desk() as world:
        yield world


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return " ".join(unescape(answer.content.decode()).split())


def hot(world: World) -> Incident:
    """Five people within half an hour; the mark stands low here."""
    return grown(world, 5)


def test_the_page_says_why_it_warns_and_a_leader_heeds_it(world: World) -> None:
    incident = hot(world)
    url = f"/incidents/{incident.pk}/"
    with at(world):
        leader, mira = signed_in(world.tomas), signed_in(world.mira)
        shown = page(leader, url)
        for words in (
            "Why this warns",
            "5 new people in the last 6 hours",
            "16 of 40",
            "nobody has heeded it",
            "I have seen it",
        ):
            assert words in shown, words
        assert "1 alarm" in page(mira, "/"), "the rail says that it rings"
        assert "Alarm, not heeded yet" in page(mira, "/incidents/")
        assert leader.get(f"{url}heeding/").status_code == 405, "looking heeds nothing"
        answer = leader.post(f"{url}heeding/", {"words": "<b>I call the factory.</b>"}, follow=True)
        assert "Heeded under your name" in unescape(answer.content.decode())
        shown = page(mira, url)
        assert "Tomas heeded it" in shown
        assert "Tomas heeded the warning." in shown
        assert "<b>I call" not in leader.get(url).content.decode(), "words are words"
        assert "1 alarm" not in page(mira, "/")


def test_who_may_heed(world: World) -> None:
    incident = hot(world)
    with at(world):
        for who, may in ((world.ana, False), (world.katrin, False), (world.jonas, False), (world.mira, True)):
            answer = signed_in(who).post(f"/incidents/{incident.pk}/heeding/", {"words": ""})
            assert (answer.status_code == 302) is may, who.name
        assert Heeded.objects.get().by == world.mira
        assert signed_in(world.mira).post("/incidents/99/heeding/").status_code == 404
        assert "A leader or admin says" not in page(signed_in(world.ana), f"/incidents/{incident.pk}/")
        assert Client().post(f"/incidents/{incident.pk}/heeding/").status_code == 302, "to the sign-in"


def test_too_many_words_are_refused_in_words(world: World) -> None:
    incident = hot(world)
    with at(world):
        answer = signed_in(world.tomas).post(f"/incidents/{incident.pk}/heeding/", {"words": "x" * 2001}, follow=True)
        assert "Say it in fewer words" in unescape(answer.content.decode())
    assert not Heeded.objects.exists()


def test_the_press_and_where_others_read_along_are_reasons(world: World) -> None:
    Inbox.objects.update(public=True)
    incident = hot(world)
    press_asks(world)
    with at(world):
        shown = page(signed_in(world.ana), f"/incidents/{incident.pk}/")
    assert "The press asks about it." in shown
    assert "5 of 5 people wrote where others read along." in shown
    assert "The press asked about it." in shown, "and when, among what happened"


def test_whether_we_warned_in_time_is_said_on_the_page_and_in_the_list(world: World) -> None:
    incident = hot(world)
    heed(Alarm.objects.get(level=1), by=world.tomas, now=world.now)
    world.now += timedelta(hours=2)
    for number in range(5, 11):
        writes(world, number)
    world.pass_time(timedelta(days=3))
    with at(world):
        client = signed_in(world.mira)
        assert "The alarm rang 2 h 30 before the peak." in page(client, f"/incidents/{incident.pk}/")
        shown = page(client, "/incidents/")
        assert "Did we warn in time?" in shown
        assert "In time, before the peak: 1 of 1 in the last twelve months. Too late: 0. Not at all: 0." in shown


def test_the_pages_ask_no_more_however_hot_it_was(world: World) -> None:
    incident = hot(world)
    with at(world):
        client = signed_in(world.tomas)
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                page(client, f"/incidents/{incident.pk}/")
            counts.append(len(asked))
            world.now += timedelta(hours=1)
    for number in range(5, 9):
        writes(world, number)
    with at(world):
        with CaptureQueriesContext(connection) as asked:
            page(client, f"/incidents/{incident.pk}/")
        assert len(asked) <= counts[-1]


def test_more_than_usual_is_said_and_looked_through(world: World) -> None:
    first = complains(world, 0)
    past(world, topic(first))
    for number in range(1, 12):
        complains(world, number)
    surge = Surge.objects.get()
    url = f"/incidents/{surge.incident_id}/"
    with at(world):
        client = signed_in(world.mira)
        shown = page(client, url)
        assert "More than usual about Product or service" in shown
        assert "usually 1.1" in shown
        assert "Look through" in shown
        asks = page(client, f"{url}draw/")
        assert "Nora 0" in asks
        assert "Put them in</button>" in asks
        assert client.post(f"{url}draw/", {}).status_code == 422
        assert client.post(f"{url}draw/", {"cases": [str(first.pk)]}).status_code == 302
        assert "Nora 0" in page(client, url)
        assert "Nora 0" not in page(client, f"{url}draw/")
        assert "Nora 1" not in page(signed_in(world.tomas), f"{url}draw/"), "who is on none of them is shown none (D23)"
        assert signed_in(world.katrin).get(f"{url}draw/").status_code == 403
