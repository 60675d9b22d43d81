"""An incident and its word to all at the very same moment: sent and dismissed, sent twice, joined, merged and split.
Nobody is told twice, nobody who belongs is left out in silence, and nothing breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from ombud.incidents.affected import last_update, not_yet_told
from ombud.incidents.models import How, Incident, Membership, Recipient
from ombud.journey.incident import dismiss
from ombud.journey.put_together import join
from ombud.journey.regroup import merge, split_off, undo_merge
from ombud.journey.stop_sending import stop_sending
from ombud.journey.tell_all import tell_ahead, weigh_ahead
from ombud.journey.write_update import Form, write_update
from ombud.replies.models import Outgoing
from tests.alike import by_mark
from tests.journey.one_word import KNOWN, going_on, press, written
from tests.journey.test_at_once import at_once
from tests.journey.test_incidents import inside
from tests.rooms.truths import against
from tests.world import HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
DAY = timedelta(days=1)
GUESTS = [Customer(f"Guest {letter}", f"guest{letter}@many.example", "en") for letter in "abc"]
Deed = Callable[[], object]
Step = Callable[[Sequence[int], datetime], Callable[[Sequence[int], datetime], None]]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def one_each(incident: Incident) -> None:
    """Nobody is told twice; whoever belongs to it is told, or shown as not told with why, or as not told yet."""
    letters = list(Outgoing.objects.filter(key__startswith="update:").values_list("case__person", flat=True))
    assert len(letters) == len(set(letters)), "nobody is told twice"
    update = last_update(incident)
    assert update is not None
    known = set(Recipient.objects.filter(update=update).values_list("case_id", flat=True))
    fresh = set(not_yet_told(update).values_list("pk", flat=True))
    assert inside(incident) <= known | fresh, "nobody is left out in silence"
    assert not Recipient.objects.filter(update=update, letter=None, left_out="").exists(), "nobody waits for ever"


def sending(world: World, incident: Incident) -> Deed:
    return lambda: press(world, incident)


def work(step: Step, subjects: list[int], world: World) -> Deed:
    """As a worker does it: looked at first, then written in one transaction."""

    def done() -> None:
        write = step(subjects, world.now)
        with transaction.atomic():
            write(subjects, world.now)

    return done


def dismissing(world: World, incident: Incident) -> Deed:
    return lambda: dismiss(incident, words="Another brand", by=world.mira, now=world.now)


@pytest.fixture
def ready(world: World) -> Incident:
    """Six people have the lamp; the word is ready in two of their three languages."""
    incident = going_on(world, HANNAH, RENATE, SIGNE, *GUESTS)
    written(world, incident, "en", "de")
    return incident


def test_sent_twice_at_once_it_is_sent_once(world: World, ready: Incident) -> None:
    first, second = at_once(sending(world, ready), sending(world, ready))
    assert sorted([len(first), len(second)]) == [0, 2]  # type: ignore[arg-type]
    people = list(Recipient.objects.values_list("pk", flat=True))
    at_once(*[work(tell_ahead, people, world)] * 2)
    world.work()
    assert Outgoing.objects.filter(key__startswith="update:").count() == 5
    one_each(ready)
    assert against(world.now) == {}


@pytest.mark.parametrize("stop", [dismissing, lambda w, i: lambda: stop_sending(i, by=w.mira, now=w.now)])
def test_sent_and_stopped_at_once(world: World, ready: Incident, stop: Callable[[World, Incident], Deed]) -> None:
    at_once(sending(world, ready), stop(world, ready))
    people = list(Recipient.objects.values_list("pk", flat=True))
    at_once(work(tell_ahead, people, world), stop(world, ready))
    world.work()
    one_each(ready)
    assert against(world.now) == {}


def test_weighed_and_dismissed_at_once(world: World, ready: Incident, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ombud.journey.send_update.SAMPLE", 1)
    monkeypatch.setattr("ombud.journey.tell_all.CHUNK", 1)
    press(world, ready)
    update = last_update(ready)
    assert update is not None
    renderings = list(update.renderings.values_list("pk", flat=True))
    at_once(
        work(weigh_ahead, renderings, world), work(weigh_ahead, renderings, world), dismissing(world, ready)
    )  # fmt: skip
    world.work()
    assert not Outgoing.objects.filter(key__startswith="update:").exists()
    one_each(ready)
    assert against(world.now) == {}


def test_who_joins_while_it_is_sent_is_told_or_shown_as_not_told(world: World, ready: Incident) -> None:
    late = world.complaint(LUCIA, "Nobody answers me. I am disappointed, please help.", subject="x")

    def joins() -> None:
        with transaction.atomic():
            incident = Incident.objects.select_for_update().get(pk=ready.pk)
            join(incident, [late.pk], world.now, how=How.FOUND)

    at_once(sending(world, ready), joins)
    world.work()
    assert late.pk in inside(ready)
    one_each(ready)
    assert against(world.now) == {}


def test_merged_and_split_at_once_each_case_is_in_one(world: World, ready: Incident) -> None:
    everybody = inside(ready)
    other = Incident.objects.create(title="Other", proposed_at=world.now)
    chosen = sorted(everybody)[:2]
    at_once(
        lambda: merge(ready, into=other, by=world.mira, now=world.now),
        lambda: split_off(ready, chosen, title="Third", by=world.ana, now=world.now),
        sending(world, ready),
    )
    world.work()
    places = Membership.objects.filter(left_at=None, case__in=everybody)
    assert sorted(places.values_list("case", flat=True)) == sorted(everybody)
    one_each(ready)
    at_once(
        *[lambda: undo_merge(ready, by=world.mira, now=world.now)] * 2,
        lambda: merge(other, into=Incident.objects.get(pk=ready.pk), by=world.ana, now=world.now),
    )
    assert sorted(places.values_list("case", flat=True)) == sorted(everybody)
    assert against(world.now) == {}


def test_merged_into_each_other_at_once_one_of_them_goes_on(world: World, ready: Incident) -> None:
    other = Incident.objects.create(title="Other", proposed_at=world.now)
    results = at_once(
        lambda: merge(ready, into=other, by=world.mira, now=world.now),
        lambda: merge(other, into=ready, by=world.ana, now=world.now),
    )
    assert sorted(map(str, results)) == ["None", "incident_merged"]
    assert Incident.objects.filter(merged_into=None).count() == 1
    assert against(world.now) == {}


def test_two_windows_keep_their_words_at_once_and_one_is_told_so(world: World, ready: Incident) -> None:
    def writes(own: str) -> Deed:
        text = f"{KNOWN['en']} {own}"
        form = Form(own, "")
        return lambda: write_update(ready, "en", text, by=world.mira, now=world.now, form=form).edition

    results = at_once(writes("one"), writes("two"))
    assert "written_meanwhile" in results
    assert len({"one", "two"} & set(map(str, results))) == 1
