"""A case opened by a mistaken reading is unmade: let go, and its message is no case's again (I3)."""

from __future__ import annotations

from datetime import datetime

from ombud.cases.models import Action, Case, Strand
from ombud.conversations.models import Message
from ombud.promises.models import DUE, Owe, Promise
from ombud.team.models import Member

from .release import release


def untouched(case: Case, message: Message) -> bool:
    """Whether the case is nothing yet but this message: nobody of ours has written in it, nothing was set going."""
    written = Message.objects.filter(conversation__strand__case=case, voice="person").exists()
    alone = Strand.objects.filter(case=case).count() == 1
    return case.opener_id == message.pk and alone and not written and not Action.objects.filter(case=case).exists()


def unmake(case: Case, *, by: Member, words: str, now: datetime) -> None:
    """Let the case go; what is owed to its message stays owed. The case keeps its number and its reason."""
    if case.ended_at is None:
        release(case, because="mistake", by=by, words=words, now=now)
    Promise.objects.filter(DUE, case=case, owe=Owe.ANSWER, message__isnull=False).update(case=None)
    Strand.objects.filter(case=case).delete()
