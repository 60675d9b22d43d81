"""How hot an incident was and when; the alarms that rang for it, whom they reached, and who heeded them (D12).

Everything here is history that nobody rewrites: it is what the honest figure afterwards is drawn from.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ombud.conversations.models import Message
from ombud.team.models import Member

from .heat import HIGHEST


class Heated(models.Model):
    """The heat of an incident from a moment on, in its parts (`heat.SHARES`); written only when it changed."""

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="heats", db_index=False)
    at = models.DateTimeField()
    score = models.PositiveSmallIntegerField()
    growth = models.PositiveSmallIntegerField()
    press = models.PositiveSmallIntegerField()
    safety = models.PositiveSmallIntegerField()
    anger = models.PositiveSmallIntegerField()
    reach = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="incidents_heat_is_its_parts",
                condition=Q(score=F("growth") + F("press") + F("safety") + F("anger") + F("reach"), score__lte=HIGHEST),
            )
        ]
        indexes = [models.Index(fields=["incident", "-id"], name="incidents_last_heat")]

    def __str__(self) -> str:
        return f"{self.incident_id}: {self.score}"


class Alarm(models.Model):
    """The heat passed a threshold: a leader has to know. Each level of an incident rings once; a higher one anew."""

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="alarms", db_index=False)
    level = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "level"], name="incidents_alarm_once"),
            models.CheckConstraint(name="incidents_alarm_level", condition=Q(level__gte=1, level__lte=2)),
        ]
        indexes = [models.Index(fields=["incident", "at"], name="incidents_alarmed")]

    def __str__(self) -> str:
        return f"alarm {self.level} of {self.incident_id}"


class Ring(models.Model):
    """Whom an alarm was sent to, and when; `turn` counts from 0."""

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="rings", db_index=False)
    turn = models.PositiveSmallIntegerField()
    whom = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alarm", "turn"], name="incidents_ring_once")]

    def __str__(self) -> str:
        return f"turn {self.turn} of {self.alarm_id}"


class Heeded(models.Model):
    """Somebody saw an alarm and said so, perhaps with what she does about it; it does not ring any more."""

    alarm = models.OneToOneField(Alarm, on_delete=models.PROTECT, related_name="heeded")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.alarm_id} heeded"


class Peak(models.Model):
    """The highest time of an incident so far: when most people were new to it, and how many (`heat.top`)."""

    incident = models.OneToOneField("incidents.Incident", on_delete=models.PROTECT, related_name="peak")
    at = models.DateTimeField()
    people = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["-at"], name="incidents_peaks")]

    def __str__(self) -> str:
        return f"{self.incident_id}: {self.people}"


class PressOn(models.Model):
    """An enquiry of the press that is about the same trouble as an incident (D13); it is none of its members."""

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="enquiries")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="press_on")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.message_id} on {self.incident_id}"
