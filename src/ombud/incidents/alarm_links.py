"""The link in the mail of an alarm: it says who was rung for, and opens that alarm and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from ombud.access.links import NoWay, read_word
from ombud.privacy.signing import sign

from .models import Ring

GOOD_FOR = timedelta(days=14)


def alarm_url(ring: Ring, now: datetime) -> str:
    """The whole address of the page, good for fourteen days."""
    return f"{settings.PUBLIC_URL}/a/{sign('alarm', ring.pk, 0, now + GOOD_FOR)}/"


def open_alarm(word: str, now: datetime) -> Ring:
    """The ring behind a link. Raises `NoWay`; withdrawn for who has left."""
    said = read_word(word, "alarm", now)
    found = Ring.objects.select_related("alarm__incident", "whom").filter(pk=said.subject).first()
    if found is None:
        raise NoWay("tampered")
    if found.whom.left_at is not None:
        raise NoWay("withdrawn")
    return found
