"""Person: a community member. Identity: one address or handle of hers."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Person(models.Model):
    """A community member, by the name she signs with and the language she writes in."""

    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, default="unknown")
    register = models.CharField(max_length=16, blank=True)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """How to address her: the name, or the local part of an address where she gave none."""
        if self.name:
            return self.name
        first = self.identities.first()
        return first.address.partition("@")[0] if first else ""


class Identity(models.Model):
    """One address of one person on one kind of channel. The same address is always the same person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identities")
    channel = models.CharField(max_length=24)
    address = models.CharField(max_length=320)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "address"], name="people_identity_once")]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.address
