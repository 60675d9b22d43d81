"""I5: a hand-off names a person, tells the customer, is followed up on both sides; never back to who failed."""

import pytest

from ombud.cases.models import Action, Case
from ombud.handoffs.models import Failure, Handoff
from ombud.team.models import Member
from tests.rooms.breaking import Attempt, Change, Deed, Insert, Remove, like
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage


def hand(stage: Stage, **values: object) -> Deed:
    """The invoice is handed to Bianca, with all that belongs to it."""
    return Insert(Handoff, stage.handing(stage.invoice, stage.world.bianca, **values))


def hand_radio(stage: Stage, to: Member, **values: object) -> Deed:
    """The radio is handed to somebody else after Bianca gave it back."""
    back(stage)
    return Insert(Handoff, stage.handing(stage.radio, to, **values))


def back(stage: Stage, why: str = "declined") -> Handoff:
    """Bianca gave the radio back."""
    handoff = stage.in_hand()
    Case.objects.filter(pk=stage.radio.pk).update(handler=None)
    Handoff.objects.filter(pk=handoff.pk).update(returned_at=stage.now, returned=why)
    return handoff


def failure(stage: Stage, handoff: Handoff, **values: object) -> Deed:
    row = {
        "case_id": handoff.case_id, "member_id": handoff.handler_id, "handoff_id": handoff.pk, "why": "not_solved",
        "at": stage.now,
    }  # fmt: skip
    return Insert(Failure, row | values)


def action(stage: Stage, **values: object) -> Deed:
    row = {
        "key": "new", "case_id": stage.lamp.pk, "move": "enquiry", "by_id": stage.world.mira.pk, "what": "Why?",
        "whom": "the carrier", "until": stage.now, "round": 1, "at": stage.now,
    }  # fmt: skip
    return Insert(Action, row | values)


def notice_of(stage: Stage, case: Case) -> int:
    return stage.letter(case, "customer", "Bianca has it in hand.").pk


def undone(stage: Stage) -> Deed:
    """The hand-off that Jonas failed is in his hands again."""
    return Change(stage.failed(), {"returned_at": None, "returned": ""})


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt("handler_id", lambda s: hand(s, handler_id=None), hand),  # NOT NULL
    Attempt("handoffs_i5_customer_told", lambda s: hand(s, notice_id=None), hand),
    Attempt(
        "handoffs_action_of_this_case",
        lambda s: hand(s, action_id=s.action(s.lamp).pk),
        hand,
    ),
    Attempt(  # introduced was Jonas
        "handoffs_action_of_this_case",
        lambda s: hand(s, handler_id=s.world.jonas.pk),
        hand,
    ),
    Attempt(  # nobody told the customer
        "handoffs_i5_customer_told",
        lambda s: hand(s, notice_id=s.letter(s.invoice, "handler", "She need not know.").pk),
        hand,
    ),
    Attempt(  # another customer was told
        "handoffs_i5_customer_told",
        lambda s: hand(s, notice_id=notice_of(s, s.lamp)),
        lambda s: hand(s, notice_id=notice_of(s, s.invoice)),
    ),
    Attempt(  # the handler was not asked
        "handoffs_i5_customer_told",
        lambda s: hand(s, letter_id=notice_of(s, s.invoice)),
        hand,
    ),
    Attempt(
        "handoffs_i5_two_follow_ups",
        lambda s: hand(s, follow_customer_id=s.promise(s.invoice, "next_word").pk),
        lambda s: hand(s, follow_customer_id=s.promise(s.invoice, "ask_customer").pk),
    ),
    Attempt(
        "handoffs_i5_two_follow_ups",
        lambda s: hand(s, follow_handler_id=s.promise(s.lamp, "ask_handler").pk),
        lambda s: hand(s, follow_handler_id=s.promise(s.invoice, "ask_handler").pk),
    ),
    Attempt(
        "handoffs_i5_never_back",
        lambda s: hand_radio(s, s.world.jonas),
        lambda s: hand_radio(s, s.world.tomas),
        also=("handoffs_i5_never_again",),
    ),
    Attempt("handoffs_i5_never_back", undone, lambda s: Change(s.failed(), {"returned_words": "Maaf"})),
    Attempt(  # not even as something done already
        "handoffs_i5_never_again",
        lambda s: hand_radio(s, s.world.jonas, done_at=s.now, done_words="Done."),
        lambda s: hand_radio(s, s.world.tomas, done_at=s.now, done_words="Done."),
    ),
    Attempt(
        "handoffs_i5_never_owner",
        lambda s: Change(s.radio, {"owner_id": s.world.jonas.pk}),
        lambda s: Change(s.radio, {"owner_id": s.world.ana.pk}),
    ),
    Attempt(
        "handoffs_i5_never_owner",
        lambda s: Change(s.radio, {"handler_id": s.world.jonas.pk}),
        lambda s: Change(s.radio, {"handler_id": None}),
        also=("handoffs_handler_has_it",),
    ),
    Attempt(
        "handoffs_handler_has_it",
        lambda s: Change(s.invoice, {"handler_id": s.world.bianca.pk}),
        lambda s: Change(s.invoice, {"handler_id": Handoff.objects.create(
            **s.handing(s.invoice, s.world.bianca)).handler_id}),
    ),
    Attempt(
        "handoffs_one_in_hand",  # SQLite names the column
        lambda s: Insert(Handoff, s.handing(s.radio, s.world.tomas)),
        lambda s: hand_radio(s, s.world.tomas),
        also=("handoffs_handoff.case_id",),
    ),
    Attempt(
        "handoffs_failure_leaves_no_owner",
        lambda s: failure(s, s.in_hand()),
        lambda s: failure(s, back(s)),
    ),
    Attempt(
        "handoffs_failure_is_hers",
        lambda s: failure(s, back(s), member_id=s.world.tomas.pk),
        lambda s: failure(s, back(s)),
    ),
    Attempt(
        "handoffs_failure_is_hers",
        lambda s: failure(s, back(s), case_id=s.invoice.pk),
        lambda s: failure(s, back(s)),
    ),
    Attempt(
        "handoffs_failure_kept",
        lambda s: Remove(Failure.objects.get(case=s.radio)),
        lambda s: failure(s, back(s)),
    ),
    Attempt(
        "handoffs_failure_kept",
        lambda s: Change(Failure.objects.get(case=s.radio), {"member_id": s.world.tomas.pk}),
        lambda s: failure(s, back(s)),
    ),
    Attempt(
        "handoffs_as_made",
        lambda s: Change(s.in_hand(), {"handler_id": s.world.tomas.pk}),
        lambda s: Change(s.in_hand(), {"accepted_at": s.now}),
        also=("handoffs_action_of_this_case",),
    ),
    Attempt("handoffs_kept", lambda s: Remove(s.failed()), lambda s: Change(s.in_hand(), {"edition": 2})),
    Attempt("handoffs_asks_something", lambda s: hand(s, what=""), hand),
    Attempt(
        "handoffs_returned_with_reason",
        lambda s: Change(s.in_hand(), {"returned_at": s.now}),
        lambda s: Change(s.in_hand(), {"nudged_at": s.now}),
    ),
    Attempt(
        "handoffs_done_with_words",
        lambda s: Change(s.in_hand(), {"done_at": s.now}),
        lambda s: Change(s.in_hand(), {"done_at": s.now, "done_words": "Sudah."}),
    ),
    Attempt("cases_action_is_whole", lambda s: action(s, what=""), action),
    Attempt("cases_action_is_whole", lambda s: action(s, whom=""), action),
    Attempt("cases_action_is_whole", lambda s: action(s, until=None), lambda s: action(s, move="direct_fix")),
    Attempt(
        "cases_action_is_whole",
        lambda s: action(s, move="introduction"),
        lambda s: action(s, move="introduction", handler_id=s.world.bianca.pk),
    ),
    Attempt(  # of another case
        "cases_first_action_of_this_case",
        lambda s: Change(s.invoice, {"first_action_id": s.action(s.lamp).pk}),
        lambda s: Change(s.lamp, {"first_action_id": None}),
    ),
    Attempt(  # asked whether it is solved, and nothing was done
        "cases_ask_after_action",
        lambda s: like(s.asks(s.lamp)[0], case_id=s.invoice.pk, message_id=s.letter_to(s.invoice).pk),
        lambda s: like(s.asks(s.lamp)[0], message_id=s.letter_to(s.lamp).pk, day=s.now.date().replace(year=2027)),
    ),
    Attempt(  # or not since it was taken up again
        "cases_ask_after_action",
        lambda s: like(s.asks(s.fan)[0], round=2, message_id=s.letter_to(s.fan).pk),
        lambda s: like(s.asks(s.fan)[0], round=2, message_id=s.letter_to(s.fan).pk, action_id=Action.objects.create(
            key="new", case=s.fan, move="direct_fix", by=s.world.mira, what="Another one", round=2, at=s.now).pk),
    ),
]  # fmt: skip


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
