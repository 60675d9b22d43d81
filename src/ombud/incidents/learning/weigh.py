"""Weighing: how much each likeness counts, and from where on tellings belong together; learnt of worlds that the
encoder was not tuned by, since those it knows lie too well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import comb
from typing import Final

import numpy as np

from ombud.incidents.groups import Joining
from ombud.incidents.learning.tables import grouped, table
from ombud.incidents.likeness import ALONE, Weights, seen, together
from ombud.incidents.neighbours import Neighbours
from ombud.incidents.rarity import Rarity
from ombud.incidents.scoring import Shares
from ombud.incidents.settling import settle
from ombud.incidents.traces import Floats, Trace
from ombud.incidents.usual import Usual

_STEADY: Final = 1e-3
_ROUNDS: Final = 30
_SURE: Final = 0.9  # the precision of pairs below which what is found more is not worth it
_SHORT: Final = 3.0  # what each point of precision weighs that is missing there, in points of F1


@dataclass(frozen=True, slots=True)
class Stream:
    """Tellings in an order in which they may come, and the trouble of each, None where it is of none. What works is
    asked of each `kind` of streams by itself, however many there are of it. A trouble is named `brand/trouble` where
    the stream holds what is written to several brands."""

    traces: Sequence[Trace]
    troubles: Sequence[str | None]
    kind: str = "world"


def weigh(streams: Iterable[Stream], rarity: Rarity) -> Weights:
    """The weights of what two tellings share, by logistic regression over all pairs of each stream."""
    rows, same = [], []
    for stream in streams:
        known, places = Usual(Rarity(rarity.counts, rarity.tellings)), Neighbours()
        for number, one in enumerate(stream.traces):
            known.add(one)
            places.add(one.place)
            around = places.circles.of([number]), places.circles.of(range(number))
            rows.append(seen(one, stream.traces[:number], known, *around))
            trouble = stream.troubles[number]
            same += [trouble is not None and trouble == other for other in stream.troubles[:number]]
    every, wanted = np.vstack(rows), np.array(same, np.float32)
    middle, spread = every.mean(axis=0), np.maximum(every.std(axis=0), np.float32(1e-3))
    even: Floats = ((every - middle) / spread).astype(np.float32)
    return Weights(middle, spread, _fitted(together(every, middle, spread), wanted), _fitted(even[:, :ALONE], wanted))


def _fitted(rows: Floats, wanted: Floats) -> Floats:
    """Logistic regression by Newton's method: a weight for each column, and one for nothing."""
    even = np.hstack([rows, np.ones((len(rows), 1), np.float32)]).astype(np.float64)
    weights = np.zeros(even.shape[1])
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(even @ weights, -30, 30)))
        bend = (even * (likely * (1 - likely))[:, None]).T @ even / len(even) + _STEADY * np.eye(len(weights))
        weights -= np.linalg.solve(bend, even.T @ (likely - wanted) / len(even) + _STEADY * weights)
    found: Floats = weights.astype(np.float32)
    return found


def joining(streams: Sequence[Stream], weights: Weights, rarity: Rarity) -> tuple[Joining, float]:
    """From where on groups are one, as tellings come in and when all is looked at again: what gives most, by F1 of
    pairs, where it is sure enough. One threshold after the other is moved, until nothing is better."""
    best = {"one": 1.0, "two": 0.5, "more": 0.0, "groups": 0.0}
    known = [table(stream.traces, weights, Usual(Rarity(rarity.counts, rarity.tellings))) for stream in streams]

    def worth_of(at: Joining) -> float:
        return _worth(streams, [grouped(one, at).of for one in known])

    worth = worth_of(Joining(**best))
    for step in (1.0, 0.5, 0.25):
        for name, way in product(best, (step, -step)):
            while (found := worth_of(Joining(**best | {name: best[name] + way}))) > worth:
                best[name], worth = best[name] + way, found
    groups = [grouped(one, Joining(**best)) for one in known]
    steps = np.arange(-2.5, 2.51, 0.25).tolist()
    return Joining(**best), max(steps, key=lambda at: _worth(streams, [settle(one, at) for one in groups]))


def _worth(streams: Sequence[Stream], found: Sequence[Sequence[int]]) -> float:
    """The mean F1 of a kind of streams, less what its precision is short of being sure; the mean of all kinds."""
    told: dict[str, list[tuple[float, float]]] = {}
    for stream, groups in zip(streams, found, strict=True):
        pairs = judged(groups, stream.troubles)
        told.setdefault(stream.kind, []).append((pairs.precision, pairs.f1))
    means = np.array([np.mean(some, axis=0) for some in told.values()])
    return float((means[:, 1] - _SHORT * np.maximum(0.0, _SURE - means[:, 0])).mean())


def judged(groups: Sequence[int], troubles: Sequence[str | None]) -> Shares:
    """How many pairs in one group are of one trouble, and of one trouble in one group. Two troubles of two brands are
    not held against it: one may have happened to both ("renewed without notice"), and nobody has said which did."""
    held: dict[int, list[str | None]] = {}
    for group, trouble in zip(groups, troubles, strict=True):
        held.setdefault(group, []).append(trouble)
    together = unsaid = same = 0
    for names in held.values():
        told = Counter(name for name in names if name)
        brands = Counter(name.partition("/")[0] if "/" in name else "" for name in told.elements())
        together += comb(len(names), 2)
        unsaid += comb(told.total(), 2) - sum(comb(many, 2) for many in brands.values())
        same += sum(comb(many, 2) for many in told.values())
    there = sum(comb(many, 2) for many in Counter(name for name in troubles if name).values())
    joined = together - unsaid
    return Shares(same / joined if joined else 1.0, same / there if there else 1.0)
