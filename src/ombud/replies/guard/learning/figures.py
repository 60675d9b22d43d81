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
    """For each rule what of the sentences that break it was found, by whatever rule; then of all that say it between the
    lines, and of all that say it plainly; then of the good ones: those that lie near a rule, and what good replies and
    our own texts are made of."""
    given, said = made.held.lessons, made.held.scores
    stopped, looked = (said >= made.stops).any(axis=1), (said >= made.looks).any(axis=1)
    marks = np.stack([one.marks for one in given])
    near = np.array([one.near for one in given])
    plain = np.array([one.kind == "plain" for one in given])
    good = ~marks.any(axis=1)
    groups = [(rule, near & (marks[:, place] > 0)) for place, rule in enumerate(RULES)]
    groups += [("all, between the lines", near & ~plain & ~good), ("all, plainly said", plain & ~good)]
    groups += [("good, near a rule", near & good), ("good, of good replies", ~near & good)]
    return [
        Figures(name, int(some.sum()), float(stopped[some].mean()), float(looked[some].mean()))
        for name, some in groups
        if some.any()
    ]
