"""Pools of perks: made, filled with codes, closed. What is in one is sealed from the first moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ombud.team.models import Member
from ombud.thanks.models import Pool
from ombud.thanks.stock import put_in

from .refused import Refused


@transaction.atomic
def make_pool(pool: Pool, *, by: Member, now: datetime) -> Pool:
    """Write `pool` down, which nobody has yet. Raises `Refused` (name_taken, until_past)."""
    if Pool.objects.filter(name__iexact=pool.name).exists():
        raise Refused("name_taken", name=pool.name)
    if pool.valid_until <= now:
        raise Refused("until_past")
    pool.by, pool.at = by, now
    pool.save(force_insert=True)
    return pool


@transaction.atomic
def fill(pool: Pool, codes: Iterable[str], *, by: Member, now: datetime) -> int:
    """Seal `codes` into `pool`; returns how many were new. Raises `Refused("pool_closed")`."""
    held = Pool.objects.select_for_update().get(pk=pool.pk)
    if held.closed_at is not None:
        raise Refused("pool_closed")
    return put_in(held, codes, by, now)


@transaction.atomic
def close(pool: Pool, *, by: Member, now: datetime) -> None:
    """Nothing is given from it any more. Again is harmless."""
    Pool.objects.filter(pk=pool.pk, closed_at=None).update(closed_at=now, closed_by=by)
