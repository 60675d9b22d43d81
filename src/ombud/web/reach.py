"""What somebody may open: a case she is on, a message of her inboxes. For her, nothing else exists."""

from __future__ import annotations

from django.http import Http404

from ombud.access.circle import cases_seen_by, messages_seen_by
from ombud.cases.models import Case
from ombud.conversations.models import Attachment, Conversation, Message
from ombud.team.models import Member

from .door import NotOurs


class OutsideTheCase(NotOurs):
    """She is not on this case (D23). The page names its owner, and nobody else."""

    def __init__(self, case: Case) -> None:
        super().__init__(str(case.pk))
        self.case = case


def case_for(member: Member, number: int) -> Case:
    """The case, with whose it is. Raises `OutsideTheCase`, or Http404 where there is none."""
    wanted = Case.objects.select_related("person", "inbox", "owner", "handler", "opener", "release", "first_action")
    case = wanted.defer("inbox__settings").filter(pk=number).first()
    if case is None:
        raise Http404
    if not cases_seen_by(member).filter(pk=number).exists():
        raise OutsideTheCase(case)
    return case


def message_for(member: Member, number: int) -> Message:
    """A message of her inboxes or of a case she is on; Http404 for every other."""
    wanted = Message.objects.select_related("conversation__strand", "person", "inbox", "reading", "aside_by", "by")
    message = wanted.defer("inbox__settings").filter(pk=number).first()
    if message is None or not conversation_open_to(member, message.conversation):
        raise Http404
    return message


def conversation_for(member: Member, number: int) -> Conversation:
    """A conversation she may write in; Http404 for every other."""
    conversation = (
        Conversation.objects.select_related("person", "member", "inbox", "strand__case")
        .defer("inbox__settings")
        .filter(pk=number)
        .first()
    )
    if conversation is None or not conversation_open_to(member, conversation):
        raise Http404
    return conversation


def conversation_open_to(member: Member, conversation: Conversation) -> bool:
    """Whether it is part of a case she is on, or of no case and in an inbox of hers."""
    strand = getattr(conversation, "strand", None)
    if strand is not None:
        return cases_seen_by(member).filter(pk=strand.case_id).exists()
    return messages_seen_by(member).filter(conversation=conversation).exists()


def attachment_for(member: Member, number: int) -> Attachment:
    """A file of a message that she may open; Http404 for every other."""
    found = Attachment.objects.select_related("message__conversation__strand").filter(pk=number).first()
    if found is None or not conversation_open_to(member, found.message.conversation):
        raise Http404
    return found
