"""Early warning: each part of the heat only grows with what it stands for, and the honest figure looks back rightly."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.incidents import heat, ringing
from ombud.incidents.heat import Part, Signs

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@st.composite
def signs(draw: st.DrawFn) -> Signs:
    people = draw(st.integers(0, 500))
    among = st.integers(0, people)
    past = draw(st.floats(0, 200))
    return Signs(draw(among), past, people, draw(among), draw(among), draw(st.integers(0, 5)), draw(st.booleans()))


@given(signs(), st.integers(0, 50))
def test_more_of_anything_is_never_less_heat(some: Signs, more: int) -> None:
    score = heat.heat(some).score
    worse = [
        replace(some, recent=some.recent + more),
        replace(some, before=max(some.before - more, 0.0)),
        replace(some, angry=min(some.angry + more, some.people)),
        replace(some, public=min(some.public + more, some.people)),
        replace(some, press=some.press + more),
        replace(some, safety=True),
    ]
    assert all(heat.heat(one).score >= score for one in worse)


@given(signs())
def test_a_score_is_its_parts_and_each_part_keeps_to_its_share(some: Signs) -> None:
    found = heat.heat(some)
    assert 0 <= found.score == sum(found.points.values()) <= heat.HIGHEST == sum(heat.SHARES.values())
    assert all(found.points[part] <= heat.SHARES[part] for part in Part)
    assert set(found.reasons) == {part for part in Part if found.points[part]}


@pytest.mark.parametrize(
    ("some", "level"),
    [
        (Signs(recent=3, people=3), 0),  # a calm incident, as it is proposed
        (Signs(recent=3, people=3, angry=3), 0),
        (Signs(recent=3, people=3, press=1), 0),
        (Signs(recent=6, people=6, press=1), 1),  # the press joins what grows
        (Signs(recent=3, people=3, press=1, safety=True), 1),
        (Signs(recent=12, people=12), 1),
        (Signs(recent=30, before=28.0, people=200, angry=20), 0),  # large, and no longer growing
        (Signs(recent=12, people=12, press=1, safety=True), 2),
    ],
)
def test_what_rings_and_what_does_not(some: Signs, level: int) -> None:
    assert heat.level(heat.heat(some).score, 40) == level


def test_growth_is_held_against_its_own_past() -> None:
    steady = [NOON - HOUR * n for n in range(54)]
    assert heat.since(steady, NOON) == (6, 6.0)
    assert heat.since([*steady, *[NOON] * 12], NOON) == (18, 6.0)
    assert heat.since([NOON - timedelta(days=30)] * 9, NOON) == (0, 0.0)


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=60))
def test_the_peak_is_the_first_time_when_most_were_new(minutes: list[int]) -> None:
    told = [NOON + timedelta(minutes=n) for n in minutes]
    found = heat.top(told)
    assert found is not None
    within = [sum(at - heat.RECENT < one <= at for one in told) for at in sorted(told)]
    assert found.people == max(within)
    assert found.at == sorted(told)[within.index(max(within))]


def test_without_people_there_is_no_peak() -> None:
    assert heat.top([]) is None
    assert not heat.is_past(NOON, None, NOON + heat.PASSED - HOUR)
    assert heat.is_past(NOON, None, NOON + heat.PASSED)
    assert heat.is_past(NOON, NOON, NOON)


def test_it_rings_sooner_each_time_and_then_for_the_next() -> None:
    assert [ringing.whom(turn, 3) for turn in range(6)] == [0, 0, 1, 2, 0, 1]
    assert [ringing.again(turn, 3) for turn in range(3)] == list(ringing.AGAIN)
    assert ringing.again(3, 3) == ringing.again(99, 3) == ringing.ALL_RUNG
    assert [ringing.whom(turn, 1) for turn in range(4)] == [0] * 4


@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 100))
def test_a_level_never_falls_with_the_score(one: int, other: int, threshold: int) -> None:
    low, high = sorted((one, other))
    assert heat.level(low, threshold) <= heat.level(high, threshold) <= 2
