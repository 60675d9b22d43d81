"""Doing the due work: lease a batch of one step, do it in one transaction with its striking off, or put it off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import DatabaseError, transaction

from ombud.channels.contract import Post
from ombud.inboxes.models import Inbox
from ombud.journey.send import send
from ombud.journey.steps import AHEAD, AT_ONCE, SEND, STEPS
from ombud.work.queue import Leased, LostLease, back_off, finish, lease, put_off

log = structlog.get_logger()
BATCH = 100
Connect = Callable[[Inbox], Post | None]


def no_line(inbox: Inbox) -> Post | None:
    """No inbox can send: letters wait in the outbox."""
    return None


def do_due(now: datetime, connect: Connect = no_line, *, limit: int = BATCH) -> int:
    """Do one batch of what is due by `now`. Returns how many pieces were taken up; 0 means that nothing is due."""
    leased = lease(now, limit)
    if not leased:
        return 0
    step = leased[0].step
    if step == SEND:
        send(leased, now, connect)
        return len(leased)
    if step not in STEPS:
        for piece in leased:
            put_off(piece, now + back_off(piece.attempts), "unknown_step")
        return len(leased)
    size = AT_ONCE.get(step, len(leased))
    for begin in range(0, len(leased), size):
        _batch(leased[begin : begin + size], now)
    return len(leased)


def _batch(leased: list[Leased], now: datetime) -> None:
    try:
        _together(leased, now)
    except LostLease:
        log.warning("lease lost", step=leased[0].step)
    except Exception as error:  # noqa: BLE001 - one poisoned message must not hold up the others: each alone
        if len(leased) == 1:
            _put_off(leased[0], error, now)
        else:
            for piece in leased:
                _alone(piece, now)


def _together(leased: list[Leased], now: datetime) -> None:
    name, subjects = leased[0].step, [piece.subject for piece in leased]
    step = AHEAD[name](subjects, now) if name in AHEAD else STEPS[name]
    with transaction.atomic():
        step(subjects, now)
        finish(leased)


def _alone(piece: Leased, now: datetime) -> None:
    try:
        _together([piece], now)
    except LostLease:
        log.warning("lease lost", step=piece.step)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is put off and shown, and the worker lives on
        _put_off(piece, error, now)


def _put_off(piece: Leased, error: Exception, now: datetime) -> None:
    # The class alone: an error's text may quote a message.
    log.error("step failed", step=piece.step, subject=piece.subject, error=type(error).__name__, tries=piece.attempts)
    wait = back_off(piece.attempts) if not isinstance(error, DatabaseError) or piece.attempts > 1 else back_off(1)
    put_off(piece, now + wait, type(error).__name__)


def do_all(now: datetime, connect: Connect = no_line) -> int:
    """Do batch after batch until nothing is due by `now` (tests, the demo, an import)."""
    total = 0
    while done := do_due(now, connect):
        total += done
    return total
