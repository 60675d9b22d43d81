"""What happened to a case, in order, for ever; and what was done about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.team.models import Member


class Move(models.TextChoices):
    """The legal first moves (D26)."""

    INTRODUCTION = "introduction"
    ENQUIRY = "enquiry"
    DIRECT_FIX = "direct_fix"


class Action(models.Model):
    """Something was set going: an introduction, an enquiry (what, of whom, until when) or a direct fix (D09, D36).

    `whom` is asked by an enquiry: a member (`handler`) or somebody outside, by the name people know. `key` makes it
    happen once however often its form is sent.
    """

    key = models.CharField(max_length=120, unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="actions")
    move = models.CharField(max_length=12, choices=Move)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    handler = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    whom = models.CharField(max_length=200, blank=True)
    until = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_action_is_whole",
                condition=~Q(what="")
                & (
                    Q(move="direct_fix")
                    | Q(move="introduction", handler__isnull=False, until__isnull=False)
                    | Q(move="enquiry", until__isnull=False) & ~Q(whom="")
                ),
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.move


class Event(models.Model):
    """One line of the timeline. `what` is a code, `params` what its sentence needs; texts live in the catalogues.

    `shown` events may be told to the customer on her page; the rest stay with the people on the case.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="events", db_index=False)
    what = models.CharField(max_length=32)
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="events", db_index=False)
    params = models.JSONField(default=dict)
    shown = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="cases_timeline")]

    def __str__(self) -> str:
        return self.what


class Note(models.Model):
    """A private note: stays with the people on the case. No channel can be handed one: it is not a message."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.pk}"


class NoteDraft(models.Model):
    """A note somebody is still writing, hers alone; it lies beside the case, not beside a letter. `windows`: of what
    `text` is made, what each of her windows keeps by itself."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="note_drafts")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="note_drafts")
    text = models.TextField(blank=True)
    windows = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="cases_note_draft_hers")]

    def __str__(self) -> str:
        return f"note draft {self.pk}"
