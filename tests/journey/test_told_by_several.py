"""The same words told by several, and what an undone transaction leaves behind: whoever still tells of something is
found, and nobody else (D32)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import numpy as np
import pytest
from django.db import connection, transaction

from ombud.cases.endings import Because
from ombud.cases.models import Case, Concern
from ombud.channels.registry import get
from ombud.incidents import index as all_tellings
from ombud.incidents.index import Index, index, placed
from ombud.incidents.models import Check, Telling
from ombud.journey.concern import add_concern, drop_concern
from ombud.journey.hear import hear
from ombud.journey.notice_pattern import plan
from ombud.journey.rebuild import begin_rebuild
from ombud.journey.release import release
from tests.alike import ByMark, by_mark
from tests.journey.test_incidents import KETTLE, TEXTS
from tests.world import CARE, HANNAH, RENATE, Customer, World

pytestmark = pytest.mark.django_db
OTTO = Customer("Otto Kern", "otto@kern.example", "en")
LAMP = TEXTS["en"]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def take_back(world: World, case: Case) -> None:
    """She takes back what opened the case."""
    arrival = get("mail").read(world.mail(HANNAH, "-"), CARE, world.now)
    hear(world.inbox, [replace(arrival, text="", replaces=case.opener.remote_id)], now=world.now)
    world.work()


def let_go(because: Because) -> Callable[[World, Case], None]:
    def done(world: World, case: Case) -> None:
        release(case, because=because, by=world.mira, words="So it is", now=world.now)

    return done


def drop(world: World, case: Case) -> None:
    """What the reading made out is no concern."""
    add_concern(case, words="My invoice is wrong", by=world.mira, now=world.now)
    Concern.objects.filter(telling__case=case).update(start=0, end=3)
    drop_concern(Concern.objects.get(telling__case=case), by=world.mira, now=world.now)
    world.work()


def found_by(case: Case) -> set[int]:
    """Who was near when the case was last held against all others."""
    check = Check.objects.filter(case=case).latest("pk")
    return set(check.found.values_list("case_id", flat=True))


GOES = {"taken_back": take_back, "dropped": drop} | {
    why.value: let_go(why) for why in (Because.FORGOTTEN, Because.MISTAKE)
}


@pytest.mark.parametrize("goes", GOES.values(), ids=GOES.keys())
def test_who_told_the_same_words_is_found_when_the_first_has_gone(
    world: World, goes: Callable[[World, Case], None]
) -> None:
    first, second = world.complaint(HANNAH, LAMP), world.complaint(OTTO, LAMP)
    goes(world, first)
    assert found_by(world.complaint(RENATE, TEXTS["de"])) == {second.pk}
    assert Case.objects.count() == 3


def test_what_is_taken_up_again_is_found_again(world: World) -> None:
    first, second = world.complaint(HANNAH, LAMP), world.complaint(OTTO, LAMP)
    for case in (first, second):
        let_go(Because.MISTAKE)(world, case)
    assert found_by(world.complaint(RENATE, TEXTS["de"])) == set(), "nobody is left"
    Case.objects.filter(pk=second.pk).update(release=None, ended_at=None)
    third = world.complaint(Customer("Sara", "sara@many.example", "da"), TEXTS["da"])
    assert second.pk in found_by(third)


def test_of_forty_copies_one_is_found_however_many_go(world: World) -> None:
    copies = [Customer(f"Troll {n}", f"troll{n}@farm.example", "en") for n in range(40)]
    world.hear(*[world.mail(who, LAMP, subject=f"Lamp {n}") for n, who in enumerate(copies)])
    cases = list(Case.objects.order_by("pk"))
    for case in cases[:30]:
        let_go(Because.FORGOTTEN)(world, case)
    assert found_by(world.complaint(RENATE, TEXTS["de"])) == {cases[30].pk}


def lamps(text: str = LAMP) -> list[int]:
    """The rows that are found by whoever writes of a lamp, or of what the text is about."""
    (trace,) = ByMark().traces([text], ["en"], [1.0])
    near = index().near(trace.place, 5)
    places = dict(Telling.objects.filter(pk__in=near).values_list("pk", "place"))
    return sorted(row for row in near if row not in places or bytes(places[row] or b"") == placed(trace.place))


def tellings_of(*cases: Case) -> list[int]:
    return list(Telling.objects.filter(case__in=cases).order_by("pk").values_list("pk", flat=True))


@contextmanager
def undone() -> Iterator[None]:
    """What is done in it comes to nothing."""
    with suppress(_Undone), transaction.atomic():
        yield
        raise _Undone


class _Undone(Exception):
    """It all comes to nothing."""


@pytest.mark.django_db(transaction=True)
def test_what_an_undone_transaction_added_is_not_found(world: World) -> None:
    first = world.complaint(HANNAH, LAMP)
    lamps()
    before = index().usual.rarity.counts.copy()
    with undone():
        assert len({*lamps(), *tellings_of(world.complaint(RENATE, TEXTS["de"]))}) == 2
        assert len(lamps()) == 2
    assert lamps() == tellings_of(first)
    assert np.array_equal(index().usual.rarity.counts, before), "its words are not what is usual"
    other = world.complaint(OTTO, KETTLE, subject="x")  # on SQLite the number that came to nothing is given again
    assert lamps() == tellings_of(first)
    assert lamps(KETTLE) == tellings_of(other) != []
    third = world.complaint(RENATE, TEXTS["de"])
    assert lamps() == tellings_of(first, third)


@pytest.mark.django_db(transaction=True)
def test_what_an_undone_transaction_dropped_is_found_again(world: World) -> None:
    first = world.complaint(HANNAH, LAMP)
    whole = index()
    with undone():
        second = world.complaint(OTTO, LAMP)
        take_back(world, first)
        assert lamps() == tellings_of(second)
    assert lamps() == tellings_of(first)
    take_back(world, first)
    assert lamps() == []
    second = world.complaint(OTTO, LAMP)
    assert lamps() == tellings_of(second)
    assert whole.usual.rarity.tellings > 0


@pytest.mark.django_db(transaction=True)
def test_taking_back_the_last_words_makes_nothing_anew(world: World) -> None:
    world.complaint(RENATE, TEXTS["de"])
    first = world.complaint(HANNAH, LAMP)
    whole = index()
    take_back(world, first)
    assert index() is whole


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["notice_pattern", "rebuild"])
def test_a_long_history_is_read_before_anything_is_held(
    world: World, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = world.complaint(HANNAH, LAMP)
    held: list[bool] = []

    class Noted(Index):
        def __init__(self) -> None:
            super().__init__()
            held.append(connection.in_atomic_block)

    monkeypatch.setattr(all_tellings, "Index", Noted)
    monkeypatch.setattr(all_tellings, "_index", None)
    if step == "rebuild":
        begin_rebuild(world.now)
    else:
        plan([case.pk], world.now, tag="again")
    world.work()
    assert held == [False]
