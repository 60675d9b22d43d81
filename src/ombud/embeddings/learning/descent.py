"""Adam (Kingma and Ba, 2015), with weights that fade: one step after another down a loss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from ombud.embeddings.weights import Floats

_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8
_FADE: Final = 0.01
_STEEPEST: Final = 1.0


class Descent:
    """Changes the arrays of `learnt` in place."""

    def __init__(self, learnt: Mapping[str, Floats]) -> None:
        self._learnt = learnt
        self._mean = {key: np.zeros_like(array) for key, array in learnt.items()}
        self._square = {key: np.zeros_like(array) for key, array in learnt.items()}
        self._steps = 0

    def step(self, slopes: Mapping[str, Floats], rate: float) -> None:
        """One step of size `rate` against `slopes`, which are shortened where they are steep."""
        self._steps += 1
        steep = sum(float(np.vdot(slope, slope)) for slope in slopes.values()) ** 0.5
        shorter = np.float32(min(1.0, _STEEPEST / (steep + _TINY)))
        for key, slope in slopes.items():
            array, mean, square = self._learnt[key], self._mean[key], self._square[key]
            short = slope * shorter
            mean += (1 - _FIRST) * (short - mean)
            square += (1 - _SECOND) * (short * short - square)
            whole, even = 1 - _FIRST**self._steps, 1 - _SECOND**self._steps
            array -= rate * (mean / whole / (np.sqrt(square / even) + _TINY) + _FADE * array)
