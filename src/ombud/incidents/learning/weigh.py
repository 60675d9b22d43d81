"""Weighing: how much each likeness counts, and from where on tellings belong together; learnt of worlds that the
encoder was not tuned by, since those it knows lie too well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np

from ombud.incidents.groups import Groups, Joining
from ombud.incidents.likeness import SEEN, Weights, seen
from ombud.incidents.rarity import Rarity
from ombud.incidents.scoring import Judged, figures
from ombud.incidents.settling import settle
from ombud.incidents.traces import Floats, Trace

_STEADY: Final = 1e-3
_ROUNDS: Final = 30
_SURE: Final = 0.8  # the precision of pairs below which what is found more is not worth it


@dataclass(frozen=True, slots=True)
class Stream:
    """Tellings in an order in which they may come, and the trouble of each, None where it is of none."""

    traces: Sequence[Trace]
    troubles: Sequence[str | None]


def weigh(streams: Iterable[Stream], rarity: Rarity) -> Weights:
    """The weights of what two tellings share, by logistic regression over all pairs of each stream."""
    rows, same = [], []
    for stream in streams:
        known = Rarity(rarity.counts, rarity.tellings)
        for number, one in enumerate(stream.traces):
            rows.append(seen(one, stream.traces[:number], known))
            trouble = stream.troubles[number]
            same += [trouble is not None and trouble == other for other in stream.troubles[:number]]
            known.add(one.words)
    every, wanted = np.vstack(rows).astype(np.float64), np.array(same, np.float64)
    middle, spread = every.mean(axis=0), np.maximum(every.std(axis=0), 1e-6)
    even = np.hstack([(every - middle) / spread, np.ones((len(every), 1))])
    weights = np.zeros(len(SEEN) + 1)
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(even @ weights, -30, 30)))
        bend = (even * (likely * (1 - likely))[:, None]).T @ even / len(even) + _STEADY * np.eye(len(weights))
        weights -= np.linalg.solve(bend, even.T @ (likely - wanted) / len(even) + _STEADY * weights)
    return Weights(middle.astype(np.float32), spread.astype(np.float32), weights.astype(np.float32))


def joining(streams: Sequence[Stream], weights: Weights, rarity: Rarity) -> tuple[Joining, float]:
    """From where on groups are one, as tellings come in and when all is looked at again: what gives most, by F1 of
    pairs, where it is sure enough. One threshold after the other is moved, until nothing is better."""
    best = {"one": 1.0, "two": 0.5, "more": 0.0, "groups": 0.0}
    worth = _worth(_grouped(streams, weights, rarity, Joining(**best)))
    for step in (1.0, 0.5, 0.25):
        for name, way in product(best, (step, -step)):
            while (
                found := _worth(_grouped(streams, weights, rarity, Joining(**best | {name: best[name] + way})))
            ) > worth:
                best[name], worth = best[name] + way, found
    groups = [_run(stream, weights, rarity, Joining(**best)) for stream in streams]
    steps = np.arange(-2.5, 2.51, 0.25).tolist()
    return Joining(**best), max(steps, key=lambda at: _worth(_settled(streams, groups, at)))


def _run(stream: Stream, weights: Weights, rarity: Rarity, at: Joining) -> Groups:
    groups = Groups(weights, at, Rarity(rarity.counts, rarity.tellings))
    for one in stream.traces:
        groups.add(one)
    return groups


def _grouped(streams: Sequence[Stream], weights: Weights, rarity: Rarity, at: Joining) -> list[tuple[float, float]]:
    return [_told(stream, _run(stream, weights, rarity, at).of) for stream in streams]


def _settled(streams: Sequence[Stream], groups: Sequence[Groups], at: float) -> list[tuple[float, float]]:
    return [_told(stream, settle(one, at)) for stream, one in zip(streams, groups, strict=True)]


def _told(stream: Stream, found: Sequence[int]) -> tuple[float, float]:
    judged = [Judged(group, trouble) for group, trouble in zip(found, stream.troubles, strict=True)]
    pairs = figures(judged).pairs
    return pairs.precision, pairs.f1


def _worth(told: Sequence[tuple[float, float]]) -> float:
    """The mean F1, less what precision is short of being sure."""
    precision, f1 = np.mean(told, axis=0).tolist()
    return float(f1 - max(0.0, _SURE - precision))


def language_means(places: Floats, languages: Sequence[str]) -> dict[str, Floats]:
    """What is common to the places of each language, and to all (``)."""
    said = np.array(languages)
    means: dict[str, Floats] = {one: places[said == one].mean(axis=0) for one in sorted(set(languages))}
    means[""] = np.mean(list(means.values()), axis=0)
    return means
