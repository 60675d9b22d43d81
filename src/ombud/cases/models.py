"""Case: the noun of the house. Its endings are in `endings`, its timeline and actions in `timeline`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.conversations.models import Conversation, Message
from ombud.inboxes.models import Inbox
from ombud.people.models import Person
from ombud.team.models import Member
from ombud.triage.models import KINDS

from .endings import Ask, NoAnswer, Release, Satisfaction
from .timeline import Action, Event, Note, NoteDraft

__all__ = [
    "Action", "Ask", "Case", "Concern", "Event", "NoAnswer", "Note", "NoteDraft", "Release", "Satisfaction", "Strand",
]  # fmt: skip

OPEN = Q(ended_at__isnull=True)


class Case(models.Model):
    """What one person needs settled, seen through by one owner.

    Facts, not flags: `rules.status` derives the label. `next_update_by` is when the customer hears from us next at the
    latest; `snoozed_until` can never pass it (D27). `asked_at` is the last "is it solved?" not yet answered,
    `handler` who has it in hand by a hand-off, `round` counts how often it had to be taken up anew. Ended means that
    one of `satisfaction`, `no_answer`, `release` is there. `edition` withdraws old links to the customer's page.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases", db_index=False)
    inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="cases")
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="owned")
    opener = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="opened_case")
    topic = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=KINDS)
    language = models.CharField(max_length=12)
    urgency = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    next_update_by = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=1)
    edition = models.PositiveIntegerField(default=1)
    first_action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    handler = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="helping", db_index=False)
    asked_at = models.DateTimeField(null=True)
    snoozed_until = models.DateTimeField(null=True)
    snoozes = models.PositiveSmallIntegerField(default=0)
    heard_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    satisfaction = models.ForeignKey(
        Satisfaction, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    no_answer = models.ForeignKey(NoAnswer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    release = models.ForeignKey(Release, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="cases_urgency", condition=Q(urgency__gte=1, urgency__lte=4)),
            models.CheckConstraint(
                name="cases_i2_complaint_is_urgent", condition=~Q(kind="complaint") | Q(urgency__lte=3)
            ),
            models.CheckConstraint(
                name="cases_i3_one_ending",
                condition=Q(ended_at__isnull=True, satisfaction=None, no_answer=None, release=None)
                | Q(ended_at__isnull=False, satisfaction__isnull=False, no_answer=None, release=None)
                | Q(ended_at__isnull=False, satisfaction=None, no_answer__isnull=False, release=None)
                | Q(ended_at__isnull=False, satisfaction=None, no_answer=None, release__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_i4_next_date", condition=Q(ended_at__isnull=False) | Q(next_update_by__isnull=False)
            ),
            models.CheckConstraint(
                name="cases_snooze_within_promise",
                condition=Q(snoozed_until=None) | Q(snoozed_until__lte=models.F("next_update_by")),
            ),
        ]
        indexes = [
            models.Index(fields=["-heard_at", "-id"], name="cases_newest"),
            models.Index(fields=["-heard_at", "-id"], name="cases_newest_open", condition=OPEN),
            models.Index(fields=["-heard_at", "-id"], name="cases_unanswered", condition=Q(no_answer__isnull=False)),
            models.Index(fields=["-heard_at", "-id"], name="cases_released", condition=Q(release__isnull=False)),
            models.Index(fields=["owner", "next_update_by", "id"], name="cases_owned_open", condition=OPEN),
            models.Index(fields=["person", "-id"], name="cases_of_person"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def keeper_id(self) -> int:
        """Who keeps what is owed about it: its owner; where she has left since it ended, whoever has the inbox (I4)."""
        gone = self.ended_at is not None and self.owner.left_at is not None
        return self.inbox.owner_id if gone else self.owner_id

    @property
    def open(self) -> bool:
        return self.ended_at is None


class Standing(models.Manager["Concern"]):
    """The concerns that stand, which is what everybody asks for."""

    def get_queryset(self) -> models.QuerySet[Concern]:
        return super().get_queryset().filter(left_at=None)


class Concern(models.Model):
    """One of the things she wants settled, in her words; settled apart from the others (D18).

    One that the reading found has `start` and `end`, its place in the message's text in code points. A person may see
    that it is no concern, or part of another (`into`): it is left by her name, stays on record, and can be taken up
    again. `objects` are those that stand, `every` are all.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="concerns")
    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="concerns")
    words = models.CharField(max_length=400)
    kind = models.CharField(max_length=12, choices=KINDS)
    at = models.DateTimeField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    left_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    left_at = models.DateTimeField(null=True)
    into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="joined", db_index=False)
    satisfaction = models.ForeignKey(
        Satisfaction, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = Standing()
    every = models.Manager["Concern"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="cases_concern_left_by_a_person",
                condition=Q(left_at=None, left_by=None, into=None)
                | Q(left_at__isnull=False, left_by__isnull=False, satisfaction=None),
            ),
            models.CheckConstraint(
                name="cases_concern_place",
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__gt=models.F("start")),
            ),
        ]

    def __str__(self) -> str:
        return f"concern {self.pk}"


class Strand(models.Model):
    """A conversation is part of a case; of one case at most."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="strands")
    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="strand")

    def __str__(self) -> str:
        return f"{self.conversation_id} in {self.case_id}"
