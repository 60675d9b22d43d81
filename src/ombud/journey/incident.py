"""An incident in people's hands: confirmed with an owner and a date, put right, ended, or dismissed (D33)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case
from ombud.incidents.models import Incident
from ombud.incidents.rules import Status, status
from ombud.incidents.standing import members
from ombud.team.models import Member, Role
from ombud.work.queue import enqueue

from .pledge import let_off, pledge
from .put_together import tell, tell_cases
from .refused import Refused
from .stop_sending import call_back

OWNERS = (Role.COMMUNITY_MANAGER, Role.ADMIN, Role.LEADER, Role.SPOKESPERSON)


def hold(incident: Incident) -> Incident:
    """The incident as it is now, held until the transaction ends: after any case (see `lock`)."""
    return Incident.objects.select_for_update(of=("self",), no_key=True).select_related("owner").get(pk=incident.pk)


def going_on_only(incident: Incident) -> None:
    """Raises `Refused` (incident_merged, incident_ended) for one in which nothing happens any more."""
    if incident.merged_into_id is not None:
        raise Refused("incident_merged", number=incident.merged_into_id)
    if incident.ended_at is not None:
        raise Refused("incident_ended")


def confirmed_only(incident: Incident) -> None:
    """Raises `Refused` (not_confirmed, incident_merged, incident_ended) for one that nobody has taken on."""
    going_on_only(incident)
    if status(incident) in (Status.PROPOSED, Status.DISMISSED):
        raise Refused("not_confirmed")


def _inside(incident: Incident) -> list[int]:
    return list(members(incident).values_list("case_id", flat=True))


@transaction.atomic
def confirm(
    incident: Incident, *, owner: Member, title: str, next_update_by: datetime, by: Member, now: datetime
) -> None:
    """It is one: somebody owns it from here, by a name, with the date of the next word to those affected. Again changes
    these. Raises `Refused` (incident_merged, incident_ended, needs_title, until_past, left, cannot_own)."""
    incident = hold(incident)
    going_on_only(incident)
    if not title.strip():
        raise Refused("needs_title")
    if next_update_by <= now:
        raise Refused("until_past")
    if owner.left_at is not None:
        raise Refused("left", name=owner.name)
    if not owner.is_(*OWNERS):
        raise Refused("cannot_own", name=owner.name)
    new = (owner.pk, title.strip()[:160], next_update_by)
    if incident.open and incident.confirmed_at and new == (incident.owner_id, incident.title, incident.next_update_by):
        return
    first = incident.confirmed_at is None or incident.dismissed_at is not None
    incident.owner, incident.title, incident.next_update_by = owner, title.strip()[:160], next_update_by
    incident.confirmed_at = incident.confirmed_at or now
    incident.dismissed_at, incident.dismissed = None, ""
    incident.save()
    pledge(incident, now)
    tell(incident, "confirmed" if first else "changed", now, by=by, name=owner.name, until=next_update_by.isoformat())
    enqueue("measure_heat", [incident.pk], now)
    if first:
        tell_cases(_inside(incident), "incident_confirmed", now, by=by, number=incident.pk)


@transaction.atomic
def pass_on(incident: Incident, *, to: Member, by: Member, now: datetime) -> None:
    """Somebody else owns it from here. Raises `Refused` (left, cannot_own)."""
    incident = hold(incident)
    if to.left_at is not None:
        raise Refused("left", name=to.name)
    if not to.is_(*OWNERS):
        raise Refused("cannot_own", name=to.name)
    if incident.owner_id != to.pk:
        incident.owner = to
        incident.save(update_fields=["owner"])
        if incident.open and incident.confirmed_at:
            pledge(incident, now)
        tell(incident, "passed_on", now, by=by, name=to.name)


@transaction.atomic
def dismiss(incident: Incident, *, words: str, by: Member, now: datetime) -> None:
    """It is none that concerns us. What comes later joins it in silence, so that nobody is asked twice; each case is
    answered all the same. Raises `Refused` (incident_merged, incident_ended, needs_words)."""
    incident = hold(incident)
    going_on_only(incident)
    if not words.strip():
        raise Refused("needs_words")
    if incident.dismissed_at is not None:
        return
    call_back(incident, by=by, now=now)
    incident.dismissed_at, incident.dismissed = now, words.strip()
    incident.save(update_fields=["dismissed_at", "dismissed"])
    let_off(incident, "dismissed", now)
    tell(incident, "dismissed", now, by=by, words=words.strip()[:300])
    tell_cases(_inside(incident), "incident_dismissed", now, by=by, number=incident.pk)


@transaction.atomic
def set_next_update(incident: Incident, *, until: datetime, by: Member, now: datetime) -> None:
    """When those affected hear of it at the latest. Raises `Refused` (not_confirmed, until_past, …)."""
    incident = hold(incident)
    confirmed_only(incident)
    if until <= now:
        raise Refused("until_past")
    if until == incident.next_update_by:
        return
    incident.next_update_by = until
    incident.save(update_fields=["next_update_by"])
    pledge(incident, now)
    tell(incident, "next_update", now, by=by, until=until.isoformat())


@transaction.atomic
def note_cause(incident: Incident, *, words: str, by: Member, now: datetime) -> None:
    """The cause is found. Raises `Refused` (not_confirmed, needs_words, …)."""
    incident = hold(incident)
    confirmed_only(incident)
    if not words.strip():
        raise Refused("needs_words")
    if incident.cause == words.strip():
        return
    incident.cause_at, incident.cause = incident.cause_at or now, words.strip()
    incident.save(update_fields=["cause_at", "cause"])
    tell(incident, "cause_found", now, by=by, words=words.strip()[:300])
    tell_cases(_inside(incident), "incident_cause", now, by=by, number=incident.pk)


@transaction.atomic
def note_fix(incident: Incident, *, words: str, by: Member, now: datetime) -> None:
    """It is put right, as far as we know: each of its people is still to say so. Raises as `note_cause`."""
    incident = hold(incident)
    confirmed_only(incident)
    if not words.strip():
        raise Refused("needs_words")
    if incident.fix == words.strip():
        return
    incident.fixed_at, incident.fix = incident.fixed_at or now, words.strip()
    incident.save(update_fields=["fixed_at", "fix"])
    tell(incident, "fixed", now, by=by, words=words.strip()[:300])
    tell_cases(_inside(incident), "incident_fixed", now, by=by, number=incident.pk)


@transaction.atomic
def end(incident: Incident, *, by: Member, now: datetime) -> None:
    """Fixed, and each of its people has her own case settled. Raises `Refused` (not_fixed, cases_open, …)."""
    incident = hold(incident)
    if incident.ended_at is not None:
        return
    confirmed_only(incident)
    if incident.fixed_at is None:
        raise Refused("not_fixed")
    if left := Case.objects.filter(pk__in=_inside(incident), ended_at=None).count():
        raise Refused("cases_open", number=left)
    incident.ended_at = now
    incident.save(update_fields=["ended_at"])
    let_off(incident, "ended", now)
    tell(incident, "ended", now, by=by)
