"""The next word of an incident is a promise like any other: it rings before it is late, and a breach stays (D33)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.incidents.models import Happening, Incident, Pledge
from ombud.journey.incident import confirm, dismiss, set_next_update
from ombud.journey.regroup import merge, split_off, undo_merge
from ombud.journey.staffing import hand_over
from ombud.promises.models import DUE, Breach, Owe, Promise
from tests.alike import by_mark
from tests.journey.test_incidents import DAY, lamps, taken_on
from tests.rooms.truths import against
from tests.world import BUDI, LUCIA, RENATE, SIGNE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def owed(incident: Incident) -> Promise:
    """The one next word that is due."""
    return Promise.objects.get(DUE, pledge__incident=incident)


def three(world: World) -> Incident:
    lamps(world, RENATE, BUDI, SIGNE)
    return Incident.objects.get()


def test_it_rings_before_it_is_late_and_a_breach_is_told_and_kept(world: World) -> None:
    incident = taken_on(world, three(world))
    promise = owed(incident)
    assert (promise.owe, promise.keeper, promise.due_at) == (Owe.UPDATE, world.mira, incident.next_update_by)
    world.pass_time(promise.alarm_at)
    (rung,) = [one for one in world.letters(world.mira) if "everybody affected" in one.subject]
    assert "Lamps go out" in rung.text
    assert f"/incidents/{incident.pk}/" in rung.text
    world.pass_time(promise.due_at + timedelta(minutes=1))
    late = [one for one in world.letters(world.mira) if one.subject == "Promise missed: a word to everybody affected"]
    assert len(late) == 1
    assert Breach.objects.filter(promise=promise).exists()
    assert Happening.objects.filter(incident=incident, what="update_late").count() == 1
    world.pass_time(DAY)
    assert [one for one in world.letters(world.mira) if one.subject == late[0].subject] == late, "told once"
    set_next_update(incident, until=world.now + DAY, by=world.mira, now=world.now)
    promise.refresh_from_db()
    assert promise.broken_at is not None, "a new date does not make it good"
    assert owed(incident).due_at == world.now + DAY
    assert against(world.now) == {}


def test_a_new_date_is_a_new_promise_and_the_same_date_none(world: World) -> None:
    incident = taken_on(world, three(world))
    for _ in range(2):
        set_next_update(incident, until=world.now + 2 * DAY, by=world.mira, now=world.now)
    confirm(
        incident, owner=world.mira, title="Lamps", next_update_by=world.now + 2 * DAY, by=world.mira, now=world.now
    )  # fmt: skip
    assert Pledge.objects.filter(incident=incident).count() == 2
    assert Promise.objects.get(pledge__incident=incident, released="moved").due_at == world.now + DAY


def test_whoever_owns_the_incident_owes_the_word(world: World) -> None:
    incident = taken_on(world, three(world))
    hand_over(world.mira, to=world.ana, by=world.mira, now=world.now)
    assert owed(incident).keeper == world.ana
    assert against(world.now) == {}


def test_what_no_longer_goes_on_owes_nothing(world: World) -> None:
    incident = taken_on(world, three(world))
    cases = lamps(world, LUCIA)
    new = taken_on(world, split_off(incident, [cases[0].pk], title="x", by=world.mira, now=world.now))
    merge(new, into=incident, by=world.mira, now=world.now)
    assert Promise.objects.get(pledge__incident=new).released == "merged"
    assert against(world.now) == {}
    undo_merge(new, by=world.mira, now=world.now)
    assert owed(new).due_at == new.next_update_by
    dismiss(new, words="Another brand", by=world.mira, now=world.now)
    assert not Promise.objects.filter(DUE, pledge__incident=new).exists()
    assert against(world.now) == {}
    assert owed(taken_on(world, new)).keeper == world.mira, "confirmed again, it owes again"


def test_danger_is_warned_of_at_any_hour(world: World) -> None:
    incident = three(world)
    Incident.objects.filter(pk=incident.pk).update(safety_at=world.now)
    incident = taken_on(world, incident)
    assert owed(incident).urgency == 1
