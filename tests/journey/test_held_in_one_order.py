"""Cases and incidents that two hold at the very same moment, each while the other is about to: both come to an end, and
neither is thrown out because they wait for each other."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from ombud.cases.models import Case
from ombud.incidents.models import Incident, Membership
from ombud.journey import incident as incidents
from ombud.journey import notice_pattern, release, say_same, stop_sending
from ombud.journey.regroup import merge, split_off
from tests.alike import by_mark
from tests.journey.one_word import going_on, press, written
from tests.journey.test_at_once import at_once
from tests.journey.test_incidents import KETTLE, inside
from tests.rooms.truths import against
from tests.world import BUDI, HANNAH, LUCIA, RENATE, SIGNE, World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
A_WHILE = 0.3
Deed = Callable[[World, Incident, Incident], object]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


@pytest.fixture
def ready(world: World) -> Incident:
    """Four people have the lamp; the word to them is on its way."""
    incident = going_on(world, HANNAH, RENATE, SIGNE, BUDI)
    written(world, incident, "en", "de")
    press(world, incident)
    return incident


@pytest.fixture
def odd(world: World, ready: Incident) -> Case:
    """Something else, as yet in no incident."""
    return world.complaint(LUCIA, KETTLE, subject="x")


def slowly(patch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Whoever comes here holds what is held so far for a while."""
    quick = getattr(module, name)

    def slow(*args: Any, **kwargs: Any) -> Any:
        time.sleep(A_WHILE)
        return quick(*args, **kwargs)

    patch.setattr(module, name, slow)


def soon(deed: Callable[[], object]) -> Callable[[], object]:
    """It begins when the other holds something already."""

    def done() -> object:
        time.sleep(A_WHILE / 3)
        return deed()

    return done


DEEDS: dict[str, Deed] = {
    "merged": lambda w, i, other: merge(i, into=other, by=w.mira, now=w.now),
    "merged the other way": lambda w, i, other: merge(other, into=i, by=w.mira, now=w.now),
    "split": lambda w, i, _: split_off(i, sorted(inside(i))[:2], title="Two", by=w.mira, now=w.now),
    "dismissed": lambda w, i, _: incidents.dismiss(i, words="Another brand", by=w.mira, now=w.now),
    "called back": lambda w, i, _: stop_sending.stop_sending(i, by=w.mira, now=w.now),
}


def whole(world: World, cases: set[int]) -> None:
    """All goes on, and each case is in one incident."""
    world.work()
    places = Membership.objects.filter(left_at=None, case__in=cases).values_list("case", flat=True)
    assert sorted(places) == sorted(cases)
    assert against(world.now) == {}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
def test_somebody_says_the_same_while_its_incident_is_in_other_hands(
    world: World, ready: Incident, odd: Case, deed: Deed, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = inside(ready)
    other = Incident.objects.create(title="Other", proposed_at=world.now)
    last = Case.objects.get(pk=max(cases))
    slowly(monkeypatch, say_same, "membership_of")
    results = at_once(
        lambda: say_same.say_same(odd, last, by=world.ana, now=world.now), soon(lambda: deed(world, ready, other))
    )
    assert results[0] is None, results
    whole(world, {*cases, odd.pk})
    assert (
        Membership.objects.get(case=odd, left_at=None).incident
        == Membership.objects.get(case=last, left_at=None).incident
    )


@pytest.mark.parametrize("deed", [DEEDS["merged"], DEEDS["dismissed"]], ids=["merged", "dismissed"])
def test_somebody_says_not_the_same_meanwhile(
    world: World, ready: Incident, deed: Deed, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = inside(ready)
    other = Incident.objects.create(title="Other", proposed_at=world.now)
    first, last = Case.objects.get(pk=min(cases)), Case.objects.get(pk=max(cases))
    slowly(monkeypatch, say_same, "membership_of")
    results = at_once(
        lambda: say_same.say_not_same(last, first, by=world.ana, now=world.now), soon(lambda: deed(world, ready, other))
    )
    assert results == [None, None]
    whole(world, cases - {last.pk})


def comparing(world: World, cases: list[int]) -> Callable[[], object]:
    """As a worker does it: looked at first, then written in one transaction."""

    def done() -> None:
        write = notice_pattern.ahead(cases, world.now)
        with transaction.atomic():
            write(cases, world.now)

    return done


def test_cases_are_compared_while_she_is_forgotten(
    world: World, ready: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = inside(ready)
    hers = Case.objects.get(pk=max(cases))
    slowly(monkeypatch, release, "is_forgotten")
    forgets = lambda: str(  # noqa: E731
        release.release(hers, because="forgotten", by=world.mira, words="She asked us to.", now=world.now)
    )
    at_once(forgets, soon(comparing(world, sorted(cases))))
    assert not hers.tellings.exists()
    whole(world, cases)


def test_cases_are_compared_while_their_incident_is_merged(
    world: World, ready: Incident, odd: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = inside(ready)
    other = Incident.objects.create(title="Other", proposed_at=world.now)
    last = Case.objects.get(pk=max(cases))
    slowly(monkeypatch, notice_pattern, "membership_of")
    results = at_once(
        comparing(world, [odd.pk, *cases]),
        soon(lambda: merge(ready, into=other, by=world.mira, now=world.now)),
        soon(lambda: say_same.say_same(odd, last, by=world.ana, now=world.now)),
    )
    assert results == [None, None, None]
    whole(world, {*cases, odd.pk})
