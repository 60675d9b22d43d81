"""Rows of the pages of perks: pools with what is left, and the ledger with its codes masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.access.circle import cases_seen_by, inboxes_of
from ombud.cases.models import Strand
from ombud.team.models import Member
from ombud.thanks.models import Gift, Pool
from ombud.thanks.rules import dry

from .perk_names import amount, no_perk, reason_name, what_it_is
from .said import plain
from .when import moment


@dataclass(frozen=True, slots=True)
class PoolRow:
    """A pool with its figures as they are shown. `dry` says why nothing comes from it, empty while it gives."""

    number: int
    name: str
    url: str
    what: str
    reason: str
    left: int
    given: int
    spent: str
    budget: str
    this_month: int
    most_a_month: int
    valid: str
    dry: str
    closed: bool


def pool_row(pool: Pool, now: datetime) -> PoolRow:
    """One pool."""
    stock = pool.stock(now)
    why = dry(stock, now)
    dates = {"begin": moment(pool.valid_from, now), "end": moment(pool.valid_until, now)}
    return PoolRow(
        pool.pk, pool.name, reverse("pool", args=[pool.pk]), what_it_is(pool), reason_name(pool.reason), stock.left,
        stock.given, amount(stock.spent, pool.currency), amount(pool.budget, pool.currency), stock.this_month,
        pool.most_a_month, _("%(begin)s to %(end)s") % dates, no_perk(why, None, now) if why else "", stock.closed,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class GiftRow:
    """One line of the ledger. Who it was is shown to whoever may read the words it was given for."""

    number: int
    name: str
    url: str
    code: str
    by: str
    when: str


def gift_rows(gifts: Iterable[Gift], member: Member, now: datetime) -> list[GiftRow]:
    """The lines, in the order they come; of people she may not read of only that there was one (D23)."""
    gifts = list(gifts)
    inboxes = set(inboxes_of(member).values_list("pk", flat=True))
    strands = {one: one.thanks.message.conversation for one in gifts}
    cases = {s.case_id for c in strands.values() if (s := _strand(c))}
    hers = set(cases_seen_by(member).filter(pk__in=cases).values_list("pk", flat=True))
    rows = []
    for gift in gifts:
        strand = _strand(gift.thanks.message.conversation)
        seen = strand.case_id in hers if strand else gift.thanks.inbox_id in inboxes
        name = (
            (plain(gift.person.called) or _("Somebody without a name")) if seen else _("Somebody you do not write to")
        )
        url = ""
        if seen:
            url = (
                reverse("case", args=[strand.case_id]) if strand else reverse("message", args=[gift.thanks.message_id])
            )
        rows.append(GiftRow(gift.number, name, url, gift.code.masked, gift.by.name, moment(gift.at, now)))
    return rows


def _strand(conversation: object) -> Strand | None:
    return getattr(conversation, "strand", None)
