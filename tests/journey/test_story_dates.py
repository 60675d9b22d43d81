"""When it was told: imported history is as old as it is, and of what comes in now our own clock counts."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest
from pytest_django import Settings

from ombud.advocacy.figures import counted
from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.conversations.telling import told_at
from ombud.incidents.heating import last_heat, shown_by
from ombud.incidents.lists import figures, first_days
from ombud.incidents.looking_back import Lead, lead_of, share
from ombud.incidents.models import Alarm, Incident
from ombud.incidents.standing import members
from ombud.journey.incident import confirm
from ombud.web.near_view import near_view
from tests.alike import by_mark
from tests.journey.briefs import brief
from tests.journey.test_story_early_warning import WORDS, press_asks, rung, writes
from tests.world import Customer, World

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def told(world: World, number: int, at: datetime) -> bytes:
    """A mail of one more person whose lamp broke, as her clock dates it."""
    room, during, how = (WORDS[(number + step) % len(WORDS)] for step in (0, 17, 40))
    who = Customer(f"Nora {number}", f"nora{number}@letters.example", "en")
    text = f"The lamp is broken: {room}, {during}, {how}. I am furious that nobody answers me! Please help."
    return world.mail(who, text, subject=f"N {number}", headers={"Date": format_datetime(at)})


def imported(world: World, people: int = 12) -> tuple[Incident, datetime]:
    """An incident of a year ago that nobody has settled, as it is found in what was imported today."""
    begun = world.now - YEAR
    world.hear(*(told(world, number, begun + number * timedelta(minutes=7)) for number in range(people)), history=True)
    world.pass_time(timedelta(minutes=10))
    return Incident.objects.get(), begun


def test_an_import_of_old_open_complaints_does_not_ring(world: World, settings: Settings) -> None:
    settings.WARN_AT = 25
    world.inbox.public = True
    world.inbox.save()
    incident, begun = imported(world)
    assert members(incident).count() == 12
    assert Case.objects.filter(ended_at=None).count() == 12
    assert not Alarm.objects.exists()
    assert rung(world) == []
    hot = last_heat(incident)
    assert hot
    assert hot.growth == 0 < hot.reach
    Incident.objects.filter(pk=incident.pk).update(safety_at=begun)
    world.hear(told(world, 12, begun + timedelta(hours=2)), history=True)
    world.pass_time(timedelta(minutes=10))
    hot = last_heat(incident)
    assert hot
    assert hot.score >= 30, "hot as it was in its day"
    assert not Alarm.objects.exists(), "but nothing of it is new"
    press_asks(world)
    assert Alarm.objects.exists(), "until somebody asks for it today"


def test_an_import_says_nothing_of_whether_we_warned_in_time(world: World) -> None:
    incident, begun = imported(world)
    top = shown_by(incident, world.now).top
    assert top
    assert top.at < begun + timedelta(hours=2)
    assert lead_of(incident, world.now).kind is Lead.NONE, "nobody could have been warned"
    assert share(world.now).all == 0


def test_the_picture_and_a_brief_say_since_when_it_was_told(world: World) -> None:
    incident, begun = imported(world, 4)
    last = begun + 3 * timedelta(minutes=7)
    found = figures([incident.pk])[incident.pk]
    assert (found.first, found.last) == (begun, last)
    assert max(at for _person, at in first_days(incident)) == last
    tomorrow = world.now + timedelta(days=1)
    confirm(incident, owner=world.mira, title="Lamps", next_update_by=tomorrow, by=world.mira, now=world.now)
    assert counted(brief(world, incident), world.now).first == begun
    assert Case.objects.earliest("opened_at").opened_at > begun + YEAR - timedelta(days=1), "promised from today on"


def test_how_long_before_she_wrote_counts_from_when_it_was_told(world: World) -> None:
    world.hear(told(world, 1, world.now - YEAR), history=True)
    world.pass_time(timedelta(minutes=10))
    writes(world, 30)
    case = Case.objects.latest("pk")
    why = [line for row in near_view(case, world.mira, world.now).rows for line in row.why]
    assert any("365 days before" in line for line in why), why


@pytest.mark.parametrize("years", [-16, -1, 1, 16])
def test_a_senders_wrong_clock_keeps_her_out_of_nothing(world: World, years: int) -> None:
    for number in range(2):
        writes(world, number)
    world.now += timedelta(minutes=5)
    world.hear(told(world, 2, world.now + years * YEAR))
    incident = Incident.objects.get()
    assert members(incident).count() == 3
    assert figures([incident.pk])[incident.pk].last == world.now


def test_in_a_query_it_is_told_at_the_same_time(world: World) -> None:
    world.hear(told(world, 1, world.now - YEAR))
    world.hear(told(world, 2, world.now - YEAR), history=True)
    world.hear(told(world, 3, world.now + YEAR), history=True)
    rows = Message.objects.filter(direction="in").annotate(told=told_at()).order_by("pk")
    asked = [(row.told_at, getattr(row, "told", None)) for row in rows]
    assert asked == [(world.now, world.now), (world.now - YEAR,) * 2, (world.now, world.now)]
