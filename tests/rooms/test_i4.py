"""I4: an open case has an owner who is here, in its circle, and a next date that no snooze can pass."""

from datetime import timedelta

import pytest

from ombud.access.models import Entry, Place
from ombud.team.models import Member
from tests.rooms.breaking import Attempt, Change, Deed, Insert, Remove, like
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage

MINUTE = timedelta(minutes=1)


def gone(stage: Stage) -> Member:
    """Somebody who has left."""
    return Member.objects.create(name="Ole", email="ole@team.example", left_at=stage.now)


def snooze(stage: Stage, later: timedelta) -> Deed:
    assert stage.lamp.next_update_by is not None
    return Change(stage.lamp, {"snoozed_until": stage.lamp.next_update_by + later})


def place(stage: Stage, member: Member) -> Place:
    return Place.objects.get(case=stage.radio, member=member)


def entry(stage: Stage, words: str) -> Insert:
    return Insert(Entry, {"case_id": stage.lamp.pk, "member_id": stage.world.tomas.pk, "words": words, "at": stage.now})


def written(stage: Stage) -> Entry:
    """Tomas stepped in and said why."""
    return Entry.objects.create(**entry(stage, "Mira is ill").values)


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt(
        "owner_id",  # NOT NULL
        lambda s: Change(s.lamp, {"owner_id": None}),
        lambda s: Change(s.lamp, {"owner_id": s.world.ana.pk}),
    ),
    Attempt(
        "cases_i4_next_date",
        lambda s: Change(s.lamp, {"next_update_by": None}),
        lambda s: Change(s.chair, {"next_update_by": None}),
    ),
    Attempt("cases_snooze_within_promise", lambda s: snooze(s, MINUTE), lambda s: snooze(s, -MINUTE)),
    Attempt(  # from the other side: the promise does not slip under a snooze
        "cases_snooze_within_promise",
        lambda s: Change(s.lamp, {"snoozed_until": s.now + MINUTE, "next_update_by": s.now}),
        lambda s: Change(s.lamp, {"snoozed_until": s.now, "next_update_by": s.now}),
    ),
    Attempt(
        "cases_i4_owner_is_here",
        lambda s: Change(s.lamp, {"owner_id": gone(s).pk}),
        lambda s: Change(s.chair, {"owner_id": gone(s).pk}),
    ),
    Attempt(
        "cases_i4_owner_is_here",
        lambda s: like(s.invoice, opener_id=s.praise.pk, owner_id=gone(s).pk),
        lambda s: like(s.invoice, opener_id=s.praise.pk),
    ),
    Attempt(
        "cases_i4_owner_stays",
        lambda s: Change(s.world.mira, {"left_at": s.now}),
        lambda s: Change(s.world.ana, {"left_at": s.now}),
    ),
    Attempt(
        "access_owner_keeps_her_place",
        lambda s: Remove(place(s, s.world.mira)),
        lambda s: Remove(place(s, s.world.jonas)),
    ),
    Attempt(  # nor does she lose it to somebody else
        "access_place_whose",
        lambda s: Change(place(s, s.world.mira), {"member_id": s.world.tomas.pk}),
        lambda s: Change(place(s, s.world.mira), {"because": "invited"}),
    ),
    Attempt("access_entry_says_why", lambda s: entry(s, "  "), lambda s: entry(s, "Mira is ill")),
    Attempt(
        "access_entry_kept",
        lambda s: Change(written(s), {"words": "Just looking"}),
        lambda s: entry(s, "Just looking"),
    ),
    Attempt("access_entry_kept", lambda s: Remove(written(s)), lambda s: entry(s, "Just looking")),
]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
