"""measure_heat: how near an incident is to boiling over; past the threshold an alarm begins to ring (D12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings

from ombud.incidents import heat
from ombud.incidents.heating import last_heat, points_of, shown_by
from ombud.incidents.models import Alarm, Heated, Incident, Peak
from ombud.work.queue import enqueue

from .put_together import tell
from .ring import take_up

STEP = "measure_heat"
KEPT = 400  # rows of an incident's heat, the last
HOUR = timedelta(hours=1)


def measure_heat(incidents: Sequence[int], now: datetime) -> None:
    """Measure these incidents; what does not go on is left as it was. Repeating it changes nothing."""
    held = Incident.objects.select_for_update(of=("self",), no_key=True)
    for incident in held.filter(pk__in=incidents).order_by("pk"):
        if incident.open:
            _measure(incident, now)


def _measure(incident: Incident, now: datetime) -> None:
    shown = shown_by(incident, now)
    found = heat.heat(shown.signs)
    _note_top(incident, shown.top)
    _note(incident, found, now)
    level = heat.level(found.score, settings.WARN_AT)
    highest = Alarm.objects.filter(incident=incident).order_by("-level").first()
    # What an import brings of long ago has boiled over, or never will.
    over = shown.last is None or now - shown.last >= heat.PASSED
    if level > (highest.level if highest else 0) and not over:
        people = shown.signs.people
        highest = Alarm.objects.create(incident=incident, level=level, score=found.score, people=people, at=now)
        tell(incident, "alarm", now, score=found.score, level=level)
    if highest:
        take_up(highest, now)
    if found.points[heat.Part.GROWTH]:
        # Nobody new comes: it cools, and somebody has to notice that, too.
        later = now + heat.RECENT
        enqueue(STEP, [incident.pk], later, tag=f"{later.timestamp() // heat.RECENT.total_seconds():.0f}")


def _note(incident: Incident, found: heat.Heat, now: datetime) -> None:
    """Write the heat down where it changed: one row an hour unless it changed its level, and so many in all."""
    last = last_heat(incident)
    if last is None and not found.score:
        return
    if last and points_of(last) == found:
        return
    values = {"score": found.score, **{part.value: found.points[part] for part in heat.Part}}
    if last and now - last.at < HOUR and _level(last.score) == _level(found.score) and last.score <= found.score:
        Heated.objects.filter(pk=last.pk).update(**values)
        return
    Heated.objects.create(incident=incident, at=now, **values)
    old = Heated.objects.filter(incident=incident).order_by("-pk").values_list("pk", flat=True)[KEPT : KEPT + 1]
    if gone := list(old):
        Heated.objects.filter(incident=incident, pk__lte=gone[0]).delete()


def _level(score: int) -> int:
    return heat.level(score, settings.WARN_AT)


def _note_top(incident: Incident, top: heat.Top | None) -> None:
    known = Peak.objects.filter(incident=incident).first()
    if top is None or (known and known.people >= top.people):
        return
    Peak.objects.update_or_create(incident=incident, defaults={"at": top.at, "people": top.people})
