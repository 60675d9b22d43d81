"""Tellings whose likeness is plain, for tests of what is made of it: those of one trouble lie in one place."""

from __future__ import annotations

import numpy as np

from ombud.incidents.circles import Circle
from ombud.incidents.groups import Groups, Joining
from ombud.incidents.likeness import ALONE, COUNT, SEEN, Weights, seen
from ombud.incidents.neighbours import WIDTH
from ombud.incidents.rarity import empty
from ombud.incidents.traces import Floats, Trace, trace
from ombud.incidents.usual import Usual


def place(trouble: int, off: float = 0.0, seed: int = 0) -> Floats:
    """Where a trouble is told of; `off` moves a telling of it away, in a way drawn by `seed`."""
    middle = np.random.default_rng(1000 + trouble).normal(size=WIDTH)
    away = np.random.default_rng(seed).normal(size=WIDTH)
    found = middle / np.linalg.norm(middle) + off * away / np.linalg.norm(away)
    unit: Floats = (found / np.linalg.norm(found)).astype(np.float32)
    return unit


def telling(trouble: int, off: float = 0.0, seed: int = 0) -> Trace:
    """One telling of a trouble."""
    return trace(f"words{seed} of telling{seed}", "en", place(trouble, off, seed))


def plain_weights() -> Weights:
    """Only what is meant counts: at a cosine of one half the odds are even."""
    count = len(SEEN)
    weights, alone = np.zeros(COUNT + 1, np.float32), np.zeros(ALONE + 1, np.float32)
    for each in (weights, alone):
        each[0], each[-1] = 20, -10
    return Weights(np.zeros(count, np.float32), np.ones(count, np.float32), weights, alone)


def groups() -> Groups:
    """Nothing yet."""
    return Groups(plain_weights(), Joining(0, 0, 0, 0), Usual(empty()))


def alone(one: Trace, others: list[Trace], usual: Usual) -> Floats:
    """What others share with `one` where nobody lies around any of them."""
    return seen(one, others, usual, Circle.empty(1), Circle.empty(len(others)))
