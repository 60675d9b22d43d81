"""D14: what leaves is whole and stands still. What becomes of it is tried in `test_briefs_told`."""

import pytest

from ombud.advocacy.models import Brief, Counter, Evidence, Plea
from tests.rooms.breaking import Attempt, Change, Remove, like
from tests.rooms.briefs_staged import (
    DAY,
    answer,
    decided,
    line,
    sending,
    sent,
    told,
    untold,
    voice,
    written,
)
from tests.rooms.conftest import Try
from tests.rooms.incidents_staged import confirmed, gone
from tests.rooms.stage import Stage

ROWS = {"evidence": (Evidence, "words"), "counter": (Counter, "against"), "plea": (Plea, "what")}


def without(stage: Stage, rows: type[Evidence | Plea]) -> Brief:
    brief = written(stage)
    rows.objects.filter(brief=brief).delete()
    return brief


def row(brief: Brief, kind: str) -> Evidence | Counter | Plea:
    found = ROWS[kind][0]._default_manager.filter(brief=brief).get()
    assert isinstance(found, Evidence | Counter | Plea)
    return found


def spared(stage: Stage, brief: Brief) -> Brief:
    type(untold(stage, brief)).objects.filter(brief=brief).update(spared="stopped")
    return brief


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt("advocacy_d14_sent_is_whole", lambda s: sending(s, title=""), sending),
    Attempt("advocacy_d14_sent_is_whole", lambda s: sending(s, claim=""), sending),
    Attempt("advocacy_d14_sent_is_whole", lambda s: sending(s, answer_by=None), sending),
    Attempt(
        "advocacy_d14_sent_is_whole",
        lambda s: sending(s, to_id=None, to_name="Inge"),
        lambda s: sending(s, to_id=None, to_name="Inge", to_address="inge@board.example"),
    ),
    Attempt(
        "advocacy_one_addressee",
        lambda s: Change(written(s), {"to_name": "Inge"}),
        lambda s: Change(written(s, to=None), {"to_name": "Inge"}),
    ),
    Attempt(
        "advocacy_d14_has_evidence",
        lambda s: Change(without(s, Evidence), {"sent_at": s.now}),
        lambda s: Change(voice(s, without(s, Evidence)).brief, {"sent_at": s.now}),
    ),
    Attempt("advocacy_d14_asks_something", lambda s: Change(without(s, Plea), {"sent_at": s.now}), sending),
    Attempt(
        "advocacy_d14_weighs_what_it_names",
        lambda s: Change(Counter.objects.create(brief=written(s), against="No time.").brief, {"sent_at": s.now}),
        lambda s: Change(Counter.objects.create(brief=written(s), against="x", weighed="y").brief, {"sent_at": s.now}),
    ),
    Attempt(
        "advocacy_sent_stands_still",
        lambda s: Change(sent(s), {"claim": "More"}),
        lambda s: Change(written(s), {"claim": "More"}),
    ),
    Attempt(
        "advocacy_sent_stands_still",
        lambda s: Change(sent(s), {"figures": {"people": 99}}),
        lambda s: Change(sent(s), {"read_at": s.now}),
    ),
    Attempt(
        "advocacy_sent_stands_still",
        lambda s: Change(sent(s), {"to_id": s.world.katrin.pk}),
        lambda s: Change(sent(s), {"answer_by": s.now + 2 * DAY}),
    ),
    Attempt(
        "advocacy_read_once_sent",
        lambda s: Change(written(s), {"read_at": s.now}),
        lambda s: Change(sent(s), {"read_at": s.now}),
    ),
    Attempt(
        "advocacy_done_is_done",
        lambda s: Change(sent(s, read_at=s.now), {"read_at": None}),
        lambda s: Change(sent(s, read_at=s.now), {"put_off_at": s.now}),
    ),
    Attempt(
        "advocacy_done_is_done",
        lambda s: Change(written(s, withdrawn_at=s.now, withdrawn="Solved"), {"sent_at": s.now}),
        sending,
    ),
    Attempt(
        "advocacy_decision_of_this_brief",
        lambda s: Change(sent(s), {"decision_id": answer(s, sent(s)).pk}),
        lambda s: Change((given := answer(s, sent(s))).brief, {"decision_id": given.pk}),
    ),
    Attempt(
        "advocacy_later_decides_nothing",
        lambda s: Change((given := answer(s, sent(s), "later")).brief, {"decision_id": given.pk}),
        lambda s: Change((given := answer(s, sent(s), "no")).brief, {"decision_id": given.pk}),
    ),
    Attempt(
        "advocacy_closed_is_decided",
        lambda s: Change(spared(s, sent(s)), {"closed_at": s.now}),
        lambda s: Change(spared(s, decided(s)), {"closed_at": s.now}),
    ),
    Attempt(
        "advocacy_d16_all_are_told",
        lambda s: Change(decided(s), {"closed_at": s.now}),
        lambda s: Change(told(s, decided(s)).brief, {"closed_at": s.now}),
    ),
    Attempt(
        "advocacy_withdrawn_with_words",
        lambda s: Change(written(s), {"withdrawn_at": s.now}),
        lambda s: Change(written(s), {"withdrawn_at": s.now, "withdrawn": "Solved"}),
    ),
    Attempt(
        "advocacy_whence",
        lambda s: Change(written(s), {"incident_id": confirmed(s).pk}),
        lambda s: Change(written(s), {"title": "Lamps"}),
    ),
    Attempt(
        "advocacy_kept",
        lambda s: Remove(Brief.objects.create(owner=s.world.mira, inbox=s.world.inbox, begun_at=s.now)),
        lambda s: like(written(s)),
    ),
    Attempt(
        "advocacy_owner_stays",
        lambda s: Change(written(s, owner=s.world.katrin).owner, {"left_at": s.now}),
        lambda s: Change(s.world.katrin, {"left_at": s.now}),
    ),
    Attempt(
        "advocacy_owner_is_here",
        lambda s: Change(written(s), {"owner_id": gone(s).pk}),
        lambda s: Change(written(s), {"owner_id": s.world.ana.pk}),
    ),
    Attempt(
        "advocacy_happening_kept", lambda s: Change(line(s), {"what": "sent"}), lambda s: like(line(s), what="sent")
    ),
    Attempt("advocacy_happening_kept", lambda s: Remove(line(s)), lambda s: like(line(s))),
    Attempt(
        "advocacy_evidence_in_words",
        lambda s: like(row(written(s), "evidence"), words=""),
        lambda s: like(row(written(s), "evidence")),
    ),
    Attempt(
        "advocacy_against_in_words",
        lambda s: like(row(written(s), "counter"), against=""),
        lambda s: like(row(written(s), "counter")),
    ),
    Attempt(
        "advocacy_asks_in_words",
        lambda s: like(row(written(s), "plea"), what=""),
        lambda s: like(row(written(s), "plea")),
    ),
]


def _stands_still(kind: str) -> list[Attempt[Stage]]:
    _model, field = ROWS[kind]
    whose = Attempt[Stage](
        f"advocacy_{kind}_whose",
        lambda s: Change(row(written(s), kind), {"brief_id": written(s).pk}),
        lambda s: Change(row(written(s), kind), {field: "Other words"}),
    )
    still = Attempt[Stage](
        f"advocacy_{kind}_stands_still",
        lambda s: Change(row(sent(s), kind), {field: "Other words"}),
        lambda s: Change(row(written(s), kind), {field: "Other words"}),
    )
    more = Attempt[Stage](
        f"advocacy_{kind}_stands_still",
        lambda s: like(row(sent(s), kind), **{field: "More"}),
        lambda s: like(row(written(s), kind), **{field: "More"}),
    )
    stays = Attempt[Stage](
        f"advocacy_{kind}_stays", lambda s: Remove(row(sent(s), kind)), lambda s: Remove(row(written(s), kind))
    )
    return [whose, still, more, stays]


ATTEMPTS += [attempt for kind in ROWS for attempt in _stands_still(kind)]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
