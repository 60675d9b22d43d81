"""A case is put where it belongs: to an incident, or with others that nobody has seen together yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from ombud.cases.models import Case, Event
from ombud.incidents import rules
from ombud.incidents.gathering import belonging
from ombud.incidents.index import Index
from ombud.incidents.models import Happening, How, Incident, Membership
from ombud.incidents.standing import copies_of, dangerous, members, tellers_of
from ombud.team.models import Member
from ombud.work.queue import enqueue
from ombud.work.rows import insert

from .begin import log


def put_together(case: Case, odds: dict[int, float], index: Index, now: datetime) -> None:
    """Join the case to an incident, propose one, or leave it; alarm a person where somebody may be hurt."""
    lot = belonging(case.pk, odds, index)
    risky = case.pk in dangerous([case.pk])
    if lot.incident is None:
        if rules.living(case.ended_at, now):  # what was settled long ago brings nothing before anybody by itself
            _alarm(case, risky, joined=False, now=now)
            propose(lot.cases, now)
        return
    incident = Incident.objects.select_for_update(of=("self",)).get(pk=lot.incident)
    inside = set(members(incident).filter(case__in=lot.cases).values_list("case_id", flat=True))
    _alarm(case, risky, joined=incident.safety_at is not None, now=now)
    join(incident, sorted(set(lot.cases) - inside), now, how=How.FOUND)
    if risky and incident.safety_at is None:
        incident.safety_at = now
        incident.save(update_fields=["safety_at"])  # and its heat is measured: a case joined


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


def tell(incident: Incident, what: str, now: datetime, *, by: Member | None = None, **params: object) -> None:
    """One line of what happened to the incident."""
    Happening.objects.create(incident=incident, what=what, by=by, params=params, at=now)


def tell_cases(cases: Iterable[int], what: str, now: datetime, *, by: Member | None = None, **params: object) -> None:
    """The same line on the timelines of many cases."""
    insert([Event(case_id=case, what=what, by=by, params=params, at=now) for case in cases])


def _alarm(case: Case, risky: bool, *, joined: bool, now: datetime) -> None:
    """A person is told at once, once a case, where somebody may be hurt; the customer is sent nothing by it."""
    if rules.alarms(risky, joined=joined) and not case.events.filter(what="safety_alarm").exists():
        enqueue("alarm", [case.opener_id], now)
        log(case, "safety_alarm", now)
