"""When a mail was written: its Date field where that can be true, else when it was received. Always aware, always
UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz

from ombud.channels.mail.headers import Head

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of a mail that gives none and whose reception nobody noted."""
_SLACK = timedelta(days=1)


def read(head: Head, received: datetime | None) -> tuple[datetime, str]:
    """The moment and a problem code or "". Nobody writes in the future: then the reception counts."""
    stated = head.text(b"date")
    written = parse(stated)
    if received is None:
        received = parse(head.text(b"received").rpartition(";")[2])
    if written is None:
        return received or NEVER, "date_invalid" if stated else "date_missing"
    if received is not None and written > received:
        return received, "date_future" if written - received > _SLACK else ""
    return written, ""


def parse(text: str) -> datetime | None:
    """A date of RFC 5322, with what mailers make of it; None where it is none."""
    try:
        parts = parsedate_tz(text[:200]) if text else None
        if parts is None:
            return None
        year = parts[0] + 2000 if parts[0] < 50 else parts[0]
        moment = datetime(year, *parts[1:5], min(parts[5], 59), tzinfo=UTC) - timedelta(seconds=parts[9] or 0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.year >= 1980 else None
