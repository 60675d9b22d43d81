"""Whose voices are in a brief: everybody who complained, and those who allowed to be quoted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.people.models import Person
from ombud.replies.models import Outgoing
from ombud.team.models import Member

from .rules import Spared

UNTOLD = Q(told_at=None, spared="")
# What never arrived told nobody: the letter came back, or could not be sent at all.
LOST = Q(letter__bounced_at__isnull=False) | Q(letter__failed_at__isnull=False)
TO_TELL = UNTOLD | LOST


class Voice(models.Model):
    """Somebody who complained of what the brief is about: she is told what came of it, once, in the thread of `case`
    (D16), or `spared` says why not. `trouble` is the code of what kept the word from leaving. Whose letter is lost has
    not been told."""

    brief = models.ForeignKey("advocacy.Brief", on_delete=models.PROTECT, related_name="voices", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="voices")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="voices")
    at = models.DateTimeField()
    letter = models.OneToOneField(Outgoing, null=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True)
    spared = models.CharField(max_length=12, blank=True, choices=[(one.value, one.value) for one in Spared])
    trouble = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brief", "person"], name="advocacy_d16_once_a_person"),
            models.CheckConstraint(
                name="advocacy_told_by_a_letter",
                condition=Q(told_at=None, letter=None) | Q(told_at__isnull=False, letter__isnull=False, spared=""),
            ),
        ]
        indexes = [models.Index(fields=["brief", "id"], name="advocacy_untold", condition=UNTOLD)]

    def __str__(self) -> str:
        return f"voice {self.pk}"


class Quote(models.Model):
    """Words of hers, without what is personal, that a brief would show. Shown only while she allows it: the last
    `Consent` says. A translation stands beside the original where somebody wrote one, and says who. Once she asks us to
    forget her (`forgotten_at`) the words are gone, and that she was asked is all that stays."""

    brief = models.ForeignKey("advocacy.Brief", on_delete=models.PROTECT, related_name="quotes")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="quotes")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.TextField()
    language = models.CharField(max_length=12)
    key = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    letter = models.OneToOneField(Outgoing, null=True, on_delete=models.PROTECT, related_name="+")
    translation = models.TextField(blank=True)
    translated_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    dropped_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="advocacy_quotes_words",
                condition=Q(forgotten_at=None) & ~Q(words="") | Q(forgotten_at__isnull=False, words="", translation=""),
            ),
            models.CheckConstraint(
                name="advocacy_translated_by_somebody",
                condition=Q(translation="", translated_by=None) | ~Q(translation="") & Q(translated_by__isnull=False),
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"quote {self.pk}"


class Consent(models.Model):
    """Her own word on being quoted: yes, or no. The last one holds; taking it back is a no after a yes."""

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="consents")
    allows = models.BooleanField()
    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return "allowed" if self.allows else "not allowed"
