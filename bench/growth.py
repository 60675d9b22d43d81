"""What one more telling costs among 10,000, 100,000 and a million: `python -m bench growth`.

Places are those of the written worlds, moved a little each time, so that they lie as real ones do: in clusters, and in
few directions. The whole history is compared beside the graph, to say how many of the ten nearest it finds.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence

import numpy as np

from ombud.embeddings import nearest
from ombud.incidents.groups import Groups
from ombud.incidents.learning.streams import worlds
from ombud.incidents.sameness import shipped
from ombud.incidents.traces import Floats, Trace

from .table import table

_ASKED = 200  # tellings that are added and timed at each size
_MOVED = 0.6  # how far a place is moved from that of a written telling


def measure(sizes: Sequence[int], tellings: int) -> str:
    """The table: at each size milliseconds to find neighbours, to add one telling, and the share of the ten nearest."""
    chance = np.random.default_rng(7)
    written = _written(tellings)
    model = shipped()
    groups = Groups(model.weights, model.joining, model.fresh())
    kept = np.zeros((max(sizes) + _ASKED * len(sizes), written[0].place.shape[0]), np.float16)
    rows: list[list[object]] = []
    for size in sizes:
        began = time.process_time()
        while len(groups.of) < size:
            drawn = _drawn(written, chance)
            kept[len(groups.of)] = drawn.place
            groups.keep(drawn)
        filled = time.process_time() - began
        asked = [_drawn(written, chance) for _ in range(_ASKED)]
        began = time.process_time()
        found = [groups.neighbours.near(one.place, 10) for one in asked]
        finding = 1000 * (time.process_time() - began) / _ASKED
        exact, _ = nearest(np.stack([one.place for one in asked]), kept[: len(groups.of)], 10)
        right = [
            len(set(one.tolist()) & {number for number, _ in near}) for one, near in zip(exact, found, strict=True)
        ]
        costs = []
        for one in asked:
            began = time.process_time()
            kept[len(groups.of)] = one.place
            groups.add(one)
            costs.append(1000 * (time.process_time() - began))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        rows.append(
            [
                f"{size:,}",
                finding,
                float(np.median(costs)),
                float(np.percentile(costs, 95)),
                np.mean(right) / 10,
                memory,
                filled,
            ]
        )
    head = ("tellings", "ms to find 10", "ms to add, p50", "p95", "recall@10", "GB in memory", "s to fill")
    return "One more telling in a history of so many, one core:\n" + table(head, rows)


def _written(most: int) -> list[Trace]:
    every = [one for world in worlds("train") for one in world.tellings]
    some = [every[place] for place in np.random.default_rng(1).permutation(len(every))[:most]]
    return shipped().traces([one.text for one in some], [one.language for one in some], [1.0] * len(some))


def _drawn(written: Sequence[Trace], chance: np.random.Generator) -> Trace:
    one = written[int(chance.integers(len(written)))]
    away = chance.normal(size=one.place.shape).astype(np.float32)
    moved: Floats = one.place + np.float32(_MOVED) * away / np.linalg.norm(away)
    return Trace(moved / np.linalg.norm(moved), one.words, one.names, one.language, one.length, one.trouble)
