"""How well two engines agree, told by what vectors are used for: who is near whom.

Raw cosines say nothing: of this model they lie near 0.8 for any two texts. So the mean is taken away first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ombud.embeddings.near import nearest
from ombud.embeddings.weights import Floats

LEAST_COSINE: Final = 0.99
LEAST_RECALL: Final = 0.9


@dataclass(frozen=True)
class Agreement:
    """`recall`: how many of the ten nearest are the same (0 to 1); `mean` and `least`: the centred cosines."""

    recall: float
    mean: float
    least: float

    @property
    def enough(self) -> bool:
        """Whether one engine may stand in for the other; their vectors are still not mixed."""
        return self.recall >= LEAST_RECALL and self.mean >= LEAST_COSINE


def agreement(those: Floats, these: Floats, k: int = 10) -> Agreement:
    """Of the vectors of two engines for the same texts, more than `k` of them."""
    cosines = _rowwise(those - those.mean(axis=0), these - these.mean(axis=0))
    shared = [
        len(set(a.tolist()) & set(b.tolist())) / k
        for a, b in zip(_neighbours(those, k), _neighbours(these, k), strict=True)
    ]
    return Agreement(float(np.mean(shared)), float(cosines.mean()), float(cosines.min()))


def _rowwise(a: Floats, b: Floats) -> Floats:
    lengths = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    cosines: Floats = np.einsum("ij,ij->i", a, b) / np.maximum(lengths, np.float32(1e-12))
    return cosines


def _neighbours(vectors: Floats, k: int) -> list[np.typing.NDArray[np.int64]]:
    """Of each row its `k` nearest others."""
    found, _ = nearest(vectors, vectors, k + 1)
    return [row[row != place][:k] for place, row in enumerate(found)]
