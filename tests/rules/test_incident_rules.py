"""When a trouble is put before a person, what a case joins, what people see: decided without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import permutations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ombud.incidents.groups import Joining
from ombud.incidents.rules import (
    SAID,
    Group,
    Status,
    Teller,
    alarms,
    copied,
    isolated,
    joins,
    pair,
    people,
    proposes,
    status,
    voices,
)

TELLERS = st.lists(st.builds(Teller, st.integers(1, 4), st.sampled_from("abcd"), st.booleans()), max_size=7)
JOINING = Joining(1.0, 1.5, 2.0)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def told(*by: tuple[int, str], safety: bool = False) -> list[Teller]:
    return [Teller(person, wording, safety) for person, wording in by]


@pytest.mark.parametrize(
    ("tellers", "wanted"),
    [
        (told((1, "a"), (2, "b"), (3, "c")), True),
        (told((1, "a"), (2, "b")), False),
        (told((1, "a"), (2, "b"), safety=True), True),
        (told((1, "a"), safety=True), False),
        (told((1, "a"), (1, "b"), (1, "c"), (2, "d")), False),
        (told(*((number, "a") for number in range(40))), False),
        (told(*((number, "a") for number in range(40)), (41, "b"), (42, "c")), True),
        ([*told((1, "a")), *told((2, "b"), safety=True)], True),
    ],
    ids=[
        "third",
        "second",
        "second-safety",
        "lone-safety",
        "one-writes-often",
        "forty-copies",
        "and-two-more",
        "mixed",
    ],
)
def test_an_incident_is_proposed_by_people_and_wordings(tellers: list[Teller], wanted: bool) -> None:
    assert proposes(tellers) is wanted


@given(TELLERS)
def test_voices_are_people_with_words_of_their_own(tellers: list[Teller]) -> None:
    """The most people who can each be given a wording that is nobody else's, tried by hand."""
    persons = sorted({t.person for t in tellers})
    wordings = sorted({t.wording for t in tellers})
    has = {(t.person, t.wording) for t in tellers}
    given_out = permutations([*wordings, *[""] * len(persons)], len(persons))
    best = max(sum((p, w) in has for p, w in zip(persons, order, strict=True)) for order in given_out)
    assert voices(tellers) == best
    assert voices(tellers) + copied(tellers) == people(tellers)


@given(TELLERS, st.builds(Teller, st.integers(1, 6), st.sampled_from("abcdef"), st.booleans()))
def test_one_more_telling_never_takes_a_proposal_back(tellers: list[Teller], more: Teller) -> None:
    assert voices([*tellers, more]) - voices(tellers) in (0, 1)
    assert proposes([*tellers, more]) >= proposes(tellers)


def test_a_safety_matter_alarms_unless_somebody_knows() -> None:
    assert alarms(True, joined=False)
    assert not alarms(True, joined=True)
    assert not alarms(False, joined=False)


def group(*odds: float, size: int = 0, said: dict[int, bool] | None = None, incident: int | None = 1) -> Group:
    return Group(incident, size or len(odds), dict(enumerate(odds, 1)), said or {})


def test_those_it_is_likest_speak_for_a_group() -> None:
    three = group(5.0, 4.0, 3.0, -9.0, -9.0)
    assert three.speaks() == 4.0
    assert joins([three], JOINING) is three
    assert joins([group(1.4, 1.4)], JOINING) is None
    clearer = group(1.9)
    assert joins([group(2.2, 2.2, 2.2), clearer], JOINING) is clearer
    assert joins([], JOINING) is None


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=6), st.integers(1, 6))
def test_a_no_shuts_a_group_and_a_yes_opens_it(odds: list[float], whom: int) -> None:
    shut, opened = group(*odds, said={whom: False, whom + 1: True}), group(*odds, said={whom: True})
    assert joins([shut], JOINING) is None
    assert joins([opened, group(SAID - 40)], JOINING) is opened


def test_a_pair_is_a_pair() -> None:
    assert pair(3, 2) == pair(2, 3) == (2, 3)


def test_nobody_is_isolated_unseen() -> None:
    assert isolated(0, 0, False) is None
    assert isolated(1, 0, False) is True
    assert isolated(1, 1, False) is False
    assert isolated(1, 0, True) is False


@dataclass
class Facts:
    """An incident as its label sees it."""

    confirmed_at: datetime | None = None
    cause_at: datetime | None = None
    fixed_at: datetime | None = None
    dismissed_at: datetime | None = None
    ended_at: datetime | None = None
    merged_into_id: int | None = None


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (Facts(), Status.PROPOSED),
        (Facts(NOW), Status.CONFIRMED),
        (Facts(NOW, NOW), Status.CAUSE_FOUND),
        (Facts(NOW, None, NOW), Status.FIXED),
        (Facts(NOW, NOW, NOW, None, NOW), Status.ENDED),
        (Facts(NOW, NOW, None, NOW), Status.DISMISSED),
        (Facts(NOW, merged_into_id=3), Status.MERGED),
    ],
)
def test_the_label_follows_from_facts(facts: Facts, wanted: Status) -> None:
    assert status(facts) is wanted
