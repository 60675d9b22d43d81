"""hand_off: a named person is asked to help, and the customer is told who and until when (I5, D04, D26 to D30, D45)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime

from django.db import transaction

from ombud.access.circle import put_on
from ombud.access.links import handler_url
from ombud.cases.models import Action, Case
from ombud.handoffs.models import IN_HAND, Failure, Handoff
from ombud.handoffs.rules import why_not
from ombud.promises.keeping import Made, made, make
from ombud.promises.models import Owe
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of
from ombud.replies.models import Outgoing
from ombud.team.models import Member

from .alone import alone_with
from .answer import judged, promise_next_word, settle
from .begin import begin, lock, log, open_only
from .deliver import deliver
from .refused import Refused
from .tell import write_to
from .words import PAGE, language_of, speaks, to_customer, to_member, when


def eligible(case: Case) -> list[Member]:
    """Who may be asked: everybody who is here, but the owner and those who failed this customer. May be empty."""
    here = Member.objects.filter(left_at__isnull=True).prefetch_related("posts")
    failed = set(Failure.objects.filter(case=case).values_list("member_id", flat=True))
    return [m for m in here if why_not(m.pk, owner=case.owner_id, failed=failed, left=False) is None]


def introduction(case: Case, *, by: Member, to: Member, until: datetime) -> str:
    """The word to the customer that a hand-off sends unless its author writes her own."""
    key = "unsatisfied_takeover" if case.round > 1 or Failure.objects.filter(case=case).exists() else "handoff_customer"
    language = language_of(case.person, case.inbox)
    return to_customer(
        key,
        case,
        agent=by.name,
        handler_name=to.name,
        portal_url=PAGE,
        next_update_by=when(until, case.inbox, language),
    ).body


@transaction.atomic
def hand_off(
    case: Case, *, by: Member, to: Member, what: str, until: datetime, key: str, now: datetime, notice: str = "",
    confirm: AbstractSet[str] = frozenset(),
) -> Handoff:  # fmt: skip
    """Ask `to` for `what` until then: introduce her to the customer, write to her, promise both follow-ups.

    Raises `Refused` (ended, empty, until_past, failed_before, is_owner, left, in_hand, and
    press_needs_spokesperson for a `notice` of her own) or `Stopped`. Once per `key`.
    """
    case = lock(case)
    before = Handoff.objects.filter(action__key=f"handoff:{key}").first()
    if before:
        return before
    open_only(case)
    failed = set(Failure.objects.filter(case=case).values_list("member_id", flat=True))
    reason = why_not(to.pk, owner=case.owner_id, failed=failed, left=to.left_at is not None)
    if reason:
        raise Refused(reason, name=to.name)
    if Handoff.objects.filter(IN_HAND, case=case).exists():
        raise Refused("in_hand", name=case.handler.name if case.handler else "")
    action = begin(case, move="introduction", by=by, what=what, key=f"handoff:{key}", now=now, handler=to, until=until)
    told = _tell(case, by, to, until, key, notice, confirm, now)
    asked = _ask(case, action, by, to, what, until, now)
    follow_up = due_in(case.inbox, TERMS.follow_up[Urgency(case.urgency)], now)
    promises = {owe: f"a{action.pk}:{owe.value}" for owe in (Owe.ASK_CUSTOMER, Owe.ASK_HANDLER)}
    accept = due_in(case.inbox, TERMS.accept_ask[Urgency(case.urgency)], now)
    hours = hours_of(case.inbox, now)
    make(
        [Made(k, owe, follow_up, case.owner_id, case.urgency, hours, case=case.pk) for owe, k in promises.items()]
        + [Made(f"a{action.pk}:accept", Owe.ACCEPT, accept, case.owner_id, case.urgency, hours, case=case.pk)],
        now,
    )
    handoff = Handoff.objects.create(
        case=case, action=action, handler=to, by=by, what=what.strip(), at=now, until=until, round=case.round,
        notice=told, letter=asked, follow_customer=made(promises[Owe.ASK_CUSTOMER]),
        follow_handler=made(promises[Owe.ASK_HANDLER]),
    )  # fmt: skip
    case.handler = to
    case.asked_at = None
    promise_next_word(case, told, until, now)
    put_on(case, to, "handler", now)
    log(case, "handed_off", now, by=by, shown=True, name=to.name, until=until.isoformat())
    return handoff


def _tell(
    case: Case, by: Member, to: Member, until: datetime, key: str, notice: str, confirm: AbstractSet[str], now: datetime
) -> Outgoing:
    conversation = alone_with(case)
    standard = introduction(case, by=by, to=to, until=until).strip()
    text = notice.strip() or standard
    ours = text == standard
    text, verdict = judged(conversation, case, by, text, None if ours else confirm)
    letter = deliver(conversation, case, by=by, text=text, verdict=verdict, key=f"introduce:{key}", now=now, ours=ours)
    settle(conversation, case, letter, now)
    return letter


def _ask(case: Case, action: Action, by: Member, to: Member, what: str, until: datetime, now: datetime) -> Outgoing:
    text = to_member(
        "handoff_handler_mail", to, case, agent=by.name, handler_name=to.name, message=what.strip(),
        portal_url=handler_url(action.pk, 1, now), next_update_by=when(until, case.inbox, speaks(to)),
    )  # fmt: skip
    return write_to(to, case, text, f"handoff:{action.pk}", now, by=by)
