"""The words a reading is made of (DUTIES section 5)."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a message is."""

    COMPLAINT = "complaint"
    PRAISE = "praise"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    PRESS = "press"
    SPAM = "spam"
    ABUSE = "abuse"


class Scenario(StrEnum):
    """What it is about, as far as it decides who has to act and how."""

    PRODUCT_OR_SERVICE = "product_or_service"
    REFUND = "refund"
    STAFF = "staff"
    MEMBER = "member"
    UNSATISFIED = "unsatisfied"
    CHRONIC = "chronic"
    SAFETY = "safety"
    PRAISE = "praise"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    PRESS = "press"
    NONE = "none"


# What a complaint may be about; everything else has a scenario of its own, or none.
COMPLAINTS: Final = (
    Scenario.PRODUCT_OR_SERVICE, Scenario.REFUND, Scenario.STAFF, Scenario.MEMBER, Scenario.UNSATISFIED,
    Scenario.CHRONIC, Scenario.SAFETY,
)  # fmt: skip
_ITS_OWN: Final = {
    Kind.PRAISE: Scenario.PRAISE,
    Kind.QUESTION: Scenario.QUESTION,
    Kind.SUGGESTION: Scenario.SUGGESTION,
    Kind.PRESS: Scenario.PRESS,
}


def own_scenario(kind: Kind) -> Scenario:
    """The scenario of a kind that is no complaint."""
    return _ITS_OWN.get(kind, Scenario.NONE)


class Sentiment(StrEnum):
    """How the writer feels about what she writes of."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"
