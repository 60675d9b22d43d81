"""Enqueue, lease, finish, put off. The only place that knows how work is shared between workers."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from .models import Work
from .rows import insert

LEASE = timedelta(seconds=60)
# Past this many starts the step has killed its worker or failed each time: it waits for a person, visibly.
TRIES = 12
# What was started so often and is still here may be what kills its worker: from now on it is taken up alone, so that
# those beside it are not blamed.
ALONE = 3
# What is `first` is due so long before anything else: where very many wait, danger does not stand in line.
_FIRST = timedelta(days=365)


class LostLease(Exception):
    """Another worker has taken the work up; this one must roll back."""


@dataclass(frozen=True, slots=True)
class Leased:
    """Work that this worker holds until its lease ends."""

    id: int
    step: str
    subject: int
    attempts: int
    lease: str


def enqueue(step: str, subjects: Iterable[int], due_at: datetime, tag: str = "", *, first: bool = False) -> None:
    """Make `step` due for each subject, once per (step, subject, tag); `first`: before all that waits already. Belongs
    into the causing transaction."""
    if first:
        due_at, tag = due_at - _FIRST, f"{tag}!"
    rows = [
        Work(step=step, subject=s, key=f"{step}:{s}:{tag}" if tag else f"{step}:{s}", due_at=due_at) for s in subjects
    ]
    insert(rows, once=True)


def lease(now: datetime, limit: int, steps: Iterable[str] = ()) -> list[Leased]:
    """Take up to `limit` due pieces of the same kind of step, oldest first; one that was tried ALONE times, alone."""
    table = Work._meta.db_table
    wanted = list(steps)
    only = f"AND step IN ({', '.join(['%s'] * len(wanted))})" if wanted else ""
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    token = secrets.token_hex(8)
    free = f"due_at <= %s AND attempts < %s AND (lease_until IS NULL OR lease_until <= %s) {only}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT step, attempts FROM {table} WHERE {free} ORDER BY due_at, id LIMIT 1", [now, TRIES, now, *wanted]
        )
        first = cursor.fetchone()
        if first is None:
            return []
        limit, tries = (1, TRIES) if first[1] >= ALONE else (limit, ALONE)
        # Materialised: inside IN, PostgreSQL may ask for the picked ones once for each row, and then takes up them all.
        cursor.execute(
            f"WITH picked AS MATERIALIZED ("
            f"SELECT id FROM {table} WHERE {free} AND step = %s ORDER BY due_at, id LIMIT %s {skip}) "
            f"UPDATE {table} SET lease = %s, lease_until = %s, attempts = attempts + 1 "
            "WHERE id IN (SELECT id FROM picked) RETURNING id, step, subject, attempts",
            [now, tries, now, *wanted, first[0], limit, token, now + LEASE],
        )
        return [Leased(pk, step, subject, tried, token) for pk, step, subject, tried in sorted(cursor.fetchall())]


def finish(leased: Iterable[Leased]) -> None:
    """Strike the work off, inside the step's own transaction. Raises `LostLease` if it is no longer ours."""
    held = list(leased)
    if not held:
        return
    marks = ", ".join(["%s"] * len(held))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {Work._meta.db_table} WHERE id IN ({marks}) AND lease = %s",
            [*(piece.id for piece in held), held[0].lease],
        )
        if cursor.rowcount != len(held):
            raise LostLease(held[0].step)


def renew(leased: Iterable[Leased], now: datetime, *, longer: timedelta = timedelta()) -> set[int]:
    """Hold on for longer to what takes long, by `longer` than a lease. Returns the ids that are still ours; another
    worker has the rest."""
    held = list(leased)
    if not held:
        return set()
    mine = Work.objects.filter(pk__in=[piece.id for piece in held], lease=held[0].lease)
    mine.update(lease_until=now + LEASE + longer)
    return set(mine.values_list("pk", flat=True))


def free_all() -> int:
    """Give back every lease: for a worker that knows it is the only one, after one before it was killed."""
    return Work.objects.exclude(lease="").update(lease="", lease_until=None)


def put_off(leased: Leased, due_at: datetime, trouble: str, *, counts: bool = True) -> None:
    """Give the work back for another try at `due_at`. A wait that is nobody's failure does not count as a try."""
    Work.objects.filter(id=leased.id, lease=leased.lease).update(
        due_at=due_at, lease="", lease_until=None, trouble=trouble[:200],
        attempts=leased.attempts if counts else leased.attempts - 1,
    )  # fmt: skip


def back_off(attempts: int) -> timedelta:
    """How long to wait after the nth failure: 5 s doubling to an hour."""
    return timedelta(seconds=min(3600, 5 * 2 ** min(attempts - 1, 12)))


def stuck() -> int:
    """How many pieces have used up their tries: a person must look (shown in the desk and by `ombud check`)."""
    return Work.objects.filter(attempts__gte=TRIES).count()
