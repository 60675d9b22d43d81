"""ask_everyone: an incident is put right, and each of its people is asked whether it is solved for her (D10, D31, D33).

Only her own yes settles her case. Her "not yet" takes it back to work, and she is not asked again with the others: her
owner sees to it first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case
from ombud.incidents.lists import to_ask
from ombud.incidents.models import Asking, Incident
from ombud.incidents.standing import membership_of
from ombud.team.models import Member
from ombud.work.queue import enqueue

from .begin import lock
from .fix import fix
from .incident import confirmed_only, hold
from .let_go import ask_if_solved
from .put_together import tell
from .refused import Refused

ASK = "ask_person"


@transaction.atomic
def ask_everyone(incident: Incident, *, by: Member, now: datetime) -> int:
    """Ask all whose cases are open and who were not asked yet; returns how many. Who comes later is asked by it again.

    Raises `Refused` (not_fixed, nobody_to_ask, not_confirmed, …).
    """
    incident = hold(incident)
    confirmed_only(incident)
    if incident.fixed_at is None:
        raise Refused("not_fixed")
    cases = list(to_ask(incident).order_by("pk").values_list("pk", flat=True))
    if not cases:
        raise Refused("nobody_to_ask")
    asking = Asking.objects.create(incident=incident, by=by, at=now)
    tell(incident, "asked_all", now, by=by, cases=len(cases))
    enqueue(ASK, cases, now, tag=str(asking.pk))
    return len(cases)


def ask_person(case_ids: Sequence[int], now: datetime) -> None:
    """Write down in each case that it was put right, and ask: in her language, in her thread, once."""
    for number in sorted(set(case_ids)):
        try:
            with transaction.atomic():
                _ask(lock(Case(pk=number)), now)
        except Refused:
            continue  # not now, or not by us: she stays among those who are not asked yet, where everybody sees her


def _ask(case: Case, now: datetime) -> None:
    place = membership_of(case)
    if place is None or place.incident.fixed_at is None or not place.incident.open:
        return
    asking = Asking.objects.filter(incident=place.incident).select_related("by").order_by("-pk").first()
    if asking is None or case.ended_at is not None or case.asked_at is not None:
        return
    key = f"incident:{asking.pk}:{case.pk}"
    fix(case, by=asking.by, what=place.incident.fix, key=key, now=now)
    ask_if_solved(case, by=asking.by, key=key, now=now)
