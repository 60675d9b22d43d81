"""Likeness: the same both ways, more where more is shared, never a number that is none."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from ombud.incidents.likeness import SEEN, Weights, seen, share
from ombud.incidents.neighbours import WIDTH
from ombud.incidents.rarity import empty
from ombud.incidents.traces import Floats, Trace, trace

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
    there, back = seen(one, [other], empty()), seen(other, [one], empty())
    np.testing.assert_allclose(there, back, atol=1e-5)
    assert np.isfinite(there).all()
    assert there.shape == (1, len(SEEN))


def test_a_rare_word_in_common_says_more_than_a_common_one() -> None:
    rarity = empty()
    for _ in range(50):
        rarity.add(trace("the parcel", "en", place(1)).words)
    one = trace("parcel kettle", "en", place(1))
    column = SEEN.index("words")
    common, rare = seen(one, [trace("parcel lamp", "en", place(2)), trace("kettle lamp", "en", place(2))], rarity)
    assert rare[column] > common[column]


def test_days_that_differ_and_days_in_common_are_seen() -> None:
    one, same, other = (trace(f"It broke on {day}", "en", place(1)) for day in ("4.11.", "Nov 4", "5.11."))
    rows = seen(one, [same, other], empty())
    assert rows[:, SEEN.index("day_apart")].tolist() == [0, 1]
    assert rows[0, SEEN.index("names")] > rows[1, SEEN.index("names")] == 0


def test_nobody_to_compare_with() -> None:
    assert seen(trace("alone", "en", place(1)), [], empty()).shape == (0, len(SEEN))


@pytest.mark.parametrize(("odds", "said"), [(0, 0.5), (1000, 1), (-1000, 0)])
def test_log_odds_as_a_share(odds: float, said: float) -> None:
    assert share(odds) == pytest.approx(said, abs=1e-6)


def test_weights_add_up() -> None:
    count = len(SEEN)
    weights = Weights(np.zeros(count, np.float32), np.ones(count, np.float32), np.ones(count + 1, np.float32))
    assert weights.odds(np.ones((1, count), np.float32)).tolist() == [count + 1]
