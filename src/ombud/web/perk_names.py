"""Words for perks: what one is, what it is for, why none is given, what is wrong with a line of a file."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ombud.thanks.models import Gift, Pool
from ombud.thanks.perks import Sort
from ombud.thanks.rules import Dry, Reason, WhyNot
from ombud.thanks.sheet import LARGEST, LONGEST, MOST, SHORTEST, Bad

from .when import moment


def reason_name(reason: str) -> str:
    """What a perk is given for."""
    return {Reason.PRAISE: _("praise"), Reason.IDEA: _("an idea we take up")}[Reason(reason)]


def sort_name(sort: str) -> str:
    """What a perk is."""
    return {
        Sort.PERCENT: _("Per cent off the next order"),
        Sort.AMOUNT: _("An amount off the next order"),
        Sort.DELIVERY: _("Free delivery of the next order"),
    }[Sort(sort)]


def amount(hundredths: int, currency: str) -> str:
    """Money as it stands in a table: "12.50 EUR"."""
    return f"{hundredths // 100}.{hundredths % 100:02d} {currency}"


def what_it_is(pool: Pool) -> str:
    """What one gets, in a line."""
    if pool.sort == Sort.PERCENT:
        return _("%(n)s %% off the next order") % {"n": f"{pool.value / 100:g}"}
    if pool.sort == Sort.AMOUNT:
        return _("%(amount)s off the next order") % {"amount": amount(pool.value, pool.currency)}
    return _("Free delivery of the next order")


def no_perk(why: str, had: Gift | None, now: datetime) -> str:
    """Why no perk can be given, as a sentence."""
    if had is not None:
        values = {"when": moment(had.at, now), "name": had.by.name}
        return (
            _("There was one for this already, %(when)s, from %(name)s. Nobody gets two for the same reason.") % values
        )
    return {
        WhyNot.NOT_THIS: _("Perks are for praise and for ideas, and never for complaining."),
        WhyNot.UNVOUCHED: _("Nobody vouches for this sender."),
        WhyNot.ONE_OF_US: _("The words come from somebody of the team."),
        WhyNot.BARE: _("Bare thanks are thanked for, and earn no perk: the same rule for everybody."),
        WhyNot.COPY: _("Somebody else was thanked for the very same words."),
        WhyNot.HAD_ONE: _("There was one for this reason before. Nobody gets two."),
        Dry.NONE: _("No pool is open for this."),
        Dry.CLOSED: _("The pool is closed."),
        Dry.NOT_YET: _("The pool is not valid yet."),
        Dry.OVER: _("The pool is no longer valid."),
        Dry.EMPTY: _("The pool is empty."),
        Dry.BUDGET: _("The pool's budget is spent."),
        Dry.MONTH: _("The pool has given what it may this month."),
        "not_yours": _("Your role does not give perks for this."),
    }.get(why, _("No pool is open for this."))


def bad_line(bad: Bad) -> str:
    """What is wrong with a line of the file."""
    return {
        Bad.EMPTY: _("no code in its column"),
        Bad.SHORT: _("shorter than %(n)d signs, so it can be guessed") % {"n": SHORTEST},
        Bad.LONG: _("longer than %(n)d signs") % {"n": LONGEST},
        Bad.SIGNS: _("signs that no code has: only letters, figures and . _ / # - between them"),
        Bad.TWICE: _("stands in the file before"),
    }[bad]


def unreadable(code: str) -> str:
    """Why a file could not be read at all."""
    return {
        "too_large": _("The file is larger than %(n)d kB. Split it.") % {"n": LARGEST // 1000},
        "too_many": _("The file has more than %(n)d lines. Split it.") % {"n": MOST},
        "no_text": _("This is no text file. Save it as CSV."),
        "nothing": _("There is no code in this file."),
    }.get(code, _("The file could not be read."))
