"""D32, D33: what was held against what stays on record; an incident is owned and dated; a "no" keeps apart for good."""

import pytest

from ombud.cases.endings import Because
from ombud.cases.models import Case, Release
from ombud.incidents.checked import Telling, drop
from ombud.incidents.models import Check, Nearness, Rebuild, Said, Verdict
from ombud.incidents.nearby import isolated
from tests.rooms.breaking import Attempt, Change, Insert, Remove, like
from tests.rooms.conftest import Try
from tests.rooms.incidents_staged import (
    DAY,
    check,
    confirmed,
    ending,
    fixed,
    gone,
    into_itself,
    joining,
    line,
    member,
    merging,
    parted,
    pledged,
    pledging,
    promised,
    proposed,
    saying,
    taking_up,
    telling_again,
    told,
    two_in_one,
    with_no,
)
from tests.rooms.stage import Stage


def erasing(stage: Stage, still: Telling | None) -> Insert:
    """She asks to be forgotten, while this still stands of what she told."""
    drop(Telling.objects.filter(case__person=stage.invoice.person).exclude(pk=still.pk if still else 0))
    return Insert(Release, stage.released(stage.invoice, because="forgotten"))


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt(
        "incidents_rebuilt_in_bounds",
        lambda s: Insert(Rebuild, taking_up(s, done=3)),
        lambda s: Insert(Rebuild, taking_up(s, done=2)),
    ),
    Attempt(
        "incidents_forgotten_is_not_told",
        lambda s: telling_again(s, Because.FORGOTTEN),
        lambda s: telling_again(s, Because.MISTAKE),
    ),
    Attempt(
        "incidents_forgotten_tellings_go",
        lambda s: erasing(s, told(s, s.invoice)),
        lambda s: erasing(s, None),
    ),
    Attempt(
        "incidents_d33_confirmed_is_owned",
        lambda s: Change(proposed(s), {"confirmed_at": s.now, "title": "x", "next_update_by": s.now}),
        lambda s: Change(
            proposed(s), {"confirmed_at": s.now, "title": "x", "next_update_by": s.now, "owner_id": s.world.mira.pk}
        ),
    ),
    Attempt(
        "incidents_d33_next_update",
        lambda s: Change(confirmed(s), {"next_update_by": None}),
        lambda s: Change(confirmed(s), {"next_update_by": None, "dismissed_at": s.now, "dismissed": "Not ours"}),
    ),
    Attempt(
        "incidents_known_of_a_confirmed",
        lambda s: Change(proposed(s), {"cause_at": s.now, "cause": "A bad batch"}),
        lambda s: Change(confirmed(s), {"cause_at": s.now, "cause": "A bad batch"}),
    ),
    Attempt(
        "incidents_cause_in_words",
        lambda s: Change(confirmed(s), {"cause_at": s.now}),
        lambda s: Change(confirmed(s), {"cause_at": s.now, "cause": "A bad batch"}),
    ),
    Attempt(
        "incidents_fix_in_words",
        lambda s: Change(confirmed(s), {"fixed_at": s.now}),
        lambda s: Change(confirmed(s), fixed(s)),
    ),
    Attempt(
        "incidents_dismissed_with_words",
        lambda s: Change(proposed(s), {"dismissed_at": s.now}),
        lambda s: Change(proposed(s), {"dismissed_at": s.now, "dismissed": "Another brand"}),
    ),
    Attempt(
        "incidents_one_way_to_end",
        lambda s: Change(confirmed(s), fixed(s) | {"ended_at": s.now, "dismissed_at": s.now, "dismissed": "x"}),
        lambda s: Change(confirmed(s), fixed(s) | {"ended_at": s.now}),
    ),
    Attempt(
        "incidents_d33_owner_is_here",
        lambda s: Change(confirmed(s), {"owner_id": gone(s).pk}),
        lambda s: Change(confirmed(s), {"owner_id": s.world.ana.pk}),
    ),
    Attempt(
        "incidents_d33_owner_is_here",
        lambda s: like(confirmed(s), owner_id=gone(s).pk),
        lambda s: like(confirmed(s), owner_id=s.world.tomas.pk),
    ),
    Attempt(
        "incidents_d33_owner_stays",
        lambda s: Change(confirmed(s, owner=s.world.katrin).owner or s.world.katrin, {"left_at": s.now}),
        lambda s: Change(s.world.katrin, {"left_at": s.now}),
    ),
    Attempt(
        "incidents_whose",
        lambda s: Change(confirmed(s), {"proposed_at": s.now - DAY}),
        lambda s: Change(confirmed(s), {"safety_at": s.now}),
    ),
    Attempt("incidents_kept", lambda s: Remove(proposed(s)), lambda s: like(proposed(s))),
    Attempt("incidents_happening_kept", lambda s: Change(line(s), {"what": "fixed"}), lambda s: like(line(s))),
    Attempt("incidents_happening_kept", lambda s: Remove(line(s)), lambda s: like(line(s), what="fixed")),
    Attempt(
        "incidents_ends_with_its_cases",
        lambda s: ending(s, s.lamp, **fixed(s)),
        lambda s: ending(s, s.chair, **fixed(s)),
    ),
    Attempt("incidents_ends_with_its_cases", lambda s: ending(s, s.chair), lambda s: ending(s, s.chair, **fixed(s))),
    Attempt("incidents_merged_is_empty", lambda s: merging(s, left=False), lambda s: merging(s, left=True)),
    Attempt(
        "incidents_merged_into_another",
        into_itself,
        lambda s: Change(confirmed(s), {"merged_into_id": confirmed(s).pk}),
    ),
    Attempt(  # nor into one that is part of a third
        "incidents_merged_into_another",
        lambda s: Change(confirmed(s), {"merged_into_id": confirmed(s, merged_into=confirmed(s)).pk}),
        lambda s: Change(confirmed(s), {"merged_into_id": confirmed(s).pk}),
    ),
    Attempt(
        "incidents_left_with_why",
        lambda s: Change(member(s, confirmed(s), s.lamp), {"left_at": s.now}),
        lambda s: Change(member(s, confirmed(s), s.lamp), {"left_at": s.now, "left": "split"}),
    ),
    Attempt(
        "incidents_found_or_by_a_person",
        lambda s: joining(s, confirmed(s), s.lamp, how="person"),
        lambda s: joining(s, confirmed(s), s.lamp, how="person", by_id=s.world.mira.pk),
    ),
    Attempt(
        "incidents_left_is_left",
        lambda s: Change(parted(s), {"left_at": None, "left": ""}),
        lambda s: joining(s, parted(s).incident, s.lamp),
    ),
    Attempt(
        "incidents_membership_whose",
        lambda s: Change(member(s, confirmed(s), s.lamp), {"incident_id": proposed(s).pk}),
        lambda s: Change(member(s, confirmed(s), s.lamp), {"left_at": s.now, "left": "split"}),
    ),
    Attempt(
        "incidents_membership_kept",
        lambda s: Remove(member(s, confirmed(s), s.lamp)),
        lambda s: joining(s, confirmed(s), s.lamp),
    ),
    Attempt(
        "incidents_one_a_case",
        lambda s: joining(s, member(s, confirmed(s), s.lamp).incident, s.lamp),
        lambda s: joining(s, member(s, confirmed(s), s.lamp).incident, s.radio),
        also=("incidents_membership.case_id",),
    ),
    Attempt(
        "incidents_joins_what_goes_on",
        lambda s: joining(s, confirmed(s, ended_at=s.now, **fixed(s)), s.lamp),
        lambda s: joining(s, confirmed(s, **fixed(s)), s.lamp),
    ),
    Attempt(  # a dismissed one takes in what comes, so that nobody is asked again
        "incidents_joins_what_goes_on",
        lambda s: joining(s, confirmed(s, merged_into=confirmed(s)), s.lamp),
        lambda s: joining(s, proposed(s, dismissed_at=s.now, dismissed="Another brand"), s.lamp),
    ),
    Attempt("incidents_no_keeps_apart", lambda s: with_no(s, Said.NOT_SAME), lambda s: with_no(s, Said.UNDONE)),
    Attempt("incidents_no_parts_members", lambda s: two_in_one(s, Said.NOT_SAME), lambda s: two_in_one(s, Said.SAME)),
    Attempt(
        "incidents_pair_in_order",
        lambda s: like(
            Verdict(**saying(s, s.lamp, s.radio, "same").values),
            first_id=max(s.lamp.pk, s.radio.pk), second_id=min(s.lamp.pk, s.radio.pk),
        ),
        lambda s: saying(s, s.lamp, s.radio, "same"),
    ),
    Attempt(
        "incidents_said_of_a_pair",
        lambda s: saying(s, s.lamp, s.radio, "perhaps"),
        lambda s: saying(s, s.lamp, s.radio, "undone"),
    ),
    Attempt(
        "incidents_verdict_kept",
        lambda s: Change(Verdict.objects.create(**saying(s, s.lamp, s.radio, "same").values), {"said": "not_same"}),
        lambda s: saying(s, s.lamp, s.radio, "not_same"),
    ),
    Attempt(
        "incidents_verdict_kept",
        lambda s: Remove(Verdict.objects.create(**saying(s, s.lamp, s.radio, "same").values)),
        lambda s: saying(s, s.lamp, s.radio, "undone"),
    ),
    Attempt(
        "incidents_pledge_of_an_update",
        lambda s: pledging(s, owe="next_word", case=s.lamp),
        pledging,
    ),
    Attempt(
        "incidents_one_update_owed",
        lambda s: pledging(s, after=pledged(s)),
        lambda s: pledging(s, after=pledged(s, kept_at=s.now)),
    ),
    Attempt("incidents_pledge_kept", lambda s: Remove(pledged(s)), pledging),
    Attempt(
        "incidents_pledge_kept",
        lambda s: Change(pledged(s), {"promise_id": promised(s).pk}),
        lambda s: pledging(s, after=pledged(s, released_at=s.now, released="moved")),
    ),
    Attempt("incidents_check_kept", lambda s: Change(check(s), {"near": 0}), lambda s: like(check(s), near=0)),
    Attempt("incidents_check_kept", lambda s: Remove(check(s)), lambda s: like(check(s))),
    Attempt(
        "incidents_nearness_kept",
        lambda s: Remove(Nearness.objects.create(check_of=check(s), case=s.radio, odds=1.0)),
        lambda s: Insert(Nearness, {"check_of_id": check(s).pk, "case_id": s.radio.pk, "odds": 1.0}),
    ),
    Attempt(
        "incidents_telling_of_this_case",
        lambda s: Change(told(s, s.lamp), {"case_id": s.radio.pk}),
        lambda s: Change(told(s, s.lamp), {"made_by": "newer"}),
        also=("incidents_telling_whose",),
    ),
    Attempt(
        "incidents_telling_whose",
        lambda s: Change(told(s, s.lamp), {"concern_id": s.radio.concerns.earliest("pk").pk, "case_id": s.radio.pk}),
        lambda s: Change(told(s, s.lamp), {"wording": "x"}),
        also=("incidents_telling.concern_id", "incidents_telling_concern_id_key"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)


@pytest.mark.django_db
def test_a_case_is_called_isolated_by_nobody_who_has_not_looked(stage: Stage) -> None:
    radio = stage.radio
    like(stage.invoice, opener_id=stage.praise.pk)._sql()
    fresh = Case.objects.get(opener=stage.praise)
    assert isolated(fresh) is None
    alone = Check.objects.create(case=fresh, near=0, at=stage.now)
    assert isolated(fresh) is True
    later = Check.objects.create(case=radio, near=1, at=stage.now)
    Nearness.objects.create(check_of=later, case=fresh, odds=2.0)
    assert isolated(fresh) is False, "whoever came later was near it"
    assert alone.near == 0
    Verdict.objects.create(**saying(stage, fresh, radio, Said.NOT_SAME).values)
    assert isolated(fresh) is True
    member(stage, proposed(stage), fresh)
    assert isolated(fresh) is False
