"""Waiting: a reply that is written and has not left. Presence: who has a conversation open, and who writes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.cases.models import Case
from ombud.conversations.models import Conversation
from ombud.team.models import Member


class Why(models.TextChoices):
    """What a reply waits for."""

    UNDO = "undo", "the seconds in which it can be taken back"
    LATER = "later", "a date"
    READER = "reader", "a second reader"


LIVE = Q(outgoing__isnull=True, withdrawn_at__isnull=True)


class Waiting(models.Model):
    """A reply somebody has sent, not yet gone: for a few seconds, until a date, or for a second reader (D22).

    Nothing that it will settle is settled before it goes. `go_at` is when it goes, None as long as a second reader has
    not read it; `wanted_at` the date its author chose. `unless_heard`: it is withdrawn if the customer writes first,
    that is, by a message after `after`. `text` is what was judged, with the place for her link still open; it never
    changes, and `approved_sha256` is the text that a second reader let pass. It ends once: it left (`outgoing`), or it
    was withdrawn with a code why and, where a person said something, her words. `key` is that of the form. `files` is
    how many enclosures wait with it: no more and no fewer leave.
    """

    key = models.CharField(max_length=120, unique=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="waiting", db_index=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="waiting", db_index=False)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="waiting", db_index=False)
    why = models.CharField(max_length=8, choices=Why)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    next_word_by = models.DateTimeField(null=True)
    because = models.JSONField(default=dict)
    files = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    wanted_at = models.DateTimeField(null=True)
    go_at = models.DateTimeField(null=True)
    unless_heard = models.BooleanField(default=False)
    after = models.BigIntegerField(default=0)
    approved_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    approved_at = models.DateTimeField(null=True)
    approved_sha256 = models.CharField(max_length=64, blank=True)
    outgoing = models.OneToOneField("replies.Outgoing", null=True, on_delete=models.PROTECT, related_name="waited")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    withdrawn = models.CharField(max_length=32, blank=True)
    words = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="replies_waiting_one_end",
                condition=Q(withdrawn_at__isnull=True, withdrawn="", withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, outgoing__isnull=True) & ~Q(withdrawn=""),
            ),
            models.CheckConstraint(
                name="replies_waiting_not_her_own",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("by")),
            ),
            models.CheckConstraint(
                name="replies_waiting_text_as_read",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True, approved_sha256="")
                | Q(
                    approved_by__isnull=False, approved_at__isnull=False, approved_sha256=models.F("text_sha256")
                ),
            ),
            models.CheckConstraint(
                name="replies_waiting_read_first",
                condition=~Q(why="reader")
                | Q(approved_by__isnull=False)
                | Q(outgoing__isnull=True, go_at__isnull=True),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["conversation", "id"], name="replies_waiting_live", condition=LIVE),
            models.Index(fields=["case", "id"], name="replies_waiting_of_case"),
            models.Index(fields=["conversation", "by", "id"], name="replies_waiting_hers"),
        ]

    def __str__(self) -> str:
        return f"waiting {self.pk}"

    @property
    def live(self) -> bool:
        """Whether it still waits."""
        return self.outgoing_id is None and self.withdrawn_at is None


class Presence(models.Model):
    """Somebody has a conversation open (`seen_at`), and may be writing in it (`wrote_at`). Gone after minutes."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="presences", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="presences", db_index=False)
    seen_at = models.DateTimeField()
    wrote_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "member"], name="replies_presence_once")]
        indexes = [models.Index(fields=["seen_at"], name="replies_presence_old")]

    def __str__(self) -> str:
        return f"presence {self.pk}"
