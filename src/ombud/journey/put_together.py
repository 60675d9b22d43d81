"""A case is put where it belongs: to an incident, or with others that nobody has seen together yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from ombud.cases.models import Case, Event
from ombud.incidents import rules
from ombud.incidents.enquiries import unplaced
from ombud.incidents.gathering import belonging
from ombud.incidents.index import Index
from ombud.incidents.models import Happening, How, Incident, Membership
from ombud.incidents.standing import copies_of, members, tellers_of
from ombud.team.models import Member
from ombud.work.queue import enqueue
from ombud.work.rows import insert

from .danger import warn


def put_together(case: Case, odds: dict[int, float], index: Index, now: datetime) -> None:
    """Join the case to an incident, propose one, or leave it; a person is told where somebody may be hurt."""
    lot = belonging(case.pk, odds, index)
    if lot.incident is None:
        warn(case, None, now)
        if rules.living(case.ended_at, now):  # what was settled long ago brings nothing before anybody by itself
            propose(lot.cases, now)
        return
    incident = Incident.objects.select_for_update(of=("self",), no_key=True).get(pk=lot.incident)
    inside = set(members(incident).filter(case__in=lot.cases).values_list("case_id", flat=True))
    warn(case, incident, now)
    join(incident, sorted(set(lot.cases) - inside), now, how=How.FOUND)


def propose(cases: Sequence[int], now: datetime) -> Incident | None:
    """An incident of these cases, if enough people tell of it in words of their own."""
    if not rules.could_propose(tellers_of(cases)):
        return None  # a flood of one text costs no more with each copy
    cases = [*cases, *copies_of(cases)]
    tellers = tellers_of(cases)
    if not rules.proposes(tellers):
        return None
    safety = now if any(teller.safety for teller in tellers) else None
    incident = Incident.objects.create(proposed_at=now, safety_at=safety)
    tell(incident, "proposed", now, people=rules.people(tellers))
    join(incident, cases, now, how=How.FOUND)
    return incident


def join(
    incident: Incident, cases: Sequence[int], now: datetime, *, how: How, by: Member | None = None,
    came_from: Incident | None = None,
) -> None:  # fmt: skip
    """These cases are in the incident from here on, and their timelines say so."""
    insert(
        [Membership(incident=incident, case_id=case, since=now, how=how, by=by, came_from=came_from) for case in cases]
    )
    tell_cases(cases, "incident_joined", now, by=by, number=incident.pk, how=how.value)
    enqueue("measure_heat", [incident.pk], now, tag=f"{max(cases)}" if cases else "")
    # Who asked for the press before it was known, or before so many told of it, is held against it now.
    enqueue("hear_press", unplaced(now), now, tag=f"of{incident.pk}")


def tell(incident: Incident, what: str, now: datetime, *, by: Member | None = None, **params: object) -> None:
    """One line of what happened to the incident."""
    Happening.objects.create(incident=incident, what=what, by=by, params=params, at=now)


def tell_cases(cases: Iterable[int], what: str, now: datetime, *, by: Member | None = None, **params: object) -> None:
    """The same line on the timelines of many cases."""
    insert([Event(case_id=case, what=what, by=by, params=params, at=now) for case in cases])
