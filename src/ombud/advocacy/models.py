"""Brief: a concern argued before a leader. What it says is in `grounds`, whose voices are in it in `voices`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.inboxes.models import Inbox
from ombud.incidents.models import Incident
from ombud.promises.models import Promise
from ombud.replies.models import Outgoing
from ombud.team.models import Member

from .grounds import Counter, Evidence, Plea
from .outcome import Answer, Outcome
from .voices import Consent, Quote, Voice

__all__ = [
    "GOES_ON", "Answer", "Brief", "Consent", "Counter", "Evidence", "Happening", "Outcome", "Plea", "Quote", "Voice",
]  # fmt: skip

GOES_ON = Q(closed_at=None, withdrawn_at=None)


class Brief(models.Model):
    """A concern, argued before somebody who can end the trouble (D14).

    Facts, not flags: `rules.status` derives the label. `incident` is what it came from, None where a rule is judged
    unfair without one. Its leader is `to`, a member, or somebody outside by name and address. `answer_by` is when she
    is asked to answer, moved by her "later" alone (`put_off_at`). Sent, its words and `figures` stand still, as of
    `sent_at`; `edition` withdraws old links. `decision` is the yes or no, `answer_promise` and `tell_promise` what its
    owner owes. `inbox` is whose clock counts and whence its letters go.
    """

    title = models.CharField(max_length=120, blank=True)
    claim = models.TextField(blank=True)
    leaving = models.TextField(blank=True)
    language = models.CharField(max_length=12, default="en")
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="briefs")
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="briefs")
    inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="+", db_index=False)
    to = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="briefed")
    to_name = models.CharField(max_length=120, blank=True)
    to_address = models.EmailField(blank=True)
    to_language = models.CharField(max_length=12, blank=True)
    answer_by = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    figures = models.JSONField(default=dict)
    letter = models.ForeignKey(Outgoing, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    edition = models.PositiveIntegerField(default=1)
    read_at = models.DateTimeField(null=True)
    put_off_at = models.DateTimeField(null=True)
    decision = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    answer_promise = models.OneToOneField(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    tell_promise = models.OneToOneField(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    reminders = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="advocacy_d14_sent_is_whole",
                condition=Q(sent_at=None)
                | ~Q(title="")
                & ~Q(claim="")
                & Q(answer_by__isnull=False)
                & (Q(to__isnull=False) | ~Q(to_name="") & ~Q(to_address="")),
            ),
            models.CheckConstraint(
                name="advocacy_one_addressee", condition=Q(to=None) | Q(to_name="", to_address="", to_language="")
            ),
            models.CheckConstraint(
                name="advocacy_read_once_sent",
                condition=Q(sent_at__isnull=False) | Q(read_at=None, put_off_at=None, decision=None, closed_at=None),
            ),
            models.CheckConstraint(
                name="advocacy_closed_is_decided",
                condition=Q(closed_at=None) | Q(decision__isnull=False, withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="advocacy_withdrawn_with_words",
                condition=Q(withdrawn_at=None, withdrawn="")
                | Q(withdrawn_at__isnull=False, decision=None) & ~Q(withdrawn=""),
            ),
        ]
        indexes = [
            models.Index(fields=["-begun_at", "-id"], name="advocacy_going_on", condition=GOES_ON),
            models.Index(fields=["-id"], name="advocacy_over", condition=~GOES_ON),
        ]

    def __str__(self) -> str:
        return f"brief {self.pk}"

    @property
    def said(self) -> str:
        """Yes or no, once it is decided; empty before."""
        return self.decision.said if self.decision else ""

    @property
    def leader_name(self) -> str:
        """Who is to answer it; empty as long as nobody is chosen."""
        return self.to.name if self.to else self.to_name

    @property
    def leader_address(self) -> str:
        """Where her letters go."""
        return self.to.email if self.to else self.to_address


class Happening(models.Model):
    """One line of what happened to a brief. `what` is a code, `params` what its sentence needs."""

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="happenings", db_index=False)
    what = models.CharField(max_length=32)
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    params = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["brief", "id"], name="advocacy_happened")]

    def __str__(self) -> str:
        return self.what
