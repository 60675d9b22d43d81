"""A person says of two cases that it is the same trouble, or not the same: she knows better than any likeness (D32)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case
from ombud.incidents import rules
from ombud.incidents.models import How, Incident, Left, Membership, Said, Verdict
from ombud.incidents.standing import last_words, members, membership_of, said_of
from ombud.team.models import Member

from .begin import lock, log
from .incident import hold
from .notice_pattern import plan
from .put_together import join, propose, tell, tell_cases
from .refused import Refused

# Cases drawn together by what people said, one after the other, are followed so far.
CHAIN = 50


@transaction.atomic
def say_same(case: Case, other: Case, *, by: Member, now: datetime) -> None:
    """Draw the two together: one joins the incident of the other, or they are counted together from here on.

    Two that are in different incidents stay there: those are merged by `merge`. Raises `Refused` (same_case,
    kept_apart). Again is harmless.
    """
    case, other = _both(case, other)
    if _last(case, other) == Said.SAME:
        return
    verdict = _write(case, other, Said.SAME, by, now)
    mine, theirs = membership_of(case), membership_of(other)
    if mine is None and theirs is None:
        propose(_drawn_together(case), now)
    elif mine is None and (place := _held(other)) is not None:
        _take_in(case, place.incident, by, now)
    elif theirs is None and (place := _held(case)) is not None:
        _take_in(other, place.incident, by, now)
    plan([case.pk], now, tag=f"said{verdict.pk}")


@transaction.atomic
def say_not_same(case: Case, other: Case, *, by: Member, now: datetime) -> None:
    """Keep the two apart for good: where they are in one incident, `case` leaves it. Raises `Refused("same_case")`."""
    case, other = _both(case, other)
    if _last(case, other) == Said.NOT_SAME:
        return
    mine, theirs = _held(case), membership_of(other)
    if mine is not None and theirs is not None and mine.incident_id == theirs.incident_id:
        leave(mine, Left.NOT_SAME, now, by=by)
    verdict = _write(case, other, Said.NOT_SAME, by, now)
    plan([case.pk], now, tag=f"said{verdict.pk}")


@transaction.atomic
def undo_said(case: Case, other: Case, *, by: Member, now: datetime) -> None:
    """Take back what was last said of the two, and what it did to where they are. Raises `Refused` (same_case,
    incident_merged)."""
    case, other = _both(case, other)
    first, second = rules.pair(case.pk, other.pk)
    last = Verdict.objects.filter(first=first, second=second).order_by("-pk").first()
    if last is None or last.said == Said.UNDONE:
        return
    _write(case, other, Said.UNDONE, by, now)
    for one in (case, other):
        if last.said == Said.SAME:
            came = Membership.objects.filter(case=one, left_at=None, how=How.PERSON, since=last.at).first()
            if came is not None and (held := _held(one)) == came:
                leave(held, Left.UNDONE, now, by=by)
            continue
        left = Membership.objects.filter(case=one, left=Left.NOT_SAME, left_at=last.at)
        gone = left.select_related("incident__merged_into").first()
        if gone is not None and membership_of(one) is None and gone.incident.ended_at is None:
            _come_back(one, gone.incident, by, now)


def leave(membership: Membership, why: Left, now: datetime, *, by: Member) -> None:
    """The case is no longer in the incident; that it was stays on record."""
    membership.left_at, membership.left = now, why
    membership.save(update_fields=["left_at", "left"])
    tell(membership.incident, "left", now, by=by, why=why.value, cases=1)
    tell_cases([membership.case_id], "incident_left", now, by=by, number=membership.incident_id, why=why.value)


def _both(case: Case, other: Case) -> tuple[Case, Case]:
    if case.pk == other.pk:
        raise Refused("same_case")
    held = {number: lock(Case(pk=number)) for number in rules.pair(case.pk, other.pk)}
    return held[case.pk], held[other.pk]


def _held(case: Case) -> Membership | None:
    """Where the case is, that incident held. Where a merge has moved it meanwhile it is looked for there, and the
    incident that it has left is held no more."""
    while (place := membership_of(case)) is not None:
        with suppress(_Moved), transaction.atomic():
            place.incident = hold(place.incident)
            if not Membership.objects.filter(pk=place.pk, left_at=None).exists():
                raise _Moved
            return place
    return None


class _Moved(Exception):
    """It is in another incident by now."""


def _last(case: Case, other: Case) -> str:
    first, second = rules.pair(case.pk, other.pk)
    last = Verdict.objects.filter(first=first, second=second).order_by("-pk").first()
    return last.said if last else ""


def _write(case: Case, other: Case, said: Said, by: Member, now: datetime) -> Verdict:
    first, second = rules.pair(case.pk, other.pk)
    for one, another in ((case, other), (other, case)):
        log(one, f"said_{said.value}", now, by=by, number=another.pk)
    return Verdict.objects.create(first_id=first, second_id=second, said=said, by=by, at=now)


def _take_in(case: Case, incident: Incident, by: Member, now: datetime) -> None:
    if incident.ended_at is not None:
        return
    if _kept_out(case, incident):
        raise Refused("kept_apart")
    join(incident, [case.pk], now, how=How.PERSON, by=by)
    tell(incident, "joined", now, by=by, cases=1)


def _come_back(case: Case, incident: Incident, by: Member, now: datetime) -> None:
    """To where the incident goes on by now, unless somebody else's "no" stands against it."""
    going_on = incident
    while going_on.merged_into is not None:
        going_on = going_on.merged_into
    going_on = hold(going_on)
    if going_on.merged_into_id is not None:
        raise Refused("incident_merged", number=going_on.merged_into_id)
    if going_on.ended_at is None and not _kept_out(case, going_on):
        join(going_on, [case.pk], now, how=How.RETURNED, by=by, came_from=None if going_on == incident else incident)
        tell(going_on, "returned", now, by=by, cases=1)


def _kept_out(case: Case, incident: Incident) -> bool:
    words = last_words([case.pk])
    others = {other for key in words for other in key}
    inside = members(incident).filter(case__in=others).values_list("case_id", flat=True)
    return False in said_of(case.pk, words, inside).values()


def _drawn_together(case: Case) -> list[int]:
    """The cases that people said are the same, directly or by way of others, as far as they are in no incident; none
    of which somebody keeps apart."""
    found, asked = [case.pk], 0
    while asked < len(found) and len(found) < CHAIN:
        for key, same in last_words([found[asked]]).items():
            found += [other for other in key if same and other not in found]
        asked += 1
    taken = set(Membership.objects.filter(case__in=found, left_at=None).values_list("case_id", flat=True))
    kept: list[int] = []
    words = last_words(found)
    for one in found:
        if one not in taken and False not in said_of(one, words, kept).values():
            kept.append(one)
    return kept
