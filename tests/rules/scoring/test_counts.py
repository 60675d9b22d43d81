"""Shares, intervals and macro F1 against figures worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.triage.scoring.confusion import Confusion
from ombud.triage.scoring.counts import Found, Share
from ombud.triage.scoring.curve import curve


def test_wilson_is_as_in_the_books() -> None:
    # Wilson (1927) for 8 of 10 and 0 of 10, as any table gives them.
    assert Share(8, 10).interval == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert Share(0, 10).interval == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert Share(0, 0).interval is None
    assert Share(0, 0).value is None


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share(counted: tuple[int, int]) -> None:
    share = Share(*counted)
    assert share.interval is not None
    low, high = share.interval
    assert 0 <= low <= counted[0] / counted[1] + 1e-12
    assert counted[0] / counted[1] - 1e-12 <= high <= 1


def test_what_was_found_is_counted_from_both_sides() -> None:
    found = Found.of([(True, True)] * 6 + [(False, True)] * 2 + [(True, False)] * 3 + [(False, False)] * 9)
    assert found == Found(right=6, wrong=2, missed=3, left=9)
    assert found.precision == Share(6, 8)
    assert found.recall == Share(6, 9)
    assert found.false_rate == Share(2, 11)
    assert found.f1 == pytest.approx(12 / 17)
    assert Found().f1 is None


def test_macro_f1_counts_each_label_the_same() -> None:
    pairs = [("complaint", "complaint")] * 8 + [("complaint", "spam")] * 2 + [("spam", "spam")] * 3
    table = Confusion.of([*pairs, ("praise", "complaint")], ("complaint", "praise", "question", "spam"))
    assert table.labels == ("complaint", "praise", "spam")  # nothing was a question or read as one
    # complaint 16 / (16 + 1 + 2), praise 0, spam 6 / (6 + 2 + 0)
    assert table.macro_f1 == pytest.approx((16 / 19 + 0 + 6 / 8) / 3)
    assert table.accuracy == Share(11, 14)
    assert table.found("complaint") == Found(right=8, wrong=1, missed=2, left=3)


def test_a_label_that_is_only_read_counts_too() -> None:
    assert Confusion.of([("spam", "spam"), ("spam", "press")]).macro_f1 == pytest.approx((2 / 3 + 0) / 2)


def test_the_interval_of_macro_f1_is_the_same_each_time_and_narrows() -> None:
    few = Confusion.of([("a", "a")] * 6 + [("a", "b")] * 2 + [("b", "b")] * 2)
    many = Confusion({pair: 100 * n for pair, n in few.counts.items()}, few.labels)
    assert few.macro_f1_interval == few.macro_f1_interval
    assert few.macro_f1_interval is not None
    assert many.macro_f1_interval is not None
    assert few.macro_f1 is not None
    assert few.macro_f1_interval[0] < few.macro_f1 < few.macro_f1_interval[1]
    width, narrow = (high - low for low, high in (few.macro_f1_interval, many.macro_f1_interval))
    assert narrow == pytest.approx(width / 10, rel=0.25)  # a hundred times as many, ten times as sure
    assert Confusion.of([("a", "a")]).macro_f1_interval == (1.0, 1.0)
    assert Confusion.of([]).macro_f1_interval is None


def test_what_finding_more_abuse_costs() -> None:
    points = curve([0.9, 0.8, 0.6, 0.3, 0.1], [0.7, 0.6, 0.2, 0.0], recalls=(0.4, 0.6, 0.9))
    assert [(point.threshold, point.recall, point.false) for point in points] == [
        (0.8, Share(2, 5), Share(0, 4)),
        (0.6, Share(3, 5), Share(2, 4)),
        (0.1, Share(5, 5), Share(3, 4)),
    ]
    assert curve([], [0.5]) == ()
    assert curve([0.5], []) == ()
