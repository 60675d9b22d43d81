"""What to take off before eight bits are counted, and to give back after: some channels lie far from zero all the time.

One scale serves all channels of a piece, so a channel that always lies near 7 leaves few steps for the others. Taking a
constant off a channel changes nothing if the products that follow add its share to their bias, and the sum that follows
adds the constant itself. Measured on 700 posts beside float32: recall@10 .951 with it, .935 without.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ombud.embeddings.encoder import PREFIX
from ombud.embeddings.in_numpy import InNumpy
from ombud.embeddings.pieces import Pieces
from ombud.embeddings.probe import PROBE
from ombud.embeddings.weights import Floats, Layer, Weights

_LONGEST: Final = 128


@dataclass(frozen=True)
class Offsets:
    """For each layer the constants of what goes into attention, and of what goes into the wide products."""

    attend: tuple[Floats, ...]
    widen: tuple[Floats, ...]


class _Watched(InNumpy):
    """Keeps what goes into the products."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights)
        self.attended: list[Floats] = []
        self.widened: list[Floats] = []

    def _attend(self, x: Floats, layer: Layer, groups: list[tuple[int, int, int]]) -> Floats:
        self.attended.append(x.copy())
        return super()._attend(x, layer, groups)

    def _widen(self, merged: Floats, layer: Layer) -> None:
        self.widened.append(merged.copy())
        super()._widen(merged, layer)


def offsets(weights: Weights) -> Offsets:
    """From the probe, in about a second. Attention hangs on few pieces with extreme values, so there the constant is
    the middle of the range; the wide products serve each piece alike, so there it is the mean."""
    pieces = Pieces(weights.vocabulary())
    watched = _Watched(weights)
    watched.run(sorted((pieces.framed(PREFIX + text, _LONGEST) for text in PROBE), key=len))
    return Offsets(
        tuple(np.percentile(seen, (0.5, 99.5), axis=0).mean(axis=0).astype(np.float32) for seen in watched.attended),
        tuple(seen.mean(axis=0) for seen in watched.widened),
    )
