"""Incidents on the desk: who is near and why, what waits, one page for one trouble, and what people do with it."""

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

from ombud.access.circle import put_on
from ombud.cases.models import Case
from ombud.incidents.models import How, Incident, Membership, Rebuild, Verdict
from ombud.incidents.nearby import isolated
from ombud.incidents.rules import Status, status
from ombud.incidents.standing import members
from ombud.team.models import Member
from tests.alike import by_mark
from tests.doors.desk import at_the_desk, signed_in
from tests.journey.test_incidents import KETTLE, TEXTS
from tests.world import BUDI, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    by_mark(monkeypatch)
    with at_the_desk() as world:
        yield world


def lamp(world: World, who: Customer) -> Case:
    return world.complaint(who, TEXTS[who.language], subject=f"Lamp of {who.first}")


def three(world: World) -> Incident:
    for who in (RENATE, BUDI, SIGNE):
        lamp(world, who)
    return Incident.objects.get()


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def do(client: Client, incident: Incident, act: str, **fields: Any) -> Any:
    return client.post(f"/incidents/{incident.pk}/{act}/", fields)


def local(world: World, **later: float) -> str:
    return timezone.localtime(world.now + timedelta(**later)).strftime("%Y-%m-%dT%H:%M")


def confirmed(client: Client, world: World, incident: Incident) -> None:
    fields = {"title": "Lamps go out", "until": local(world, days=1), "to": world.mira.pk}
    assert do(client, incident, "confirm", **fields).status_code == 302


def test_a_case_says_whether_she_is_the_only_one(world: World) -> None:
    first = lamp(world, RENATE)
    client = signed_in(world.mira)
    assert "nobody else has told of it so far" in page(client, f"/cases/{first.pk}/")
    silent = world.complaint(HANNAH, "It is broken again and nobody answers me. I am very disappointed.", subject="x")
    assert "Nobody can say that it stands alone" in page(client, f"/cases/{silent.pk}/")
    lamp(world, BUDI)
    shown = page(client, f"/cases/{first.pk}/")
    assert isolated(first) is False
    for words in ("Is Renate the only one?", "1 other case may be the same", "Budi Santoso", "The same meaning"):
        assert words in shown, words


def test_who_is_in_an_incident_is_not_shown_as_the_only_one(world: World) -> None:
    first, second = lamp(world, RENATE), lamp(world, BUDI)
    client = signed_in(world.mira)
    client.post(f"/cases/{first.pk}/near/{second.pk}/not-same/")
    assert isolated(first) is True
    assert "nobody else has told of it so far" in page(client, f"/cases/{first.pk}/")
    incident = Incident.objects.create(proposed_at=world.now)
    Membership.objects.create(incident=incident, case=first, since=world.now, how=How.PERSON, by=world.mira)
    assert isolated(first) is False
    shown = page(client, f"/cases/{first.pk}/")
    assert "No other case is near, but it is in an incident." in shown
    assert "nobody else has told of it so far" not in shown


def test_same_and_not_the_same_are_said_and_taken_back(world: World) -> None:
    first, second = lamp(world, RENATE), lamp(world, BUDI)
    client = signed_in(world.mira)
    shown = page(client, f"/cases/{first.pk}/")
    assert 'data-key="y"' in shown
    assert 'data-key="d"' in shown
    near = f"/cases/{first.pk}/near/{second.pk}"
    for way, said in (("same", "same"), ("undo", "undone"), ("not-same", "not_same")):
        assert client.get(f"{near}/{way}/").status_code == 405, "looking changes nothing"
        assert client.post(f"{near}/{way}/").status_code == 302
        last = Verdict.objects.latest("pk")
        assert (last.said, last.by) == (said, world.mira)
    shown = page(client, f"/cases/{first.pk}/")
    assert "Not the same, a person says" in shown
    assert "The two stay apart" in shown, "the toast offers to undo"
    assert "not the same trouble as case no." in shown, "and the timeline says so"


def test_whoever_is_not_on_the_other_case_learns_nothing_of_it(world: World) -> None:
    first, second = lamp(world, RENATE), lamp(world, BUDI)
    Case.objects.filter(pk=first.pk).update(owner=world.mira)
    put_on(first, world.ana, "invited", world.now)
    client = signed_in(world.ana)
    shown = page(client, f"/cases/{first.pk}/")
    assert "1 more is near that you are not on" in shown
    assert "Budi" not in shown
    assert client.post(f"/cases/{first.pk}/near/{second.pk}/same/").status_code == 403
    assert not Verdict.objects.exists()
    incident = three(world) if not Incident.objects.exists() else Incident.objects.get()
    shown = page(client, f"/incidents/{incident.pk}/")
    assert "Renate Vogel" in shown
    for hidden in ("Budi", "Signe", "Lampu", "lampe er"):
        assert hidden not in shown, hidden
    assert "that you are not on" in shown
    assert "Budi" not in page(client, "/incidents/")


def test_the_list_begins_with_what_waits_and_the_rail_counts_it(world: World) -> None:
    client = signed_in(world.mira)
    empty = page(client, "/incidents/")
    assert "Nothing is felt by several people." in empty
    incident = three(world)
    shown = page(client, "/incidents/")
    assert "Proposed: is it one?" in shown
    assert "3 people" in shown
    assert "Lamp of Renate" in shown
    assert '<span class="label">Incidents</span><span class="count">1</span>' in shown
    seen_from_outside = page(signed_in(world.katrin), "/incidents/")
    assert "3 people" in seen_from_outside
    assert "Lamp of" not in seen_from_outside
    confirmed(client, world, incident)
    shown = page(client, "/incidents/")
    assert "Going on" in shown
    assert "Lamps go out" in shown
    assert '<span class="label">Incidents</span></a>' in shown


def test_one_page_says_who_has_it_and_what_is_promised(world: World) -> None:
    incident = three(world)
    client = signed_in(world.mira)
    shown = page(client, f"/incidents/{incident.pk}/")
    for words in (
        f"Incident no. {incident.pk}", "people, not messages (3 cases)", "languages: ", "New people per day", "Total",
        "Renate Vogel", "Nobody has confirmed it", "Nobody yet", "Is it solved for each?", "Confirm…", "Dismiss…",
    ):  # fmt: skip
        assert words in shown, words
    confirmed(client, world, incident)
    shown = page(client, f"/incidents/{incident.pk}/")
    for words in ("Lamps go out", "Next word by", "Mira confirmed it.", "Cause found…", "Put right…"):
        assert words in shown, words


def test_copied_text_is_called_so(world: World) -> None:
    for number in range(4):
        who = Customer(f"Troll {number}", f"troll{number}@farm.example", "en")
        world.complaint(who, TEXTS["en"], subject=f"Lamp {number}")
    assert not Incident.objects.exists()
    lamp(world, RENATE)
    lamp(world, BUDI)
    shown = page(signed_in(world.mira), f"/incidents/{Incident.objects.get().pk}/")
    assert "Copied text: 3 people sent words that somebody else had sent." in shown


def test_each_act_does_one_thing_or_says_why_not(world: World) -> None:
    incident = three(world)
    client = signed_in(world.mira)
    for act in ("confirm", "dismiss", "split", "merge"):
        assert client.get(f"/incidents/{incident.pk}/{act}/").status_code == 200
        answer = do(client, incident, act)
        assert answer.status_code == 422, act
        assert 'class="error"' in answer.content.decode(), act
    assert client.get(f"/incidents/{incident.pk}/nonsense/").status_code == 404
    late = do(client, incident, "confirm", title="Lamps", until=local(world, days=-1), to=world.mira.pk)
    assert late.status_code == 422
    assert "That date has passed" in unescape(late.content.decode())
    assert 'value="Lamps"' in late.content.decode(), "what was typed stays"
    answer = do(client, incident, "cause", words="A bad batch")
    assert "Confirm the incident first" in unescape(answer.content.decode())
    confirmed(client, world, incident)
    for act, fields in (
        ("cause", {"words": "A bad batch"}), ("next", {"until": local(world, days=2)}), ("fix", {"words": "New bulbs"}),
        ("owner", {"title": "Lamps", "until": local(world, days=3), "to": world.ana.pk}),
    ):  # fmt: skip
        assert client.get(f"/incidents/{incident.pk}/{act}/").status_code == 200
        assert do(client, incident, act, **fields).status_code == 302, act
    incident.refresh_from_db()
    assert (status(incident), incident.owner) == (Status.FIXED, world.ana)
    assert "Some of its cases are not settled yet (3)" in unescape(do(client, incident, "end").content.decode())
    assert do(client, incident, "dismiss", words="After all none").status_code == 302
    assert "After all none" in page(client, f"/incidents/{incident.pk}/")


def test_a_split_and_a_merge_are_one_press_to_undo(world: World) -> None:
    incident = three(world)
    client = signed_in(world.mira)
    before = set(members(incident).values_list("case_id", flat=True))
    one = min(before)
    assert do(client, incident, "split", cases=[one], title="Only the switch").status_code == 302
    new = Incident.objects.get(split_from=incident)
    shown = page(client, f"/incidents/{incident.pk}/")
    assert "Only the switch" in shown
    assert "Undo split" in shown
    assert client.post(f"/incidents/{new.pk}/rejoin/").status_code == 302
    assert set(members(incident).values_list("case_id", flat=True)) == before
    for who in (HANNAH, LUCIA, BUDI):
        world.complaint(who, f"{KETTLE} {who.first} {who.name} wrote this kettle letter.", subject=f"K{who.first}")
    other = Incident.objects.latest("pk")
    assert do(client, other, "merge", into=incident.pk).status_code == 302
    assert "Undo merge" in page(client, f"/incidents/{incident.pk}/")
    assert "Everything goes on in incident no." in page(client, f"/incidents/{other.pk}/")
    assert client.post(f"/incidents/{other.pk}/own-again/").status_code == 302
    assert members(other).count() == 3
    assert client.post(f"/incidents/{incident.pk}/rejoin/").status_code == 404, "it was split from nothing"


@pytest.mark.parametrize(("name", "sees", "keeps"), [("jonas", 403, 403), ("katrin", 200, 403), ("tomas", 200, 200)])
def test_who_may_see_and_keep_incidents(world: World, name: str, sees: int, keeps: int) -> None:
    incident = three(world)
    member: Member = getattr(world, name)
    client = signed_in(member)
    assert client.get("/incidents/").status_code == sees
    assert client.get(f"/incidents/{incident.pk}/").status_code == sees
    assert client.get(f"/incidents/{incident.pk}/confirm/").status_code == keeps
    assert client.get("/incidents/999999/").status_code == (404 if sees == 200 else 403)


def test_pages_ask_no_more_as_incidents_grow(world: World) -> None:
    incident = three(world)
    case = members(incident).earliest("pk").case
    client = signed_in(world.mira)
    urls = ("/incidents/", f"/incidents/{incident.pk}/", f"/cases/{case.pk}/")

    def asked() -> list[int]:
        counts = []
        for url in urls:
            with CaptureQueriesContext(
                connection,
            ) as caught:
                page(client, url)
            counts.append(len(caught))
        return counts

    asked()
    before = asked()
    for number in range(4):
        lamp(world, Customer(f"Otto {number}", f"otto{number}@kern.example", ("de", "es", "da", "id")[number]))
        world.complaint(HANNAH, f"{KETTLE} number {number} of this letter", subject=f"K{number}")
    assert asked() == before


def test_how_far_a_history_is_compared_stands_above_the_incidents(world: World) -> None:
    client = signed_in(world.mira)
    assert "older cases" not in page(client, "/incidents/")
    Rebuild.objects.create(
        made_by="a model",
        until=4000,
        cases=4000,
        done=1000,
        begun_at=world.now,
        moved_at=world.now + timedelta(hours=1),
    )
    shown = page(client, "/incidents/")
    assert "Your older cases are being compared with all others: 1,000 of 4,000 so far. About 3 h to go." in shown
