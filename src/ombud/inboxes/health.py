"""How an inbox fares: who listens, when it was last heard, what ails it. Told from what happened, never from hope."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from .models import Inbox

HOLD = timedelta(seconds=45)


def take_line(inbox: int, listener: str, now: datetime) -> bool:
    """Hold the line of `inbox` for a while; False if another worker has it."""
    free = Q(listener=listener) | Q(listens_until=None) | Q(listens_until__lte=now)
    held = Inbox.objects.filter(free, pk=inbox, paused_at=None)
    return bool(held.update(listener=listener, listens_until=now + HOLD))


def leave_line(inbox: int, listener: str) -> None:
    """Let another worker listen at once."""
    Inbox.objects.filter(pk=inbox, listener=listener).update(listener="", listens_until=None)


def free_lines() -> None:
    """No line is held: for a worker that knows it is the only one, after one before it was killed."""
    Inbox.objects.exclude(listener="").update(listener="", listens_until=None)


def heard_well(inbox: int, now: datetime) -> None:
    """The other side answered: whatever ailed in hearing is over."""
    Inbox.objects.filter(pk=inbox).update(heard_at=now)
    _well(inbox, "hearing")


def sent_well(inbox: int) -> None:
    """A letter was taken: whatever ailed in sending is over."""
    _well(inbox, "sending")


def _well(inbox: int, doing: str) -> None:
    ailing = Inbox.objects.filter(pk=inbox, trouble_in=doing)
    ailing.update(trouble="", trouble_in="", trouble_detail="", trouble_at=None, told_at=None)


def ails(inbox: int, reason: str, detail: str, now: datetime, *, doing: str = "hearing") -> None:
    """Something is wrong in `doing` (hearing, sending): `reason` is a code, `detail` what the server said,
    without secrets. Since when is kept."""
    Inbox.objects.filter(pk=inbox, trouble_at=None).update(trouble_at=now)
    Inbox.objects.filter(pk=inbox).update(trouble=reason[:64], trouble_in=doing, trouble_detail=detail[:200])
