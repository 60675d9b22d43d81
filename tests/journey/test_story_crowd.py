"""An outbreak through the doors, as the model that comes with Ombud sees it: forty people tell of one trouble within
hours, each in her own words; it is one incident, and it is rung for before it boils over (D12, D13, D32)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.incidents.models import Alarm, Incident
from ombud.incidents.standing import members
from tests.crowd import TOLD
from tests.world import Customer, World

pytestmark = pytest.mark.django_db


def test_forty_who_tell_of_one_trouble_make_one_large_incident_and_an_alarm() -> None:
    world = World()
    for number, text in enumerate(TOLD):
        world.now += timedelta(minutes=7)
        world.hear(world.mail(Customer(f"Person {number}", f"p{number}@letters.example", "en"), text, subject=""))
    world.pass_time(timedelta(minutes=5))
    sizes = {incident: members(incident).count() for incident in Incident.objects.all()}
    assert max(sizes.values()) >= len(TOLD) / 2
    assert len(sizes) <= 3
    assert Alarm.objects.filter(incident=max(sizes, key=lambda one: sizes[one])).exists()
