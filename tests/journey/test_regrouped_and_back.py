"""Whatever is split and merged, in whatever order: taken back step by step, all is as it was, and no row is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from ombud.cases.models import Case
from ombud.incidents.models import How, Incident, Membership
from ombud.journey.incident import dismiss
from ombud.journey.put_together import join
from ombud.journey.refused import Refused
from ombud.journey.regroup import merge, split_off, undo_merge
from ombud.journey.say_same import say_not_same, undo_said
from tests.alike import by_mark
from tests.journey.test_incidents import inside, taken_on
from tests.rooms.truths import against
from tests.world import BUDI, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
PEOPLE = (HANNAH, RENATE, SIGNE, LUCIA, BUDI, Customer("Otto Kern", "otto@kern.example", "en"))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


@pytest.fixture
def three(world: World) -> list[Incident]:
    """Three incidents of two each: Mira owns the first, the second is dismissed, the third is proposed."""
    cases = [world.complaint(who, "I am disappointed, nobody answers me. Please help.", "x") for who in PEOPLE]
    found = [Incident.objects.create(title=f"No. {number}", proposed_at=world.now) for number in range(3)]
    for number, incident in enumerate(found):
        join(incident, [case.pk for case in cases[2 * number : 2 * number + 2]], world.now, how=How.FOUND)
    taken_on(world, found[0])
    dismiss(taken_on(world, found[1]), words="It is the post's. " * 30, by=world.mira, now=world.now)
    return found


def as_it_is(incidents: list[Incident]) -> list[Any]:
    """Who is in each, and whatever else is true of it."""
    fields = ("owner", "dismissed_at", "dismissed", "merged_into", "safety_at", "next_update_by", "title")
    return [(sorted(inside(one)), Incident.objects.values(*fields).get(pk=one.pk)) for one in incidents]


class Regrouping:
    """Does a step, and knows how it is taken back."""

    def __init__(self, world: World, incidents: list[Incident], step: timedelta) -> None:
        self.world, self.incidents, self.step = world, [*incidents], step
        self.now = world.now
        self.back: list[Callable[[], None]] = []
        self.kept: dict[int, tuple[int, int, str]] = {}

    def later(self) -> dict[str, Any]:
        self.now += self.step
        return {"by": self.world.mira, "now": self.now}

    def do(self, kind: int, one: int, other: int) -> None:
        first, second = self.incidents[one % len(self.incidents)], self.incidents[other % len(self.incidents)]
        try:
            if kind == 0:
                first.refresh_from_db()
                if first.merged_into == second:
                    return
                merge(first, into=second, **self.later())
                self.back.append(lambda: undo_merge(first, **self.later()))
            elif kind == 1:
                chosen = sorted(inside(first))[other % 2 :: 2]
                new = split_off(first, chosen, title="Other", **self.later())
                self.incidents.append(new)
                self.back.append(lambda: merge(new, into=first, **self.later()))
            elif self.back:
                self.take_back()
        except Refused:
            return
        self.look()

    def take_back(self) -> None:
        self.back.pop()()
        self.look()

    def look(self) -> None:
        """What stood on record a step ago stands there as it did."""
        rows = {row[0]: row[1:] for row in Membership.objects.values_list("pk", "incident", "case", "how")}
        assert self.kept.items() <= rows.items()
        self.kept = rows


@pytest.mark.parametrize("step", [MINUTE, timedelta(0)], ids=["in turn", "in one moment"])
def test_every_sequence_is_taken_back_to_where_it_began(world: World, three: list[Incident], step: timedelta) -> None:
    before, held = as_it_is(three), sorted(case for one in three for case in inside(one))

    @settings(
        max_examples=20, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck), deadline=None
    )
    @given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=8))
    @example([(0, 1, 2), (2, 0, 0), (0, 1, 0), (2, 0, 0), (1, 1, 2), (0, 1, 2), (0, 4, 2)])  # brought back and taken on
    def tried(steps: list[tuple[int, int, int]]) -> None:
        with transaction.atomic():
            story = Regrouping(world, three, step)
            for one in steps:
                story.do(*one)
                now_in = Membership.objects.filter(left_at=None).order_by("case").values_list("case", flat=True)
                assert list(now_in) == held, "each case is in one of them, always"
            while story.back:
                story.take_back()
            assert as_it_is(three) == before
            assert against(story.now) == {}
            transaction.set_rollback(True)

    tried()


def test_a_merge_inside_a_merge_is_taken_back(world: World, three: list[Incident]) -> None:
    before = as_it_is(three)
    story = Regrouping(world, three, MINUTE)
    story.do(0, 0, 1)
    story.do(0, 1, 2)
    assert not inside(three[0])
    assert not inside(three[1])
    with pytest.raises(Refused, match="incident_merged"):
        undo_merge(three[0], **story.later())
    story.take_back()
    story.take_back()
    assert as_it_is(three) == before


def test_who_was_split_off_inside_and_rejoined_goes_home_all_the_same(world: World, three: list[Incident]) -> None:
    before = as_it_is(three)
    story = Regrouping(world, three, MINUTE)
    story.do(0, 0, 1)
    story.do(1, 1, 0)
    story.take_back()
    story.take_back()
    assert as_it_is(three) == before


def test_the_danger_that_came_with_it_leaves_with_it(world: World, three: list[Incident]) -> None:
    Incident.objects.filter(pk=three[0].pk).update(safety_at=world.now)
    before = as_it_is(three)
    story = Regrouping(world, three, MINUTE)
    story.do(0, 0, 2)
    assert Incident.objects.get(pk=three[2].pk).safety_at == story.now
    story.take_back()
    assert as_it_is(three) == before


def test_a_no_taken_back_after_two_merges_finds_where_it_goes_on(world: World, three: list[Incident]) -> None:
    case, other = (Case.objects.get(pk=number) for number in sorted(inside(three[0])))
    story = Regrouping(world, three, MINUTE)
    say_not_same(case, other, **story.later())
    story.do(0, 0, 1)
    story.do(0, 1, 2)
    undo_said(case, other, **story.later())
    assert case.pk in inside(three[2])
    story.take_back()
    story.take_back()
    assert inside(three[0]) == {case.pk, other.pk}
