"""Circles: the nearest of each, both ways, as if all were compared at once; and nobody who is no more."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ombud.incidents.circles import SIZE, Circle, Circles

COSINES = st.integers(-900, 900).map(lambda n: n / 1000)


@st.composite
def alike(draw: st.DrawFn) -> list[list[float]]:
    """How alike each telling is to those before it: no two pairs the same."""
    count = draw(st.integers(2, 14))
    pairs = [(i, j) for i in range(count) for j in range(i)]
    drawn = draw(st.lists(COSINES, min_size=len(pairs), max_size=len(pairs), unique=True))
    table = [[0.0] * i for i in range(count)]
    for (i, j), cosine in zip(pairs, drawn, strict=True):
        table[i][j] = cosine
    return table


def filled(table: list[list[float]]) -> Circles:
    circles = Circles()
    for number, row in enumerate(table):
        near = sorted(enumerate(row), key=lambda one: -one[1])
        assert circles.add(near) == number
    return circles


@given(alike())
def test_a_circle_holds_the_nearest_of_all_that_came(table: list[list[float]]) -> None:
    circles, count = filled(table), len(table)
    for number in range(count):
        cosines = {other: table[max(number, other)][min(number, other)] for other in range(count) if other != number}
        nearest = sorted(cosines, key=lambda other: -cosines[other])[:SIZE]
        circle = circles.of([number])
        assert circle.who[0].tolist() == nearest + [-1] * (SIZE - len(nearest))
        np.testing.assert_allclose(circle.near[0][: len(nearest)], [cosines[o] for o in nearest], atol=1e-3)


@given(alike(), st.data())
def test_who_is_taken_out_lies_around_nobody(table: list[list[float]], data: st.DataObject) -> None:
    circles = filled(table)
    gone = data.draw(st.integers(0, len(table) - 1))
    circles.take_out(gone)
    every = circles.of(range(len(table)))
    assert not (every.who == gone).any()
    assert (every.who[gone] == -1).all()
    assert (np.diff(every.near.astype(np.float32), axis=1) <= 0).all(), "nearest first, still"


def test_many_more_than_there_was_room_for() -> None:
    circles = Circles()
    for number in range(1000):
        assert circles.add([(number - 1, 0.5)] if number else []) == number
    assert circles.of([0, 500, 999]).who[:, :3].tolist() == [[1, -1, -1], [499, 501, -1], [998, -1, -1]]
    assert Circle.of([]).who.tolist() == [-1] * SIZE


def test_copies_of_a_text_lie_around_nobody() -> None:
    circles = Circles()
    circles.add([])
    circles.add([(0, 0.5)])
    circles.add([(0, 1.0), (1, 0.5)])
    assert circles.of([0]).who[0, :2].tolist() == [1, -1]
    assert circles.of([2]).who[0, :2].tolist() == [1, -1]
