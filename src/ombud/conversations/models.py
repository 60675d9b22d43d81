"""Conversation, Message, Raw, Attachment, Hint."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from ombud.inboxes.models import Inbox
from ombud.people.models import Person
from ombud.team.models import Member

# The channel of what an import brings, whatever it came by at the time.
HISTORY = "history"
OWED = Q(direction="in", auto="no", answered_by__isnull=True, aside_by__isnull=True)


class Direction(models.TextChoices):
    IN = "in"
    OUT = "out"


class Voice(models.TextChoices):
    """Who speaks: the customer, a handler by link or mail, one of us in her own words, or the machine saying so."""

    CUSTOMER = "customer"
    HANDLER = "handler"
    PERSON = "person"
    MACHINE = "machine"


class Aside(models.TextChoices):
    """The only reasons for leaving a message unanswered, each confirmed by a named person (D03, D06).

    `stopped` is her own wish: the message in which she asked us not to write about it again.
    """

    SPAM = "spam"
    ABUSE = "abuse"
    STOPPED = "stopped"


class Conversation(models.Model):
    """What is said with one party in one inbox, under one subject: a customer or a handler, never both. `public`:
    everybody reads along; what is said to her alone is another conversation."""

    inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="conversations")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="conversations")
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="conversations")
    subject = models.CharField(max_length=400, blank=True)
    public = models.BooleanField(default=False)
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="conversations_one_party",
                condition=Q(person__isnull=False, member__isnull=True) | Q(person__isnull=True, member__isnull=False),
            ),
            models.CheckConstraint(
                name="conversations_handlers_in_private", condition=Q(public=False) | Q(member__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class Message(models.Model):
    """One thing said. Facts only: what it is to us is derived from `answered_by`, `auto` and `aside_by` (I1).

    `remote_id` is unique in the inbox; a second mail under a first one's id has its `fingerprint` added. `text` is what
    was written now; the whole is in `raw`. `auto` is the channel's `Auto`, with the mail itself as evidence (RFC 3834).
    `due_at` is set as soon as it is heard: by then an answer is owed at the latest; the reading may promise it sooner.
    `forged` marks a sender whom the receiving server could not vouch for (DMARC). `problems` are codes of what could
    not be read.

    Its keys have no index of their own: those named below serve them. One over all of `answered_by` would lead who
    looks for what nobody has answered through every word of ours.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="messages", db_index=False)
    inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="messages", db_index=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="messages", db_index=False)
    direction = models.CharField(max_length=3, choices=Direction)
    voice = models.CharField(max_length=8, choices=Voice)
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="messages", db_index=False)
    remote_id = models.CharField(max_length=400)
    fingerprint = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    heard_at = models.DateTimeField()
    via = models.CharField(max_length=12, default="mail")
    auto = models.CharField(max_length=8, default="no")
    forged = models.BooleanField(default=False)
    problems = models.JSONField(default=list)
    files = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answers", db_index=False)
    aside = models.CharField(max_length=8, blank=True, choices=Aside)
    aside_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="set_aside", db_index=False)
    aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inbox", "remote_id"], name="conversations_message_once"),
            models.CheckConstraint(
                name="conversations_voice",
                condition=Q(direction="in", voice="customer", by__isnull=True)
                | Q(direction="in", voice="handler", by__isnull=False)
                | Q(direction="in", voice="machine", by__isnull=True) & ~Q(auto="no")
                | Q(direction="out", voice="person", by__isnull=False)
                | Q(direction="out", voice="machine", by__isnull=True),
            ),
            models.CheckConstraint(
                name="conversations_i1_one_standing",
                condition=Q(direction="out", answered_by__isnull=True, aside_by__isnull=True, due_at__isnull=True)
                | Q(direction="in", auto="no", answered_by__isnull=True, aside_by__isnull=True, due_at__isnull=False)
                | Q(direction="in", auto="no", answered_by__isnull=False, aside_by__isnull=True)
                | Q(direction="in", answered_by__isnull=True, aside_by__isnull=True, due_at__isnull=True)
                & ~Q(auto="no")
                | Q(direction="in", auto="no", answered_by__isnull=True, aside_by__isnull=False),
            ),
            models.CheckConstraint(
                name="conversations_i2_aside_confirmed",
                condition=Q(aside="", aside_by__isnull=True, aside_at__isnull=True)
                | Q(aside__in=Aside.values, aside_by__isnull=False, aside_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["conversation", "id"], name="conversations_thread"),
            models.Index(fields=["person", "id"], name="conversations_person"),
            models.Index(fields=["answered_by"], name="conversations_answers", condition=Q(answered_by__isnull=False)),
            models.Index(fields=["inbox", "id"], name="conversations_owed", condition=OWED),
            models.Index(fields=["aside_at", "id"], name="conversations_aside", condition=Q(aside_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def told_at(self) -> datetime:
        """When she said it (`told_at` in `telling` for queries). A sender's clock may be wrong by years, so that only
        of history, which came long after, it is asked."""
        return self.at if self.via == HISTORY else self.heard_at

    @property
    def owed(self) -> bool:
        """Whether somebody still has to answer it."""
        return self.direction == Direction.IN and self.auto == "no" and not self.answered_by_id and not self.aside_by_id


class Replaced(models.Model):
    """What was said before was changed by its writer into another message (`by`), or taken back (none).

    The words as they were first heard stay: somebody may have answered them.
    """

    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="replaced")
    by = models.OneToOneField(Message, null=True, on_delete=models.PROTECT, related_name="replaces")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="conversations_not_by_itself", condition=Q(by=None) | ~Q(by=models.F("message"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.message_id} is replaced"


class Raw(models.Model):
    """The message as it came, compressed; a large one lies in the store under `sha256` and `content` is empty."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="raw")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(default=b"")

    class Meta:
        # Whether anybody still needs a file of the store is asked by its name; what lies in its row needs none.
        indexes = [models.Index(fields=["sha256"], name="conversations_raw_stored", condition=Q(content=b""))]


class Attachment(models.Model):
    """A file of a message. The content lies in the store under `sha256`, once however often it was sent."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)

    def __str__(self) -> str:
        return self.name


class Hint(models.Model):
    """A message that claims to belong to a conversation it has no right to enter: shown to us, opened by nobody.

    `because` is a code: stranger (a known thread, an unknown sender), forged (the sender was not vouched for).
    """

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="hint")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="hints")
    because = models.CharField(max_length=12)
    settled_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"hint for {self.message_id}"
