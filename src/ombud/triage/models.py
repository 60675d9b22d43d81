"""Reading: what a message was taken for, by the machine and then by people."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from ombud.conversations.models import Message
from ombud.team.models import Member

from .kinds import Kind, Scenario, Sentiment
from .reading import UNSURE, Tier, Understood

__all__ = ["KINDS", "Correction", "Field", "Kind", "Reading"]


KINDS = [(kind.value, kind.value) for kind in Kind]
_SHARES = ("abuse_degree", "anger_degree", "confidence", "spam_degree")
_FROM_0_TO_1 = Q(**{f"{name}__gte": 0 for name in _SHARES}, **{f"{name}__lte": 1 for name in _SHARES})


class Field(models.TextChoices):
    """What of a reading people set right."""

    KIND = "kind"
    SCENARIO = "scenario"
    URGENCY = "urgency"
    LANGUAGE = "language"


class Reading(models.Model):
    """What a message is read as now. `why` are reason codes; `corrected_by` is the person who knew better.

    `concerns` and `personal` are places in the message's text, [start, end, kind or type] in code points, never copies
    of what stands there. `tier` says how thoroughly it was read; `unsure` that a person should look at it first.
    """

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="reading")
    language = models.CharField(max_length=12)
    second_language = models.CharField(max_length=12, blank=True, default="")
    kind = models.CharField(max_length=12, choices=KINDS)
    scenario = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Scenario], default=Scenario.NONE)
    secondary = models.JSONField(default=list)
    urgency = models.PositiveSmallIntegerField()
    threat = models.BooleanField(default=False)
    anger = models.BooleanField(default=False)
    abuse = models.BooleanField(default=False)
    spam = models.BooleanField(default=False)
    anger_degree = models.FloatField(default=0)
    abuse_degree = models.FloatField(default=0)
    spam_degree = models.FloatField(default=0)
    sentiment = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in Sentiment], default=Sentiment.NEUTRAL
    )
    concerns = models.JSONField(default=list)
    personal = models.JSONField(default=list)
    confidence = models.FloatField(default=0)
    unsure = models.BooleanField(default=False)
    why = models.JSONField(default=list)
    tier = models.CharField(max_length=4, choices=[(t.value, t.value) for t in Tier], default=Tier.FAST)
    at = models.DateTimeField()
    corrected_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="triage_urgency", condition=Q(urgency__gte=1, urgency__lte=4)),
            models.CheckConstraint(
                name="triage_i2_complaint_is_urgent", condition=~Q(kind="complaint") | Q(urgency__lte=3)
            ),
            models.CheckConstraint(name="triage_degrees", condition=_FROM_0_TO_1),
            models.CheckConstraint(name="triage_person_is_sure", condition=Q(corrected_by=None) | Q(unsure=False)),
        ]
        # What waits for a person's eye, or to be read in full, or what the press asks, is little among much.
        indexes = [
            models.Index(fields=["message"], name="triage_spam", condition=Q(kind="spam")),
            models.Index(fields=["message"], name="triage_abuse", condition=Q(kind="abuse")),
            models.Index(fields=["message"], name="triage_threat", condition=Q(threat=True)),
            models.Index(fields=["message"], name="triage_press", condition=Q(kind="press")),
            models.Index(fields=["message"], name="triage_unsure", condition=Q(unsure=True)),
            models.Index(fields=["message"], name="triage_fast", condition=Q(tier="fast")),
            models.Index(fields=["at", "language", "kind"], name="triage_read_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.language}"

    @property
    def suspected(self) -> bool:
        """Spam, abuse or threat as the machine sees it: nothing automatic goes there."""
        return self.kind in (Kind.SPAM, Kind.ABUSE) or self.threat

    @property
    def complaint_inside(self) -> bool:
        """A complaint beside something else: it is owed all the same (D18)."""
        inside = any(kind == Kind.COMPLAINT for _start, _end, kind in self.concerns)
        return self.kind != Kind.COMPLAINT and (inside or "complaint_inside" in self.why)

    @classmethod
    def of(cls, message: int, read: Understood, at: datetime) -> Reading:
        """An unsaved reading of the message with this id."""
        reading = cls(message_id=message, at=at)
        reading.take(read)
        return reading

    def take(self, read: Understood) -> None:
        """Be what was understood. Does not save."""
        self.language, self.second_language = read.language, read.second_language or ""
        self.kind, self.urgency, self.threat = read.kind.value, read.urgency, read.threat
        self.scenario, self.secondary = read.scenario.value, [s.value for s in read.secondary]
        self.anger, self.abuse, self.spam = read.anger, read.abuse, read.spam
        degrees = read.degrees
        self.anger_degree, self.abuse_degree, self.spam_degree = degrees.anger, degrees.abuse, degrees.spam
        self.sentiment, self.tier = read.sentiment.value, read.tier.value
        self.concerns = [[part.start, part.end, part.kind.value] for part in read.concerns]
        self.personal = [[found.start, found.end, found.type] for found in read.personal]
        self.confidence, self.unsure = read.confidence, read.confidence < UNSURE and self.corrected_by_id is None
        self.why = list(read.why)


class Correction(models.Model):
    """A person said what it really is: `field` was that and becomes this. Kept for ever: it is how the reading learns.

    `language` and `kind` are what the message was read as until then, to see where readings go wrong. Where `was` and
    `becomes` are the same, she looked at what was unsure and said that it is right.
    """

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="corrections")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField()
    field = models.CharField(max_length=12, choices=Field, default=Field.KIND)
    was = models.CharField(max_length=20)
    becomes = models.CharField(max_length=20)
    language = models.CharField(max_length=12, default="unknown")
    kind = models.CharField(max_length=12, choices=KINDS, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(name="triage_correction_field", condition=Q(field__in=Field.values))]
        indexes = [models.Index(fields=["-at", "-id"], name="triage_corrected_at")]

    def __str__(self) -> str:
        return f"{self.field}: {self.was} to {self.becomes}"
