"""The same words from several accounts on the page of incidents: shown as what they are, and no incident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ombud.cases.models import Case
from ombud.incidents import campaigns
from ombud.incidents.models import Incident, Telling
from tests.alike import by_mark
from tests.doors.desk import at_the_desk, signed_in
from tests.doors.test_desk_incidents import lamp, page
from tests.journey.test_incidents import TEXTS
from tests.world import BUDI, RENATE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    by_mark(monkeypatch)
    with at_the_desk() as world:
        yield world


def trolls(world: World, text: str, accounts: int, farm: str = "farm", subject: str = "") -> list[Case]:
    who = [Customer(f"Troll {number}", f"troll{number}@{farm}.example", "en") for number in range(accounts)]
    heard = world.hear(*(world.mail(one, text, subject=subject) for one in who))
    return list(Case.objects.filter(opener__in=heard))


def test_a_campaign_is_shown_as_one_and_none_leaves_nothing(world: World) -> None:
    client = signed_in(world.mira)
    lamp(world, RENATE)
    trolls(world, "Your radio arrived broken and nobody helps me. I am very disappointed.", 2, "other")
    assert "Copied words" not in page(client, "/incidents/"), "two are no campaign"
    cases = trolls(world, "My lamp is broken!", 5)
    assert not Incident.objects.exists()
    shown = page(client, "/incidents/")
    for words in ("Copied words", "The same words from 5 accounts since ", "Each is answered in its own case."):
        assert words in shown, words
    assert f'href="/cases/{cases[0].pk}/"' in shown
    outside = page(signed_in(world.katrin), "/incidents/")
    assert "The same words from 5 accounts since " in outside
    assert f'href="/cases/{cases[0].pk}/"' not in outside, "whoever is on none of them gets no way there"
    lamp(world, BUDI)
    Incident.objects.get()
    assert "Copied words" not in page(client, "/incidents/"), "now they are in an incident, and its page says so"


DISGUISES = {
    "as it was": "{}",
    "loud": "{}!!!",
    "a greeting": "Hello dear team, {}",
    "a name": "{}\n\nKind regards, Anna Miller",
    "a link": "{} https://www.example.com/share?u=17",
    "a face": "{} \U0001f621",
    "a tag": "{} #boycott @brand",
    "signs of no width": "{}",
    "letters that look alike": "{}",
}


def test_a_text_in_disguise_is_one_campaign(world: World) -> None:
    for number, (way, dress) in enumerate(DISGUISES.items()):
        text = dress.format("Your radio arrived broken and nobody helps me. I am very disappointed.")
        if way == "signs of no width":
            text = "\u200b".join(text)
        if way == "letters that look alike":
            text = text.replace("e", "\u0435").replace("o", "\u043e")
        assert trolls(world, text, 1, f"farm{number}"), f"{way}: no case"
    assert not Incident.objects.exists()
    (found,) = campaigns.campaigns(world.now)
    assert (found.people, len(found.cases)) == (len(DISGUISES), len(DISGUISES))
    assert "The same words from 9 accounts since " in page(signed_in(world.mira), "/incidents/")


def test_a_campaign_is_over_when_it_has_not_come_for_long(world: World) -> None:
    trolls(world, TEXTS["en"], 4)
    (found,) = campaigns.campaigns(world.now)
    assert (found.people, found.since, found.last) == (4, world.now, world.now)
    assert campaigns.campaigns(world.now + timedelta(days=13))
    assert not campaigns.campaigns(world.now + timedelta(days=14))


def test_what_it_costs_does_not_grow_with_what_there_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(world.mira)
    trolls(world, TEXTS["en"], 3)
    page(client, "/incidents/")
    with CaptureQueriesContext(connection) as few:
        page(client, "/incidents/")
    trolls(world, "Your radio arrived broken and nobody helps me. I am very disappointed.", 4, "other")
    with CaptureQueriesContext(connection) as more:
        shown = page(client, "/incidents/")
    assert shown.count("The same words from ") == 2
    assert len(more) == len(few)
    newest = Telling.objects.count()
    monkeypatch.setattr(campaigns, "LOOKED_AT", 4)
    assert newest > 4
    assert [one.people for one in campaigns.campaigns(world.now)] == [4], "only the newest complaints are looked at"
