"""Whom an incident brought along into the one that it is part of, wherever they have been since."""

from __future__ import annotations

from .models import Happening, How, Incident, Membership
from .standing import members


def merged_at(incident: Incident) -> Happening | None:
    """The line that says when it was last merged into another."""
    return Happening.objects.filter(incident=incident, what="merged_into").order_by("-pk").first()


def brought(incident: Incident, whole: Incident) -> list[Membership]:
    """The places in `whole` of the cases that came with `incident`. Who was taken further and brought back, or split
    off and rejoined, came with it all the same; who left and was found or put in anew did not."""
    merged = merged_at(incident)
    if merged is None:
        return []
    places = list(members(whole))
    cases = [place.case_id for place in places]
    since = Membership.objects.filter(case__in=cases, since__gte=merged.at, pk__gt=merged.params.get("before", 0))
    inside, hers = _parts(incident), set[int]()
    rows = since.order_by("pk").values_list("case_id", "incident_id", "how", "came_from_id")
    for case, where, how, came_from in rows:
        if where == incident.pk or how in (How.FOUND, How.PERSON):
            hers.discard(case)
        elif came_from in inside and how in (How.MERGED, How.RETURNED):
            hers.add(case)
    return [place for place in places if place.case_id in hers]


def _parts(incident: Incident) -> set[int]:
    """The incident and all that are part of it, directly or by way of others."""
    found, fresh = {incident.pk}, {incident.pk}
    while fresh:
        fresh = set(Incident.objects.filter(merged_into__in=fresh).values_list("pk", flat=True)) - found
        found |= fresh
    return found
