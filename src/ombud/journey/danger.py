"""danger: where somebody may be hurt a person is told at once, whichever message of a case tells of it (D33)."""

from __future__ import annotations

from datetime import datetime, timedelta

from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.incidents.models import Incident
from ombud.incidents.rules import alarms
from ombud.incidents.standing import dangers
from ombud.work.queue import enqueue

from .begin import log

ALARM = "safety_alarm"
FRESH = timedelta(days=3)  # a danger, and an alarm of it


def long_ago(at: datetime, now: datetime) -> bool:
    """Whether what was told then rings for nobody any more: an import brings dangers of long ago."""
    return now - at >= FRESH


def warn(case: Case, incident: Incident | None, now: datetime) -> None:
    """Tell a person of a danger in the case, unless the incident that it is in, or is about to join, is known to be one
    and goes on; from now on it is. Belongs where no two cases are held against others at once.

    Who was told of a case is not told of it again as long as that is fresh. The customer is sent nothing by it.
    """
    told = dangers([case.pk]).get(case.pk, set())
    if not told:
        return
    known = incident is not None and incident.open and incident.safety_at is not None
    if alarms(case_is_safety=True, known=known):
        _alarm(case, told, now)
    if incident is not None and incident.safety_at is None and incident.ended_at is None:
        incident.safety_at = now
        incident.save(update_fields=["safety_at"])
        enqueue("measure_heat", [incident.pk], now)


def _alarm(case: Case, told: set[int], now: datetime) -> None:
    messages = Message.objects.filter(pk__in=told).order_by("pk")
    fresh = [message for message in messages if not long_ago(message.told_at, now)]
    rang = case.events.filter(what=ALARM).order_by("-pk").values_list("at", flat=True).first()
    new = [message.pk for message in fresh if rang is None or long_ago(rang, message.told_at)]
    if new:
        enqueue("alarm", new[:1], now, first=True)
        log(case, ALARM, now)
