"""I2: a complaint is urgent, and nothing is set aside but by a named person."""

import pytest

from ombud.triage.models import Correction
from tests.rooms.breaking import Attempt, Change, Insert
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage

ATTEMPTS: list[Attempt[Stage]] = [
    Attempt(
        "triage_urgency",
        lambda s: Change(s.praise.reading, {"urgency": 5}),
        lambda s: Change(s.praise.reading, {"urgency": 1}),
    ),
    Attempt(
        "triage_i2_complaint_is_urgent",
        lambda s: Change(s.invoice.opener.reading, {"urgency": 4}),
        lambda s: Change(s.invoice.opener.reading, {"urgency": 2}),
    ),
    Attempt(  # from the other side: what is of low urgency becomes no complaint
        "triage_i2_complaint_is_urgent",
        lambda s: Change(s.praise.reading, {"kind": "complaint"}),
        lambda s: Change(s.praise.reading, {"kind": "complaint", "urgency": 3}),
    ),
    Attempt(
        "triage_degrees",
        lambda s: Change(s.praise.reading, {"anger_degree": 1.5}),
        lambda s: Change(s.praise.reading, {"anger_degree": 1.0}),
    ),
    Attempt(
        "triage_degrees",
        lambda s: Change(s.praise.reading, {"confidence": -0.1}),
        lambda s: Change(s.praise.reading, {"confidence": 0.0}),
    ),
    Attempt(  # what a person said is not unsure
        "triage_person_is_sure",
        lambda s: Change(s.praise.reading, {"unsure": True, "corrected_by_id": s.world.mira.pk}),
        lambda s: Change(s.praise.reading, {"unsure": False, "corrected_by_id": s.world.mira.pk}),
    ),
    Attempt(  # nobody corrects what is no part of a reading
        "triage_correction_field",
        lambda s: Insert(Correction, s.correction(field="mood")),
        lambda s: Insert(Correction, s.correction(field="urgency")),
    ),
    Attempt(
        "cases_urgency",
        lambda s: Change(s.invoice, {"urgency": 0}),
        lambda s: Change(s.invoice, {"urgency": 1}),
    ),
    Attempt(
        "cases_i2_complaint_is_urgent",
        lambda s: Change(s.invoice, {"urgency": 4}),
        lambda s: Change(s.invoice, {"urgency": 4, "kind": "question"}),
    ),
    Attempt(  # abuse, says nobody
        "conversations_i2_aside_confirmed",
        lambda s: Change(s.praise, {"aside": "abuse"}),
        lambda s: Change(s.praise, {"aside": "abuse", "aside_by_id": s.world.mira.pk, "aside_at": s.now}),
    ),
    Attempt(  # set aside for a reason that is none
        "conversations_i2_aside_confirmed",
        lambda s: Change(s.praise, {"aside": "angry", "aside_by_id": s.world.mira.pk, "aside_at": s.now}),
        lambda s: Change(s.praise, {"aside": "spam", "aside_by_id": s.world.mira.pk, "aside_at": s.now}),
    ),
]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
