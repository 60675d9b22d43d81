"""The quiet end: a second ask, then rest, which any word from her undoes for ever (D31)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ombud.cases.models import Case, NoAnswer
from ombud.handoffs.models import IN_HAND, Handoff
from ombud.promises.keeping import keep, release
from ombud.promises.models import Owe

from .begin import lock, log
from .let_go import asked, rests_at, unanswered
from .machine import say
from .words import language_of, to_customer, when


def ask_again(case_ids: Sequence[int], now: datetime) -> None:
    """The second, automatic ask: only while the first is unanswered."""
    for pk in case_ids:
        case = lock(Case(pk=pk))
        if case.ended_at is not None or case.asked_at is None or unanswered(case).count() != 1:
            continue
        first = unanswered(case).get()
        rests = when(rests_at(case, first.at, now), case.inbox, language_of(case.person, case.inbox))
        letter = say(case, to_customer("second_ask", case, next_update_by=rests), f"ask_again:{first.pk}", now)
        if letter is not None:
            keep(Q(case=case, owe=Owe.NEXT_WORD), now)
            asked(case, letter, now)
            log(case, "asked_again", now, shown=True)


def rest(case_ids: Sequence[int], now: datetime) -> None:
    """Two asks on two days and not a word: the "no answer" ending. It opens again for ever."""
    for pk in case_ids:
        with transaction.atomic():
            _rest(lock(Case(pk=pk)), now)


def _rest(case: Case, now: datetime) -> None:
    asks = list(unanswered(case))
    if case.ended_at is not None or case.asked_at is None or len(asks) < 2:
        return
    if now < rests_at(case, asks[0].at, asks[-1].at):
        return  # asked once more since: that ask has a rest of its own
    ending = NoAnswer.objects.create(
        case=case,
        round=case.round,
        first=asks[0],
        first_day=asks[0].day,
        second=asks[-1],
        second_day=asks[-1].day,
        at=now,
    )
    Handoff.objects.filter(IN_HAND, case=case).update(done_at=now, done_words="–")
    case.handler = None
    case.no_answer, case.ended_at = ending, now
    case.asked_at = case.snoozed_until = None
    case.save()
    release(Q(case=case) & ~Q(owe=Owe.READ), "no_answer", now)
    log(case, "no_answer", now, shown=True)
    say(case, to_customer("no_answer_ending", case), f"rest:{ending.pk}", now)
