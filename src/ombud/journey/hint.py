"""Settling a hint: is the stranger the same person, or somebody else? A person decides, nobody else can (I1, D24)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case, Satisfaction, Strand
from ombud.conversations.models import Conversation, Hint, Message
from ombud.people.models import Identity
from ombud.promises.models import DUE, Promise
from ombud.team.models import Member
from ombud.work.queue import enqueue

from .begin import log
from .refused import Refused


@transaction.atomic
def join(message: Message, *, by: Member, now: datetime) -> None:
    """It is the same person writing from elsewhere: her conversation joins the case, her address becomes hers."""
    hint = (
        Hint.objects.select_for_update(of=("self",))
        .select_related("conversation", "message__conversation")
        .get(message=message)
    )
    if hint.settled_at:
        return
    if hint.because == "forged":
        raise Refused("forged")
    known, new = hint.conversation, hint.message.conversation
    if known.person_id is None:
        raise Refused("not_a_customers_word")
    if new.person_id is not None and new.person_id != known.person_id:
        _one_person(new.person_id, known.person_id)
    strand = Strand.objects.filter(conversation=known).select_related("case").first()
    if strand and not Strand.objects.filter(conversation=new).exists():
        Strand.objects.create(case=strand.case, conversation=new)
        Promise.objects.filter(DUE, message__conversation=new).update(case=strand.case, keeper=strand.case.keeper_id)
        log(strand.case, "joined", now, by=by, message=message.pk)
        enqueue("open_case", [message.pk], now, tag="joined")
    _settled(hint, by, now)


def _one_person(new: int, known: int) -> None:
    """All that `new` said, was told and opened is `known`'s.

    Raises `Refused("other_person")` if she confirmed something in her own name: what a customer said stays hers.
    """
    if Satisfaction.objects.filter(person=new).exists():
        raise Refused("other_person")
    hers = list(Message.objects.filter(person=new).values_list("pk", flat=True))
    Identity.objects.filter(person=new).update(person=known)
    # A message belongs to the person of its conversation at every moment, so the messages let go first.
    Message.objects.filter(pk__in=hers).update(person=None)
    Conversation.objects.filter(person=new).update(person=known)
    Message.objects.filter(pk__in=hers).update(person=known)
    Case.objects.filter(person=new).update(person=known)


@transaction.atomic
def keep_apart(message: Message, *, by: Member, now: datetime) -> None:
    """It is somebody else: the conversation stays her own."""
    hint = Hint.objects.select_for_update().get(message=message)
    if not hint.settled_at:
        _settled(hint, by, now)


def _settled(hint: Hint, by: Member, now: datetime) -> None:
    hint.settled_by, hint.settled_at = by, now
    hint.save(update_fields=["settled_by", "settled_at"])
