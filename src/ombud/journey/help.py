"""What a handler does by her link: accept, decline, ask back, report done; and what the owner does: take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ombud.cases.models import Case
from ombud.channels.contract import Attached
from ombud.conversations.models import Message
from ombud.handoffs.models import IN_HAND, Failure, Handoff
from ombud.handoffs.rules import counts_as_failure
from ombud.promises.keeping import Made, keep, make, release
from ombud.promises.models import Owe
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of
from ombud.team.models import Member

from .begin import lock, log
from .refused import Refused
from .said import said
from .tell import notify, write_to
from .threads import thread_with
from .words import to_member


def _mine(handoff: Handoff) -> tuple[Handoff, Case]:
    """The hand-off as it is now, with its case held. Raises `Refused` when it is no longer hers."""
    case = lock(Case(pk=handoff.case_id))
    fresh = Handoff.objects.select_related("handler").get(pk=handoff.pk)
    if fresh.returned_at:
        raise Refused("with_somebody_else")
    fresh.case = case
    return fresh, case


@transaction.atomic
def accept(handoff: Handoff, *, now: datetime) -> None:
    """She takes it. Again is harmless. Raises `Refused("with_somebody_else")`."""
    handoff, case = _mine(handoff)
    if handoff.accepted_at:
        return
    handoff.accepted_at = now
    handoff.save(update_fields=["accepted_at"])
    keep(Q(key=f"a{handoff.action_id}:accept"), now)
    log(case, "accepted", now, by=handoff.handler, shown=True, name=handoff.handler.name)


@transaction.atomic
def decline(handoff: Handoff, *, words: str, now: datetime) -> None:
    """She cannot, and says why: the case is the owner's to take to somebody else. Raises `Refused` (empty, …)."""
    handoff, case = _mine(handoff)
    if handoff.done_at:
        raise Refused("already_done")
    if not words.strip():
        raise Refused("empty")
    give_back(handoff, case, why="declined", words=words, now=now)
    text = to_member(
        "owner_declined", case.owner, case, handler_name=handoff.handler.name, reason=words.strip(),
    )  # fmt: skip
    notify(case.owner, case.inbox, text, f"declined:{handoff.pk}", now, case=case)


@transaction.atomic
def ask_back(handoff: Handoff, *, words: str, key: str, now: datetime, files: Sequence[Attached] = ()) -> Message:
    """She asks the owner something: a message in her thread, owed an answer like any other. Once per `key`."""
    handoff, case = _mine(handoff)
    if not words.strip():
        raise Refused("empty")
    message, fresh = said(thread_with(handoff.handler, case, now), words, files, key, now, by=handoff.handler)
    if fresh:
        log(case, "asked_back", now, by=handoff.handler, message=message.pk, name=handoff.handler.name)
        due = due_in(case.inbox, TERMS.first_word[Urgency(min(case.urgency, 3))], now)
        hours, key = hours_of(case.inbox, now), f"m{message.pk}:answer"
        make([Made(key, Owe.ANSWER, due, case.keeper_id, case.urgency, hours, case=case.pk, message=message.pk)], now)
        text = to_member(
            "handler_asked_back", case.owner, case, handler_name=handoff.handler.name, question=words.strip(),
        )  # fmt: skip
        notify(case.owner, case.inbox, text, f"asked_back:{message.pk}", now, case=case)
    return message


@transaction.atomic
def report_done(handoff: Handoff, *, words: str, now: datetime) -> None:
    """She says it is done. That resolves nothing by itself: the owner asks the customer (D28)."""
    handoff, case = _mine(handoff)
    if handoff.done_at:
        return
    if not words.strip():
        raise Refused("empty")
    case.handler = None
    case.save(update_fields=["handler"])
    handoff.accepted_at = handoff.accepted_at or now
    handoff.done_at, handoff.done_words = now, words.strip()
    handoff.save(update_fields=["accepted_at", "done_at", "done_words"])
    keep(Q(key=f"a{handoff.action_id}:accept"), now)
    keep(Q(pk=handoff.follow_handler_id), now)
    log(case, "handler_done", now, by=handoff.handler, shown=True, name=handoff.handler.name)
    text = to_member("owner_done", case.owner, case, handler_name=handoff.handler.name, message=words.strip())
    notify(case.owner, case.inbox, text, f"done:{handoff.pk}", now, case=case)


@transaction.atomic
def take_back(case: Case, *, by: Member, words: str, now: datetime) -> None:
    """The owner takes the case back from its handler, before it has failed."""
    case = lock(case)
    handoff = Handoff.objects.filter(IN_HAND, case=case).select_related("handler").first()
    if handoff is None:
        raise Refused("not_handed_off")
    give_back(handoff, case, why="taken_back", words=words or "…", now=now, by=by)
    text = to_member("handler_returned", handoff.handler, case, agent=by.name, handler_name=handoff.handler.name)
    write_to(handoff.handler, case, text, f"returned:{handoff.pk}", now, by=by)


def give_back(handoff: Handoff, case: Case, *, why: str, words: str, now: datetime, by: Member | None = None) -> None:
    """The case is the owner's again, who takes it to somebody new. A failure stays on record."""
    case.handler = None
    case.save(update_fields=["handler"])
    handoff.returned_at, handoff.returned, handoff.returned_words = now, why, words.strip()
    handoff.edition += 1
    handoff.save(update_fields=["returned_at", "returned", "returned_words", "edition"])
    if counts_as_failure(why):
        Failure.objects.get_or_create(
            case=case, member=handoff.handler, defaults={"handoff": handoff, "why": why, "at": now}
        )
        log(case, "failed", now, name=handoff.handler.name, because=why)
    followed = Q(pk__in=[handoff.follow_handler_id, handoff.follow_customer_id])
    release(Q(key=f"a{handoff.action_id}:accept") | followed, why, now)
    log(case, "returned", now, by=by or handoff.handler, name=handoff.handler.name, because=why)
    take_on(case, now, about=f"h{handoff.pk}")


def take_on(case: Case, now: datetime, *, about: str) -> None:
    """The owner owes taking it to somebody new, soon (D45)."""
    due = due_in(case.inbox, TERMS.start[Urgency(case.urgency)], now)
    hours = hours_of(case.inbox, now)
    make([Made(f"{about}:take_on", Owe.TAKE_ON, due, case.owner_id, case.urgency, hours, case=case.pk)], now)
