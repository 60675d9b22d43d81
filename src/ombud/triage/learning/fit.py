"""Fitting: every head is a ridge regression over nearness to the same landmarks, so one comparison serves them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ombud.triage.learnt import Floats, near

Wide = npt.NDArray[np.float64]

_ROWS: Final = 2048
_STEADY: Final = 1e-5


@dataclass(frozen=True)
class Head:
    """What is learnt of `rows`: `targets` has a column for each of `names`. Only the first `own` landmarks may speak
    for it. `ridge` says how far the labels are mistrusted: little for exemplars, much for the labels of public sets."""

    names: tuple[str, ...]
    rows: Floats
    targets: Floats
    own: int
    ridge: float


def fit(heads: Sequence[Head], landmarks: Floats, tell: Callable[[str], None] = lambda _: None) -> Floats:
    """The weights of all heads, a column for each name in their order, a row for each landmark."""
    between = near(landmarks, landmarks).astype(np.float64)
    columns = []
    for head in _together(heads):
        tell(", ".join(head.names))
        weights = np.zeros((len(landmarks), len(head.names)))
        weights[: head.own] = _ridge(head, landmarks[: head.own], between[: head.own, : head.own])
        columns.append(weights)
    return np.hstack(columns).astype(np.float32)


def _together(heads: Sequence[Head]) -> list[Head]:
    """Neighbours that are learnt of the same rows in the same way as one: what costs is done once for all of them."""
    joined: list[Head] = []
    for head in heads:
        last = joined[-1] if joined else None
        if last and last.rows is head.rows and (last.own, last.ridge) == (head.own, head.ridge):
            both = np.hstack([last.targets, head.targets])
            joined[-1] = Head(last.names + head.names, head.rows, both, head.own, head.ridge)
        else:
            joined.append(head)
    return joined


def _ridge(head: Head, landmarks: Floats, between: Wide) -> Wide:
    square = head.ridge * between
    square[np.diag_indices_from(square)] += _STEADY * len(square)
    seen = np.zeros((len(landmarks), len(head.names)))
    for at in range(0, len(head.rows), _ROWS):
        nearness = near(head.rows[at : at + _ROWS], landmarks).astype(np.float64)
        square += nearness.T @ nearness
        seen += nearness.T @ head.targets[at : at + _ROWS].astype(np.float64)
    found: Wide = np.linalg.solve(square, seen)
    return found
