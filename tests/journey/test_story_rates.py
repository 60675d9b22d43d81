"""More than usual: counters by topic, channel and hour, and a break that is put before a person (D33)."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from ombud.cases.models import Case
from ombud.inboxes.models import Inbox
from ombud.incidents.models import Happening, Incident, Surge, Tallied, Tally
from ombud.incidents.rates import HOUR, WEEK, hour_of
from ombud.incidents.standing import members
from ombud.incidents.surges import to_look_through
from ombud.incidents.tallies import channel_of
from ombud.journey.refused import Refused
from ombud.journey.tally import draw_in, tally
from ombud.triage.models import Reading
from tests.alike import by_mark
from tests.journey.test_story_early_warning import WORDS, writes
from tests.rooms.breaking import photograph
from tests.world import Customer, World

pytestmark = pytest.mark.django_db
THINGS = [
    "chair",
    "bench",
    "desk",
    "shelf",
    "sofa",
    "carpet",
    "curtain",
    "window",
    "mirror",
    "table",
    "drawer",
    "cupboard",
    "ladder",
    "bucket",
    "basket",
    "picture",
    "stool",
]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def complains(world: World, number: int, *, text: str = "", who: int | None = None, minutes: int = 3) -> Case:
    """Somebody's something arrived broken: everybody's is another thing, so that none is near another."""
    world.now += timedelta(minutes=minutes)
    name = number if who is None else who
    person = Customer(f"Nora {name}", f"nora{name}@letters.example", "en")
    one, two, three = (WORDS[(number + step) % len(WORDS)] for step in (0, 17, 40))
    words = text or f"It arrived broken: {one}, {two}, {three}. Nobody answers me. Please help."
    return world.complaint(person, words, subject=f"N {number}")


def past(world: World, topic: str, *, weeks: int = 8, a_week: int = 1, inbox: Inbox | None = None) -> None:
    """So many people complained of it there in the same hour of each of the past weeks."""
    for week in range(1, weeks + 1):
        hour, channel = hour_of(world.now) - week * WEEK, channel_of(inbox or world.inbox)
        Tally.objects.create(topic=topic, channel=channel, hour=hour, people=a_week)


def topic(case: Case) -> str:
    return Tallied.objects.get(case=case).topic


def test_more_than_usual_is_put_before_a_person_who_looks_through_it(world: World) -> None:
    past(world, topic(complains(world, 0)))
    cases = [complains(world, number) for number in range(1, 14)]
    surge = Surge.objects.get()
    assert surge.count >= 8
    assert surge.usual == pytest.approx(1.07, abs=0.01)
    incident = surge.incident
    assert not members(incident).exists(), "none is near another: a person says which belong together"
    line = Happening.objects.get(incident=incident)
    assert (line.what, line.params["people"]) == ("surge", surge.count)
    loose = set(to_look_through(surge))
    assert cases[0] in loose
    draw_in(incident, [cases[0].pk, cases[1].pk], by=world.mira, now=world.now)
    assert set(members(incident).values_list("case", flat=True)) == {cases[0].pk, cases[1].pk}
    assert cases[0] not in set(to_look_through(surge))
    with pytest.raises(Refused, match="nothing_chosen"):
        draw_in(incident, [cases[0].pk, 10**9], by=world.mira, now=world.now)
    assert Incident.objects.count() == 1, "said once, however many come after"


def test_without_a_past_nothing_is_said(world: World) -> None:
    past(world, topic(complains(world, 0)), weeks=3)
    for number in range(1, 14):
        complains(world, number)
    assert not Surge.objects.exists()


def test_as_many_as_usual_is_no_news(world: World) -> None:
    past(world, topic(complains(world, 0)), a_week=12)
    for number in range(1, 14):
        complains(world, number)
    assert not Surge.objects.exists()


def test_what_another_brand_is_used_to_is_not_usual_here(world: World) -> None:
    busy = Inbox.objects.create(
        name="Other", address="help@other.test", owner=world.mira, brand="Other", started_at=world.now
    )
    what = topic(complains(world, 0))
    past(world, what)
    past(world, what, a_week=40, inbox=busy)
    for number in range(1, 14):
        complains(world, number)
    surge = Surge.objects.get()
    assert surge.channel == channel_of(world.inbox) != channel_of(busy)
    assert surge.usual == pytest.approx(1.07, abs=0.01)


def test_one_person_and_one_text_count_once(world: World) -> None:
    first = complains(world, 0)
    past(world, topic(first))
    for number in range(1, 9):
        complains(world, number, who=0)
    for number in range(20, 29):
        complains(
            world, number, text="The parcel was thrown over my fence and the vase in it is in pieces. Please help."
        )
    here = Tally.objects.get(topic=topic(first), hour=hour_of(first.opened_at))
    assert here.people <= 2
    assert Tallied.objects.count() == 18, "each is counted, two are voices"
    assert Tallied.objects.filter(voice=True).count() == 2
    assert not Surge.objects.exists()


def test_what_is_known_as_an_incident_is_no_news(world: World) -> None:
    past(world, topic(complains(world, 0)))
    for number in range(1, 14):
        writes(world, number, minutes=3)
    assert Incident.objects.count() == 1
    assert Tallied.objects.filter(voice=True).count() == 14
    assert not Surge.objects.exists(), "those are in an incident already"


def test_one_text_but_for_a_name_is_no_news(world: World) -> None:
    past(world, topic(complains(world, 0)))
    for number in range(1, 14):
        text = (
            f"The parcel was thrown over my fence and the vase in it is in pieces. Please help me now. {THINGS[number]}"
        )
        complains(world, number, text=text)
    assert not Surge.objects.exists()


def test_counting_again_changes_nothing_and_another_reading_moves_the_count(world: World) -> None:
    case = complains(world, 0)
    before = photograph()
    tally(case, world.now)
    assert photograph() == before
    was = topic(case)
    Reading.objects.filter(pk=case.opener_id).update(scenario="staff", secondary=[])
    tally(case, world.now)
    assert topic(case) == "staff" != was
    hour = hour_of(case.opened_at)
    assert {one.topic: one.people for one in Tally.objects.filter(hour=hour)} == {was: 0, "staff": 1}


def test_what_was_imported_teaches_the_usual_and_raises_nothing(world: World) -> None:
    raw = [
        world.mail(
            Customer(f"Old {n}", f"old{n}@letters.example", "en"),
            f"The {THINGS[n]} is broken. Please help.",
            subject=f"O {n}",
        )
        for n in range(12)
    ]
    world.now += 3 * HOUR
    world.hear(*raw, history=True)
    world.pass_time(timedelta(minutes=10))
    assert not Surge.objects.exists()


def test_what_was_counted_before_is_counted_by_inbox(world: World) -> None:
    for number in range(3):
        complains(world, number, minutes=40)
    before = list(Tally.objects.order_by("hour").values_list("topic", "channel", "hour", "people"))
    assert sum(people for *_what, people in before) == 3
    Tallied.objects.update(channel="mail")
    Tally.objects.update(channel="mail")
    import_module("ombud.incidents.migrations.0022_rates_by_inbox").by_inbox(apps, None)
    assert list(Tally.objects.order_by("hour").values_list("topic", "channel", "hour", "people")) == before
    assert set(Tallied.objects.values_list("channel", flat=True)) == {channel_of(world.inbox)}
