"""What is written once stays: how a case began and ended, what was asked and said, and every line of the timeline."""

import pytest

from ombud.cases.models import Concern, Event, Release
from ombud.privacy.sealing import seal
from tests.rooms.breaking import Attempt, Change, Insert, Remove, like
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage


def line(stage: Stage) -> Event:
    """The first line of the lamp's timeline."""
    return Event.objects.filter(case=stage.lamp).earliest("pk")


def let_go(stage: Stage) -> Release:
    """Why the cup was let go."""
    return Release.objects.get(case=stage.cup)


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt(
        "cases_whose",
        lambda s: Change(s.lamp, {"opened_at": s.now}),
        lambda s: Change(s.lamp, {"topic": "Lampe und Rechnung"}),
    ),
    Attempt(
        "cases_whose",
        lambda s: Change(s.lamp, {"opener_id": s.praise.pk}),
        lambda s: Change(s.lamp, {"language": "en"}),
    ),
    Attempt("cases_kept", lambda s: Remove(s.invoice), lambda s: like(s.invoice, opener_id=s.praise.pk)),
    Attempt(
        "cases_concern_kept",
        lambda s: Remove(s.unsettled(s.lamp)),
        lambda s: Insert(Concern, {"case_id": s.lamp.pk, "words": "Und der Preis", "kind": "complaint", "at": s.now}),
    ),
    Attempt(
        "cases_concern_whose",
        lambda s: Change(s.unsettled(s.lamp), {"case_id": s.invoice.pk}),
        lambda s: Change(s.unsettled(s.lamp), {"words": "Die Rechnung stimmt nicht."}),
        also=("incidents_telling_of_this_case",),
    ),
    Attempt("cases_timeline_kept", lambda s: Change(line(s), {"what": "noted"}), lambda s: like(line(s))),
    Attempt("cases_timeline_kept", lambda s: Remove(line(s)), lambda s: like(line(s), what="noted")),
    Attempt(
        "cases_satisfaction_kept",
        lambda s: Change(s.satisfaction(s.chair), {"words": "Alles bestens"}),
        lambda s: like(s.satisfaction(s.chair), round=2),
    ),
    Attempt(
        "cases_satisfaction_kept",
        lambda s: Remove(s.satisfaction(s.fan)),
        lambda s: like(s.satisfaction(s.fan), round=2),
    ),
    Attempt(
        "cases_satisfied_once",
        lambda s: like(s.satisfaction(s.chair)),
        lambda s: like(s.satisfaction(s.chair), round=2),
        also=("cases_satisfaction.concern_id",),
    ),
    Attempt(
        "cases_ask_kept",
        lambda s: Change(s.asks(s.lamp)[0], {"day": s.now.date()}),
        lambda s: Change(s.lamp, {"asked_at": None}),
    ),
    Attempt("cases_ask_kept", lambda s: Remove(s.asks(s.lamp)[1]), lambda s: Change(s.lamp, {"asked_at": None})),
    Attempt(
        "cases_one_ask_a_day",
        lambda s: like(s.asks(s.lamp)[0], message_id=s.letter_to(s.lamp).pk),
        lambda s: like(s.asks(s.lamp)[0], message_id=s.letter_to(s.lamp).pk, day=s.clock.opened_at.date()),
        also=("cases_ask.case_id",),
    ),
    Attempt("cases_noanswer_kept", lambda s: Change(s.no_answer(), {"at": s.now}), lambda s: like(s.no_answer())),
    Attempt("cases_noanswer_kept", lambda s: Remove(s.no_answer()), lambda s: like(s.no_answer())),
    Attempt("cases_release_kept", lambda s: Change(let_go(s), {"because": "withdrawn"}), lambda s: like(let_go(s))),
    Attempt("cases_release_kept", lambda s: Remove(let_go(s)), lambda s: like(let_go(s))),
    Attempt(  # nor does a password lie there for all to read
        "inboxes_credentials_sealed",
        lambda s: Change(s.world.inbox, {"settings": '{"password": "secret"}'}),
        lambda s: Change(s.world.inbox, {"settings": seal('{"password": "secret"}')}),
    ),
]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
