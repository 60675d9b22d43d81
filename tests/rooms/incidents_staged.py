"""Incidents on the stage, as rows: proposed, confirmed, joined, merged, and what people say of two cases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ombud.cases.endings import Because
from ombud.cases.models import Case
from ombud.incidents.models import Check, Happening, Incident, Membership, Pledge, Said, Telling, Verdict
from ombud.incidents.rules import pair
from ombud.journey import release
from ombud.promises.models import Promise
from ombud.team.models import Member
from tests.rooms.breaking import Change, Insert
from tests.rooms.stage import Stage

DAY = timedelta(days=1)


def gone(stage: Stage) -> Member:
    """Somebody who has left."""
    return Member.objects.create(name="Ole", email="ole@team.example", left_at=stage.now)


def proposed(stage: Stage, **more: Any) -> Incident:
    """An incident that nobody has looked at."""
    return Incident.objects.create(proposed_at=stage.now, **more)


def confirmed(stage: Stage, **more: Any) -> Incident:
    """One that Mira has taken on."""
    values = {"title": "Lamps go out", "owner": stage.world.mira, "confirmed_at": stage.now}
    return proposed(stage, **(values | {"next_update_by": stage.now + DAY} | more))


def _free(case: Case) -> None:
    """The case is in no incident that was proposed by itself on the way here."""
    by_itself = Membership.objects.filter(case=case, left_at=None, incident__happenings__what="proposed")
    Membership.objects.filter(pk__in=list(by_itself.values_list("pk", flat=True))).update(
        left_at=case.heard_at, left="undone"
    )


def member(stage: Stage, incident: Incident, case: Case, **more: Any) -> Membership:
    """The case is in the incident."""
    _free(case)
    return Membership.objects.create(incident=incident, case=case, since=stage.now, how="found", **more)


def joining(stage: Stage, incident: Incident, case: Case, **more: Any) -> Insert:
    """The case joins the incident."""
    _free(case)
    values = {"incident_id": incident.pk, "case_id": case.pk, "since": stage.now, "how": "found"}
    return Insert(Membership, values | more)


def saying(stage: Stage, one: Case, other: Case, said: str) -> Insert:
    """Mira says it of the two."""
    for case in (one, other):
        _free(case)
    first, second = pair(one.pk, other.pk)
    by = stage.world.mira.pk
    return Insert(Verdict, {"first_id": first, "second_id": second, "said": said, "by_id": by, "at": stage.now})


def told(stage: Stage, case: Case) -> Telling:
    """What can be compared of the case."""
    concern = case.concerns.earliest("pk")
    made = Telling.objects.filter(concern=concern).first()
    return made or Telling.objects.create(
        case=case, concern=concern, packed=b"", wording="w", made_by="m", at=stage.now
    )


def check(stage: Stage) -> Check:
    """The lamp was held against all others."""
    return Check.objects.create(case=stage.lamp, near=1, at=stage.now)


def with_no(stage: Stage, said: str) -> Insert:
    """The radio joins the lamp's incident, after Mira said this of the two."""
    incident = confirmed(stage)
    member(stage, incident, stage.lamp)
    Verdict.objects.create(**saying(stage, stage.lamp, stage.radio, Said.NOT_SAME).values)
    Verdict.objects.create(**saying(stage, stage.radio, stage.lamp, said).values)
    return joining(stage, incident, stage.radio)


def two_in_one(stage: Stage, said: str) -> Insert:
    """Mira says this of two cases that are in one incident."""
    incident = confirmed(stage)
    member(stage, incident, stage.lamp)
    member(stage, incident, stage.radio)
    return saying(stage, stage.lamp, stage.radio, said)


def merging(stage: Stage, *, left: bool) -> Change:
    """One becomes part of another, its case gone before or not."""
    one, other = confirmed(stage), confirmed(stage)
    member(stage, one, stage.lamp, **({"left_at": stage.now, "left": "merged"} if left else {}))
    return Change(one, {"merged_into_id": other.pk})


def ending(stage: Stage, case: Case, **more: Any) -> Change:
    """The incident of the case ends."""
    incident = confirmed(stage, **more)
    member(stage, incident, case)
    return Change(incident, {"ended_at": stage.now})


def fixed(stage: Stage) -> dict[str, Any]:
    """What makes an incident a fixed one."""
    return {"fixed_at": stage.now, "fix": "New bulbs"}


def into_itself(stage: Stage) -> Change:
    """An incident is part of itself."""
    one = confirmed(stage)
    return Change(one, {"merged_into_id": one.pk})


def parted(stage: Stage) -> Membership:
    """The lamp was in an incident."""
    return member(stage, confirmed(stage), stage.lamp, left_at=stage.now, left="split")


def line(stage: Stage) -> Happening:
    """Something that happened to one."""
    return Happening.objects.create(incident=confirmed(stage), what="confirmed", at=stage.now)


def promised(stage: Stage, **more: Any) -> Promise:
    """A promise of Mira's: a word to everybody, unless told otherwise."""
    values: dict[str, Any] = {"key": f"p{Promise.objects.count()}", "owe": "update", "keeper": stage.world.mira}
    moments = {"made_at": stage.now, "due_at": stage.now + DAY, "alarm_at": stage.now}
    return Promise.objects.create(**(values | {"urgency": 2} | moments | more))


def pledged(stage: Stage, **more: Any) -> Pledge:
    """The next word of an incident is promised."""
    return Pledge.objects.create(incident=confirmed(stage), promise=promised(stage, **more))


def pledging(stage: Stage, *, after: Pledge | None = None, **more: Any) -> Insert:
    """It is promised once more, of the same incident where there is one."""
    incident = after.incident if after else confirmed(stage)
    return Insert(Pledge, {"incident_id": incident.pk, "promise_id": promised(stage, **more).pk})


def taking_up(stage: Stage, **more: Any) -> dict[str, Any]:
    """A history of two cases that is taken up."""
    return {"made_by": "a model", "until": 2, "cases": 2, "begun_at": stage.now} | more


def telling_again(stage: Stage, because: Because) -> Insert:
    """A case was let go for this reason, what it told was dropped, and somebody wants to compare it again."""
    case = stage.invoice
    concern = case.concerns.get()
    Telling.objects.filter(case=case).delete()
    release.release(case, because=because, words="She asked us to.", by=stage.world.mira, now=stage.now)
    row = {
        "case_id": case.pk,
        "concern_id": concern.pk,
        "packed": b"",
        "wording": "x",
        "made_by": "a model",
        "at": stage.now,
    }
    return Insert(Telling, row)
