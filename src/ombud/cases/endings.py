"""The only ways a case ends, and the asks that lead there. None of them is a click of ours (D10, D31, I3)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ombud.conversations.models import Message
from ombud.people.models import Person
from ombud.team.models import Member


class Satisfaction(models.Model):
    """The customer says of one concern that it is solved: in which words, in which message of hers."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="satisfactions")
    concern = models.ForeignKey("cases.Concern", on_delete=models.PROTECT, related_name="satisfactions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="satisfactions")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="satisfactions")
    words = models.TextField(blank=True)
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "round"], name="cases_satisfied_once"),
        ]

    def __str__(self) -> str:
        return f"solved, says {self.person_id}"


class Ask(models.Model):
    """We asked: "is it solved?" Possible only after something was done (`action`; D09, D26, D36)."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="asks")
    round = models.PositiveSmallIntegerField()
    action = models.ForeignKey("cases.Action", on_delete=models.PROTECT, related_name="asks")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="ask")
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "round", "day"], name="cases_one_ask_a_day")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"asked on {self.day}"


class NoAnswer(models.Model):
    """Two asks on two days and no word since: rests, and reopens for ever."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="no_answers")
    first = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    second = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="+")
    second_day = models.DateField()
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="cases_i3_two_days", condition=Q(first_day__lt=F("second_day"))),
        ]

    def __str__(self) -> str:
        return f"no answer since {self.second_day}"


class Because(models.TextChoices):
    """The closed list of reasons for letting go without the customer's "solved"."""

    WITHDRAWN = "withdrawn", "The customer withdrew it"
    STOPPED = "stopped", "The customer asked us to stop writing"
    MERGED = "merged", "Merged into another case of the same person"
    MISTAKE = "mistake", "Opened by mistake"
    FORGOTTEN = "forgotten", "Erased at the customer's request"


class Release(models.Model):
    """Let go for one of the closed reasons: by the customer (her message) or by a named member with her words."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="releases")
    because = models.CharField(max_length=12, choices=Because)
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="releases")
    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="releases")
    into = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="absorbed")
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_i3_release_reasons",
                condition=Q(because__in=["withdrawn", "stopped"], message__isnull=False, into=None)
                | Q(because="merged", by__isnull=False, into__isnull=False)
                | Q(because__in=["mistake", "forgotten"], by__isnull=False, into=None) & ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return self.because
