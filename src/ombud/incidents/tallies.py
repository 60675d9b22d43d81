"""How many people complain of what, hour by hour: small counters from which the usual is learnt, and what broke it.

Counted are voices: one person's many complaints of a topic within a day are one, and so are copies of a text. A channel
is an inbox, which is one account: what is usual for one brand says nothing of another.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.db.models import F, Q

from ombud.cases.models import Case
from ombud.inboxes.models import Inbox

from .checked import Telling
from .rates import hour_of

ONCE: Final = timedelta(hours=24)  # a person, or a text, is one voice for so long


class Tally(models.Model):
    """How many voices were heard of a topic on a channel in an hour of the clock; hours without any have no row."""

    topic = models.CharField(max_length=20)
    channel = models.CharField(max_length=24)
    hour = models.DateTimeField()
    people = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "channel", "hour"], name="incidents_tally_once"),
        ]
        indexes = [models.Index(fields=["channel", "hour"], name="incidents_tally_begins")]

    def __str__(self) -> str:
        return f"{self.topic} on {self.channel}"


class Tallied(models.Model):
    """A case as it was counted: as what, where, when it was told; `voice` says that it counts for one."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="tallied")
    topic = models.CharField(max_length=20)
    channel = models.CharField(max_length=24)
    at = models.DateTimeField()
    wording = models.CharField(max_length=16)
    voice = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["topic", "channel", "at"], name="incidents_tallied_at", condition=Q(voice=True)),
            models.Index(fields=["wording", "at"], name="incidents_tallied_words", condition=Q(voice=True)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} as {self.topic}"


class Surge(models.Model):
    """There was more of a topic than usual: so many voices since `since`, where `usual` would be normal. It proposed an
    incident, in which a person looks through what there was."""

    incident = models.OneToOneField("incidents.Incident", on_delete=models.PROTECT, related_name="surge")
    topic = models.CharField(max_length=20)
    channel = models.CharField(max_length=24)
    since = models.DateTimeField()
    at = models.DateTimeField()
    count = models.PositiveIntegerField()
    usual = models.FloatField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="incidents_surge_is_more", condition=Q(count__gt=F("usual"), at__gte=F("since"))
            )
        ]
        indexes = [models.Index(fields=["topic", "channel", "-at"], name="incidents_last_surge")]

    def __str__(self) -> str:
        return f"{self.count} of {self.topic}"


def channel_of(inbox: Inbox) -> str:
    """By what is counted that comes into this inbox."""
    return f"inbox {inbox.pk}"


def count(case: Case, topic: str, at: datetime) -> Tallied | None:
    """Count the case in the hour in which it was told; None if it is counted so already. Read differently since, it is
    counted as what it is read as now. Belongs where no two cases are counted at once."""
    before = Tallied.objects.filter(case=case).first()
    if before is not None and before.topic == topic:
        return None
    if before is not None:
        if before.voice:
            _add(before, -1)
        before.delete()
    words = Telling.objects.filter(case=case).order_by("pk").values_list("wording", flat=True).first() or ""
    channel = channel_of(case.inbox)
    around = Tallied.objects.filter(topic=topic, channel=channel, voice=True, at__gt=at - ONCE, at__lt=at + ONCE)
    heard = around.filter(case__person=case.person_id).exists() or around.filter(wording=words).exists()
    made = Tallied.objects.create(case=case, topic=topic, channel=channel, at=at, wording=words, voice=not heard)
    if made.voice:
        _add(made, 1)
    return made


def _add(one: Tallied, people: int) -> None:
    row, _made = Tally.objects.get_or_create(topic=one.topic, channel=one.channel, hour=hour_of(one.at))
    Tally.objects.filter(pk=row.pk).update(people=F("people") + people)
