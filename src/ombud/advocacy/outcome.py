"""What the leader answered, and what those who complained are told of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.team.models import Member

from .rules import Said


class Answer(models.Model):
    """The leader's word: yes, no with reasons, or later with a date. `by` None: she answered by her link."""

    brief = models.ForeignKey("advocacy.Brief", on_delete=models.PROTECT, related_name="answers")
    said = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Said])
    words = models.TextField(blank=True)
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="advocacy_no_with_reasons", condition=~Q(said=Said.NO) | ~Q(words="")),
            models.CheckConstraint(
                name="advocacy_later_with_a_date",
                condition=Q(said=Said.LATER, until__isnull=False) | ~Q(said=Said.LATER) & Q(until=None),
            ),
            models.CheckConstraint(name="advocacy_answer_is_one", condition=Q(said__in=list(Said))),
            models.UniqueConstraint(fields=["brief"], name="advocacy_decided_once", condition=~Q(said=Said.LATER)),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.said


class Outcome(models.Model):
    """What came of it, in the owner's words, for those who speak this language."""

    brief = models.ForeignKey("advocacy.Brief", on_delete=models.PROTECT, related_name="outcomes")
    language = models.CharField(max_length=12)
    words = models.TextField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brief", "language"], name="advocacy_one_word_a_language"),
            models.CheckConstraint(name="advocacy_outcome_in_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"outcome of {self.brief_id} in {self.language}"
