"""change_words: somebody changes what she wrote, or takes it back. What was first heard stays; what follows is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ombud.cases.models import Case, Event
from ombud.channels.contract import Arrival
from ombud.conversations.changed import all_before, newest
from ombud.conversations.models import Message, Replaced
from ombud.inboxes.models import Inbox
from ombud.work.rows import insert

from .notice_pattern import plan


def change_words(inbox: Inbox, arrivals: Sequence[Arrival], heard: Sequence[Message], now: datetime) -> None:
    """Write down which earlier words the arrivals of a batch change (`heard` are their messages) or take back, and hold
    the cases that told them against all others anew. Belongs into the transaction in which they are heard.

    Words that were changed before are changed on from what they are by now, whichever of their ids is named; what was
    taken back stays so. Only whom it says it is from can change her words: a forged one, or another sender's, is a
    message like any other.
    """
    wanted = {a.replaces[:400] for a in arrivals if a.replaces}
    if not wanted:
        return
    named = {
        m.remote_id: m for m in Message.objects.filter(inbox=inbox, remote_id__in=wanted, direction="in", auto="no")
    }
    ends = _Ends([*named.values(), *heard])
    by_remote = {message.remote_id: message for message in heard}
    rows: list[Replaced] = []
    for arrival in arrivals:
        first = named.get(arrival.replaces[:400])
        before = ends.of(first) if first else None
        if before is None or not _theirs(before, arrival):
            continue
        if arrival.takes_back:
            if arrival.authentic != "failed":
                rows.append(ends.add(Replaced(message=before, at=now)))
            continue
        message = by_remote.get(arrival.remote_id) or by_remote.get(arrival.apart().remote_id)
        if message is None or message.forged or message.conversation_id != before.conversation_id:
            continue
        if ends.of(message) != before:  # nothing comes in a circle
            rows.append(ends.add(Replaced(message=before, by=message, at=now)))
    insert(rows)
    _tell(rows, now)


class _Ends:
    """What each message was changed into at last, also by what this batch brings."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._last = newest([message.pk for message in messages])
        self._known = {message.pk: message for message in messages}
        self._known |= Message.objects.in_bulk({last for last in self._last.values() if last} - self._known.keys())

    def of(self, message: Message) -> Message | None:
        last = self._last[message.pk]
        return self._known[last] if last else None

    def add(self, row: Replaced) -> Replaced:
        self._last = {one: row.by_id if last == row.message_id else last for one, last in self._last.items()}
        return row


def _theirs(before: Message, arrival: Arrival) -> bool:
    return before.address == arrival.sender.address[:320]


def _tell(rows: Sequence[Replaced], now: datetime) -> None:
    said = all_before([row.message_id for row in rows])
    concerned = Case.objects.filter(concerns__message__in=set().union(*said.values())).distinct()
    told = list(concerned.values_list("pk", "concerns__message"))
    lines = [
        Event(case_id=case, what="words_changed" if row.by_id else "words_taken_back", at=now)
        for row in rows
        for case in sorted({case for case, message in told if message in said[row.message_id]})
    ]
    insert(lines)
    plan(sorted({case for case, _ in told}), now, tag=f"changed{max((row.message_id for row in rows), default=0)}")
