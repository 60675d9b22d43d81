"""Incidents taken apart and put together by people: nothing is lost by it, and each is undone (D33)."""

from __future__ import annotations

import pytest

from ombud.cases.models import Case
from ombud.incidents.models import Incident, Membership
from ombud.journey.incident import dismiss, pass_on
from ombud.journey.refused import Refused
from ombud.journey.regroup import merge, split_off, undo_merge
from ombud.journey.say_same import say_not_same
from ombud.journey.staffing import hand_over, held_by, leave
from tests.alike import by_mark
from tests.journey.test_incidents import KETTLE, inside, lamps, taken_on
from tests.world import BUDI, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def test_a_split_is_undone_with_nothing_lost(world: World) -> None:
    first, second, third, fourth = lamps(world, RENATE, BUDI, SIGNE, LUCIA)
    incident = taken_on(world, Incident.objects.get())
    everybody = inside(incident)
    with pytest.raises(Refused, match="all_chosen"):
        split_off(incident, everybody, title="", by=world.mira, now=world.now)
    with pytest.raises(Refused, match="nothing_chosen"):
        split_off(incident, [], title="", by=world.mira, now=world.now)
    new = split_off(incident, [third.pk, fourth.pk], title="Only the switch", by=world.mira, now=world.now)
    assert (inside(incident), inside(new)) == ({first.pk, second.pk}, {third.pk, fourth.pk})
    assert new.split_from == incident
    merge(new, into=incident, by=world.mira, now=world.now)
    merge(new, into=incident, by=world.mira, now=world.now)
    assert inside(incident) == everybody
    assert Membership.objects.filter(case=third).count() == 3
    undo_merge(new, by=world.mira, now=world.now)
    assert inside(new) == {third.pk, fourth.pk}, "and the undoing can be undone"
    assert [h.what for h in new.happenings.order_by("pk")] == ["split_off", "merged_into", "own_again"]


def test_a_merge_is_undone_and_what_came_since_stays(world: World) -> None:
    lamps(world, RENATE, BUDI, SIGNE)
    one = Incident.objects.get()
    for who in (HANNAH, LUCIA, BUDI):
        world.complaint(who, f"{KETTLE} {who.first} {who.name} wrote this kettle letter.", subject=f"K{who.first}")
    other = Incident.objects.exclude(pk=one.pk).get()
    before = inside(other)
    merge(other, into=one, by=world.mira, now=world.now)
    with pytest.raises(Refused, match="incident_merged"):
        dismiss(other, words="x", by=world.mira, now=world.now)
    (later,) = lamps(world, Customer("Otto Kern", "otto@kern.example", "en"))
    assert later.pk in inside(one)
    undo_merge(other, by=world.mira, now=world.now)
    assert inside(other) == before
    assert later.pk in inside(one)


def test_a_no_across_forbids_the_merge(world: World) -> None:
    lamps(world, RENATE, BUDI, SIGNE)
    one = Incident.objects.get()
    for who in (HANNAH, LUCIA, BUDI):
        world.complaint(who, f"{KETTLE} {who.first} {who.name} wrote this kettle letter.", subject=f"K{who.first}")
    other = Incident.objects.exclude(pk=one.pk).get()
    mine, theirs = (Case.objects.get(pk=min(inside(incident))) for incident in (one, other))
    say_not_same(mine, theirs, by=world.mira, now=world.now)
    with pytest.raises(Refused, match="kept_apart"):
        merge(other, into=one, by=world.mira, now=world.now)
    with pytest.raises(Refused, match="same_incident"):
        merge(one, into=one, by=world.mira, now=world.now)


def test_nobody_leaves_with_an_incident_in_her_name(world: World) -> None:
    lamps(world, RENATE, BUDI, SIGNE)
    incident = taken_on(world, Incident.objects.get())
    pass_on(incident, to=world.katrin, by=world.mira, now=world.now)
    assert held_by(world.katrin).incidents == [incident.pk]
    with pytest.raises(Refused, match="holds"):
        leave(world.katrin, now=world.now)
    hand_over(world.katrin, to=world.ana, by=world.mira, now=world.now)
    leave(world.katrin, now=world.now)
    incident.refresh_from_db()
    assert incident.owner == world.ana
