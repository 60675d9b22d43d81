"""What is told of alarms: which ring now, and how long before its peak an incident's alarm rang (D12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet

from . import heat
from .models import Alarm, Incident, Peak

LOOKED_BACK: Final = timedelta(days=365)
SHOWN: Final = 10


class Lead(StrEnum):
    """What the alarm was worth afterwards. NONE: there was nothing to warn of, or it is not past its peak."""

    BEFORE = "before"
    AFTER = "after"
    NOT_AT_ALL = "not_at_all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Looked:
    """Looking back on one incident: `by` is how long before its peak the first alarm rang (or after it)."""

    incident: Incident
    kind: Lead
    by: timedelta


@dataclass(frozen=True, slots=True)
class Share:
    """Of `all` incidents that were worth a warning and are past their peak, so many rang before it."""

    before: int
    after: int
    all: int


def ringing() -> QuerySet[Alarm]:
    """The alarms that nobody has heeded, of incidents that go on; of each its highest."""
    goes_on = Q(**{f"incident__{name}": None for name in ("dismissed_at", "ended_at", "merged_into")})
    higher = Alarm.objects.filter(incident=OuterRef("incident"), level__gt=OuterRef("level"))
    return Alarm.objects.filter(goes_on, heeded=None).filter(~Exists(higher)).select_related("incident")


def lead_of(incident: Incident, now: datetime) -> Looked:
    """How long before its peak the alarm rang: the honest figure, once one may look back."""
    peak = Peak.objects.filter(incident=incident).first()
    first = Alarm.objects.filter(incident=incident).aggregate(at=Min("at"))["at"]
    if peak is None or not heat.is_past(peak.at, incident.ended_at, now):
        return Looked(incident, Lead.NONE, timedelta())
    if incident.proposed_at > peak.at + heat.PASSED:  # as in `_past`
        return Looked(incident, Lead.NONE, timedelta())
    return _looked(incident, peak, first)


def _looked(incident: Incident, peak: Peak, first: datetime | None) -> Looked:
    if first is None:
        worth = peak.people >= heat.WORTH
        return Looked(incident, Lead.NOT_AT_ALL if worth else Lead.NONE, timedelta())
    by = peak.at - first
    return Looked(incident, Lead.BEFORE if by > timedelta() else Lead.AFTER, abs(by))


def _past(now: datetime, **more: Any) -> QuerySet[Peak]:
    """Peaks of a year that one may look back on, of incidents that were worth a warning and told while they grew."""
    over = Q(at__lte=now - heat.PASSED) | Q(incident__ended_at__isnull=False)
    ours = Q(incident__dismissed_at=None, incident__merged_into=None)
    # What was found in a history after it was over could not have warned anybody.
    grew = Q(incident__proposed_at__lte=F("at") + heat.PASSED)
    worth = Q(people__gte=heat.WORTH) | Q(first__isnull=False)
    recent = Peak.objects.filter(over, ours, grew, at__gte=now - LOOKED_BACK)
    return recent.annotate(first=Min("incident__alarms__at")).filter(worth, **more)


def share(now: datetime) -> Share:
    """How many of a year's incidents rang before their peak, after it, or not at all."""
    before, after = _past(now, first__lt=F("at")), _past(now, first__gte=F("at"))
    return Share(before.count(), after.count(), _past(now).count())


def looked_back(now: datetime) -> list[Looked]:
    """The last of them, each with its own figure."""
    rows = _past(now).select_related("incident").order_by("-at")[:SHOWN]
    return [_looked(row.incident, row, getattr(row, "first", None)) for row in rows]
