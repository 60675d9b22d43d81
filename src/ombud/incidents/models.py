"""Incident: a trouble that several people have. What was compared to find it is in `checked`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.cases.models import Case
from ombud.team.models import Member

from .checked import Check, Dropped, Nearness, Said, Telling, Verdict
from .rebuilt import Rebuild
from .tallies import Surge, Tallied, Tally
from .updates import Asking, LeftOut, Pledge, Recipient, Rendering, Update
from .warned import Alarm, Heated, Heeded, Peak, PressOn, Ring

__all__ = [
    "OPEN",
    "Alarm",
    "Asking",
    "Check",
    "Dropped",
    "Happening",
    "Heated",
    "Heeded",
    "How",
    "Incident",
    "Left",
    "LeftOut",
    "Membership",
    "Nearness",
    "Peak",
    "Pledge",
    "PressOn",
    "Rebuild",
    "Recipient",
    "Rendering",
    "Ring",
    "Said",
    "Surge",
    "Tallied",
    "Tally",
    "Telling",
    "Update",
    "Verdict",
]

OPEN = Q(dismissed_at=None, ended_at=None, merged_into=None)


class Incident(models.Model):
    """The same trouble, felt by many. Proposed by itself, confirmed by a person who gives it an owner and a date (D33).

    Facts, not flags: `rules.status` derives the label. `title` is a person's, so that no customer's words stand where
    people read who are not on the case. `safety_at` is since when somebody may be hurt by it. `next_update_by` is when
    those affected hear of it at the latest; what `split_from` names is a trouble close to this one, and another.
    One that was dismissed and then merged stays dismissed for when it is one of its own again.
    """

    title = models.CharField(max_length=160, blank=True)
    proposed_at = models.DateTimeField()
    safety_at = models.DateTimeField(null=True)
    owner = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="incidents")
    confirmed_at = models.DateTimeField(null=True)
    next_update_by = models.DateTimeField(null=True)
    cause_at = models.DateTimeField(null=True)
    cause = models.TextField(blank=True)
    fixed_at = models.DateTimeField(null=True)
    fix = models.TextField(blank=True)
    dismissed_at = models.DateTimeField(null=True)
    dismissed = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    split_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="split")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="incidents_d33_confirmed_is_owned",
                condition=Q(confirmed_at=None) | Q(owner__isnull=False) & ~Q(title=""),
            ),
            models.CheckConstraint(
                name="incidents_d33_next_update",
                condition=Q(confirmed_at=None) | ~OPEN | Q(next_update_by__isnull=False),
            ),
            models.CheckConstraint(
                name="incidents_known_of_a_confirmed",
                condition=Q(confirmed_at__isnull=False) | Q(cause_at=None, fixed_at=None, ended_at=None),
            ),
            models.CheckConstraint(name="incidents_cause_in_words", condition=Q(cause_at=None) | ~Q(cause="")),
            models.CheckConstraint(name="incidents_fix_in_words", condition=Q(fixed_at=None) | ~Q(fix="")),
            models.CheckConstraint(
                name="incidents_dismissed_with_words", condition=Q(dismissed_at=None) | ~Q(dismissed="")
            ),
            models.CheckConstraint(
                name="incidents_one_way_to_end",
                condition=Q(ended_at=None) | Q(dismissed_at=None, merged_into=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-proposed_at", "-id"], name="incidents_proposed", condition=OPEN & Q(confirmed_at=None)
            ),
            models.Index(
                fields=["next_update_by", "id"],
                name="incidents_going_on",
                condition=OPEN & Q(confirmed_at__isnull=False),
            ),
            models.Index(fields=["-proposed_at", "-id"], name="incidents_newest"),
        ]

    def __str__(self) -> str:
        return f"incident {self.pk}"

    @property
    def open(self) -> bool:
        """Neither dismissed, ended nor merged."""
        return self.dismissed_at is None and self.ended_at is None and self.merged_into_id is None


class How(models.TextChoices):
    """How a case came into an incident."""

    FOUND = "found"
    PERSON = "person"
    SPLIT = "split"
    MERGED = "merged"
    RETURNED = "returned"


class Left(models.TextChoices):
    """Why a case is no longer in an incident."""

    NOT_SAME = "not_same"
    SPLIT = "split"
    MERGED = "merged"
    UNDONE = "undone"


class Membership(models.Model):
    """A case in an incident, since when and how; `left_at` with why. One that is open a case. Never deleted or taken
    up again: who comes back gets a new one, so that a split or a merge is undone with nothing lost."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="memberships", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="memberships")
    since = models.DateTimeField()
    how = models.CharField(max_length=8, choices=How)
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    came_from = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    left_at = models.DateTimeField(null=True)
    left = models.CharField(max_length=8, choices=Left, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], name="incidents_one_a_case", condition=Q(left_at=None)),
            models.CheckConstraint(
                name="incidents_left_with_why",
                condition=Q(left_at=None, left="") | Q(left_at__isnull=False) & ~Q(left=""),
            ),
            models.CheckConstraint(
                name="incidents_found_or_by_a_person", condition=Q(how=How.FOUND) | Q(by__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["incident", "id"], name="incidents_members", condition=Q(left_at=None))]

    def __str__(self) -> str:
        return f"{self.case_id} in {self.incident_id}"


class Happening(models.Model):
    """One line of what happened to an incident. `what` is a code, `params` what its sentence needs."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="happenings", db_index=False)
    what = models.CharField(max_length=32)
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    params = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["incident", "id"], name="incidents_happened")]

    def __str__(self) -> str:
        return self.what
