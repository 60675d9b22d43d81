"""Where somebody may be hurt a person is told at once: in a flood, in a later message, beside what was dismissed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from ombud.cases.models import Case
from ombud.channels.registry import get
from ombud.conversations.models import Message
from ombud.incidents.models import Check, Incident
from ombud.incidents.rules import in_danger
from ombud.incidents.standing import dangerous, membership_of
from ombud.journey.add import add_words
from ombud.journey.hear import hear
from ombud.journey.incident import dismiss
from ombud.journey.rebuild import begin_rebuild
from ombud.triage.models import Reading
from ombud.work.models import Work
from ombud.worker.due import do_due
from tests.alike import by_mark
from tests.journey.test_story_early_warning import writes
from tests.world import BROKEN, CARE, HANNAH, RENATE, Customer, World

pytestmark = pytest.mark.django_db
FIRE = "The lamp caught fire and burned my hand! I had to go to hospital."
KETTLE_FIRE = "The kettle exploded, there was a fire, and I am injured. Help!"
OTTO = Customer("Otto Kern", "otto@kern.example", "en")


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def alarms(world: World) -> list[str]:
    """Who was told of a danger, in order."""
    return [letter.to.name for letter in world.letters() if "danger" in letter.text]


def test_in_a_flood_danger_is_read_in_full_and_told_before_anything_else(world: World, settings: Settings) -> None:
    settings.FLOOD = 0
    waiting = [Customer(f"Nora {n}", f"nora{n}@letters.example", "en") for n in range(150)]
    mails = [world.mail(who, BROKEN["en"], subject=who.name) for who in waiting]
    mails.insert(50, world.mail(HANNAH, FIRE, subject="Fire"))
    hear(world.inbox, [get("mail").read(raw, CARE, world.now) for raw in mails], now=world.now)
    do_due(world.now, lambda inbox: world.post)
    hot = Message.objects.get(text__contains="caught fire")
    assert Reading.objects.get(message=hot).tier == "full"
    assert Reading.objects.exclude(message=hot).get(message=hot.pk - 1).tier == "fast"
    for _step in ("open_case", "notice_pattern", "alarm", "send"):
        do_due(world.now, lambda inbox: world.post)
    assert Work.objects.filter(step="understand").exists(), "the others are still to be read"
    assert sorted(alarms(world)) == ["Mira", "Tomas"]
    assert Check.objects.filter(case__opener=hot).exists(), "and it was held against all others"
    world.work()
    world.pass_time(timedelta(minutes=5))
    assert len(alarms(world)) == 2, "once"


def test_an_import_rings_for_a_danger_of_today_and_for_none_of_long_ago(world: World) -> None:
    old = world.mail(HANNAH, FIRE, subject="Fire")
    world.now += timedelta(days=40)
    world.hear(old, history=True)
    world.pass_time(timedelta(minutes=5))
    assert Reading.objects.get().urgency == 1
    begin_rebuild(world.now)
    world.pass_time(timedelta(minutes=5))
    assert alarms(world) == []
    raw = world.mail(OTTO, KETTLE_FIRE, subject="Help")
    world.now += timedelta(hours=5)
    world.hear(raw, history=True)
    assert sorted(alarms(world)) == ["Mira", "Tomas"]


def test_danger_in_a_later_message_is_told_at_once_and_counts(world: World) -> None:
    writes(world, 1)
    case = world.complaint(HANNAH, BROKEN["en"], subject="Lamp")
    assert alarms(world) == []
    assert not Incident.objects.exists()
    world.now += timedelta(hours=2)
    receipt = world.letters(HANNAH)[-1]
    world.hear(world.mail(HANNAH, FIRE, to=receipt))
    assert Case.objects.filter(person=case.person).count() == 1, "it is a later message of the same case"
    assert sorted(alarms(world)) == ["Mira", "Tomas"]
    assert any(f"/cases/{case.pk}/" in letter.text for letter in world.letters(world.tomas))
    assert dangerous([case.pk]) == {case.pk}
    assert Incident.objects.get().safety_at == world.now, "two are enough where somebody may be hurt"
    world.hear(world.mail(HANNAH, "It burned my hand, do you hear? There was fire!", to=receipt))
    assert len(alarms(world)) == 2, "it is known"


def test_danger_in_a_later_message_makes_its_incident_one_of_safety(world: World) -> None:
    for number in range(3):
        writes(world, number)
    incident = Incident.objects.get()
    assert incident.safety_at is None
    case = Case.objects.latest("pk")
    receipt = world.letters()[-1]
    who = Customer(case.person.name, receipt.to.address, "en")
    world.hear(world.mail(who, FIRE, to=receipt))
    incident.refresh_from_db()
    assert incident.safety_at == world.now
    assert len(alarms(world)) == 2
    place = membership_of(case)
    assert place
    assert place.incident == incident


def test_danger_told_on_her_page_is_told_too_though_very_many_wait(world: World) -> None:
    case = world.complaint(RENATE)
    Work.objects.create(step="no_such_step", subject=1, key="x", due_at=world.now + timedelta(minutes=1))
    world.now += timedelta(minutes=1)
    words = "The lamp caught fire and burned my hand! I had to go to hospital."
    message = add_words(case, words=words, files=(), key=world.key(), now=world.now)
    while do_due(world.now, lambda inbox: world.post):
        pass
    reading = Reading.objects.get(message=message)
    assert (reading.kind, reading.urgency) == ("question", 1), "the button says what it is, the words how pressing"
    assert in_danger(reading.urgency, reading.kind, reading.secondary)
    assert sorted(alarms(world)) == ["Mira", "Tomas"]


def test_danger_that_joins_what_was_dismissed_is_told(world: World) -> None:
    world.complaint(HANNAH, FIRE, subject="Fire")
    writes(world, 1)
    incident = Incident.objects.get()
    assert incident.safety_at is not None
    dismiss(incident, words="Another brand's lamp", by=world.mira, now=world.now)
    before = len(alarms(world))
    world.now += timedelta(hours=1)
    case = world.complaint(OTTO, "My lamp exploded, there was a fire, and I am injured. Help!", subject="Help")
    place = membership_of(case)
    assert place
    assert place.incident == incident, "it joins in silence, so that nobody is asked twice"
    assert len(alarms(world)) == before + 2, "but that somebody may be hurt is said"


def test_danger_in_words_that_cannot_be_compared_is_told(world: World) -> None:
    world.complaint(HANNAH, "It caught fire and burned my hand! I had to go to hospital.", subject="Help")
    assert not Check.objects.exists(), "its words lie nowhere"
    assert sorted(alarms(world)) == ["Mira", "Tomas"]
