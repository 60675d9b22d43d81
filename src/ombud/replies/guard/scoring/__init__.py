"""How good the guard is, counted: verdicts and rules against what people say they should be. Pure: no Django."""

from ombud.replies.guard.scoring.gold import RULES, VERDICTS, Gold, gold
from ombud.replies.guard.scoring.scores import Judged, Scores, by_wording, scores

__all__ = ["RULES", "VERDICTS", "Gold", "Judged", "Scores", "by_wording", "gold", "scores"]
