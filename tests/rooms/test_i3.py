"""I3: a case ends by its customer's word, by the no-answer ending, or by a release from the closed list."""

from datetime import timedelta

import pytest

from ombud.cases.models import Ask, Case, Concern, NoAnswer, Release, Satisfaction
from ombud.incidents.checked import Telling, drop
from tests.rooms.breaking import Attempt, Change, Deed, Insert, like
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage

DAY = timedelta(days=1)


def ends(stage: Stage, case: Case, **values: object) -> Deed:
    return Change(case, {"ended_at": stage.now, **values})


def bare(stage: Stage, **values: object) -> Deed:
    """A new case without any concern, so that none is left to settle."""
    return like(stage.invoice, opener_id=stage.praise.pk, **values)


def word(stage: Stage, case: Case, **values: object) -> Deed:
    return Insert(Satisfaction, stage.word(case, **values))


def settled(stage: Stage, **values: object) -> Deed:
    """The lamp's second concern is settled as well, and so the case ends."""
    said = stage.says_solved(stage.lamp)
    Concern.objects.filter(pk=said.concern_id).update(satisfaction=said)
    return ends(stage, stage.lamp, satisfaction_id=said.pk, **values)


def settle_again(stage: Stage) -> Deed:
    """The fan's concern, settled by what she said before it broke again."""
    return Change(stage.unsettled(stage.fan), {"satisfaction_id": stage.satisfaction(stage.fan).pk})


def settle_now(stage: Stage) -> Deed:
    return Change(stage.unsettled(stage.fan), {"satisfaction_id": stage.says_solved(stage.fan).pk})


def old_word(stage: Stage) -> Deed:
    """The fan's case, ended by what she said before it broke again; its concern says nothing against it."""
    said = stage.says_solved(stage.fan)
    Concern.objects.filter(pk=said.concern_id).update(satisfaction=said)
    return ends(stage, stage.fan, satisfaction_id=stage.satisfaction(stage.fan).pk)


def old_release(stage: Stage) -> Deed:
    """The fan's case, ended by a release from before it was opened again."""
    return ends(stage, stage.fan, release_id=stage.release(stage.fan, at=stage.fan.opened_at).pk)


def released(stage: Stage, **values: object) -> Deed:
    return Insert(Release, stage.released(stage.lamp, **values))


def forgetting(stage: Stage) -> Stage:
    """Nothing of hers that could be compared is there any more."""
    drop(Telling.objects.filter(case__person=stage.lamp.person))
    return stage


def ask(stage: Stage, case: Case, **values: object) -> Deed:
    """The fan's owner asks today; `values` make it another ask."""
    day = (stage.now + DAY).date()
    row = {
        "case_id": case.pk, "round": case.round, "action_id": stage.action(case).pk, "day": day, "at": stage.now,
        "message_id": stage.letter_to(case).pk,
    }  # fmt: skip
    return Insert(Ask, row | values)


def silence(stage: Stage, **values: object) -> Deed:
    """The lamp's customer was asked twice; she wrote between the asks."""
    first, second = stage.asks(stage.lamp)
    row = {
        "case_id": stage.lamp.pk, "round": 1, "first_id": first.pk, "first_day": first.day, "second_id": second.pk,
        "second_day": second.day, "at": stage.now,
    }  # fmt: skip
    return Insert(NoAnswer, row | values)


def left(stage: Stage, case: Case, **values: object) -> Deed:
    """The case's unsettled concern is seen as none of its own."""
    row = {"left_at": stage.now, "left_by_id": stage.world.mira.pk}
    return Change(stage.unsettled(case), row | values)


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt(  # nobody says that it is no concern
        "cases_concern_left_by_a_person",
        lambda s: left(s, s.lamp, left_by_id=None),
        lambda s: left(s, s.lamp),
    ),
    Attempt(  # what she said is settled is not taken off afterwards
        "cases_concern_left_by_a_person",
        lambda s: left(s, s.lamp, satisfaction_id=s.says_solved(s.lamp).pk),
        lambda s: left(s, s.lamp),
    ),
    Attempt(
        "cases_concern_one_stands",
        lambda s: left(s, s.invoice),
        lambda s: left(s, s.lamp),
    ),
    Attempt(
        "cases_concern_joined_here",
        lambda s: left(s, s.lamp, into_id=s.unsettled(s.invoice).pk),
        lambda s: left(s, s.lamp, into_id=s.lamp.concerns.exclude(pk=s.unsettled(s.lamp).pk).get().pk),
    ),
    Attempt(
        "cases_concern_place",
        lambda s: Change(s.unsettled(s.lamp), {"start": 5, "end": 5}),
        lambda s: Change(s.unsettled(s.lamp), {"start": 5, "end": 9}),
    ),
    Attempt(  # ended, and nobody said so
        "cases_i3_one_ending",
        lambda s: ends(s, s.lamp),
        lambda s: ends(s, s.lamp, release_id=s.release(s.lamp).pk),
    ),
    Attempt(  # an ending, and yet open
        "cases_i3_one_ending",
        lambda s: Change(s.lamp, {"release_id": s.release(s.lamp).pk}),
        settled,
    ),
    Attempt(  # two endings
        "cases_i3_one_ending",
        lambda s: settled(s, release_id=s.release(s.lamp).pk),
        settled,
    ),
    Attempt(
        "cases_i3_satisfied_of_this_case",
        lambda s: bare(s, ended_at=s.now, satisfaction_id=s.satisfaction(s.chair).pk),
        bare,
    ),
    Attempt("cases_i3_satisfied_of_this_case", old_word, settled),
    Attempt(
        "cases_i3_no_answer_of_this_case",
        lambda s: ends(s, s.invoice, no_answer_id=s.no_answer().pk),
        lambda s: ends(s, s.clock),
    ),
    Attempt(  # opened again, and silent by what was before
        "cases_i3_no_answer_of_this_case",
        lambda s: Change(s.clock, {"round": 2}),
        lambda s: Change(s.clock, {"round": 2, "ended_at": None, "no_answer_id": None}),
    ),
    Attempt(
        "cases_i3_release_of_this_case",
        lambda s: ends(s, s.invoice, release_id=s.release(s.lamp).pk),
        lambda s: ends(s, s.invoice, release_id=s.release(s.invoice).pk),
    ),
    Attempt("cases_i3_release_still_holds", old_release, lambda s: ends(s, s.fan, release_id=s.release(s.fan).pk)),
    Attempt(
        "cases_i3_concern_satisfied",
        lambda s: Change(s.unsettled(s.lamp), {"satisfaction_id": s.satisfaction(s.lamp).pk}),
        lambda s: Change(s.unsettled(s.lamp), {"satisfaction_id": s.says_solved(s.lamp).pk}),
    ),
    Attempt("cases_i3_concern_settled_now", settle_again, settle_now),
    Attempt(
        "cases_i3_own_person",
        lambda s: word(s, s.lamp, person_id=s.radio.person_id, message_id=s.hers(s.radio).pk),
        lambda s: word(s, s.lamp),
    ),
    Attempt(  # from the other side
        "cases_i3_own_person",
        lambda s: Change(s.chair, {"person_id": s.stranger().pk}),
        lambda s: Change(s.chair, {"topic": "Stol"}),
    ),
    Attempt(
        "cases_i3_own_concern",
        lambda s: word(s, s.lamp, concern_id=s.unsettled(s.invoice).pk),
        lambda s: word(s, s.lamp),
    ),
    Attempt(  # our words are not hers
        "cases_i3_her_own_words",
        lambda s: word(s, s.lamp, message_id=s.ours(s.lamp).pk),
        lambda s: word(s, s.lamp),
    ),
    Attempt(  # nor is a machine's
        "cases_i3_her_own_words",
        lambda s: word(s, s.lamp, message_id=s.away.pk),
        lambda s: word(s, s.lamp),
    ),
    Attempt(  # nor a forger's
        "cases_i3_her_own_words",
        lambda s: word(s, s.lamp, person_id=s.forged.person_id, message_id=s.forged.pk),
        lambda s: word(s, s.lamp),
    ),
    Attempt(  # and her complaint is no confirmation
        "cases_i3_her_own_words",
        lambda s: word(s, s.lamp, message_id=s.lamp.opener_id),
        lambda s: word(s, s.lamp),
    ),
    Attempt(
        "cases_i3_every_concern_settled",
        lambda s: ends(s, s.lamp, satisfaction_id=s.satisfaction(s.lamp).pk),
        settled,
    ),
    Attempt(
        "cases_i3_no_concern_after_the_end",
        lambda s: like(s.unsettled(s.lamp), case_id=s.chair.pk),
        lambda s: like(s.unsettled(s.lamp)),
    ),
    Attempt(
        "cases_i3_no_concern_after_the_end",
        lambda s: Change(s.chair.concerns.order_by("pk")[0], {"satisfaction_id": None}),
        lambda s: Change(s.lamp.concerns.earliest("pk"), {"satisfaction_id": None}),
    ),
    Attempt(
        "cases_ask_went_out",
        lambda s: ask(s, s.fan, message_id=s.letter_to(s.radio).pk),
        lambda s: ask(s, s.lamp),
    ),
    Attempt(
        "cases_ask_went_out",
        lambda s: ask(s, s.lamp, message_id=s.hers(s.lamp).pk),
        lambda s: ask(s, s.lamp),
    ),
    Attempt(
        "cases_i3_first_ask",
        lambda s: like(s.no_answer(), first_day=s.no_answer().first_day - DAY),
        lambda s: like(s.no_answer()),
    ),
    Attempt(  # asked in another case
        "cases_i3_first_ask",
        lambda s: like(s.no_answer(), first_id=s.asks(s.chair)[0].pk, first_day=s.asks(s.chair)[0].day - 30 * DAY),
        lambda s: like(s.no_answer()),
    ),
    Attempt(
        "cases_i3_second_ask",
        lambda s: like(s.no_answer(), second_day=s.no_answer().second_day + DAY),
        lambda s: like(s.no_answer()),
    ),
    Attempt(
        "cases_i3_two_days",
        lambda s: like(s.no_answer(), second_id=s.asks(s.clock)[0].pk, second_day=s.no_answer().first_day),
        lambda s: like(s.no_answer()),
    ),
    Attempt("cases_i3_silence", silence, lambda s: like(s.no_answer())),
    Attempt(
        "cases_i3_release_reasons",
        lambda s: released(s, because="resolved"),
        released,
    ),
    Attempt(  # by mistake, says nobody
        "cases_i3_release_reasons",
        lambda s: released(s, by_id=None),
        lambda s: released(forgetting(s), because="forgotten"),
    ),
    Attempt(  # by mistake, without a word
        "cases_i3_release_reasons",
        lambda s: released(s, words=""),
        released,
    ),
    Attempt(
        "cases_i3_withdrawn_by_her",
        lambda s: released(s, because="withdrawn", message_id=s.ours(s.lamp).pk),
        lambda s: released(s, because="withdrawn", message_id=s.hers(s.lamp).pk),
    ),
    Attempt(
        "cases_i3_withdrawn_by_her",
        lambda s: released(s, because="stopped", message_id=s.hers(s.radio).pk),
        lambda s: released(s, because="stopped", message_id=s.hers(s.lamp).pk),
    ),
    Attempt(  # into somebody else's case
        "cases_i3_merged_within_person",
        lambda s: released(s, because="merged", into_id=s.radio.pk),
        lambda s: released(s, because="merged", into_id=s.invoice.pk),
    ),
    Attempt(  # into itself
        "cases_i3_merged_within_person",
        lambda s: released(s, because="merged", into_id=s.lamp.pk),
        lambda s: released(s, because="merged", into_id=s.invoice.pk),
    ),
    Attempt(  # into one that has ended
        "cases_i3_merged_within_person",
        lambda s: Insert(Release, s.released(s.fan, because="merged", into_id=s.cup.pk)),
        lambda s: Insert(Release, s.released(s.invoice, because="merged", into_id=s.lamp.pk)),
    ),
]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
