"""How good a model was on what it had not learnt, rule by rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ombud.replies.guard.learnt import RULES

if TYPE_CHECKING:
    from ombud.replies.guard.learning.learn import Learnt


@dataclass(frozen=True, slots=True)
class Figures:
    """Of `of` sentences the shares that were stopped, and that were stopped or looked at again."""

    name: str
    of: int
    stopped: float
    looked: float


def figures(made: Learnt) -> list[Figures]:
    """For each rule what of the written sentences that break it was found, by whatever rule; then of all; then of the
    good ones: those that lie near a rule, and what good replies and our own texts are made of."""
    given, said = made.held.lessons, made.held.scores
    stopped, looked = (said >= made.stops).any(axis=1), (said >= made.looks).any(axis=1)
    marks = np.stack([one.marks for one in given])
    written = np.array([one.kind == "written" for one in given])
    good = ~marks.any(axis=1)
    groups = [(rule, written & (marks[:, place] > 0)) for place, rule in enumerate(RULES)]
    groups += [("all", written & ~good), ("good, near a rule", written & good), ("good, plain", ~written & good)]
    return [
        Figures(name, int(some.sum()), float(stopped[some].mean()), float(looked[some].mean()))
        for name, some in groups
        if some.any()
    ]
