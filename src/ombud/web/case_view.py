"""One case for the eye: head, banner, who has it, promises, concerns, the person, hints. Facts in, frozen rows out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.access.circle import cases_seen_by
from ombud.access.rules import may
from ombud.cases import lists
from ombud.cases.endings import Because
from ombud.cases.forgotten import is_forgotten
from ombud.cases.models import Case, Concern
from ombud.cases.rules import Status, status
from ombud.handoffs.models import Failure, Handoff
from ombud.promises.models import Promise
from ombud.team.models import Member
from ombud.thanks.lists import to_thank_in

from . import signs
from .case_promises import Ahead, Banner, PromiseRow, ahead_of, banner_of, promise_rows
from .names import because_name, language_name, returned_name, status_name
from .said import lang, plain
from .when import moment, span


@dataclass(frozen=True, slots=True)
class HandlerRow:
    """Somebody who has or had it in hand. `failed` names are struck through and cannot be asked again."""

    name: str
    sign: SafeString
    lines: tuple[str, ...]
    failed: bool


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One concern in her words, and whether she says that it is solved."""

    id: int
    words: str
    lang: str
    clock: SafeString
    stands: str
    settled: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class ActRow:
    """Something one can do with the case. `why_not` says why it is not possible now."""

    key: str
    label: str
    url: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case as the page shows it."""

    id: int
    name: str
    first_name: str
    topic: str
    lang: str
    status: str
    status_class: str
    urgency: str
    urgency_class: str
    open: bool
    ended: str
    ended_words: str
    banner: Banner | None
    ahead: Ahead | None
    promises: list[PromiseRow]
    owner: str
    owner_sign: SafeString
    owner_line: str
    handlers: list[HandlerRow]
    concerns: list[ConcernRow]
    found: str
    left: list[ConcernRow]
    person: list[tuple[str, list[str]]]
    others: list[tuple[str, str, str]]
    asks: int
    acts: list[ActRow]
    more: list[ActRow]
    set_aside: int
    leave_be: int


def case_view(case: Case, member: Member, now: datetime) -> CaseView:
    """Everything but the thread and the composer, in a constant number of queries."""
    promises = list(Promise.objects.filter(case=case).select_related("keeper").order_by("-due_at", "-id")[:30])
    handoffs = list(case.handoffs.select_related("handler").order_by("-id")[:10])
    failures = {f.member_id: f for f in Failure.objects.filter(case=case).select_related("member")}
    ahead = min((p for p in promises if p.due), key=lambda p: p.due_at, default=None)
    label = status(case, now)
    name = plain(case.person.called) or _("Somebody without a name")
    asks = case.asks.filter(round=case.round).count() if case.open else 0
    acts, more = _acts(case, member)
    acts = [*_thank(case, member), *acts]
    concerns, found, left = _concerns(case, now)
    late = ahead if ahead and ahead.due_at < now and case.open else None
    return CaseView(
        case.pk, name, name.split()[0], plain(case.topic), lang(case.language), status_name(label),
        _status_class(label),
        _urgency(case), "chip-late" if case.urgency == 1 and case.open else "", case.open, *_ended(case, label, now),
        banner_of(case, late, member, name, now) if late else None, ahead_of(ahead, now),
        promise_rows([p for p in promises if p is not ahead], now),
        case.owner.name, signs.who(case.owner.name, "ours", "large"), _owner_line(case, member),
        list(_handlers(handoffs, failures, now)),
        concerns, found, left,
        _person(case), _others(case, member, now), asks, acts, more,
        _set_aside(case, member), _leave_be(case, member),
    )  # fmt: skip


def _set_aside(case: Case, member: Member) -> int:
    """The message that made it a case, as long as nothing else has happened: it may be spam after all. 0 for none."""
    nothing_yet = case.open and case.answered_at is None and case.first_action_id is None
    return case.opener_id if nothing_yet and may(member.roles, "set_aside") else 0


def _leave_be(case: Case, member: Member) -> int:
    """The message in which she asked us to stop writing, until one of us has read it. 0 for none."""
    asked = case.releases.filter(because=Because.STOPPED, message__isnull=False).select_related("message").last()
    message = asked.message if asked else None
    return message.pk if message is not None and message.owed and may(member.roles, "set_aside") else 0


def _status_class(label: Status) -> str:
    return {Status.CONFIRMED: "chip-kept", Status.NEW: "chip-soon"}.get(label, "")


def _urgency(case: Case) -> str:
    if not case.open or case.urgency > 2:
        return ""
    again = _("came back unsolved") if case.round > 1 else _("serious")
    return _("Urgency 1 · at once") if case.urgency == 1 else _("Urgency 2 · %(why)s") % {"why": again}


def _ended(case: Case, label: Status, now: datetime) -> tuple[str, str]:
    if case.ended_at is None:
        return "", ""
    when = moment(case.ended_at, now)
    if label is Status.CONFIRMED:
        words = case.satisfaction.words if case.satisfaction else ""
        return _("Solved, says the customer, %(when)s.") % {"when": when}, words
    if label is Status.NO_ANSWER:
        return _("Asked on two days and no answer. It rests since %(when)s and opens again with a word.") % {
            "when": when
        }, ""
    why = because_name(case.release.because) if case.release else ""
    return _("Let go %(when)s: %(why)s.") % {"when": when, "why": why}, case.release.words if case.release else ""


def _owner_line(case: Case, member: Member) -> str:
    if case.owner_id == member.pk:
        return _("You own it and keep its promises")
    return _("Owns it and keeps its promises")


def _handlers(handoffs: list[Handoff], failures: dict[int, Failure], now: datetime) -> Iterable[HandlerRow]:
    shown: set[int] = set()
    for handoff in handoffs:
        if handoff.handler_id in shown:
            continue
        shown.add(handoff.handler_id)
        failed = failures.get(handoff.handler_id)
        sign = signs.who(handoff.handler.name, "theirs" if failed else "ours", "large")
        yield HandlerRow(handoff.handler.name, sign, tuple(_handler_lines(handoff, failed, now)), failed is not None)


def _handler_lines(handoff: Handoff, failed: Failure | None, now: datetime) -> Iterable[str]:
    if failed:
        yield _("%(why)s, %(when)s") % {"why": returned_name(failed.why), "when": moment(failed.at, now)}
        yield _("Cannot be asked again on this case")
        return
    if handoff.handler.helps_with:
        yield handoff.handler.helps_with
    if handoff.returned_at:
        why = returned_name(handoff.returned)
        yield _("%(why)s, %(when)s") % {"why": why, "when": moment(handoff.returned_at, now)}
    elif handoff.done_at:
        yield _("Says that it is done, %(when)s") % {"when": moment(handoff.done_at, now)}
    elif handoff.accepted_at:
        after = span(handoff.accepted_at - handoff.at)
        yield _("Accepted %(when)s, after %(span)s") % {"when": moment(handoff.accepted_at, now), "span": after}
        yield _("Until %(when)s: %(what)s") % {"when": moment(handoff.until, now), "what": plain(handoff.what)[:160]}
    else:
        yield _("Asked %(when)s, not accepted yet") % {"when": moment(handoff.at, now)}


def _concerns(case: Case, now: datetime) -> tuple[list[ConcernRow], str, list[ConcernRow]]:
    """Those that stand, how many of them the reading found, and those that a person has joined or dropped."""
    every = list(Concern.every.filter(case=case).select_related("satisfaction", "left_by").order_by("id"))
    standing = [c for c in every if c.left_at is None]
    number = sum(1 for c in every if c.start is not None)
    found = ngettext("%(n)d concern found in the message", "%(n)d concerns found in the message", number)
    rows = [_concern(c, now, several=case.open and len(standing) > 1) for c in standing]
    return rows, found % {"n": number} if number else "", [_left(c) for c in every if c.left_at and case.open]


def _concern(concern: Concern, now: datetime, *, several: bool) -> ConcernRow:
    words = plain(concern.words)
    if concern.satisfaction:
        stands = _("solved, says the customer, %(when)s") % {"when": moment(concern.satisfaction.at, now)}
        return ConcernRow(concern.pk, words, "", signs.clock("kept", size="small"), stands, True)
    url = reverse("concern", args=[concern.case_id, concern.pk]) if several else ""
    return ConcernRow(concern.pk, words, "", signs.clock("todo", size="small"), _("not settled yet"), False, url)


def _left(concern: Concern) -> ConcernRow:
    pattern = _("%(name)s: part of another") if concern.into_id else _("%(name)s: no concern")
    stands = pattern % {"name": concern.left_by.name if concern.left_by else _("Somebody")}
    url = reverse("concern-take-up", args=[concern.case_id, concern.pk])
    return ConcernRow(concern.pk, plain(concern.words), "", SafeString(""), stands, False, url)


def _person(case: Case) -> list[tuple[str, list[str]]]:
    addresses = [_breakable(plain(i.address)) for i in case.person.identities.all()[:6]]
    rows = [(_("Language"), [language_name(case.person.language)]), (_("Found as"), addresses)]
    return [(title, lines) for title, lines in rows if lines]


def _breakable(address: str) -> str:
    """An address that may be broken before its @ and nowhere worse; copied, it is the address."""
    local, sign, domain = address.rpartition("@")
    return format_html("{}<wbr>{}{}", local, sign, domain) if sign else address


def _others(case: Case, member: Member, now: datetime) -> list[tuple[str, str, str]]:
    others = lists.others_of(case.person, cases_seen_by(member), case.pk)
    return [(reverse("case", args=[c.pk]), plain(c.topic), status_name(status(c, now))) for c in others]


def _thank(case: Case, member: Member) -> list[ActRow]:
    """Praise in the case that nobody has thanked for: that comes first, and is owed whatever becomes of the rest."""
    praise = to_thank_in(case) if may(member.roles, "reply", owner=case.owner_id == member.pk) else None
    return [ActRow("p", _("Thank"), reverse("thank", args=[praise.pk]))] if praise else []


def _acts(case: Case, member: Member) -> tuple[list[ActRow], list[ActRow]]:
    roles, owner = member.roles, case.owner_id == member.pk
    hands = may(roles, "hand_off", owner=owner)
    if not case.open:
        erase = ActRow("", _("Erase, at the customer's wish"), reverse("act", args=[case.pk, "release"]))
        return [], [erase] if hands and not is_forgotten(case) else []

    def act(key: str, label: str, name: str, why_not: str = "") -> ActRow:
        return ActRow(key, label, reverse("act", args=[case.pk, name]), why_not)

    nothing = "" if case.actions.filter(round=case.round).exists() else _("Nothing was done about it yet")
    acts = [
        act("h", _("Take back"), "take-back") if case.handler_id else act("h", _("Hand off"), "handoff"),
        act("s", _("Snooze"), "snooze"),
        act("e", _("Ask if solved"), "ask", nothing),
    ]
    more = [
        act("", _("Enquire"), "enquiry"),
        act("", _("I fixed it"), "fix"),
        act("", _("Add a concern"), "concern"),
        act("a", _("Change owner"), "owner"),
        act("", _("Invite somebody"), "circle"),
        act("", _("Merge into another case"), "merge"),
        act("", _("Let go, with a reason"), "release"),
    ]
    return (acts if hands else acts[1:2]), (more if hands else [])
