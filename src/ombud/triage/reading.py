"""What a message is read as: everything that later steps decide by, with the reasons.

Nothing here is certain but what a person said. Spam and abuse are suspicions, `confidence` is for the kind, `why` are
reason codes that the desk puts into words (DUTIES section 5; D03, D06, D18, D20).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ombud.triage.kinds import Kind, Scenario, Sentiment
from ombud.triage.personal import Personal


class Tier(StrEnum):
    """How thoroughly a message was read: FAST where very many come at once, FULL with sentence vectors."""

    FAST = "fast"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Heard:
    """A message to be read: what its writer wrote now, without quotes. `hint` is a language she wrote before."""

    text: str
    subject: str = ""
    channel: str = ""
    public: bool = False
    author: str = ""
    at: datetime | None = None
    hint: str | None = None

    @property
    def whole(self) -> str:
        """Subject and text as one."""
        return f"{self.subject}\n\n{self.text}" if self.subject.strip() else self.text


@dataclass(frozen=True, slots=True)
class Degrees:
    """From 0 to 1 each. Anger is no reproach, and no amount of it makes abuse."""

    anger: float = 0.0
    abuse: float = 0.0
    spam: float = 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """One of the concerns of a message: code points `start` to `end` of its text, and what that part is."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What scores and words come to: a reading without its language, its parts and what is personal in it."""

    kind: Kind
    scenario: Scenario
    secondary: tuple[Scenario, ...]
    urgency: int
    degrees: Degrees
    anger: bool
    abuse: bool
    spam: bool
    threat: bool
    sentiment: Sentiment
    confidence: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood(Decided):
    """The reading of one message. Offsets are code points of its text, without the subject."""

    language: str
    second_language: str | None
    concerns: tuple[Part, ...]
    personal: tuple[Personal, ...]
    tier: Tier

    @property
    def must_reply(self) -> bool:
        """False only for suspected spam and abuse, which a person looks at first (D03)."""
        return self.kind not in (Kind.SPAM, Kind.ABUSE)

    @property
    def human_review(self) -> bool:
        """A person should look before anything else happens: danger, suspicion, or a reading that is not sure."""
        return self.urgency == 1 or not self.must_reply or self.threat or self.confidence < UNSURE


def may_harm(reading: Decided) -> bool:
    """Whether somebody may come to harm by it, if it is read right: a danger, a threat."""
    return reading.urgency == 1 or Scenario.SAFETY in (reading.scenario, *reading.secondary)


# Below this share for the kind the reading says that it is not sure (measured: `ombud evaluate triage`).
UNSURE = 0.5
