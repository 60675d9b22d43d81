"""change_words: somebody changes what she wrote, or takes it back. What was first heard stays; what follows is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ombud.cases.models import Case, Event
from ombud.channels.contract import Arrival
from ombud.conversations.models import Message, Replaced
from ombud.inboxes.models import Inbox
from ombud.work.rows import insert

from .notice_pattern import plan


def change_words(
    inbox: Inbox, arrivals: Sequence[Arrival], heard: Sequence[tuple[Message, Arrival]], now: datetime
) -> None:
    """Write down which earlier words the arrivals of a batch change (`heard` are their messages) or take back, and hold
    the cases that told them against all others anew. Belongs into the transaction in which they are heard.

    Only whom it says it is from can change her words: a forged one, or another sender's, is a message like any other.
    """
    wanted = {a.replaces[:400] for a in arrivals if a.replaces}
    if not wanted:
        return
    earlier = {
        m.remote_id: m
        for m in Message.objects.filter(inbox=inbox, remote_id__in=wanted, direction="in", auto="no", replaced=None)
    }
    rows: list[Replaced] = []
    for message, arrival in heard:
        before = earlier.get(arrival.replaces[:400])
        same = before is not None and message.conversation_id == before.conversation_id
        if before and same and not message.forged and _theirs(before, arrival):
            rows.append(Replaced(message=before, by=message, at=now))
    for arrival in arrivals:
        before = earlier.get(arrival.replaces[:400])
        if arrival.takes_back and before and arrival.authentic != "failed" and _theirs(before, arrival):
            rows.append(Replaced(message=before, at=now))
    fresh = {row.message_id: row for row in reversed(rows)}
    insert(list(fresh.values()))
    _tell(fresh, now)


def _theirs(before: Message, arrival: Arrival) -> bool:
    return before.address == arrival.sender.address[:320]


def _tell(replaced: dict[int, Replaced], now: datetime) -> None:
    cases = Case.objects.filter(concerns__message__in=replaced).distinct().values_list("pk", "concerns__message")
    lines = [
        Event(case_id=case, what="words_changed" if replaced[message].by_id else "words_taken_back", at=now)
        for case, message in cases
    ]
    insert(lines)
    plan(sorted({case for case, _ in cases}), now, tag=f"changed{max(replaced, default=0)}")
