"""came_back: a reply of hers did not go, and a composer that she opened before knows nothing of it.

Its words are her draft again. What such a composer keeps or sends would be written over them; so they are joined.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Max

from ombud.conversations.models import Conversation
from ombud.replies.waiting import Waiting
from ombud.team.models import Member


def came_back(conversation: Conversation, by: Member) -> list[Waiting]:
    """What she sent here and has as her draft again, as it came; nothing once she has sent another since."""
    hers = Waiting.objects.filter(conversation=conversation, by=by)
    last = hers.aggregate(Max("made_at"))["made_at__max"]
    return list(hers.filter(withdrawn_at__gte=last).order_by("withdrawn_at", "pk")) if last else []


def unseen(came: Sequence[Waiting], back: Collection[int] | None, key: str) -> list[Waiting]:
    """What of it is not among `back`, of which the composer `key` knows. None: no composer, so nothing to know.

    What was sent from this very composer is no news to it: its words stand there still.
    """
    return [] if back is None else [one for one in came if one.pk not in back and one.key != f"answer:{key}"]


def known(returned: Sequence[Waiting], came: Sequence[Waiting], key: str) -> set[str]:
    """Whose words the composer `key` has before its author's eyes: its own, and what came back but is no news to it."""
    return {key, *(piece_of(one) for one in returned if one not in came)}


def piece_of(waiting: Waiting) -> str:
    """The name under which the words of a reply that came back stand in its author's draft, as a window's do."""
    return f"back:{waiting.pk}"


def joined(came: Sequence[Waiting], text: str) -> str:
    """The words that came back, the last first, and below them what she has begun since."""
    for one in came:
        text = below(one, text)
    return text


def below(came: Waiting, text: str) -> str:
    """`text` below the words of one reply that came back."""
    return f"{came.text}\n\n{text}" if text.strip() else came.text
