"""A rate that breaks from its own normal: rarely by chance, soon when it triples, deaf to one bad week."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.incidents import rates
from ombud.incidents.rates import HOUR, WEEK, Normal, broken, chance_of, hour_of, learnt, weeks_before

MONDAY = datetime(2026, 6, 1, tzinfo=UTC)
SEED = int(os.environ.get("OMBUD_SEED", "17"))
NIGHT, DAY, EVENING = 0.1, 1.0, 0.6


def shape(hour: datetime) -> float:
    """How a week goes: quiet nights, half as much on Sundays."""
    of_day = NIGHT if hour.hour < 7 else DAY if hour.hour < 18 else EVENING
    return of_day * (0.5 if hour.weekday() == 6 else 1.0)


def stream(draw: random.Random, hours: int, per_hour: float, *, restless: float) -> dict[datetime, int]:
    """People per hour; whole days are livelier or calmer than others by chance, as `restless` says."""
    counts: dict[datetime, int] = {}
    mood = 1.0
    for number in range(hours):
        hour = MONDAY + number * HOUR
        if hour.hour == 0:
            mood = draw.gammavariate(1 / restless, restless) if restless else 1.0
        if found := poisson(draw, per_hour * shape(hour) * mood):
            counts[hour] = found
    return counts


def poisson(draw: random.Random, mean: float) -> int:
    count, reached = 0, draw.expovariate(1.0)
    while reached < mean:
        count += 1
        reached += draw.expovariate(1.0)
    return count


def breaks_in(counts: dict[datetime, int], begin: datetime, end: datetime) -> tuple[int, int]:
    """Of a stream told one by one: how many messages there were, and how many breaks (one a day at most)."""
    so_far = {hour: count for hour, count in counts.items() if hour < begin}
    messages = found = 0
    quiet_until = begin
    hour = begin
    while hour < end:
        for _ in range(counts.get(hour, 0)):
            messages += 1
            so_far[hour] = so_far.get(hour, 0) + 1
            if hour >= quiet_until and broken(so_far, hour, MONDAY):
                found += 1
                quiet_until = hour + 24 * HOUR
        hour += HOUR
    return messages, found


@pytest.mark.parametrize(("per_hour", "restless"), [(0.2, 0.0), (1.0, 0.02), (3.0, 0.05), (10.0, 0.05)])
def test_chance_alone_breaks_at_most_once_in_a_thousand_messages(per_hour: float, restless: float) -> None:
    draw = random.Random(SEED)
    messages = found = 0
    while messages < 4000:
        counts = stream(draw, 24 * 7 * 14, per_hour, restless=restless)
        told, broke = breaks_in(counts, MONDAY + 8 * WEEK, MONDAY + 14 * WEEK)
        messages, found = messages + told, found + broke
    print(f"\n{per_hour} an hour, restless {restless}: {found} false breaks in {messages} messages")
    assert found <= messages / 1000


@pytest.mark.parametrize(("per_hour", "within"), [(1.0, 24), (3.0, 9), (10.0, 4)])
def test_a_tripling_is_seen_soon(per_hour: float, within: int) -> None:
    hours = []
    for seed in range(61):  # by so many that the hour in the middle is the rule's and not the draw's
        draw = random.Random(SEED + seed)
        counts = stream(draw, 24 * 7 * 9, per_hour, restless=0.0)
        begin = MONDAY + 8 * WEEK + (24 + 8) * HOUR  # Tuesday, eight in the morning
        so_far = {hour: count for hour, count in counts.items() if hour < begin}
        for after in range(72):
            hour = begin + after * HOUR
            so_far[hour] = poisson(draw, 3 * per_hour * shape(hour))
            if broken(so_far, hour, MONDAY):
                hours.append(after + 1)
                break
        else:
            hours.append(72)
    print(f"\n{per_hour} an hour, tripled: seen in hour {sorted(hours)}")
    assert sorted(hours)[len(hours) // 2] <= within


def test_too_little_history_says_nothing() -> None:
    assert learnt([3, 4, 3]) is None
    now = MONDAY + 3 * WEEK
    assert broken({hour_of(now): 50}, now, MONDAY) is None
    later = MONDAY + 5 * WEEK
    assert broken({hour_of(later): 50}, later, MONDAY) is not None


def test_one_bad_week_does_not_deafen() -> None:
    calm, bad = learnt([3] * 8), learnt([3] * 7 + [200])
    assert calm
    assert bad
    assert bad.mean < 2 * calm.mean
    assert chance_of(30, bad) < rates.CHANCE


def test_who_is_in_an_incident_already_is_no_news() -> None:
    now = MONDAY + 9 * WEEK
    assert broken({hour_of(now): 20}, now, MONDAY)
    assert broken({hour_of(now): 20}, now, MONDAY, explained=17) is None


def test_what_broke_is_said_with_its_usual() -> None:
    now = MONDAY + 9 * WEEK + 14 * HOUR + timedelta(minutes=20)
    counts = {hour_of(now) - n * WEEK - h * HOUR: 1 + h for n in range(1, 9) for h in range(2)}
    found = broken(counts | {hour_of(now): 11, hour_of(now) - HOUR: 8}, now, MONDAY)
    assert found
    assert (found.count, found.hours, found.since) == (19, 2, hour_of(now) - HOUR)
    assert 3 <= found.usual < 3.1


@given(st.integers(0, 400), st.floats(0.1, 100), st.floats(1.2, 6))
def test_more_is_never_likelier_by_chance(count: int, mean: float, spread: float) -> None:
    normal = Normal(mean, mean * spread, 8)
    assert 0 <= chance_of(count + 1, normal) <= chance_of(count, normal) <= 1


@given(st.lists(st.integers(0, 50), min_size=4, max_size=8))
def test_the_normal_never_spreads_less_than_chance(past: list[int]) -> None:
    normal = learnt(past)
    assert normal
    assert normal.variance > normal.mean > 0


def test_the_hour_of_the_week_is_that_of_the_clocks_on_the_wall() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    now = datetime(2026, 4, 6, 7, 30, tzinfo=UTC)  # half past nine in Berlin, in the second week of summer time
    assert weeks_before(hour_of(now), 1, berlin) == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert weeks_before(hour_of(now), 2, berlin) == datetime(2026, 3, 23, 8, tzinfo=UTC)
    nine_there = {weeks_before(hour_of(now), week, berlin): 12 for week in range(1, 9)}
    usual = {**nine_there, hour_of(now): 12}
    assert broken(usual, now, MONDAY - 60 * WEEK, zone=berlin) is None, "as many as every Monday at nine"
    assert broken({hour_of(now): 40, **nine_there}, now, MONDAY - 60 * WEEK, zone=berlin) is not None


@pytest.mark.parametrize("name", ["Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns"])
def test_a_week_before_is_a_full_hour_in_every_zone(name: str) -> None:
    for week in range(60):
        assert weeks_before(MONDAY, week, ZoneInfo(name)).minute == 0
