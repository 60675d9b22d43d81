"""Reading: what a message was taken for, by the machine and then by people."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.conversations.models import Message
from ombud.team.models import Member

from .rules import Kind

__all__ = ["KINDS", "Correction", "Kind", "Reading"]


KINDS = [(kind.value, kind.value) for kind in Kind]


class Reading(models.Model):
    """What a message is read as now. `why` are reason codes; `corrected_by` is the person who knew better."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="reading")
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, choices=KINDS)
    urgency = models.PositiveSmallIntegerField()
    threat = models.BooleanField(default=False)
    anger = models.BooleanField(default=False)
    confidence = models.FloatField(default=0)
    why = models.JSONField(default=list)
    at = models.DateTimeField()
    corrected_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="triage_urgency", condition=Q(urgency__gte=1, urgency__lte=4)),
            models.CheckConstraint(
                name="triage_i2_complaint_is_urgent", condition=~Q(kind="complaint") | Q(urgency__lte=3)
            ),
        ]
        # What waits for a person's eye is little among much.
        indexes = [
            models.Index(fields=["message"], name="triage_spam", condition=Q(kind="spam")),
            models.Index(fields=["message"], name="triage_abuse", condition=Q(kind="abuse")),
            models.Index(fields=["message"], name="triage_threat", condition=Q(threat=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.language}"

    @property
    def suspected(self) -> bool:
        """Spam, abuse or threat as the machine sees it: nothing automatic goes there."""
        return self.kind in (Kind.SPAM, Kind.ABUSE) or self.threat


class Correction(models.Model):
    """A person said what it really is. Kept for ever: it is how the reading learns."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="corrections")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField()
    was = models.CharField(max_length=12, choices=KINDS)
    becomes = models.CharField(max_length=12, choices=KINDS)

    def __str__(self) -> str:
        return f"{self.was} to {self.becomes}"
