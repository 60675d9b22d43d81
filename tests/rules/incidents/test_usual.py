"""What is usual: what all have in common makes nobody alike, in each language by itself."""

from __future__ import annotations

import numpy as np
import pytest

from ombud.incidents.likeness import SEEN
from ombud.incidents.neighbours import WIDTH
from ombud.incidents.rarity import empty
from ombud.incidents.traces import Floats, Trace, trace
from ombud.incidents.usual import Usual
from tests.rules.incidents.tellings import alone, place


def about(matter: int, trouble: int, language: str = "en") -> Trace:
    """A telling of a trouble, most of which is about a matter that others write about too."""
    mixed = 2 * place(matter) + place(trouble)
    unit: Floats = (mixed / np.linalg.norm(mixed)).astype(np.float32)
    return trace("something happened", language, unit)


def heard(matter: int, language: str = "en") -> Usual:
    """Where everybody writes about one matter."""
    usual = Usual(empty())
    for trouble in range(100, 160):
        usual.add(about(matter, trouble, language))
    return usual


def test_what_everybody_writes_about_makes_nobody_alike() -> None:
    usual = heard(1)
    one, same, other = about(1, 2), about(1, 2), about(1, 3)
    alike, apart = usual.beyond([one, same]), usual.beyond([one, other])
    assert one.place @ other.place > 0.7
    assert alike[0] @ alike[1] == pytest.approx(1)
    assert apart[0] @ apart[1] < 0.4


def test_what_came_to_nothing_was_never_usual() -> None:
    usual, before = heard(1), heard(1)
    for trouble in range(2, 9):
        usual.add(about(trouble, trouble, "de"))
    for trouble in range(2, 9):
        usual.take_back(about(trouble, trouble, "de"))
    assert usual.rarity.tellings == before.rarity.tellings
    assert np.array_equal(usual.rarity.counts, before.rarity.counts)
    traces = [about(1, 2), about(3, 2, "de")]
    assert np.allclose(usual.beyond(traces), before.beyond(traces), atol=1e-5)


def test_another_language_has_another_usual() -> None:
    usual = heard(1, "de")
    one = about(1, 2)
    np.testing.assert_allclose(usual.beyond([one])[0], one.place, atol=1e-6)


def test_little_heard_changes_little() -> None:
    usual = Usual(empty())
    one = about(1, 2)
    usual.add(about(1, 3))
    assert usual.beyond([one])[0] @ one.place > 0.98


def test_where_nothing_could_be_read_nothing_is_seen() -> None:
    usual = heard(1)
    nothing = trace("", "en", np.zeros(WIDTH, np.float32))
    usual.add(nothing)
    assert not usual.beyond([nothing]).any()
    row = alone(nothing, [about(1, 2)], usual)[0]
    assert row[SEEN.index("beyond")] == row[SEEN.index("meaning")] == 0


def test_one_that_is_all_usual_is_like_nobody() -> None:
    usual = heard(1)
    for _ in range(5000):
        usual.add(about(1, 2))
    found = usual.beyond([about(1, 2), about(1, 3)])
    assert np.isfinite(found).all()
