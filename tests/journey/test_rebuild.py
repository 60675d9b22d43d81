"""A history is taken up: every old case is compared, in pieces, wherever it stopped; what is forgotten stays out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ombud.cases.endings import Because
from ombud.cases.models import Case
from ombud.incidents import index as indexing
from ombud.incidents.models import Check, Dropped, Incident, Membership, Rebuild, Telling
from ombud.journey import rebuild
from ombud.journey.rebuild import begin_rebuild
from ombud.journey.release import release
from ombud.work.models import Work
from ombud.worker.due import do_due
from tests.alike import by_mark
from tests.world import BUDI, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db
TEXTS = {
    "de": "Meine Lampe ist seit Montag kaputt und niemand hilft mir. Ich bin enttäuscht.",
    "id": "Lampu saya rusak sejak Senin dan belum ada yang menjawab. Tolong dibantu, saya kecewa.",
    "da": "Min lampe er gået i stykker, og ingen svarer. Jeg er skuffet over det her.",
    "es": "Mi lámpara está rota desde el lunes y nadie contesta. Ayúdenme, por favor.",
    "en": "My lamp has been broken since Monday and nobody has answered me. Please help.",
}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    monkeypatch.setattr(rebuild, "BATCH", 2)
    return World()


@pytest.fixture(name="uncompared")
def _uncompared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases are opened as they were before anything was compared."""
    monkeypatch.setattr("ombud.journey.open_case.plan", lambda *_args, **_more: None)


def told_by(world: World, *who: Customer) -> list[Case]:
    found = []
    for one in who:
        world.now += timedelta(minutes=5)
        found.append(world.complaint(one, TEXTS[one.language], subject=f"{one.first} 1"))
    return found


def taken_up(world: World) -> Rebuild:
    begun = begin_rebuild(world.now)
    world.work()
    begun.refresh_from_db()
    return begun


@pytest.mark.usefixtures("uncompared")
def test_a_history_that_nobody_compared_is_taken_up_and_proposes_what_is_living(world: World) -> None:
    cases = told_by(world, RENATE, BUDI, SIGNE, LUCIA, HANNAH)
    assert not Telling.objects.exists()
    assert not Check.objects.exists()
    done = taken_up(world)
    assert (done.cases, done.done, done.told) == (5, 5, 5)
    assert done.ended_at is not None
    assert set(Check.objects.values_list("case", flat=True)) == {case.pk for case in cases}
    assert Incident.objects.get().memberships.count() == 5, "one trouble, proposed once"
    assert not Work.objects.filter(step="rebuild").exists()


@pytest.mark.usefixtures("uncompared")
def test_it_goes_on_where_it_stopped_and_nothing_is_told_twice(world: World) -> None:
    told_by(world, RENATE, BUDI, SIGNE, LUCIA, HANNAH)
    begun = begin_rebuild(world.now)
    assert do_due(world.now) == 1
    begun.refresh_from_db()
    assert begun.done == 2
    kept = set(Telling.objects.values_list("pk", flat=True))
    again = begin_rebuild(world.now)
    assert again.pk == begun.pk, "one at a time"
    assert Work.objects.filter(step="rebuild").count() == 1, "planned once, however often it is asked for"
    world.work()
    again.refresh_from_db()
    assert (again.done, again.told) == (5, 5)
    assert kept <= set(Telling.objects.values_list("pk", flat=True)), "what was told stands"
    assert Check.objects.count() == len(set(Check.objects.values_list("case", flat=True)))


@pytest.mark.usefixtures("uncompared")
def test_done_again_it_makes_nothing_anew(world: World) -> None:
    told_by(world, RENATE, BUDI, SIGNE)
    taken_up(world)
    before = (Telling.objects.count(), Incident.objects.count(), Membership.objects.count())
    second = taken_up(world)
    assert (second.done, second.told) == (3, 0)
    assert before == (Telling.objects.count(), Incident.objects.count(), Membership.objects.count())
    checks = Check.objects.count()
    taken_up(world)
    assert Check.objects.count() == checks, "whoever came first is near those who came later; that is written once"


def test_tellings_of_another_model_are_made_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    told_by(world, RENATE, BUDI)
    Telling.objects.update(made_by="the model before")
    monkeypatch.setattr(indexing, "_index", None)
    assert taken_up(world).told == 2
    assert not Telling.objects.filter(made_by="the model before").exists()


@pytest.mark.usefixtures("uncompared")
def test_what_was_settled_long_ago_brings_nothing_before_anybody(world: World) -> None:
    cases = told_by(world, RENATE, BUDI, SIGNE)
    for case in cases:
        release(case, because=Because.WITHDRAWN, message=case.opener, now=world.now)
    world.now += timedelta(days=60)
    taken_up(world)
    assert Check.objects.count() == 3, "they are on record, and near to whatever comes"
    assert not Incident.objects.exists()


@pytest.mark.usefixtures("uncompared")
def test_letters_and_people_come_first(world: World) -> None:
    told_by(world, RENATE)
    begun = begin_rebuild(world.now - timedelta(minutes=1))
    Work.objects.create(step="come_back", subject=0, key="come_back:0", due_at=world.now)
    assert do_due(world.now) == 1
    begun.refresh_from_db()
    assert begun.done == 0
    assert Work.objects.get(step="rebuild").due_at > world.now


def test_an_empty_history_is_done_at_once(world: World) -> None:
    assert taken_up(world).ended_at is not None


def test_who_is_forgotten_is_compared_with_nothing_and_still_counts(world: World) -> None:
    cases = told_by(world, RENATE, BUDI, SIGNE)
    incident = Incident.objects.get()
    gone = Telling.objects.get(case=cases[1]).pk
    release(cases[1], because=Because.FORGOTTEN, words="She asked us to.", by=world.mira, now=world.now)
    assert not Telling.objects.filter(case=cases[1]).exists()
    assert incident.memberships.filter(left_at=None).count() == 3, "the count stays"
    assert Dropped.objects.filter(telling=gone).exists()
    assert taken_up(world).told == 0, "and nobody makes it anew"
    known = indexing.index()
    assert gone not in known.near(known._places.place(known._numbers[Telling.objects.get(case=cases[0]).pk] or 0), 9)


def test_another_process_lets_go_too(world: World) -> None:
    cases = told_by(world, RENATE, BUDI)
    elsewhere = indexing.Index()
    elsewhere.top_up()
    rows = {case.pk: Telling.objects.get(case=case).pk for case in cases}
    place = elsewhere._places.place(0)
    assert set(elsewhere.near(place, 9)) == set(rows.values())
    release(cases[1], because=Because.FORGOTTEN, words="She asked us to.", by=world.mira, now=world.now)
    elsewhere.top_up()
    assert set(elsewhere.near(place, 9)) == {rows[cases[0].pk]}


def test_the_database_has_one_at_a_time(world: World) -> None:
    row = {"made_by": "a model", "until": 2, "cases": 2, "begun_at": world.now}
    Rebuild.objects.create(**row, ended_at=world.now)
    Rebuild.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rebuild.objects.create(**row)
