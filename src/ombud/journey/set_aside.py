"""Setting a message aside as spam or abuse: only a named person does, and it can be taken up again (D03, D06, I2)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ombud.cases.endings import Because
from ombud.cases.models import Strand
from ombud.conversations.models import Aside, Message
from ombud.promises.keeping import release
from ombud.promises.models import Owe, Promise
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in
from ombud.team.models import Member, Role
from ombud.work.queue import enqueue

from .owe import keep_owing, promise_anew
from .refused import Refused
from .unmake import unmake, untouched


@transaction.atomic
def set_aside(message: Message, *, as_: str, by: Member, now: datetime) -> None:
    """Leave it unanswered for one of the closed reasons; again is harmless.

    A case that was opened from it by mistake is released with it; a case in which somebody of ours has written already
    is none (`Refused("is_a_case")`). `stopped` is for the message in which she asked us to stop, and for no other
    (`Refused("needs_her_message")`).
    """
    message = Message.objects.select_for_update(of=("self",)).select_related("conversation").get(pk=message.pk)
    if message.aside_by_id:
        return
    if not by.is_(Role.COMMUNITY_MANAGER, Role.ADMIN):
        raise Refused("not_yours")
    if not message.owed:
        raise Refused("nothing_owed")
    if as_ == Aside.STOPPED and not message.releases.filter(because=Because.STOPPED).exists():
        raise Refused("needs_her_message")
    strand = Strand.objects.filter(conversation=message.conversation_id).select_related("case").first()
    if strand is not None and as_ != Aside.STOPPED:
        if not untouched(strand.case, message):
            raise Refused("is_a_case")
        unmake(strand.case, by=by, words=as_, now=now)
    message.aside, message.aside_by, message.aside_at = Aside(as_), by, now
    message.save(update_fields=["aside", "aside_by", "aside_at"])
    release(Q(owe=Owe.ANSWER, message=message), "set_aside", now)
    keep_owing(message.conversation, now, case=strand.case if strand and as_ == Aside.STOPPED else None)


@transaction.atomic
def take_up_again(message: Message, *, by: Member, now: datetime) -> None:
    """It was no spam after all: owed an answer again, with a fresh promise; and a case if it reads like one."""
    message = Message.objects.select_for_update(of=("self",)).select_related("inbox", "reading").get(pk=message.pk)
    if not message.aside_by_id:
        return
    due = due_in(message.inbox, TERMS.first_word[Urgency(message.reading.urgency)], now)
    message.aside, message.aside_by, message.aside_at, message.due_at = "", None, None, due
    message.save(update_fields=["aside", "aside_by", "aside_at", "due_at"])
    promise_anew(message, message.reading.urgency, now)
    enqueue("open_case", [message.pk], now, tag=f"again{Promise.objects.filter(message=message).count()}")
