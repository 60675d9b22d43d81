"""Verdict, Override, Outgoing, Draft, Receipt: what we write, judged, sent once. What waits first is in `waiting`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.cases.models import Case
from ombud.conversations.models import Conversation, Message
from ombud.inboxes.models import Inbox
from ombud.team.models import Member

from .enclosures import Enclosure
from .overriding import NEVER
from .saved import Saved
from .waiting import Presence, Waiting

__all__ = ["Draft", "Enclosure", "Outgoing", "Override", "Presence", "Receipt", "Saved", "Verdict", "Waiting"]


class Verdict(models.Model):
    """What the guard said of exactly one text, known by its SHA-256 (I6).

    `stops` counts the rules that stop the text. Where there are any and it `passes` all the same, a named person took
    each of them on herself: an `Override` a rule. `public` is what it was judged for.
    """

    sha256 = models.CharField(max_length=64)
    passes = models.BooleanField()
    stops = models.PositiveSmallIntegerField(default=0)
    public = models.BooleanField(default=False)
    findings = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return "passes" if self.passes else "stops"


class Override(models.Model):
    """A named person sent a text although this rule stops it, and said why. Kept for ever; never before the public."""

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="overrides")
    rule = models.CharField(max_length=8)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="overrides", db_index=False)
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["verdict", "rule"], name="replies_override_once"),
            models.CheckConstraint(name="replies_override_in_words", condition=~Q(words="")),
            models.CheckConstraint(name="replies_override_never", condition=~Q(rule__in=NEVER)),
        ]

    def __str__(self) -> str:
        return self.rule


class Outgoing(models.Model):
    """The outbox: one text on its way to one address. Written in the transaction of the fact that causes it.

    `key` makes it be written once. The remote id is the message's own and is fixed before the first try. Only a text
    with a passing verdict for exactly that text can be here (I6). `sent_at`: the other side took it. `failed_at`: it
    will not arrive, `trouble` says why. `bounced_at`: it came back.
    """

    key = models.CharField(max_length=120, unique=True)
    inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="outgoing")
    message = models.OneToOneField(Message, null=True, on_delete=models.PROTECT, related_name="outgoing")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="outgoing", db_index=False)
    audience = models.CharField(max_length=8)
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.CharField(max_length=320)
    remote_id = models.CharField(max_length=400, unique=True)
    answers = models.JSONField(default=list)
    subject = models.CharField(max_length=400)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="outgoing", db_index=False)
    passes = models.BooleanField(default=True)
    language = models.CharField(max_length=12)
    automatic = models.BooleanField()
    token = models.CharField(max_length=80, blank=True)
    sender_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)
    bounced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="replies_i6_guard_passed", condition=Q(passes=True)),
            models.CheckConstraint(
                name="replies_audience", condition=Q(audience__in=["customer", "handler", "member"])
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="replies_of_case"),
            models.Index(fields=["id"], name="replies_not_sent", condition=Q(sent_at__isnull=True)),
            models.Index(fields=["id"], name="replies_bounced", condition=Q(bounced_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.key


class Receipt(models.Model):
    """An automatic receipt: at most one a sender and day (RFC 3834)."""

    outgoing = models.OneToOneField(Outgoing, on_delete=models.PROTECT, related_name="receipt")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="receipt")
    address = models.CharField(max_length=320)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "day"], name="replies_one_receipt_a_day")]

    def __str__(self) -> str:
        return f"receipt {self.pk}"


class Draft(models.Model):
    """What somebody is writing, kept on the server, hers alone; a colleague's change never touches it.

    `machine_at`: since when it is a model's draft and not her own words. `windows`: of what `text` is made, what each
    of her windows keeps by itself.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="drafts")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="drafts")
    text = models.TextField(blank=True)
    windows = models.JSONField(default=list)
    at = models.DateTimeField()
    machine_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "member"], name="replies_draft_hers")]

    def __str__(self) -> str:
        return f"draft {self.pk}"
