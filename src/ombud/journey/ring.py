"""ring: a leader is told that an incident may boil over, and again, then the next, until somebody heeds it (D12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from ombud.incidents import ringing
from ombud.incidents.alarm_links import alarm_url
from ombud.incidents.models import Alarm, Heeded, Incident, Ring
from ombud.replies.texts import register_for, write
from ombud.team.models import Member, Role
from ombud.work.queue import enqueue

from .pledge import inbox_of
from .put_together import tell
from .refused import Refused
from .tell import notify
from .words import speaks, when

STEP = "ring"
LEADS = (Role.LEADER, Role.ADMIN)
LONGEST = 2000


def take_up(alarm: Alarm, now: datetime) -> None:
    """See to it that the alarm rings: at once, or when its next turn comes. Repeating it changes nothing."""
    if Heeded.objects.filter(alarm=alarm).exists():
        return
    last = Ring.objects.filter(alarm=alarm).order_by("-turn").first()
    turn, due = (last.turn + 1, last.at + ringing.again(last.turn, len(circle(alarm.incident)))) if last else (0, now)
    enqueue(STEP, [alarm.pk], max(due, now), tag=str(turn))


def ring(alarms: Sequence[int], now: datetime) -> None:
    """One turn of each of these alarms, unless it was heeded, a higher one rings, or the incident does not go on."""
    held = Alarm.objects.select_for_update(of=("self",)).select_related("incident").filter(pk__in=alarms)
    for alarm in held.order_by("pk"):
        higher = Alarm.objects.filter(incident=alarm.incident_id, level__gt=alarm.level).exists()
        if higher or not alarm.incident.open or Heeded.objects.filter(alarm=alarm).exists():
            continue
        people = circle(alarm.incident)
        turn = Ring.objects.filter(alarm=alarm).count()
        who = people[ringing.whom(turn, len(people))]
        _tell(Ring.objects.create(alarm=alarm, turn=turn, whom=who, at=now), now)
        tell(alarm.incident, "rang" if turn == 0 else "rang_again", now, name=who.name)
        enqueue(STEP, [alarm.pk], now + ringing.again(turn, len(people)), tag=str(turn + 1))


def circle(incident: Incident) -> list[Member]:
    """Who is rung for: leaders, then admins; where there are none, whoever owns the inbox."""
    here = Member.objects.filter(left_at=None)
    leaders = list(here.filter(posts__role=Role.LEADER).order_by("pk"))
    admins = here.filter(posts__role=Role.ADMIN).exclude(pk__in=[one.pk for one in leaders]).order_by("pk")
    return [*leaders, *admins] or [inbox_of(incident).owner]


def _tell(one: Ring, now: datetime) -> None:
    """By mail, without a word of anybody's: what it is about stands behind the link."""
    incident, who = one.alarm.incident, one.whom
    inbox, language = inbox_of(incident), speaks(who)
    text = write(
        "leader_early_warning" if one.turn == 0 else "leader_early_warning_again", language,
        register_for(language, "neutral"), leader_name=who.name, incident_name=incident.title or f"#{incident.pk}",
        since=when(one.alarm.at, inbox, language), portal_url=alarm_url(one, now),
        desk_url=f"{settings.PUBLIC_URL}/incidents/{incident.pk}/",
    )  # fmt: skip
    notify(who, inbox, text, f"ring:{one.alarm_id}:{one.turn}", now)


@transaction.atomic
def heed(alarm: Alarm, *, by: Member, words: str = "", now: datetime) -> None:
    """She has seen it, perhaps with what she does: it rings no more. Said once; later words change nothing.

    Raises `Refused` (not_yours, left, alarm_words_too_long).
    """
    alarm = Alarm.objects.select_for_update(of=("self",)).select_related("incident").get(pk=alarm.pk)
    if by.left_at is not None:
        raise Refused("left", name=by.name)
    if not by.is_(*LEADS) and not Ring.objects.filter(alarm=alarm, whom=by).exists():
        raise Refused("not_yours")
    if len(words) > LONGEST:
        raise Refused("alarm_words_too_long")
    lower = Alarm.objects.filter(incident=alarm.incident_id, level__lte=alarm.level, heeded=None).order_by("level")
    for one in lower:
        # Whoever heeds the higher one has heeded what led to it.
        Heeded.objects.create(alarm=one, by=by, words=words.strip(), at=now)
        tell(alarm.incident, "heeded", now, by=by, words=words.strip()[:300])
