"""How far reading is behind hearing (D03): what was heard and waits to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ombud.conversations.models import Message
from ombud.work.models import UNREAD, Work

CAP = 1000
# Below this, reading keeps up and nobody has to know.
WORTH_SAYING = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Lag:
    """So many messages (up to `CAP`, which means "as many or more") wait; the oldest was heard so long ago."""

    waiting: int
    behind: timedelta

    @property
    def worth_saying(self) -> bool:
        return self.behind > WORTH_SAYING


def waiting(cap: int = CAP) -> int:
    """How many messages wait to be read, up to `cap`."""
    return len(Work.objects.filter(UNREAD).values_list("id", flat=True)[:cap])


def lag(now: datetime) -> Lag:
    """How many wait, and how long the oldest has waited. Two small queries."""
    unread = list(Work.objects.filter(UNREAD).order_by("due_at", "id").values_list("subject", flat=True)[:CAP])
    if not unread:
        return Lag(0, timedelta())
    # What was put off after a failure is due later, and heard no later for that.
    heard = Message.objects.filter(pk=min(unread)).values_list("heard_at", flat=True).first()
    return Lag(len(unread), max(now - heard, timedelta()) if heard else timedelta())
