"""Work: one step to be done for one subject."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

UNREAD = Q(step="understand")


class Work(models.Model):
    """A step of the journey that is due. Deleted in the step's own transaction, so the table stays small.

    `key` makes enqueuing repeatable. `lease` is who works on it, until `lease_until`; a worker that lost its lease
    cannot finish. `attempts` counts the starts; `trouble` is the code of the last failure.
    """

    step = models.CharField(max_length=32)
    subject = models.BigIntegerField()
    key = models.CharField(max_length=120, unique=True)
    due_at = models.DateTimeField()
    lease = models.CharField(max_length=32, default="")
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="work_due"),
            # How much waits to be read is asked with every batch that is read, and on every page of the desk.
            models.Index(fields=["due_at", "id"], name="work_unread", condition=UNREAD),
        ]

    def __str__(self) -> str:
        return self.key
