"""What a brief argues with: what we know besides the voices, what speaks against it, what it asks."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Evidence(models.Model):
    """Something we know and nobody told us: a number from our own books, say, with what it counts."""

    brief = models.ForeignKey("advocacy.Brief", on_delete=models.CASCADE, related_name="evidence")
    figure = models.CharField(max_length=16, blank=True)
    words = models.CharField(max_length=240)

    class Meta:
        constraints = [models.CheckConstraint(name="advocacy_evidence_in_words", condition=~Q(words=""))]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"evidence of {self.brief_id}"


class Counter(models.Model):
    """What speaks against the brief, in the words of those who hold it, and how it weighs (D14, D15)."""

    brief = models.ForeignKey("advocacy.Brief", on_delete=models.CASCADE, related_name="counters")
    against = models.CharField(max_length=240)
    weighed = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="advocacy_against_in_words", condition=~Q(against=""))]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"against {self.brief_id}"


class Plea(models.Model):
    """One thing that is asked: of whom, by when, at what cost. An empty `of` means the leader herself."""

    brief = models.ForeignKey("advocacy.Brief", on_delete=models.CASCADE, related_name="pleas")
    what = models.CharField(max_length=240)
    of = models.CharField(max_length=120, blank=True)
    by = models.DateField(null=True)
    cost = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="advocacy_asks_in_words", condition=~Q(what=""))]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"asked by {self.brief_id}"
