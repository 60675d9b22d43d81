"""Codes in and out: imported sealed, drawn in their order, known by their fingerprints."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Final

from ombud.people.models import Person
from ombud.privacy.keys import key
from ombud.privacy.sealing import seal, unseal
from ombud.team.models import Member
from ombud.work.rows import insert

from .likely import likely
from .perks import Code, Gift, Pool, month_of
from .rules import Dry, Reason, dry
from .sheet import folded

_AT_ONCE: Final = 5_000  # fingerprints in one question


class NothingLeft(Exception):
    """No perk can be given now: `why` is a `Dry`."""

    def __init__(self, why: Dry) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code taken from its pool for this transaction: nobody else gets it, and nobody has it yet."""

    pool: Pool
    code: Code
    place: int

    @property
    def words(self) -> str:
        """The code itself. Raises `Unsealable`."""
        return unseal(self.code.sealed)


def fingerprint(code: str) -> str:
    """What tells a code from others, however it is typed; of no use to whoever has not our secret."""
    return hmac.new(key("perks"), folded(code).encode(), hashlib.sha256).hexdigest()


def known(codes: Iterable[str]) -> set[str]:
    """Which of `codes` are in some pool already."""
    prints = {fingerprint(code): code for code in codes}
    there = Code.objects.filter(fingerprint__in=prints).values_list("fingerprint", flat=True)
    return {prints[one] for one in there}


def put_in(pool: Pool, codes: Iterable[str], by: Member, now: datetime) -> int:
    """Seal `codes` into `pool`, behind those that are there; returns how many. Those known already are left out.

    Call it in a transaction; the pool is held until its end.
    """
    Pool.objects.select_for_update().get(pk=pool.pk)
    wanted = list(dict.fromkeys(codes))
    there = known(wanted)
    last = Code.objects.filter(pool=pool).order_by("-number").values_list("number", flat=True).first() or 0
    fresh = [code for code in wanted if code not in there]
    insert(
        [
            Code(pool_id=pool.pk, number=last + place, sealed=seal(code), fingerprint=fingerprint(code), by=by, at=now)
            for place, code in enumerate(fresh, 1)
        ]
    )
    return len(fresh)


def open_pools(reason: Reason, now: datetime) -> list[Pool]:
    """The pools that are valid for `reason` now: what ends first is given first."""
    valid = Pool.objects.filter(reason=reason, closed_at=None, valid_from__lte=now, valid_until__gt=now)
    return list(valid.order_by("valid_until", "pk"))


def giving(reason: Reason, now: datetime) -> tuple[Pool | None, Dry | None]:
    """The pool that a perk for `reason` comes from now; without one, why."""
    why = Dry.NONE
    for pool in open_pools(reason, now):
        found = dry(pool.stock(now), now)
        if found is None:
            return pool, None
        why = found
    return None, why


def draw(reason: Reason, now: datetime) -> Drawn:
    """Take the next code for `reason`. Raises `NothingLeft`.

    Call it in a transaction: the pool is held until its end, so that two never draw the same code.
    """
    why = Dry.NONE
    for pool in open_pools(reason, now):
        held = Pool.objects.select_for_update().get(pk=pool.pk)
        stock = held.stock(now)
        found = dry(stock, now)
        if found is None:
            code = Code.objects.get(pool=held, number=stock.given + 1)
            return Drawn(held, code, stock.this_month + 1)
        why = found
    raise NothingLeft(why)


def gift_of(person: Person, reason: Reason) -> Gift | None:
    """The one perk that she has for `reason`."""
    return Gift.objects.filter(person=person, reason=reason).select_related("code", "pool", "by").first()


def month(now: datetime) -> str:
    """The month that a gift of `now` counts for."""
    return month_of(now)


def codes_in(text: str) -> list[str]:
    """Codes of our pools that stand in `text`, given or not, however they are typed: none of them may be read by
    everybody (I6)."""
    prints = {fingerprint(code): code for code in reversed(likely(text))}
    there: list[str] = []
    for some in batched(prints, _AT_ONCE):
        there += Code.objects.filter(fingerprint__in=some).values_list("fingerprint", flat=True)
    return [prints[one] for one in there]
