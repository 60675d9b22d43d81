"""Early warning on the stage, as rows: an alarm, whom it rang for, who heeded it, how hot it was."""

from __future__ import annotations

from typing import Any

from ombud.incidents.models import Alarm, Heeded, Incident, Ring, Surge
from tests.rooms.breaking import Insert
from tests.rooms.incidents_staged import confirmed
from tests.rooms.stage import Stage


def alarming(stage: Stage, incident: Incident | None = None, **more: Any) -> Insert:
    """An alarm begins to ring."""
    values = {"incident_id": (incident or confirmed(stage)).pk, "level": 1, "score": 45, "people": 12, "at": stage.now}
    return Insert(Alarm, values | more)


def alarmed(stage: Stage, **more: Any) -> Alarm:
    """One that rings."""
    return Alarm.objects.create(**(alarming(stage).values | more))


def ringing(stage: Stage, alarm: Alarm) -> Insert:
    """Tomas, who leads, is rung for."""
    return Insert(Ring, {"alarm_id": alarm.pk, "turn": 0, "whom_id": stage.world.tomas.pk, "at": stage.now})


def rung(stage: Stage) -> Ring:
    """He was."""
    return Ring.objects.create(**ringing(stage, alarmed(stage)).values)


def heeding(stage: Stage, by: int | None = None) -> Insert:
    """He says that he has seen it, or somebody else does."""
    return Insert(Heeded, {"alarm_id": alarmed(stage).pk, "by_id": by or stage.world.tomas.pk, "at": stage.now})


def heeded(stage: Stage) -> Heeded:
    """He has."""
    return Heeded.objects.create(**heeding(stage).values)


def hot(stage: Stage, **more: Any) -> dict[str, Any]:
    """How hot an incident is."""
    parts = {"growth": 30, "press": 20, "safety": 0, "anger": 4, "reach": 0, "score": 54}
    return {"incident_id": confirmed(stage).pk, "at": stage.now} | parts | more


def surging(stage: Stage, **more: Any) -> Insert:
    """There is more than usual."""
    values = {"incident_id": confirmed(stage).pk, "topic": "refund", "channel": "mail", "since": stage.now}
    return Insert(Surge, values | {"at": stage.now, "count": 14, "usual": 3.0} | more)


def surged(stage: Stage) -> Surge:
    """There was."""
    return Surge.objects.create(**surging(stage).values)
