"""A word that is on its way to everybody is called back: what has left stays sent, the rest is not (D33, I6).

By a person who thinks better of it, and wherever the incident itself goes on no more: dismissed, or part of another.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ombud.incidents.models import Incident, LeftOut, Recipient, Rendering
from ombud.team.models import Member

from .put_together import tell
from .refused import Refused


@transaction.atomic
def stop_sending(incident: Incident, *, by: Member, now: datetime) -> int:
    """Nobody more gets what is on its way. Returns how many are not told by it who were to be.

    Raises `Refused` (nothing_on_its_way).
    """
    incident = Incident.objects.select_for_update(of=("self",), no_key=True).get(pk=incident.pk)
    stopped = call_back(incident, by=by, now=now)
    if stopped is None:
        raise Refused("nothing_on_its_way")
    return stopped


def call_back(incident: Incident, *, by: Member | None, now: datetime) -> int | None:
    """`stop_sending` behind the incident's lock; None where nothing is on its way."""
    found: list[int] = []
    for rendering in Rendering.objects.filter(update__incident=incident, pressed_at__isnull=False, stopped_at=None):
        if rendering.checked_at is None:
            found.append(as_written(rendering, now, by=by))
        elif rest := _rest(rendering):
            found.append(rest)
            rendering.stopped_at = now
            rendering.save(update_fields=["stopped_at"])
            tell(incident, "update_called_back", now, by=by, language=rendering.language, people=rest)
    return sum(found) if found else None


def as_written(rendering: Rendering, now: datetime, *, by: Member | None = None) -> int:
    """Not a letter of it has gone: it is words again that nobody has said may go. Returns how many it was to go to."""
    taken_back, _each = Recipient.objects.filter(rendering=rendering, letter=None).delete()
    rendering.pressed_at = rendering.pressed_by = rendering.ready_at = None
    rendering.save(update_fields=["pressed_at", "pressed_by", "ready_at", "stop"])
    tell(rendering.update.incident, "update_stopped", now, by=by, language=rendering.language)
    return taken_back


def _rest(rendering: Rendering) -> int:
    """Some may have gone. The incident is held, so no case may be: who is told is held instead, in the order of their
    cases, as the sending itself holds them; whom it was quicker with is told by then."""
    waiting = Recipient.objects.filter(rendering=rendering, letter=None, left_out="")
    held = list(waiting.select_for_update().order_by("case_id").values_list("pk", flat=True))
    return waiting.filter(pk__in=held).update(left_out=LeftOut.STOPPED)
