"""The thread with somebody on our side about a case: hers and ours, never shown to the customer."""

from __future__ import annotations

from datetime import datetime

from ombud.cases.models import Case, Strand
from ombud.conversations.models import Conversation
from ombud.team.models import Member


def thread_with(member: Member, case: Case, now: datetime) -> Conversation:
    """The one conversation with `member` about `case`; begun if there is none."""
    found = Conversation.objects.filter(member=member, strand__case=case).first()
    if found is None:
        found = Conversation.objects.create(inbox=case.inbox, member=member, subject=f"#{case.pk}", started_at=now)
        Strand.objects.create(case=case, conversation=found)
    return found
