"""What people here corrected leans on what comes near it, from the next message on. Nothing leaves the house."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Sequence
from typing import Final

import numpy as np

from ombud.triage.deciding import Scores
from ombud.triage.kinds import Kind
from ombud.triage.learnt import Floats, near

# Nearness of two messages below which neither says anything of the other, and what an equal one weighs.
_APART: Final = 0.5
_WEIGHT: Final = 2.5
_MOST_WAYS: Final = 4  # of making rows (models, encoder, tier) whose rows are kept

_kept: Final[dict[Hashable, dict[bytes, Floats]]] = {}


def rows_of(texts: Sequence[str], way: Hashable, make: Callable[[list[str]], Floats]) -> Floats:
    """A row for each of at least one corrected texts, made by `make` only where it was not among those asked for last.

    `way` names how rows are made: those of two ways are never mixed. What is kept in this process are the rows of the
    last call alone (some kB each, no text), so what was erased is gone with the next correction.
    """
    keys = [hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in texts]
    known = _kept.get(way, {})
    fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    made = dict(zip(fresh, make(list(fresh.values())), strict=True)) if fresh else {}
    # Put in place as a whole, never changed: another thread goes on with what it has.
    here = {key: made[key] if key in made else known[key] for key in keys}
    if len(_kept) >= _MOST_WAYS and way not in _kept:
        _kept.clear()
    _kept[way] = here
    rows: Floats = np.stack([here[key] for key in keys])
    return rows


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
