"""Thanks: somebody of ours thanked for praise. Credit: whom it praised was told. Perks have a file of their own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ombud.conversations.models import Conversation, Message
from ombud.inboxes.models import Inbox
from ombud.people.models import Person
from ombud.replies.models import Outgoing
from ombud.team.models import Member

from .perks import Code, Gift, Pool

__all__ = ["Code", "Credit", "Gift", "Pool", "Thanks"]


class Thanks(models.Model):
    """A message of praise, or an idea, was thanked for by a named person, in `letter`; once (D34, D35).

    `quoted` are the customer's own words that the thanks take up, as they stand on the page of thanks: without what is
    private. `key` is that of the form, so that pressing twice thanks once. `why_not` is the rule's word on
    whether these words earn a perk: a code, or nothing where they do; `fingerprint` tells the same words of another.
    """

    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="thanks")
    inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="thanks", db_index=False)
    letter = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    quoted = models.CharField(max_length=400, blank=True)
    key = models.CharField(max_length=80, unique=True)
    why_not = models.CharField(max_length=12, blank=True, default="")
    fingerprint = models.CharField(max_length=64, default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["inbox", "-id"], name="thanks_of_inbox"),
            models.Index(fields=["fingerprint"], name="thanks_same_words"),
            models.Index(fields=["at", "id"], name="thanks_that_earned", condition=Q(why_not="")),
        ]

    def __str__(self) -> str:
        return f"thanks for {self.message_id}"


class Credit(models.Model):
    """Somebody of ours was praised and told so, in a thread of her own: what she answers arrives there.

    `named`: the customer named her; otherwise whoever thanked knew whose work it was.
    """

    thanks = models.ForeignKey(Thanks, on_delete=models.PROTECT, related_name="credits", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="credits", db_index=False)
    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="credit")
    letter = models.OneToOneField(Outgoing, on_delete=models.PROTECT, related_name="+")
    named = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thanks", "member"], name="thanks_told_once")]
        indexes = [models.Index(fields=["member", "-id"], name="thanks_hers")]

    def __str__(self) -> str:
        return f"{self.member_id} told of {self.thanks_id}"
