"""The words a reading is made of (DUTIES section 5)."""

from enum import StrEnum


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


class Sentiment(StrEnum):
    """How the writer feels about what she writes of."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"
