"""Saved: a reply kept for the next time, in all its languages and forms of address."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.team.models import Member


class Saved(models.Model):
    """One saved reply. `texts` holds its words by language and form of address ({"de": {"formal": …}}); what is in
    none stays away. `replaces` names one of our own texts whose place it takes, empty for one of the team's own.
    `left_at`: no longer offered, and our own text, if it replaced one, is back."""

    name = models.CharField(max_length=80)
    replaces = models.CharField(max_length=40, blank=True)
    texts = models.JSONField(default=dict)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="saved", db_index=False)
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], name="replies_saved_name", condition=Q(left_at=None)),
            models.UniqueConstraint(
                fields=["replaces"], name="replies_saved_replaces", condition=Q(left_at=None) & ~Q(replaces="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def words(self, language: str, register: str) -> str:
        """Its words in `language`: in this form of address, else in another; empty where it has none."""
        there: dict[str, str] = self.texts.get(language, {})
        return there.get(register, "") or next((text for text in there.values() if text), "")
