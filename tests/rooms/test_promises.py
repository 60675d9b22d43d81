"""Promises: a date does not move, kept late is broken, and a breach is recorded for ever (D05, D19)."""

from datetime import timedelta

import pytest

from ombud.promises.models import Breach, Promise
from tests.rooms.breaking import Attempt, Change, Deed, Insert, Remove, like
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage

HOUR = timedelta(hours=1)


def owed(stage: Stage) -> Promise:
    """The answer to the invoice, still to be given and in time."""
    return Promise.objects.get(message=stage.invoice.opener, kept_at=None)


def kept(stage: Stage) -> Promise:
    """The answer to the lamp, given in time."""
    return Promise.objects.get(message=stage.lamp.opener, broken_at=None)


def broken(stage: Stage) -> Promise:
    """A promise that was not kept in time."""
    return Promise.objects.filter(broken_at__isnull=False).earliest("pk")


def released(stage: Stage) -> Promise:
    """What the chair's customer was owed no more once she had said that it is solved."""
    return Promise.objects.filter(case=stage.chair, released_at__isnull=False).earliest("pk")


def promise(stage: Stage, **values: object) -> Deed:
    return like(owed(stage), key="new", **values)


def breach(stage: Stage, **values: object) -> Deed:
    row = {"promise_id": owed(stage).pk, "case_id": stage.invoice.pk, "at": stage.now, "was": 3, "becomes": 2}
    return Insert(Breach, row | values)


def recorded() -> Breach:
    return Breach.objects.earliest("pk")


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt(
        "promises_as_made",
        lambda s: Change(owed(s), {"due_at": owed(s).due_at + HOUR}),
        lambda s: Change(owed(s), {"keeper_id": s.world.ana.pk}),
    ),
    Attempt(
        "promises_as_made",
        lambda s: Change(owed(s), {"owe": "next_word"}),
        lambda s: Change(owed(s), {"alarmed_at": s.now}),
    ),
    Attempt(
        "promises_not_unkept",
        lambda s: Change(kept(s), {"kept_at": None}),
        lambda s: Change(owed(s), {"kept_at": s.now}),
    ),
    Attempt(
        "promises_not_unkept",
        lambda s: Change(broken(s), {"broken_at": None}),
        lambda s: Change(owed(s), {"broken_at": s.now}),
        also=("promises_late_is_broken",),
    ),
    Attempt(  # nor was it broken another day
        "promises_not_unkept",
        lambda s: Change(broken(s), {"broken_at": broken(s).broken_at + HOUR}),  # type: ignore[operator]
        lambda s: Change(broken(s), {"urgency": 1}),
    ),
    Attempt(
        "promises_not_unkept",
        lambda s: Change(released(s), {"released_at": None, "released": ""}),
        lambda s: Change(owed(s), {"released_at": s.now, "released": "confirmed"}),
    ),
    Attempt(  # kept late, and nothing said of it
        "promises_late_is_broken",
        lambda s: Change(owed(s), {"kept_at": owed(s).due_at + HOUR}),
        lambda s: Change(owed(s), {"kept_at": owed(s).due_at + HOUR, "broken_at": s.now}),
    ),
    Attempt(  # or let go once it was late
        "promises_late_is_broken",
        lambda s: Change(owed(s), {"released_at": owed(s).due_at + HOUR, "released": "confirmed"}),
        lambda s: Change(owed(s), {"released_at": owed(s).due_at, "released": "confirmed"}),
    ),
    Attempt("promises_kept_on_record", lambda s: Remove(kept(s)), promise),
    Attempt("promises_breach_kept", lambda s: Remove(recorded()), breach),
    Attempt("promises_breach_kept", lambda s: Change(recorded(), {"at": s.now}), breach),
    Attempt("promises_d19_never_lowers", lambda s: breach(s, becomes=4), lambda s: breach(s, becomes=3)),
    Attempt(
        "promises_about_something",
        lambda s: promise(s, case_id=None, message_id=None),
        lambda s: promise(s, case_id=None),
    ),
    Attempt(  # a word to everybody is about no one case
        "promises_about_something",
        lambda s: promise(s, owe="update"),
        lambda s: promise(s, owe="update", case_id=None, message_id=None),
    ),
    Attempt(
        "promises_kept_or_released",
        lambda s: promise(s, kept_at=s.now, released_at=s.now, released="confirmed"),
        lambda s: promise(s, kept_at=s.now),
    ),
    Attempt(
        "promises_after_made",
        lambda s: promise(s, made_at=owed(s).due_at + HOUR),
        lambda s: promise(s, made_at=owed(s).due_at - HOUR),
    ),
    Attempt(
        "promises_released_with_reason",
        lambda s: promise(s, released_at=s.now),
        lambda s: promise(s, released_at=s.now, released="confirmed"),
    ),
    Attempt(
        "promises_promise",  # the same promise twice; SQLite names the column
        lambda s: like(owed(s)),
        promise,
    ),
]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
