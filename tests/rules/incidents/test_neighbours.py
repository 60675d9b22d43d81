"""Neighbours: the nearest, also among many, also after some were taken out."""

from __future__ import annotations

import numpy as np
import pytest

from ombud.incidents import neighbours
from ombud.incidents.neighbours import WIDTH, Neighbours
from ombud.incidents.traces import Floats


def drawn(count: int) -> Floats:
    """Places as tellings have them: around a few hundred troubles, in far fewer directions than numbers."""
    chance = np.random.default_rng(5)
    along = chance.normal(size=(24, WIDTH))
    troubles = chance.normal(size=(300, 24))
    found = (troubles[chance.integers(300, size=count)] + 0.5 * chance.normal(size=(count, 24))) @ along
    unit: Floats = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return unit


def filled(places: Floats) -> Neighbours:
    found = Neighbours()
    assert [found.add(place) for place in places] == list(range(len(places)))
    return found


def test_a_short_history_is_compared_whole() -> None:
    places = drawn(700)
    found = filled(places)
    for place in places[:20]:
        exact = np.argsort(-(places @ place), kind="stable")[:10]
        assert [number for number, _ in found.near(place, 10)] == exact.tolist()


def test_a_long_history_is_searched_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "WHOLE", 500)
    places = drawn(4000)
    found = filled(places)
    right = 0
    for place in places[:100]:
        exact = set(np.argsort(-(places @ place))[:10].tolist())
        near = found.near(place, 10)
        assert [score for _, score in near] == sorted((score for _, score in near), reverse=True)
        right += len(exact & {number for number, _ in near})
    assert right >= 950
    np.testing.assert_allclose(found.place(3999), places[3999], atol=2e-3)


@pytest.mark.parametrize("whole", [10_000, 50])
def test_what_was_taken_out_is_found_no_more(monkeypatch: pytest.MonkeyPatch, whole: int) -> None:
    monkeypatch.setattr(neighbours, "WHOLE", whole)
    places = drawn(200)
    found = filled(places)
    found.take_out(7)
    found.take_out(150)
    assert not {7, 150} & {number for place in places for number, _ in found.near(place, 200)}
    assert found.add(places[7]) == 200
    assert found.near(places[7], 1)[0][0] == 200


def test_nothing_and_nobody() -> None:
    found = Neighbours()
    assert found.near(drawn(1)[0], 5) == []
    found.add(drawn(1)[0])
    assert found.near(np.zeros(WIDTH, np.float32), 5) == []
    assert len(found) == 1
