"""Handoff: somebody was asked to help. Failure: she did not, and is not asked again on this case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.cases.models import Action, Case
from ombud.promises.models import Promise
from ombud.replies.models import Outgoing
from ombud.team.models import Member

IN_HAND = Q(returned_at__isnull=True, done_at__isnull=True)


class Why(models.TextChoices):
    """Why a hand-off came back to the owner."""

    DECLINED = "declined"
    NOT_ACCEPTED = "not_accepted"
    NOT_SOLVED = "not_solved"
    TAKEN_BACK = "taken_back"


class Handoff(models.Model):
    """A named person is asked to help until a date, and the customer is told (I5, D04, D29, D30).

    `notice` is the word to the customer, `letter` the one to the handler; the two follow-ups are promises. Facts
    follow: accepted, declined, asked, done, returned. `edition` withdraws the handler's links.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handoffs")
    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="handoff")
    handler = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="handoffs")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    round = models.PositiveSmallIntegerField()
    edition = models.PositiveIntegerField(default=1)
    notice = models.OneToOneField(Outgoing, on_delete=models.PROTECT, related_name="introduces")
    letter = models.OneToOneField(Outgoing, on_delete=models.PROTECT, related_name="asks_of")
    follow_customer = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="+")
    follow_handler = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="+")
    nudged_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_words = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True)
    returned = models.CharField(max_length=16, blank=True, choices=Why)
    returned_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], name="handoffs_one_in_hand", condition=IN_HAND),
            models.CheckConstraint(name="handoffs_asks_something", condition=~Q(what="")),
            models.CheckConstraint(
                name="handoffs_returned_with_reason",
                condition=Q(returned_at__isnull=True, returned="") | Q(returned_at__isnull=False) & ~Q(returned=""),
            ),
            models.CheckConstraint(
                name="handoffs_done_with_words", condition=Q(done_at__isnull=True) | ~Q(done_words="")
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"hand-off {self.pk}"

    @property
    def in_hand(self) -> bool:
        """Whether the handler still has it."""
        return self.returned_at is None and self.done_at is None


class Failure(models.Model):
    """This handler did not help this customer with this case. She cannot be given it again, by anybody (I5, D45)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="failures")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="failures")
    handoff = models.OneToOneField(Handoff, on_delete=models.PROTECT, related_name="failure")
    why = models.CharField(max_length=16, choices=Why)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="handoffs_failed_once")]

    def __str__(self) -> str:
        return f"{self.member_id} failed {self.case_id}"
