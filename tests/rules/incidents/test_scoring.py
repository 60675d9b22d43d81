"""Scoring: counted by hand, and with what has to hold for any grouping."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ombud.incidents.scoring import Judged, Shares, figures

GOLD = st.lists(st.tuples(st.integers(0, 4), st.sampled_from([None, "a", "b", "c"])), max_size=30)


def test_counted_by_hand() -> None:
    told = [Judged(1, "a"), Judged(1, "a"), Judged(1, "b"), Judged(2, "b"), Judged(3, None), Judged(3, None)]
    found = figures(told)
    assert found.pairs == Shares(1 / 4, 1 / 2)
    assert found.pairs.f1 == pytest.approx(1 / 3)
    assert found.bcubed.precision == pytest.approx((2 / 3 * 2 + 1 / 3 + 1 + 1 / 2 * 2) / 6)
    assert found.bcubed.recall == pytest.approx((1 * 2 + 1 / 2 * 2 + 1 * 2) / 6)
    assert (found.tellings, found.incidents, found.unrelated) == (6, 2, 2)


def test_a_lone_message_of_an_incident_is_unrelated() -> None:
    assert figures([Judged(1, "a"), Judged(2, "b"), Judged(3, "b")]).unrelated == 1


def test_proposals_are_counted_by_messages_and_by_people() -> None:
    told = [
        Judged(1, "a", author="x"), Judged(1, "a", author="x"), Judged(2, None), Judged(1, "a", author="y"),
        Judged(1, "a", True, "z"), Judged(2, None, True), Judged(3, "b"), Judged(3, "b"), Judged(3, "b"),
    ]  # fmt: skip
    found = figures(told)
    assert (found.needed, found.people) == ((4,), (3,)), "x wrote twice"
    assert (found.needed_by_half, found.people_by_half) == (4, 3)
    assert found.by_third == 1 / 2
    assert (found.missed, found.wrong, found.wrong_per_thousand) == (1, 1, 500)


def test_one_trouble_proposed_three_times_is_found_once_and_told_of_twice_too_often() -> None:
    told = [Judged(group, "a", last, f"{group} {last}") for group in (1, 2, 3) for last in (False, True)]
    found = figures(told)
    assert (len(found.needed), found.again, found.wrong, found.missed) == (1, 2, 0, 0)
    assert figures(told[:2]).again == 0


@given(GOLD)
def test_what_is_put_together_as_it_belongs_is_right(told: list[tuple[int, str | None]]) -> None:
    found = figures([Judged(name or ("alone", place), name) for place, (_, name) in enumerate(told)])
    assert found.pairs == found.bcubed == Shares(1, 1)


@given(GOLD)
def test_shares_are_shares(told: list[tuple[int, str | None]]) -> None:
    found = figures([Judged(group, name, group == 1) for group, name in told])
    for share in (found.pairs, found.bcubed):
        assert 0 <= share.precision <= 1
        assert 0 <= share.recall <= 1
        assert min(share.precision, share.recall) <= share.f1 + 1e-9 <= 1 + 1e-9
