"""her_words: what a reply may repeat as hers: whatever she wrote in this case, however long ago (D21)."""

from __future__ import annotations

from typing import Final

from django.db.models import Q
from django.db.models.functions import Left

from ombud.cases.models import Case
from ombud.conversations.models import Conversation, Message
from ombud.replies.guard import quotes

LAST: Final = 3  # messages that say what a reply is about
MESSAGES: Final = 50
LONGEST: Final = 20_000  # characters of one message
MOST: Final = 60_000  # characters of all that came before, latest first: the guard looks while somebody types


def her_words(conversation: Conversation, case: Case | None, text: str) -> tuple[list[str], list[str]]:
    """Her last messages in `conversation`, and those before or elsewhere in the case, each latest first. Of the latter
    nothing where `text` quotes nobody, as most do, and before the public nothing that she wrote to us alone."""
    here = Message.objects.filter(conversation=conversation, direction="in").order_by("-pk")
    last = list(here.values_list("pk", "text")[:LAST])
    words = [said for _pk, said in last]
    if not quotes(text):
        return words, []
    theirs = Q(conversation=conversation)
    if case and conversation.person_id and not conversation.public:
        theirs |= Q(conversation__strand__case=case, person=conversation.person_id)
    found = Message.objects.filter(theirs, direction="in").exclude(pk__in=[pk for pk, _said in last])
    earlier, room = list[str](), MOST
    for said in found.order_by("-pk").values_list(Left("text", LONGEST), flat=True)[:MESSAGES]:
        earlier.append(said[:room])
        room -= len(said)
        if room <= 0:
            break
    return words, earlier
