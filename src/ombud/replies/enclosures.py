"""Enclosure: a file that goes with a reply and has not left yet: with its author's draft, then with what waits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.conversations.models import Conversation
from ombud.team.models import Member

from .waiting import Waiting

WITH_DRAFT = Q(waiting__isnull=True, taken_out_at__isnull=True)


class Enclosure(models.Model):
    """A file that `by` has added to what she writes in `conversation`; the content lies in the store.

    It is with her draft until she sends; then it is with the reply that waits (`waiting`) and stays there, whatever
    becomes of that. As the reply leaves, the same file becomes an attachment of its message. `taken_out_at`: she has
    taken it out of her draft, or her draft was left alone for long; some time later it is gone.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="enclosures", db_index=False)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="enclosures", db_index=False)
    waiting = models.ForeignKey(Waiting, null=True, on_delete=models.PROTECT, related_name="enclosures")
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "by", "sha256", "name"], name="replies_enclosed_once", condition=WITH_DRAFT
            ),
            models.CheckConstraint(
                name="replies_enclosed_something", condition=Q(size__gt=0) & ~Q(name="")
            ),
            models.CheckConstraint(
                name="replies_enclosed_or_taken_out", condition=Q(waiting__isnull=True) | Q(taken_out_at__isnull=True)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
