"""Readings as the tests need them: what is not named is that of a quiet question."""

from typing import Any

from ombud.triage.kinds import Kind, Scenario, Sentiment
from ombud.triage.reading import Degrees, Tier, Understood
from ombud.triage.scoring import Gold, Judged

_QUIET: dict[str, Any] = {
    "language": "en",
    "second_language": None,
    "kind": Kind.QUESTION,
    "scenario": Scenario.QUESTION,
    "secondary": (),
    "urgency": 4,
    "degrees": Degrees(),
    "anger": False,
    "abuse": False,
    "spam": False,
    "threat": False,
    "sentiment": Sentiment.NEUTRAL,
    "concerns": (),
    "personal": (),
    "confidence": 0.9,
    "why": (),
    "tier": Tier.FULL,
}


def judged(gold: Gold, text: str = "Where is it?", where: str = "line 1", **read: Any) -> Judged:
    """A message read as `read` that should have been read as `gold`."""
    return Judged(where, text, Understood(**{**_QUIET, **read}), gold)
