"""What was held against what: tellings, the checks they were put to, and what people said of two cases (D32)."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q

from ombud.cases.endings import Because
from ombud.cases.models import Case, Concern
from ombud.team.models import Member

# Cases let go for one of these reasons tell of nothing, or tell it elsewhere.
NO_MORE: Final = (Because.MISTAKE, Because.MERGED, Because.FORGOTTEN)


class Telling(models.Model):
    """A complaint as far as it can be compared: a trace, and where it lies. It holds no words.

    `place` is float16, none where the words say nothing; `wording` is alike for the same words whoever sends them.
    `made_by` names the model: tellings of two models are not compared. Deleted when it is made anew or forgotten; a
    `Dropped` row then tells every process to let it go.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tellings")
    concern = models.OneToOneField(Concern, on_delete=models.PROTECT, related_name="telling")
    packed = models.BinaryField()
    place = models.BinaryField(null=True)
    wording = models.CharField(max_length=16)
    made_by = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["wording", "id"], name="incidents_same_words")]

    def __str__(self) -> str:
        return f"telling {self.pk}"


class Dropped(models.Model):
    """The number of a telling that is no more, and nothing else of it."""

    telling = models.BigIntegerField()

    def __str__(self) -> str:
        return f"telling {self.telling} is no more"


class Check(models.Model):
    """A case was held against all others: when, and how many were near (D32)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checks", db_index=False)
    near = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="incidents_last_check")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.near} near"


def drop(tellings: models.QuerySet[Telling]) -> None:
    """Take tellings out, for every process that compares."""
    gone = list(tellings.values_list("pk", flat=True))
    Dropped.objects.bulk_create([Dropped(telling=pk) for pk in gone])
    Telling.objects.filter(pk__in=gone).delete()


def compared(tellings: models.QuerySet[Telling], made_by: str) -> models.QuerySet[Telling]:
    """Those of them that tell of something today, and can be compared with what this model makes."""
    standing = tellings.filter(made_by=made_by, place__isnull=False, concern__left_at=None)
    return standing.exclude(case__release__because__in=NO_MORE)


class Nearness(models.Model):
    """One of those that were near at a check, with the log odds that it is the same trouble."""

    check_of = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="found")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="near_to")
    odds = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_of", "case"], name="incidents_near_once")]

    def __str__(self) -> str:
        return f"{self.case_id} at {self.odds:.1f}"


class Said(models.TextChoices):
    """What a person says of two cases; `undone` takes back what was said before."""

    SAME = "same"
    NOT_SAME = "not_same"
    UNDONE = "undone"


class Verdict(models.Model):
    """A person said it of these two cases. The last word on a pair holds; every earlier one stays on record.

    The lower number is `first`, so that a pair is one pair whoever of the two is asked about.
    """

    first = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    second = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    said = models.CharField(max_length=8, choices=Said)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="verdicts")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="incidents_pair_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="incidents_said_of_a_pair", condition=Q(said__in=Said.values)),
        ]
        indexes = [
            models.Index(fields=["first", "second", "-id"], name="incidents_last_word"),
            models.Index(fields=["second"], name="incidents_said_of_second"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {self.said}"
