"""What people here corrected leans on what comes near it, from the next message on. Pure; nothing leaves the house."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ombud.triage.deciding import Scores
from ombud.triage.kinds import Kind
from ombud.triage.learnt import Floats, near

# Nearness of two messages below which neither says anything of the other, and what an equal one weighs.
_APART: Final = 0.5
_WEIGHT: Final = 2.5


class Leaning:
    """Corrected messages as rows, with the kind that each was given."""

    def __init__(self, rows: Floats, kinds: Sequence[Kind]) -> None:
        self._rows = rows
        self._of = {kind: np.array([one is kind for one in kinds]) for kind in Kind}

    def lean(self, said: Sequence[Scores], rows: Floats) -> list[Scores]:
        """The scores of messages, leaning to the kinds of the corrections that they come near."""
        nearness = np.clip((near(rows, self._rows) - _APART) / (1 - _APART), 0, 1)
        pull = {
            kind: nearness[:, mask].max(axis=1) if mask.any() else np.zeros(len(rows), np.float32)
            for kind, mask in self._of.items()
        }
        most = np.max(list(pull.values()), axis=0)
        leant: list[Scores] = []
        for place, scores in enumerate(said):
            own = dict(scores)
            for kind, strength in pull.items():
                own[f"kind:{kind}"] += _WEIGHT * float(2 * strength[place] - most[place])
            leant.append(own)
        return leant
