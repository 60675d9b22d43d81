"""Incidents taken apart and put together by a person. Nothing is lost by it, and each can be undone (D33)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from ombud.incidents.brought import brought, merged_at
from ombud.incidents.index import one_at_a_time
from ombud.incidents.models import How, Incident, Left, Membership
from ombud.incidents.standing import dangerous, last_words, members
from ombud.team.models import Member

from .incident import going_on_only, hold
from .pledge import let_off, pledge
from .put_together import join, tell
from .refused import Refused
from .stop_sending import call_back


@transaction.atomic
def split_off(incident: Incident, cases: Collection[int], *, title: str, by: Member, now: datetime) -> Incident:
    """These cases have another trouble: an incident of their own, proposed, which remembers where it comes from.

    Raises `Refused` (incident_merged, incident_ended, nothing_chosen, all_chosen).
    """
    incident = hold(incident)
    going_on_only(incident)
    places = list(members(incident).filter(case__in=cases))
    if not places:
        raise Refused("nothing_chosen")
    if len(places) == members(incident).count():
        raise Refused("all_chosen")
    moved = [place.case_id for place in places]
    new = Incident.objects.create(
        title=title.strip()[:160], proposed_at=now, split_from=incident, safety_at=now if dangerous(moved) else None
    )
    _leave(places, Left.SPLIT, now)
    join(new, moved, now, how=How.SPLIT, by=by, came_from=incident)
    tell(incident, "split", now, by=by, number=new.pk, cases=len(moved))
    tell(new, "split_off", now, by=by, number=incident.pk, cases=len(moved))
    return new


@transaction.atomic
def merge(incident: Incident, *, into: Incident, by: Member, now: datetime) -> None:
    """It is the same trouble as another: its cases go on there, its own history stays. So is a split undone, too.

    Raises `Refused` (same_incident, incident_merged, incident_ended, kept_apart).
    """
    if incident.pk == into.pk:
        raise Refused("same_incident")
    one_at_a_time()
    held = {one.pk: hold(one) for one in sorted((incident, into), key=lambda one: one.pk)}
    incident, into = held[incident.pk], held[into.pk]
    if incident.merged_into_id == into.pk:
        return
    going_on_only(incident)
    going_on_only(into)
    places = list(members(incident))
    moved = [place.case_id for place in places]
    if _kept_apart(moved, into):
        raise Refused("kept_apart")
    call_back(incident, by=by, now=now)
    before = Membership.objects.aggregate(Max("pk"))["pk__max"] or 0
    _leave(places, Left.MERGED, now)
    join(into, moved, now, how=How.MERGED, by=by, came_from=incident)
    incident.merged_into = into  # that somebody dismissed it stays, and holds again when this is undone
    incident.save(update_fields=["merged_into"])
    let_off(incident, "merged", now)
    if incident.safety_at and not into.safety_at:
        into.safety_at = now
        into.save(update_fields=["safety_at"])
    # What stood on record before is told apart by number: two steps can be taken in one moment.
    tell(incident, "merged_into", now, by=by, number=into.pk, cases=len(moved), before=before)
    tell(into, "merged", now, by=by, number=incident.pk, cases=len(moved))


@transaction.atomic
def undo_merge(incident: Incident, *, by: Member, now: datetime) -> None:
    """It is one of its own after all, as it was: the cases that it brought along, as far as they are there, come back.

    Raises `Refused` (not_merged, incident_ended).
    """
    one_at_a_time()
    found = Incident.objects.get(pk=incident.pk)
    if found.merged_into is None:
        raise Refused("not_merged")
    held = {one.pk: hold(one) for one in sorted((found, found.merged_into), key=lambda one: one.pk)}
    incident, whole = held[found.pk], held[found.merged_into.pk]
    if incident.merged_into_id is None:
        return
    going_on_only(whole)
    places, merged = brought(incident, whole), merged_at(incident)
    moved = [place.case_id for place in places]
    _leave(places, Left.UNDONE, now)
    incident.merged_into = None
    if incident.open and incident.owner is not None and incident.owner.left_at is not None:
        incident.owner = by
    incident.save(update_fields=["merged_into", "owner"])
    if incident.open and incident.confirmed_at:
        pledge(incident, now)
    left = members(whole).values_list("case_id", flat=True)
    if merged and whole.safety_at == merged.at and not dangerous(left):  # the danger came with it, and leaves with it
        whole.safety_at = None
        whole.save(update_fields=["safety_at"])
    join(incident, moved, now, how=How.RETURNED, by=by, came_from=whole)
    tell(whole, "unmerged", now, by=by, number=incident.pk, cases=len(moved))
    tell(incident, "own_again", now, by=by, number=whole.pk, cases=len(moved))


def _leave(places: list[Membership], why: Left, now: datetime) -> None:
    Membership.objects.filter(pk__in=[place.pk for place in places]).update(left_at=now, left=why)


def _kept_apart(cases: Collection[int], incident: Incident) -> bool:
    """Whether somebody said of one of them and one of the incident's that they are not the same."""
    inside = set(members(incident).values_list("case_id", flat=True))
    apart = [key for key, same in last_words(cases).items() if not same]
    return any(inside & set(key) and set(cases) & set(key) for key in apart)
