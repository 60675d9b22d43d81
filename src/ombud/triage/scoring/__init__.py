"""Scoring: how often readings were right, counted beside what people say they should be.

We promise figures that can be counted again by hand: every share with how many of how many, every estimate with an
interval, nothing scored that the gold does not speak of. Pure: readings and gold in, figures out. Called by the command
that evaluates; knows no model.
"""

from ombud.triage.scoring.gold import Gold, gold
from ombud.triage.scoring.mistakes import Mistake, mistakes
from ombud.triage.scoring.scores import Judged, Scores, scores
from ombud.triage.scoring.written import written

__all__ = ["Gold", "Judged", "Mistake", "Scores", "gold", "mistakes", "scores", "written"]
