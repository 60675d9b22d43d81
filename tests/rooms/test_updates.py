"""D33: what everybody was told stays as it was; each is told once, in her own case, after her letter was looked at."""

from typing import Any

import pytest

from ombud.cases.models import Case
from ombud.incidents.models import Asking, Recipient, Rendering, Update
from ombud.replies.models import Outgoing
from tests.rooms.breaking import Attempt, Change, Insert, Remove, like
from tests.rooms.conftest import Try
from tests.rooms.incidents_staged import DAY, confirmed
from tests.rooms.stage import Stage


def update(stage: Stage, **more: Any) -> Update:
    """Mira writes to everybody."""
    values = {"incident": confirmed(stage), "by": stage.world.mira, "begun_at": stage.now}
    return Update.objects.create(**(values | more))


def rendering(stage: Stage, **more: Any) -> Rendering:
    """She writes it in German."""
    values: dict[str, Any] = {"language": "de", "text": "Guten Tag", "by": stage.world.mira, "at": stage.now}
    return Rendering.objects.create(**({"update": more.pop("update", None) or update(stage)} | values | more))


def pressed(stage: Stage) -> dict[str, Any]:
    """It is to go."""
    return {"pressed_at": stage.now, "pressed_by_id": stage.world.mira.pk, "next_update_by": stage.now + DAY}


def checked(stage: Stage) -> dict[str, Any]:
    """Nothing stops it."""
    return pressed(stage) | {"checked_at": stage.now}


def letter(case: Case, audience: str = "customer") -> Outgoing:
    """What the customer of the case was sent before."""
    return Outgoing.objects.filter(case=case, audience=audience).earliest("pk")


def told(stage: Stage, **more: Any) -> Insert:
    """The customer of the lamp is told."""
    case = more.pop("case", stage.lamp)
    of = more.pop("rendering", None) or rendering(stage, **checked(stage))
    values = {
        "update_id": of.update_id, "rendering_id": of.pk, "person_id": case.person_id, "case_id": case.pk,
        "at": stage.now, "letter_id": letter(case).pk,
    }  # fmt: skip
    return Insert(Recipient, values | more)


def recipient(stage: Stage, **more: Any) -> Recipient:
    """She is."""
    row = told(stage, **more)
    return Recipient.objects.create(**row.values)


def again(stage: Stage, **more: Any) -> Insert:
    """She is told of the same update once more."""
    first = recipient(stage, letter_id=None)
    return told(stage, rendering=first.rendering, letter_id=None, **more)


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt("incidents_update_kept", lambda s: Remove(update(s)), lambda s: like(update(s, sent_at=s.now))),
    Attempt(
        "incidents_update_whose",
        lambda s: Change(update(s), {"incident_id": confirmed(s).pk}),
        lambda s: Change(update(s), {"sent_at": s.now}),
    ),
    Attempt(
        "incidents_update_sent_once",
        lambda s: Change(update(s, sent_at=s.now), {"sent_at": s.now + DAY}),
        lambda s: Change(update(s), {"sent_at": s.now}),
    ),
    Attempt(  # two are written at a time; SQLite names the column
        "incidents_one_update_written",
        lambda s: like(update(s)),
        lambda s: like(update(s, sent_at=s.now), sent_at=None),
        also=("incidents_update.incident_id",),
    ),
    Attempt(
        "incidents_called_back_on_its_way",
        lambda s: Change(rendering(s, **pressed(s)), {"stopped_at": s.now}),
        lambda s: Change(rendering(s, **checked(s)), {"stopped_at": s.now}),
    ),
    Attempt(
        "incidents_reached_by_sending",
        lambda s: Change(update(s), {"reached_at": s.now}),
        lambda s: Change(update(s, sent_at=s.now), {"reached_at": s.now}),
    ),
    Attempt(
        "incidents_update_sent_once",
        lambda s: Change(update(s, sent_at=s.now, reached_at=s.now), {"reached_at": None}),
        lambda s: Change(update(s, sent_at=s.now), {"reached_at": s.now}),
    ),
    Attempt("incidents_rendering_kept", lambda s: Remove(rendering(s)), lambda s: Change(rendering(s), {"text": "x"})),
    Attempt(
        "incidents_rendering_whose",
        lambda s: Change(rendering(s), {"language": "da"}),
        lambda s: Change(rendering(s), {"text": "Hallo"}),
    ),
    Attempt(
        "incidents_once_a_language",
        lambda s: like(rendering(s)),
        lambda s: like(rendering(s), language="da"),
        also=("incidents_rendering.update_id",),
    ),
    Attempt(
        "incidents_rendering_has_words",
        lambda s: Change(rendering(s, text=""), {"ready_at": s.now}),
        lambda s: Change(rendering(s), {"ready_at": s.now}),
    ),
    Attempt(
        "incidents_asked_whole",
        lambda s: Change(rendering(s), {"asked_of_id": s.world.ana.pk}),
        lambda s: Change(
            rendering(s),
            {"asked_of_id": s.world.ana.pk, "asked_by_id": s.world.mira.pk, "asked_at": s.now, "asked_until": s.now},
        ),
    ),
    Attempt(
        "incidents_pressed_whole",
        lambda s: Change(rendering(s), pressed(s) | {"next_update_by": None}),
        lambda s: Change(rendering(s), pressed(s)),
    ),
    Attempt(
        "incidents_pressed_whole",
        lambda s: Change(rendering(s), {"checked_at": s.now}),
        lambda s: Change(rendering(s), checked(s)),
    ),
    Attempt(
        "incidents_rendering_as_pressed",
        lambda s: Change(rendering(s, **pressed(s)), {"text": "Hallo"}),
        lambda s: Change(rendering(s, **pressed(s)), {"text": "Hallo", "pressed_at": None, "pressed_by_id": None}),
    ),
    Attempt(
        "incidents_rendering_as_sent",
        lambda s: Change(
            rendering(s, **checked(s)), {"checked_at": None, "pressed_at": None, "pressed_by_id": None}
        ),
        lambda s: Change(rendering(s, **checked(s)), {"ready_at": s.now}),
    ),
    Attempt(
        "incidents_recipient_of_this_update",
        lambda s: told(s, update_id=update(s).pk),
        told,
    ),
    Attempt(
        "incidents_recipient_whose",
        lambda s: Change(recipient(s, letter_id=None), {"person_id": s.radio.person_id}),
        lambda s: Change(recipient(s, letter_id=None), {"left_out": "press"}),
    ),
    Attempt(
        "incidents_recipient_told",
        lambda s: Change(recipient(s), {"letter_id": None}),
        lambda s: Change(recipient(s, letter_id=None), {"letter_id": letter(s.lamp).pk}),
    ),
    Attempt(
        "incidents_recipient_kept",
        lambda s: Remove(recipient(s)),
        lambda s: Remove(recipient(s, letter_id=None)),
    ),
    Attempt(
        "incidents_told_what_was_checked",
        lambda s: told(s, rendering=rendering(s, **pressed(s))),
        lambda s: told(s, rendering=rendering(s, **checked(s))),
    ),
    Attempt(
        "incidents_told_in_her_thread",
        lambda s: told(s, letter_id=letter(s.radio).pk),
        lambda s: told(s, case=s.radio),
    ),
    Attempt(
        "incidents_told_in_her_thread",
        lambda s: told(s, case=s.radio, letter_id=letter(s.radio, "handler").pk),
        lambda s: told(s, case=s.radio),
    ),
    Attempt(
        "incidents_told_once",
        again,
        lambda s: again(s, person_id=s.radio.person_id, case_id=s.radio.pk),
        also=("incidents_recipient.update_id",),
    ),
    Attempt(
        "incidents_told_or_left_out",
        lambda s: told(s, left_out="press"),
        lambda s: told(s, left_out="press", letter_id=None),
    ),
    Attempt(
        "incidents_asking_kept",
        lambda s: Remove(Asking.objects.create(incident=confirmed(s), by=s.world.mira, at=s.now)),
        lambda s: Insert(Asking, {"incident_id": confirmed(s).pk, "by_id": s.world.mira.pk, "at": s.now}),
    ),
]  # fmt: skip


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
