"""Beside: where a channel has both, what is said before everybody and what is said to her alone stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from ombud.cases.models import Case
from ombud.conversations.models import Conversation
from ombud.journey.alone import BOTH, ways_of
from ombud.replies.models import Draft
from ombud.team.models import Member


@dataclass(frozen=True, slots=True)
class Beside:
    """The other of the two ways to write to her. `url` is where it is written; empty where it has to be begun first,
    by a form to `begins`. `text` is what is drafted there."""

    public: bool
    text: str
    url: str = ""
    begins: str = ""


def beside(
    conversation: Conversation, case: Case | None, threads: Sequence[Conversation], member: Member
) -> Beside | None:
    """What stands beside the reply in `conversation`; None where there is but one way to her."""
    if case is None or conversation.person_id is None or not ways_of(conversation.inbox) >= BOTH:
        return None
    others = [one for one in threads if one.person_id and one.public != conversation.public]
    if not others:
        # Whoever wrote to us alone is not answered before everybody.
        return Beside(False, "", begins=reverse("alone", args=[case.pk])) if conversation.public else None
    other = max(others, key=lambda one: one.pk)
    draft = Draft.objects.filter(conversation=other, member=member).first()
    url = f"{reverse('case', args=[case.pk])}?to={other.pk}#write"
    return Beside(other.public, draft.text if draft else "", url=url)
