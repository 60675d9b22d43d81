"""Promise: what we owe whom by when. Breach: that we did not keep it, for ever."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.team.models import Member


class Owe(models.TextChoices):
    """Kinds of promise, in the words of DUTIES."""

    ANSWER = "answer", "an answer"
    START = "start", "a first step"
    NEXT_WORD = "next_word", "next word"
    ACCEPT = "accept", "to accept"
    ASK_CUSTOMER = "ask_customer", "ask how it stands"
    ASK_HANDLER = "ask_handler", "ask the handler"
    ASK_AGAIN = "ask_again", "ask again if solved"
    TAKE_ON = "take_on", "take it to somebody new"
    READ = "read", "read a colleague's reply"
    UPDATE = "update", "a word to everybody who has it"
    BRIEF_ANSWER = "brief_answer", "an answer to a brief"
    TELL_OUTCOME = "tell_outcome", "tell what came of it"
    THANK = "thank", "thanks for praise"


# What is promised of a brief, which stands above this room: its row points here.
OF_A_BRIEF = (Owe.BRIEF_ANSWER, Owe.TELL_OUTCOME)
# What is about a thing of a higher room, and so about no case or message of its own.
ABOVE = (Owe.UPDATE, *OF_A_BRIEF)
DUE = Q(kept_at__isnull=True, released_at__isnull=True)


class Promise(models.Model):
    """Something owed, with a date that does not move. Kept, released (no longer due, with a code why) or open.

    `key` makes it unique: what it is about, the kind, the round. `keeper` is the person who keeps it. `alarm_at` is
    when she is warned before it breaks, `alarmed_at` that she was. `broken_at` is recorded beside, and a promise kept
    late stays a broken one. It is about a case or a message; what is promised of an incident or a brief is about
    neither, and the room of incidents or of briefs knows which one it is.
    """

    key = models.CharField(max_length=80, unique=True)
    owe = models.CharField(max_length=12, choices=Owe)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="promises", db_index=False)
    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="promises")
    keeper = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="promises", db_index=False)
    urgency = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    alarm_at = models.DateTimeField()
    alarmed_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    released = models.CharField(max_length=24, blank=True)
    broken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="promises_about_something",
                condition=Q(owe__in=ABOVE, case=None, message=None)
                | ~Q(owe__in=ABOVE) & (Q(case__isnull=False) | Q(message__isnull=False)),
            ),
            models.CheckConstraint(
                name="promises_kept_or_released", condition=Q(kept_at__isnull=True) | Q(released_at__isnull=True)
            ),
            models.CheckConstraint(name="promises_after_made", condition=Q(due_at__gte=models.F("made_at"))),
            models.CheckConstraint(
                name="promises_released_with_reason",
                condition=Q(released_at__isnull=True, released="") | Q(released_at__isnull=False) & ~Q(released=""),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="promises_due", condition=DUE),
            models.Index(fields=["keeper", "due_at", "id"], name="promises_mine", condition=DUE),
            models.Index(fields=["case", "due_at"], name="promises_of_case"),
            models.Index(fields=["alarm_at"], name="promises_to_warn", condition=DUE & Q(alarmed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def due(self) -> bool:
        """Whether it still has to be kept."""
        return self.kept_at is None and self.released_at is None


class Breach(models.Model):
    """A promise was not kept in time. Recorded for ever; raises urgency, never lowers it (D19)."""

    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="breach")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="breaches")
    at = models.DateTimeField()
    was = models.PositiveSmallIntegerField()
    becomes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="promises_d19_never_lowers", condition=Q(becomes__lte=models.F("was"))),
        ]

    def __str__(self) -> str:
        return f"breach of {self.promise_id}"
