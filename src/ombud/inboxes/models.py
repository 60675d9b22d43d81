"""Inbox: one account on one channel. Seat: who works it."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils import timezone

from ombud.privacy.sealing import SEALED, seal, unseal
from ombud.team.models import Member


def trainees() -> list[str]:
    """Whose replies wait for a second reader: where an inbox begins."""
    return ["trainee"]


def office_hours() -> list[list[list[str]]]:
    """Monday to Friday, nine to five: where an inbox begins."""
    return [[["09:00", "17:00"]] for _ in range(5)] + [[], []]


class Inbox(models.Model):
    """One account, its owner, its hours and how far it has been heard (D01).

    `week` is seven lists of ["HH:MM", "HH:MM"] spans, Monday first, in `zone`; `country` (ISO 3166) brings public
    holidays, `holidays` more days (ISO dates). `public`: others read along, as on an open list. `cursor` moves only
    together with the messages it passed. `trouble` is the reason code of what ails it since `trouble_at`, in hearing or
    in sending (`trouble_in`); `heard_at` is the last time the other side answered at all.
    `second_reader` are the roles whose private replies wait for one (D22).
    `listener` is the worker that holds the line until `listens_until`, so that several workers hear each inbox once.
    """

    name = models.CharField(max_length=80, unique=True)
    channel = models.CharField(max_length=24, default="mail")
    address = models.CharField(max_length=320)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="inboxes")
    brand = models.CharField(max_length=80)
    language = models.CharField(max_length=12, default="en")
    zone = models.CharField(max_length=64, default="UTC")
    week = models.JSONField(default=office_hours)
    country = models.CharField(max_length=8, blank=True)
    holidays = models.JSONField(default=list)
    settings = models.TextField(default="", editable=False)
    receipts = models.BooleanField(default=True)
    second_reader = models.JSONField(default=trainees)
    public = models.BooleanField(default=False)
    started_at = models.DateTimeField(default=timezone.now)
    paused_at = models.DateTimeField(null=True, blank=True)
    cursor = models.CharField(max_length=200, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    listener = models.CharField(max_length=32, blank=True)
    listens_until = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=64, blank=True)
    trouble_in = models.CharField(max_length=8, blank=True)
    trouble_detail = models.CharField(max_length=200, blank=True)
    trouble_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="inboxes_credentials_sealed",
                condition=models.Q(settings="") | models.Q(settings__startswith=SEALED),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def credentials(self) -> dict[str, Any]:
        """The settings of its channel, unsealed for this moment. Raises `Unsealable` if the secret is not theirs."""
        return dict(json.loads(unseal(self.settings))) if self.settings else {}

    def seal(self, credentials: dict[str, Any]) -> None:
        """Keep the channel's settings, sealed; written with the row."""
        self.settings = seal(json.dumps(credentials))


class Seat(models.Model):
    """A member works an inbox: she sees what arrives there and is owed by nobody yet."""

    inbox = models.ForeignKey(Inbox, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="seats")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inbox", "member"], name="inboxes_seat_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.inbox_id}"
