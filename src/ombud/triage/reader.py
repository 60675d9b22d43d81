"""The reader: messages in, readings out, many at a time."""

from __future__ import annotations

from collections.abc import Sequence

from ombud.languages import detect
from ombud.triage.kinds import Kind, Scenario, Sentiment
from ombud.triage.personal import personal
from ombud.triage.reading import Degrees, Heard, Part, Tier, Understood
from ombud.triage.rules import read

_BY_KIND = {
    Kind.COMPLAINT: Scenario.PRODUCT_OR_SERVICE,
    Kind.SPAM: Scenario.NONE,
    Kind.ABUSE: Scenario.NONE,
}
_FEELING = {Kind.COMPLAINT: Sentiment.NEGATIVE, Kind.ABUSE: Sentiment.NEGATIVE, Kind.PRAISE: Sentiment.POSITIVE}


class Reader:
    """Reads messages in one of two tiers. Safe to use from several threads."""

    def __init__(self, corrections: Sequence[tuple[Heard, Kind]] = ()) -> None:
        self.corrections = corrections

    def read(self, messages: Sequence[Heard], tier: Tier = Tier.FULL) -> list[Understood]:
        """One reading for each message, in their order. Never raises for what a message holds."""
        return [_read(message, tier) for message in messages]


def _read(message: Heard, tier: Tier) -> Understood:
    said = detect(message.whole, message.hint)
    first = read(message.text, message.subject, said.language)
    return Understood(
        language=said.language,
        second_language=getattr(said, "second", None),
        kind=first.kind,
        scenario=_BY_KIND.get(first.kind) or Scenario(first.kind.value),
        secondary=(),
        urgency=first.urgency,
        degrees=Degrees(float(first.anger), float(first.abuse), float(first.spam)),
        anger=first.anger,
        abuse=first.abuse,
        spam=first.spam,
        threat=first.threat,
        sentiment=_FEELING.get(first.kind, Sentiment.NEUTRAL),
        concerns=(Part(0, len(message.text), first.kind),),
        personal=personal(message.text, said.language),
        confidence=first.confidence,
        why=first.why,
        tier=tier,
    )
