"""Who asked us to forget her: a wish about all that she told, whichever of her cases she said it in."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from .endings import Because, Release
from .models import Case


def forgotten_at(person: int) -> datetime | None:
    """When this person last asked us to forget her, in whichever case; None: never. What she told before that is
    neither compared nor quoted."""
    asked = Release.objects.filter(case__person=person, because=Because.FORGOTTEN)
    found: datetime | None = asked.aggregate(last=Max("at"))["last"]
    return found


def is_forgotten(case: Case) -> bool:
    """Whether this case, as it ended, was erased at her wish: it ended so, or she asked for it since."""
    if case.ended_at is None:
        return False
    return Release.objects.filter(case=case, because=Because.FORGOTTEN, at__gte=case.ended_at).exists()
