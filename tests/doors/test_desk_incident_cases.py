"""The cases of an incident: a campaign is shown as what it is, and every case can be split off, however old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from ombud.access.circle import put_on
from ombud.cases.models import Case
from ombud.incidents.models import Incident
from ombud.incidents.standing import members
from ombud.web import incident_choice
from tests.alike import by_mark
from tests.doors.desk import at_the_desk, signed_in
from tests.doors.test_desk_incidents import do, lamp, page, three
from tests.journey.test_incidents import TEXTS
from tests.world import BUDI, RENATE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    by_mark(monkeypatch)
    with at_the_desk() as world:
        yield world


def test_every_case_can_be_split_off_however_old(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incident_choice, "OFFERED", 2)
    incident = three(world)
    oldest, middle, newest = sorted(members(incident).values_list("case_id", flat=True))
    client, url = signed_in(world.mira), f"/incidents/{incident.pk}/split/"

    def offered(html: str) -> dict[int, bool]:
        boxes = re.findall(r'name="cases" value="(\d+)"([^>]*)>', html)
        return {int(number): "checked" in rest for number, rest in boxes}

    first = page(client, url)
    assert offered(first) == {newest: False, middle: False}
    assert f'name="below" value="{middle}"' in first
    answer = client.post(url, {"cases": [newest], "below": middle, "title": "Only the switch"})
    shown = unescape(answer.content.decode())
    assert (answer.status_code, offered(shown)) == (200, {newest: True, oldest: False}), "what was chosen stays"
    assert 'value="Only the switch"' in shown
    found = client.post(url, {"act": "find", "find": "renate lampe"})
    shown = unescape(found.content.decode())
    assert offered(shown) == {oldest: False}
    assert 'class="error"' not in shown, "nothing is missing for who only looks"
    assert "None of your cases" in client.post(url, {"act": "find", "find": "sewing machine"}).content.decode()
    assert members(incident).count() == 3, "looking changes nothing"
    assert do(client, incident, "split", cases=[oldest], find="sewing machine").status_code == 302
    assert oldest not in members(incident).values_list("case_id", flat=True)


def test_who_looks_for_cases_finds_only_those_that_she_is_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    incident = three(world)
    hidden = members(incident).earliest("pk").case
    Case.objects.filter(pk=hidden.pk).update(owner=world.mira)
    others = Case.objects.exclude(pk=hidden.pk)
    client, url = signed_in(world.ana), f"/incidents/{incident.pk}/split/"
    for case in others:
        put_on(case, world.ana, "invited", world.now)
    shown = client.post(url, {"act": "find", "find": "Renate", "cases": [hidden.pk]}).content.decode()
    assert f'value="{hidden.pk}"' not in shown
    assert do(client, incident, "split", cases=[hidden.pk]).status_code == 422


def test_a_campaign_is_shown_as_such_in_people_and_answered_all_the_same(world: World) -> None:
    for number in range(5):
        who = Customer(f"Troll {number}", f"troll{number}@farm.example", "en")
        world.complaint(who, TEXTS["en"], subject="Lamp")
    lamp(world, RENATE)
    lamp(world, BUDI)
    shown = page(signed_in(world.mira), f"/incidents/{Incident.objects.get().pk}/")
    assert "Most of it is one text: 5 of 7 people sent it. That looks like a copy-paste campaign." in shown
    assert "All in all it counts as 3 voices. Each of these people is answered all the same." in shown
    assert "people, not messages (7 cases)" in shown, "nobody is left out of the count"
