"""A word on its way is called back: by a person, and where the incident goes on no more. What has left stays sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ombud.incidents.affected import counts, last_update, rendering_of
from ombud.incidents.models import Incident, LeftOut, Recipient, Rendering
from ombud.journey.incident import dismiss
from ombud.journey.refused import Refused
from ombud.journey.regroup import merge, split_off
from ombud.journey.send_update import tell_latecomers
from ombud.journey.stop_sending import stop_sending
from ombud.journey.tell_all import tell_person, weigh_ahead, weigh_update
from ombud.promises.models import DUE, Promise
from tests.alike import by_mark
from tests.journey.one_word import case_of, going_on, press, sent, written
from tests.journey.test_incidents import TEXTS
from tests.rooms.truths import against
from tests.world import RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db
GUESTS = [Customer(f"Guest {letter}", f"guest{letter}@many.example", "en") for letter in "abcd"]
Over = Callable[[World, Incident], None]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    monkeypatch.setattr("ombud.journey.send_update.SAMPLE", 2)
    monkeypatch.setattr("ombud.journey.tell_all.CHUNK", 2)
    return World()


def _dismissed(world: World, incident: Incident) -> None:
    dismiss(incident, words="Another brand", by=world.mira, now=world.now)


def _merged(world: World, incident: Incident) -> None:
    other = Incident.objects.create(title="Other", proposed_at=world.now)
    merge(incident, into=other, by=world.mira, now=world.now)


def _called_back(world: World, incident: Incident) -> None:
    assert stop_sending(incident, by=world.mira, now=world.now) > 0


ENDS = pytest.mark.parametrize("ends", [_dismissed, _merged, _called_back])


def pressed(world: World, *who: Customer) -> tuple[Incident, Rendering]:
    """It is being looked over; nothing is done about it yet."""
    incident = going_on(world, RENATE, SIGNE, *who)
    written(world, incident, "en")
    assert press(world, incident) == ["en"]
    rendering = Rendering.objects.select_related("update__incident").get()
    assert rendering.checked_at is None
    return incident, rendering


@ENDS
def test_what_is_being_looked_over_does_not_go(world: World, ends: Over) -> None:
    incident, rendering = pressed(world, *GUESTS)
    letters = len(world.letters(GUESTS[0]))
    weigh_on = weigh_ahead([rendering.pk], world.now)
    ends(world, incident)
    weigh_on([rendering.pk], world.now)
    world.work()
    rendering.refresh_from_db()
    assert (rendering.pressed_at, rendering.checked_at, rendering.ready_at) == (None, None, None)
    assert len(world.letters(GUESTS[0])) == letters
    assert not Recipient.objects.exists()
    assert incident.happenings.filter(what="update_stopped").exists()
    incident.refresh_from_db()
    assert Promise.objects.filter(DUE, pledge__incident=incident).count() == int(incident.open)
    assert against(world.now) == {}


@ENDS
def test_what_has_left_stays_sent_and_the_rest_is_not(world: World, ends: Over) -> None:
    incident, rendering = pressed(world, *GUESTS)
    for _ in range(4):
        weigh_update([rendering.pk], world.now)
    people = list(Recipient.objects.order_by("pk").values_list("pk", flat=True))
    assert len(people) == len(GUESTS)
    tell_person(people[:1], world.now)
    ends(world, incident)
    tell_person(people, world.now)
    world.work()
    update = last_update(incident)
    assert update is not None
    assert (counts(update)["en"].told, counts(update)["en"].left_out) == (1, 3)
    assert set(Recipient.objects.exclude(letter=None).values_list("pk", flat=True)) == {people[0]}
    assert set(Recipient.objects.filter(letter=None).values_list("left_out", flat=True)) == {LeftOut.STOPPED}
    assert incident.happenings.get(what="update_called_back").params["people"] == 3
    assert against(world.now) == {}


def test_nobody_more_is_told_in_one_go_but_each_by_herself(world: World) -> None:
    incident, rendering = pressed(world, *GUESTS)
    for _ in range(4):
        weigh_update([rendering.pk], world.now)
    _called_back(world, incident)
    with pytest.raises(Refused, match="nothing_on_its_way"):
        stop_sending(incident, by=world.mira, now=world.now)
    world.complaint(Customer("Ida Kern", "ida@kern.example", "en"), TEXTS["en"], subject="Ida")
    with pytest.raises(Refused, match="called_back"):
        tell_latecomers(incident, by=world.mira, now=world.now)
    letters = len(world.letters(GUESTS[2]))
    assert tell_latecomers(incident, by=world.mira, now=world.now, case=case_of(GUESTS[2])) == 1
    world.work()
    assert len(world.letters(GUESTS[2])) == letters + 1
    written(world, incident, "de")
    sent(world, incident)
    update = last_update(incident)
    assert update is not None
    assert update.reached_at is None, "what was called back is owed"


def test_who_was_split_off_while_it_was_looked_over_is_told_there(world: World) -> None:
    incident, rendering = pressed(world, *GUESTS)
    weigh_on = weigh_ahead([rendering.pk], world.now)
    gone = [case_of(who).pk for who in GUESTS]
    split_off(incident, gone, title="Other", by=world.mira, now=world.now)
    weigh_on([rendering.pk], world.now)
    world.work()
    assert not Recipient.objects.exclude(letter=None).exists()
    kept = rendering_of(last_update(incident), "en")
    assert kept is not None
    assert Promise.objects.get(DUE, pledge__incident=incident).kept_at is None
    assert against(world.now) == {}
