"""What everybody who has the same trouble is told, and by when: promised, written once a language, told once each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.cases.models import Case
from ombud.people.models import Person
from ombud.promises.models import Promise
from ombud.replies.models import Outgoing
from ombud.team.models import Member


class Pledge(models.Model):
    """The next word of an incident is promised: the promise has the date, its keeper is the incident's owner (D33).

    All that were ever made stay on record, kept and broken ones; at most one of them is due.
    """

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="pledges", db_index=False)
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="pledge")

    class Meta:
        indexes = [models.Index(fields=["incident", "-id"], name="incidents_pledged")]

    def __str__(self) -> str:
        return f"next word of {self.incident_id}"


class Update(models.Model):
    """One word to everybody who has the trouble; `sent_at` is when the first letters of it were let go. The next one
    begins only then, so that two people do not write two. `reached_at` is when it had gone in every language that
    somebody reads: that keeps the promise of it."""

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="updates", db_index=False)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="incidents_reached_by_sending", condition=Q(reached_at=None) | Q(sent_at__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["incident"], name="incidents_one_update_written", condition=Q(sent_at__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["incident", "-id"], name="incidents_last_update")]

    def __str__(self) -> str:
        return f"update {self.pk} of {self.incident_id}"


class Rendering(models.Model):
    """An update in one language: a letter with holes that are filled for each person (`filling.VARIABLES`).

    `ready_at`: whoever wrote it says that it may go. `asked_of` a colleague was asked to write it, until `asked_until`.
    `pressed_at`: it is to go as it stands, naming `next_update_by` as the date of the next word; its author had
    `confirmed` these findings of the guard. Then each person's own letter is looked at: `stop` says what stops it, for
    all, and it can be written again; `checked_at` that nothing does, and from then on not a letter of it changes;
    `stopped_at` that it was called back while its letters left. `edition` is the mark of the form that wrote it last.
    """

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="renderings")
    language = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    edition = models.CharField(max_length=32, blank=True, default="")
    ready_at = models.DateTimeField(null=True)
    asked_of = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="renderings_asked")
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(null=True)
    asked_until = models.DateTimeField(null=True)
    pressed_at = models.DateTimeField(null=True)
    pressed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    next_update_by = models.DateTimeField(null=True)
    confirmed = models.JSONField(default=list)
    stop = models.JSONField(default=dict)
    checked_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["update", "language"], name="incidents_once_a_language"),
            models.CheckConstraint(
                name="incidents_rendering_has_words", condition=Q(ready_at=None, pressed_at=None) | ~Q(text="")
            ),
            models.CheckConstraint(
                name="incidents_called_back_on_its_way",
                condition=Q(stopped_at=None) | Q(checked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="incidents_asked_whole",
                condition=Q(asked_of=None, asked_by=None, asked_at=None, asked_until=None)
                | Q(asked_of__isnull=False, asked_by__isnull=False, asked_at__isnull=False, asked_until__isnull=False),
            ),
            models.CheckConstraint(
                name="incidents_pressed_whole",
                condition=Q(pressed_at=None, pressed_by=None, checked_at=None)
                | Q(pressed_at__isnull=False, pressed_by__isnull=False, next_update_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} of update {self.update_id}"


class LeftOut(models.TextChoices):
    """Why somebody was not told after all. She is shown as not told; nobody is left out in silence."""

    ENDED = "ended"
    LEFT = "left"
    PRESS = "press"
    NO_ADDRESS = "no_address"
    GUARD = "guard"
    LATE = "late"
    NOTE = "note"
    STOPPED = "stopped"


class Recipient(models.Model):
    """One person whom an update is for, in the case in whose thread she is told. Once a person and update, by key.

    `letter` is what she was sent; as long as there is none she is not told, waiting or `left_out`.
    """

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="recipients", db_index=False)
    rendering = models.ForeignKey(Rendering, on_delete=models.PROTECT, related_name="recipients")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="updates_told")
    at = models.DateTimeField()
    letter = models.OneToOneField(Outgoing, null=True, on_delete=models.PROTECT, related_name="recipient")
    left_out = models.CharField(max_length=10, blank=True, choices=LeftOut)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["update", "person"], name="incidents_told_once"),
            models.CheckConstraint(name="incidents_told_or_left_out", condition=Q(letter=None) | Q(left_out="")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} of update {self.update_id}"


class Asking(models.Model):
    """Somebody asked everybody whether it is solved for her, once the incident was put right (D10)."""

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="askings", db_index=False)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["incident", "-id"], name="incidents_last_asking")]

    def __str__(self) -> str:
        return f"asking {self.pk} of {self.incident_id}"
