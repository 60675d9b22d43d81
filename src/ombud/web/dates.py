"""Dates as browsers send them, read in the zone that is active."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

LOCAL = "%Y-%m-%dT%H:%M"


def read_local(text: str) -> datetime | None:
    """A `datetime-local` value; None for none and for what is no date. An hour that the clock skips moves forward."""
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    if at is None or not 2000 <= at.year <= 2200:
        return None
    return timezone.make_aware(at) if timezone.is_naive(at) else at


def write_local(at: datetime) -> str:
    """The value for a `datetime-local` field."""
    return timezone.localtime(at).strftime(LOCAL)
