"""alone: what is for her alone is said in a conversation of its own, beside what she said before everybody.

Her business is nobody else's (D23, D24): a link to her page, a question, a date go only there.
"""

from __future__ import annotations

from typing import Final

from django.db import transaction

from ombud.cases.models import Case, Strand
from ombud.channels.contract import Can
from ombud.channels.registry import Unknown, get
from ombud.conversations.models import Conversation
from ombud.inboxes.models import Inbox

from .refused import Refused

BOTH: Final = frozenset({Can.PUBLIC, Can.PRIVATE})


def alone_with(case: Case) -> Conversation:
    """The conversation with the customer of `case` that nobody else reads: the one it began in, unless everybody reads
    that; then the latest in private, begun with the case if there is none. Links to her page go nowhere else."""
    began = case.opener.conversation
    if not began.public:
        return began
    return _latest(case) or _begun(case, began.subject)


def _latest(case: Case) -> Conversation | None:
    hers = Conversation.objects.filter(strand__case=case, person=case.person_id, public=False)
    return hers.select_related("inbox", "person").order_by("-pk").first()


@transaction.atomic
def _begun(case: Case, subject: str) -> Conversation:
    """A conversation in private, begun once: who comes in the same moment waits for the case, and finds it."""
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    found = _latest(case)
    if found is None:
        found = Conversation.objects.create(
            inbox=case.inbox, person=case.person, subject=subject, started_at=case.opened_at
        )
        Strand.objects.create(case=case, conversation=found)
    return found


def ways_of(inbox: Inbox) -> frozenset[Can]:
    """How what we say in `inbox` can be read: before everybody, by one person alone, or either. Of a channel that is
    not installed nothing is known, so everything may be."""
    try:
        return get(inbox.channel).can & BOTH
    except Unknown:
        return BOTH


def there_is_a_way(conversation: Conversation) -> None:
    """Raises `Refused` (no_public_way, no_private_way) where what is said in `conversation` could not be read as it is
    meant: what is for her alone is never said before everybody instead."""
    ways, public = ways_of(conversation.inbox), conversation.public
    if (Can.PUBLIC if public else Can.PRIVATE) not in ways:
        raise Refused("no_public_way" if public else "no_private_way", channel=conversation.inbox.channel)
