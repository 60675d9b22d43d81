"""D12: an alarm rings once a level until somebody who leads heeds it, and all of it stays on record."""

import pytest

from ombud.incidents.models import Heated
from tests.rooms.breaking import Attempt, Change, Insert, Remove
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage
from tests.rooms.warnings_staged import alarmed, alarming, heeded, heeding, hot, ringing, rung, surged, surging

ATTEMPTS: list[Attempt[Stage]] = [
    Attempt(
        "incidents_heat_is_its_parts",
        lambda s: Insert(Heated, hot(s, score=55)),
        lambda s: Insert(Heated, hot(s)),
    ),
    Attempt("incidents_alarm_level", lambda s: alarming(s, level=3), lambda s: alarming(s, level=2)),
    Attempt("incidents_alarm_kept", lambda s: Change(alarmed(s), {"score": 99}), alarming),
    Attempt("incidents_alarm_kept", lambda s: Remove(alarmed(s)), alarming),
    Attempt(
        "incidents_level_rings_once",
        lambda s: alarming(s, alarmed(s, level=2).incident),
        lambda s: alarming(s, alarmed(s).incident, level=2),
    ),
    Attempt(
        "incidents_ring_kept", lambda s: Change(rung(s), {"whom_id": s.world.mira.pk}), lambda s: ringing(s, alarmed(s))
    ),
    Attempt("incidents_ring_kept", lambda s: Remove(rung(s)), lambda s: ringing(s, alarmed(s))),
    Attempt(
        "incidents_heeded_rings_no_more",
        lambda s: ringing(s, heeded(s).alarm),
        lambda s: ringing(s, alarmed(s)),
    ),
    Attempt("incidents_heeded_kept", lambda s: Change(heeded(s), {"words": "I never saw it"}), heeding),
    Attempt("incidents_heeded_kept", lambda s: Remove(heeded(s)), heeding),
    Attempt(
        "incidents_d12_heeded_by_who_leads",
        lambda s: heeding(s, by=s.world.ana.pk),
        lambda s: heeding(s, by=s.world.mira.pk),
    ),
    Attempt("incidents_surge_is_more", lambda s: surging(s, usual=20.0), surging),
    Attempt("incidents_surge_kept", lambda s: Change(surged(s), {"count": 99}), surging),
    Attempt("incidents_surge_kept", lambda s: Remove(surged(s)), surging),
]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
