"""What is promised on a case: the next date large, the others in order, and the banner above a case that is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ombud.cases.models import Case
from ombud.promises.models import Owe, Promise
from ombud.team.models import Member

from . import signs
from .names import owe_name
from .when import due, moment, span


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise in the side: open with its clock, or kept, or broken for ever."""

    clock: SafeString
    what: str
    stands: str
    broken: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """The promise that falls due next, large."""

    clock: SafeString
    words: str
    when: str
    late: bool


@dataclass(frozen=True, slots=True)
class Banner:
    """Above a late case only: what is owed since when, why it is urgent, and one way to go."""

    says: str
    because: str
    button: str
    url: str
    key: str


def banner_of(case: Case, late: Promise, member: Member, name: str, now: datetime) -> Banner:
    mine = late.keeper_id == member.pk
    values = {
        "keeper": late.keeper.name, "name": name, "since": moment(late.due_at, now), "span": span(now - late.due_at),
        "owe": owe_name(late.owe), "handler": case.handler.name if case.handler else "",
    }  # fmt: skip
    word = late.owe in (Owe.ANSWER, Owe.NEXT_WORD, Owe.ASK_CUSTOMER)
    if word:
        says = (
            _("You owe %(name)s a word since %(since)s, %(span)s ago.")
            if mine
            else _("%(keeper)s owes %(name)s a word since %(since)s, %(span)s ago.")
        )
    else:
        says = (
            _("You owe %(name)s this since %(since)s, %(span)s ago: %(owe)s.")
            if mine
            else _("%(keeper)s owes %(name)s this since %(since)s, %(span)s ago: %(owe)s.")
        )
    button, url, key = _way(case, late, name)
    return Banner(says % values, _because(case, late), button, url, key)


def _because(case: Case, late: Promise) -> str:
    parts = []
    if case.answered_at and case.heard_at > case.answered_at:
        parts.append(_("The customer has written again since."))
    elif case.answered_at is None and case.round == 1 and late.owe == Owe.ANSWER:
        parts.append(_("Nobody has said a word yet."))
    if case.round > 1:
        parts.append(_("It came back unsolved."))
    parts.append(_("Now urgency %(n)d.") % {"n": case.urgency})
    return " ".join(parts)


def _way(case: Case, late: Promise, name: str) -> tuple[str, str, str]:
    if late.owe == Owe.ASK_AGAIN:
        return _("Ask if solved"), reverse("act", args=[case.pk, "ask"]), "e"
    if late.owe in (Owe.START, Owe.TAKE_ON):
        return _("Hand it to somebody"), reverse("act", args=[case.pk, "handoff"]), "h"
    if late.owe in (Owe.ACCEPT, Owe.ASK_HANDLER) and case.handler:
        first = case.handler.name.split()[0]
        return _("Ask %(name)s") % {"name": first}, f"{reverse('case', args=[case.pk])}?to=handler#write", "r"
    return _("Write to %(name)s") % {"name": name.split(maxsplit=1)[0]}, "#write", "r"


def ahead_of(promise: Promise | None, now: datetime) -> Ahead | None:
    if promise is None:
        return None
    when = due(promise.due_at, promise.made_at, now)
    words = _("%(owe)s by %(when)s") % {"owe": owe_name(promise.owe), "when": moment(promise.due_at, now)}
    left = when.words if when.clock == "late" else _("in %(span)s") % {"span": span(promise.due_at - now)}
    who = _("%(left)s, kept by %(name)s") % {"left": left, "name": promise.keeper.name}
    return Ahead(signs.clock(when.clock, when.left, "large"), words[:1].upper() + words[1:], who, when.clock == "late")


def promise_rows(promises: list[Promise], now: datetime) -> list[PromiseRow]:
    """Those still open first, the next one on top; then the past ones, the newest on top."""
    ahead = sorted((p for p in promises if p.due), key=lambda p: p.due_at)
    return [_promise(p, now) for p in [*ahead, *(p for p in promises if not p.due)]]


def _promise(promise: Promise, now: datetime) -> PromiseRow:
    values = {"owe": owe_name(promise.owe), "when": moment(promise.due_at, now)}
    what = _("%(owe)s by %(when)s") % values
    if promise.broken_at:
        end = promise.kept_at or promise.released_at or now
        stands = _("broken, %(span)s late") % {"span": span(end - promise.due_at)}
        return PromiseRow(signs.clock("late", size="small"), what, stands, True)
    if promise.kept_at:
        stands = _("kept %(when)s") % {"when": moment(promise.kept_at, now)}
        return PromiseRow(signs.clock("kept", size="small"), what, stands, False)
    if promise.released_at:
        return PromiseRow(signs.clock("todo", size="small"), what, _("no longer due"), False)
    when = due(promise.due_at, promise.made_at, now)
    stands = _("by %(when)s") % values if when.clock == "fine" else when.words
    return PromiseRow(signs.clock(when.clock, when.left, "small"), values["owe"], stands, when.clock == "late")
