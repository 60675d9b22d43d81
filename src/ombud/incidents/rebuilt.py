"""Rebuild: a history is taken up, case by case, by whichever worker is free; it goes on where it stopped."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import ExpressionWrapper, F, Q


class Rebuild(models.Model):
    """All cases up to `until` are held against each other, by the model `made_by`; `mark` is the last one that is done.

    `cases` is how many there are to be done, `done` how many are, `told` how many tellings were made on the way.
    """

    made_by = models.CharField(max_length=32)
    until = models.BigIntegerField()
    cases = models.PositiveIntegerField()
    mark = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                ExpressionWrapper(Q(ended_at=None), models.BooleanField()),
                name="incidents_one_rebuild",
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(name="incidents_rebuilt_in_bounds", condition=Q(done__lte=F("cases"))),
        ]

    def __str__(self) -> str:
        return f"{self.done} of {self.cases}"

    @property
    def left(self) -> timedelta | None:
        """How long it will still take, by what it took so far; None as long as nothing can be said."""
        if self.moved_at is None or self.ended_at is not None or not self.done:
            return None
        return (self.moved_at - self.begun_at) * ((self.cases - self.done) / self.done)


def going_on() -> Rebuild | None:
    """The one that is not finished yet, if there is one."""
    return Rebuild.objects.filter(ended_at=None).first()


def moved(rebuild: Rebuild, *, mark: int, done: int, told: int, now: datetime) -> None:
    """So far it has come. Past its last case it has ended."""
    rebuild.mark = mark
    # A case may have come to light with a number that was thought to be done: it is done, and not counted twice.
    rebuild.done = min(rebuild.done + done, rebuild.cases)
    rebuild.told += told
    rebuild.moved_at = now
    if not done or mark >= rebuild.until:
        rebuild.done, rebuild.ended_at = rebuild.cases, now
    rebuild.save()
