"""tally: every complaint is counted by its topic, inbox and hour; what breaks from its normal is put before a person
(D33)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from ombud.cases.models import Case
from ombud.incidents.models import How, Incident, Membership, Nearness, Surge, Telling
from ombud.incidents.rates import HOUR, Break
from ombud.incidents.rules import pair
from ombud.incidents.standing import dangerous, last_words
from ombud.incidents.surges import LOOKED_AT, broke, to_look_through, voices
from ombud.incidents.tallies import count
from ombud.team.models import Member
from ombud.triage.kinds import COMPLAINTS
from ombud.triage.models import Reading

from .begin import lock_all
from .incident import going_on_only, hold
from .put_together import join, tell
from .refused import Refused

NEAR = 0.0


def tally(case: Case, now: datetime) -> None:
    """Count the case, and propose an incident where there is more of its topic than usual. Belongs where no two cases
    are held against others at once. What was imported teaches the usual and raises nothing."""
    if not Telling.objects.filter(case=case).exists():
        return
    told = case.opener.told_at
    made = count(case, _topic(case.opener_id), told)
    if made is None or not made.voice or now - told > HOUR:
        return
    found = broke(made.topic, made.channel, now, ZoneInfo(case.inbox.zone))
    if found is not None:
        _propose(made.topic, made.channel, found, now)


def _topic(message: int) -> str:
    """What a complaint is about, as it is read; of one inside something else what stands beside."""
    reading = Reading.objects.filter(pk=message).first()
    read = [reading.scenario, *reading.secondary] if reading else []
    return next((one for one in read if one in COMPLAINTS), "none")


def _propose(topic: str, channel: str, found: Break, now: datetime) -> None:
    """An incident of those that are near each other; where none are, of nobody yet: a person looks through them."""
    spoke = voices(topic, channel, found.since).order_by("-at").values_list("case", flat=True)[:LOOKED_AT]
    placed = set(Membership.objects.filter(case__in=list(spoke), left_at=None).values_list("case", flat=True))
    cases = _together([case for case in spoke if case not in placed])
    incident = Incident.objects.create(proposed_at=now, safety_at=now if dangerous(cases) else None)
    Surge.objects.create(
        incident=incident, topic=topic, channel=channel, since=found.since, at=now, count=found.count, usual=found.usual
    )
    tell(incident, "surge", now, people=found.count, usual=round(found.usual, 1), hours=found.hours, topic=topic)
    if cases:
        join(incident, cases, now, how=How.FOUND)


def _together(cases: Collection[int]) -> list[int]:
    """The most of these that hang together by being near, unless somebody keeps two of them apart."""
    near = Nearness.objects.filter(check_of__case__in=cases, case__in=cases, odds__gte=NEAR)
    words = last_words(cases)
    links: dict[int, set[int]] = {}
    for one, other in near.values_list("check_of__case", "case"):
        if words.get(pair(one, other), True):
            links.setdefault(one, set()).add(other)
            links.setdefault(other, set()).add(one)
    best: list[int] = []
    left = set(links)
    while left:
        group, new = set(), {left.pop()}
        while new:
            group |= new
            new = {other for one in new for other in links[one]} - group
        left -= group
        if len(group) > len(best):
            best = sorted(group)
    apart = any(not same and {*key} <= {*best} for key, same in words.items())
    return [] if apart else best


@transaction.atomic
def draw_in(incident: Incident, cases: Collection[int], *, by: Member, now: datetime) -> None:
    """These of the cases that a surge is made of have the same trouble.

    Raises `Refused` (incident_merged, incident_ended, nothing_chosen).
    """
    lock_all(cases)
    incident = hold(incident)
    going_on_only(incident)
    surge = Surge.objects.filter(incident=incident).first()
    chosen = sorted(to_look_through(surge).filter(pk__in=cases).values_list("pk", flat=True)) if surge else []
    if not chosen:
        raise Refused("nothing_chosen")
    join(incident, chosen, now, how=How.PERSON, by=by)
    tell(incident, "joined", now, by=by, cases=len(chosen))
