"""Likeness: the same both ways, more where more is shared, never a number that is none."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from ombud.incidents.circles import Circle
from ombud.incidents.likeness import ALONE, COUNT, SEEN, Weights, seen, share, together
from ombud.incidents.neighbours import WIDTH
from ombud.incidents.rarity import empty
from ombud.incidents.traces import Floats, Trace, trace
from ombud.incidents.usual import Usual
from tests.rules.incidents.tellings import alone

WORDS = st.lists(
    st.sampled_from(["refund", "parcel", "4.11.", "E-47", "v4.2", "the", "kettle", "broke", "nothing"]), max_size=12
)


def place(seed: int) -> Floats:
    drawn = np.random.default_rng(seed).normal(size=WIDTH).astype(np.float32)
    unit: Floats = drawn / np.linalg.norm(drawn)
    return unit


@st.composite
def traces(draw: st.DrawFn) -> Trace:
    words = " ".join(draw(WORDS))
    return trace(words, draw(st.sampled_from(["en", "de"])), place(draw(st.integers(0, 5))), draw(st.floats(0, 1)))


@given(traces(), traces())
def test_likeness_is_the_same_both_ways(one: Trace, other: Trace) -> None:
    there, back = alone(one, [other], Usual(empty())), alone(other, [one], Usual(empty()))
    np.testing.assert_allclose(there, back, atol=1e-5)
    assert np.isfinite(there).all()
    assert there.shape == (1, len(SEEN))


def test_a_rare_word_in_common_says_more_than_a_common_one() -> None:
    usual = Usual(empty())
    for _ in range(50):
        usual.add(trace("the parcel", "en", place(1)))
    one = trace("parcel kettle", "en", place(1))
    column = SEEN.index("words")
    common, rare = alone(one, [trace("parcel lamp", "en", place(2)), trace("kettle lamp", "en", place(2))], usual)
    assert rare[column] > common[column]


def test_days_that_differ_and_days_in_common_are_alone() -> None:
    one, same, other = (trace(f"It broke on {day}", "en", place(1)) for day in ("4.11.", "Nov 4", "5.11."))
    rows = alone(one, [same, other], Usual(empty()))
    assert rows[:, SEEN.index("day_apart")].tolist() == [0, 1]
    assert rows[0, SEEN.index("names")] > rows[1, SEEN.index("names")] == 0


def test_nobody_to_compare_with() -> None:
    assert alone(trace("alone", "en", place(1)), [], Usual(empty())).shape == (0, len(SEEN))


@pytest.mark.parametrize(("odds", "said"), [(0, 0.5), (1000, 1), (-1000, 0)])
def test_log_odds_as_a_share(odds: float, said: float) -> None:
    assert share(odds) == pytest.approx(said, abs=1e-6)


def test_weights_add_up_by_who_lies_around_as_far_as_that_is_known() -> None:
    flat, one = np.zeros(len(SEEN), np.float32), np.ones(len(SEEN), np.float32)
    weights = Weights(flat, one, np.full(COUNT + 1, 3, np.float32), np.ones(ALONE + 1, np.float32))
    rows = 0.9 * np.ones((3, len(SEEN)), np.float32)
    rows[:, 0], rows[:, -1] = 0.7, (0, 0.5, 1)
    alone, both, around = weights.odds(rows).tolist()
    seen = [0.7, *[0.9] * 17]
    assert alone == pytest.approx(sum(seen[:ALONE]) + 1)
    assert around == pytest.approx(
        3 * (sum(seen) + sum(a * b for at, a in enumerate(seen) for b in seen[at:]) + 1), rel=1e-5
    )
    assert both == pytest.approx((alone + around) / 2, rel=1e-5)
    rows[:, 0] = 0.9  # so near that nobody around says more
    assert weights.odds(rows).tolist() == pytest.approx([0.9 * ALONE + 1] * 3)


def test_the_same_text_once_more_is_the_same_trouble() -> None:
    flat, one = np.zeros(len(SEEN), np.float32), np.ones(len(SEEN), np.float32)
    weights = Weights(flat, one, np.full(COUNT + 1, -3, np.float32), np.full(ALONE + 1, -3, np.float32))
    copy = trace("broke", "en", place(1))
    found = weights.odds(alone(copy, [copy, trace("broke", "en", place(2))], Usual(empty())))
    assert found[0] > 5 > 0 > found[1]


def test_what_lies_far_out_says_no_more_than_what_lies_out() -> None:
    flat, one = np.zeros(len(SEEN), np.float32), np.ones(len(SEEN), np.float32)
    rows = together(np.stack([4 * one, 400 * one]), flat, one)
    assert rows.shape == (2, COUNT)
    np.testing.assert_array_equal(rows[0], rows[1])


def test_whoever_lies_around_both_brings_them_together() -> None:
    """Three around the one and the other, who lie no nearer to each other than to a fourth in the thick of others."""
    one = trace("", "en", place(1))
    others = [trace("", "en", place(2))] * 2
    hers = Circle.of([(7, 0.2), (8, 0.2), (9, 0.2)])
    theirs = [Circle.of([(8, 0.3), (7, 0.1), (5, 0.1)]), Circle.of([(1, 0.9), (2, 0.9), (3, 0.9)])]
    held = Circle(*(np.stack([getattr(c, part) for c in theirs]) for part in ("own", "who", "near")))
    both, neither = seen(one, others, Usual(empty()), Circle(hers.own[None], hers.who[None], hers.near[None]), held)
    columns = [SEEN.index(name) for name in ("same_circle", "beyond_circle")]
    assert (both[columns] > neither[columns]).all()
    assert both[SEEN.index("nearest_both")] < neither[SEEN.index("nearest_both")] + 1
