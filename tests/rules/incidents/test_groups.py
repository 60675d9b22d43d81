"""Groups: what is of one trouble comes together, whatever the order; what is not stays apart."""

from __future__ import annotations

import random
import time

import hypothesis.strategies as st
import numpy as np
from hypothesis import given, settings

from ombud.incidents.groups import Joining
from ombud.incidents.neighbours import WIDTH
from ombud.incidents.settling import settle
from ombud.incidents.traces import trace
from tests.rules.incidents.tellings import groups, telling

TROUBLES = st.lists(st.integers(0, 5), max_size=40)


@settings(deadline=None)
@given(TROUBLES, st.randoms(use_true_random=False))
def test_tellings_of_one_trouble_are_one_group(troubles: list[int], chance: random.Random) -> None:
    found = groups()
    for seed, trouble in enumerate(troubles):
        added = found.add(telling(trouble, off=chance.uniform(0, 0.5), seed=seed))
        assert added.number == seed
        assert found.of[seed] == added.group
    for group, members in found.members.items():
        assert min(members) == group
        assert {found.of[one] for one in members} == {group}
    assert len({(troubles[one], found.of[one]) for one in range(len(troubles))}) == len(set(troubles))
    assert settle(found, 0.0) == found.of


def test_one_telling_can_bring_two_groups_together() -> None:
    found = groups()
    found.joining = Joining(0, -1, -1, -1)
    ends = telling(1, off=1.15, seed=1), telling(1, off=1.15, seed=2)
    assert found.add(ends[0]).group == 0
    assert found.add(ends[1]).group == 1
    bridge = found.add(telling(1))
    assert bridge.group == 0
    assert bridge.absorbed == (2, 1)
    assert found.of == [0, 0, 0]
    assert found.members == {0: [0, 1, 2]}


def test_settling_mends_what_was_found_too_early() -> None:
    found = groups()
    found.joining = Joining(9, 9, 9, 9)  # nothing joins while it comes in
    for seed in range(6):
        found.add(telling(seed % 2, off=0.3, seed=seed))
    assert found.of == list(range(6))
    assert settle(found, 0.0) == [0, 1, 0, 1, 0, 1]
    assert settle(found, 99.0) == list(range(6))


def test_what_holds_nothing_stays_alone() -> None:
    found = groups()
    nothing = np.zeros(WIDTH, np.float32)
    for _ in range(3):
        assert found.add(trace("", "unknown", nothing)).near == []
    assert found.of == [0, 1, 2]


def test_a_telling_costs_the_same_however_large_its_group_is() -> None:
    found = groups()
    costs = []
    for seed in range(1200):
        began = time.process_time()
        found.add(telling(1, off=0.4, seed=seed))
        costs.append(time.process_time() - began)
    assert np.median(costs[-100:]) < 6 * np.median(costs[100:200])
