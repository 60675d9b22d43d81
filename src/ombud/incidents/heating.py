"""The signs of an incident as the tables show them, looked at in bounds: what joined it last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ombud.conversations.telling import told_at
from ombud.triage.models import Kind

from . import heat, rules
from .models import Heated, Incident, Membership, PressOn
from .standing import tellers_of

LOOKED_AT: Final = 2000  # of its cases, the last: what came before them is not new
HELD: Final = 200  # of these so many are looked at for copied text: one text from many accounts is one voice


@dataclass(frozen=True, slots=True)
class Shown:
    """The signs of an incident, the highest time that they show, and when the last of them showed."""

    signs: heat.Signs
    top: heat.Top | None
    last: datetime | None


def shown_by(incident: Incident, now: datetime) -> Shown:
    """What an incident shows now, in a few queries; of a large one by its last cases. Copied text is one voice."""
    last = Membership.objects.filter(incident=incident, left_at=None).order_by("-pk")
    rows = last.annotate(told=told_at("case__opener")).values_list(
        "case", "case__person", "told", "case__kind", "case__opener__reading__anger", "case__inbox__public"
    )[:LOOKED_AT]
    held = rules.copiers(tellers_of([row[0] for row in rows[:HELD]]))
    firsts: dict[int, datetime] = {}
    angry, public = set(), set()
    asked = list(PressOn.objects.filter(incident=incident).values_list("at", flat=True))
    press, moments = len(asked), [*asked, *(row[2] for row in rows)]
    for _case, person, told, kind, anger, is_public in rows:
        if kind == Kind.PRESS:
            press += 1
            continue
        if person in held:
            continue
        firsts[person] = min(told, firsts.get(person, told))
        if anger:
            angry.add(person)
        if is_public:
            public.add(person)
    recent, before = heat.since(firsts.values(), now)
    safety = incident.safety_at is not None
    signs = heat.Signs(recent, before, len(firsts), len(angry), len(public), press, safety)
    return Shown(signs, heat.top(list(firsts.values())), max(moments, default=None))


def last_heat(incident: Incident) -> Heated | None:
    """How hot it was when it was measured last."""
    return Heated.objects.filter(incident=incident).order_by("-pk").first()


def points_of(row: Heated) -> heat.Heat:
    """A row of the table as a heat with its reasons."""
    return heat.Heat({part: getattr(row, part.value) for part in heat.Part})
