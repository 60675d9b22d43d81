"""Place: somebody's place in the circle of a case. Entry: the record of stepping in from outside."""

from __future__ import annotations

from django.db import models

from ombud.cases.models import Case
from ombud.team.models import Member


class Place(models.Model):
    """A member is on the case, and why: owner, handler, invited, stepped_in."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="places", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="places", db_index=False)
    because = models.CharField(max_length=12)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="access_place_once")]
        indexes = [models.Index(fields=["member", "-case"], name="access_my_cases")]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.case_id}"


class Entry(models.Model):
    """Somebody from outside the circle opened a case, and said why (break-glass; D23). Kept for ever."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="entries")
    words = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.member_id} into {self.case_id}"
