"""let_go: nothing ends by our click. We ask, the customer says; words beat buttons (D10, D28, D31)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet

from ombud.cases.contradiction import contradicts
from ombud.cases.models import Ask, Case, Concern, Satisfaction
from ombud.conversations.models import Message
from ombud.handoffs.models import IN_HAND, Handoff
from ombud.promises.keeping import Made, keep, make, release
from ombud.promises.models import Owe
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of
from ombud.replies.models import Outgoing
from ombud.team.models import Member
from ombud.triage.models import Kind
from ombud.work.queue import enqueue

from .alone import alone_with
from .answer import judged, promise_next_word, settle
from .begin import done_to, going_on, lock, log, open_only
from .deliver import deliver
from .help import give_back, take_on
from .machine import say
from .refused import Refused
from .reopen import open_again
from .said import said
from .tell import notify
from .words import PAGE, to_customer, to_member

# Put right for everybody who had it: the words in which that was written down are ours, and go to nobody.
FOR_ALL = "fix:incident:"


@transaction.atomic
def ask_if_solved(
    case: Case, *, by: Member, text: str = "", key: str, now: datetime, confirm: frozenset[str] = frozenset()
) -> Ask:
    """A person asks "is it solved for you?". Raises `Refused` (ended, nothing_done, asked_today, and
    press_needs_spokesperson for a `text` of her own) or `Stopped`."""
    case = lock(case)
    before = Outgoing.objects.filter(key=f"ask:{key}").select_related("message__ask").first()
    if before and before.message:
        return before.message.ask
    open_only(case)
    if done_to(case) is None:
        raise Refused("nothing_done")
    ours = not text.strip()
    words = ask_text(case, by=by) if ours else text.strip()
    conversation = alone_with(case)
    words, verdict = judged(conversation, case, by, words, None if ours else confirm)
    _not_twice_a_day(case, now)
    letter = deliver(conversation, case, by=by, text=words, verdict=verdict, key=f"ask:{key}", now=now, ours=ours)
    settle(conversation, case, letter, now)
    # To ask whether it is solved is to check back with her (D29).
    keep(Q(owe=Owe.ASK_CUSTOMER, case=case), now)
    ask = asked(case, letter, now)
    log(case, "asked_solved", now, by=by, shown=True)
    return ask


def ask_text(case: Case, *, by: Member) -> str:
    """The question as we would put it, from what was done last. The words in which somebody wrote that down are no
    words for the press (D13)."""
    action = done_to(case)
    if action is not None and action.key.startswith(FOR_ALL):
        return to_customer("incident_fixed_ask", case, agent=by.name, portal_url=PAGE).body
    if action is not None and action.move == "direct_fix" and case.kind != Kind.PRESS:
        return to_customer("direct_fix", case, agent=by.name, done=action.what, portal_url=PAGE).body
    handler = action.handler.name if action and action.handler else by.name
    return to_customer("resolution_check", case, agent=by.name, handler_name=handler, portal_url=PAGE).body


def _day(case: Case, now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(case.inbox.zone))


def _not_twice_a_day(case: Case, now: datetime) -> None:
    if Ask.objects.filter(case=case, round=case.round, day=_day(case, now).date()).exists():
        raise Refused("asked_today")


def unanswered(case: Case) -> QuerySet[Ask]:
    """What she was asked since her last word, first to last: only silence after it is silence."""
    return Ask.objects.filter(case=case, round=case.round, at__gte=case.heard_at).order_by("pk")


def rests_at(case: Case, first: datetime, last: datetime) -> datetime:
    """When a case comes to rest that was asked about at these times: not before she has had time to answer the last."""
    return max(due_in(case.inbox, TERMS.no_answer, first), due_in(case.inbox, TERMS.ask_again, last))


def asked(case: Case, letter: Outgoing, now: datetime) -> Ask:
    """Write the ask down and promise the next word: we ask once more before we let it rest (D31). Saves the case."""
    action = done_to(case)
    if action is None or letter.message is None:
        raise Refused("nothing_done")
    ask = Ask.objects.create(
        case=case, round=case.round, action=action, message=letter.message, day=_day(case, now).date(), at=now
    )
    first = unanswered(case).first() or ask
    again = ask.pk == first.pk
    due = due_in(case.inbox, TERMS.ask_again, now) if again else rests_at(case, first.at, now)
    enqueue("ask_again" if again else "rest", [case.pk], due, tag=f"{case.round}:{ask.pk}")
    case.asked_at = now
    # A day's grace: the second ask and the rest come by themselves, and a promise is broken only if they do not.
    promise_next_word(case, letter, due_in(case.inbox, TERMS.next_word[Urgency.SERIOUS], max(due, now)), now)
    return ask


@transaction.atomic
def solved(case: Case, *, concerns: Sequence[Concern] | None, words: str, key: str, now: datetime) -> bool:
    """She says that it is solved: all of it, or the named concerns. Returns whether the case has ended.

    Words that say otherwise keep it open, or open it again, and a person reads them. The same `key` again changes
    nothing more.
    """
    hers, case = case, going_on(case)
    message, fresh = said(alone_with(case), words, (), key, now, kind=Kind.PRAISE)
    if not fresh:
        return case.ended_at is not None
    unsure = contradicts(words)
    if case.ended_at is not None and not unsure:
        _owe(case, message, now, urgency=4)
        return True
    if concerns is None and hers.pk != case.pk:
        # The page she pressed on shows what was merged, and nothing else of where it goes on.
        concerns = list(case.concerns.filter(words__in=hers.concerns.values("words")))
    open_again(case, now)
    case.heard_at = now
    if unsure:
        log(case, "unsure_solved", now, shown=True, message=message.pk)
        _owe(case, message, now, urgency=case.urgency)
        case.asked_at = None
        case.save()
        _say_it_stays_open(case, message, now)
        return False
    return _settle(case, message, concerns, words, now)


@transaction.atomic
def said_solved(case: Case, *, message: Message, concerns: Sequence[Concern] | None, by: Member, now: datetime) -> bool:
    """A person points at the customer's own message in which she says that it is solved. Returns whether it ended."""
    case = lock(case)
    open_only(case)
    hers = message.direction == "in" and message.voice == "customer" and message.person_id == case.person_id
    if not hers or message.forged or message.auto != "no" or message.pk == case.opener_id:
        raise Refused("not_a_customers_word")
    undone = Q(what__in=["reopened", "said_not_yet"], at__gte=message.heard_at)
    if case.events.filter(undone).exists():
        # She said it before it was taken up again, or it is the very word that took it up.
        raise Refused("not_a_customers_word")
    log(case, "said_solved", now, by=by, message=message.pk)
    return _settle(case, message, concerns, message.text[:2000], now)


def _settle(case: Case, message: Message, concerns: Sequence[Concern] | None, words: str, now: datetime) -> bool:
    wanted = {c.pk for c in concerns} if concerns is not None else None
    last: Satisfaction | None = None
    for concern in Concern.objects.filter(case=case, satisfaction=None):
        if wanted is None or concern.pk in wanted:
            last = Satisfaction.objects.create(
                case=case, concern=concern, person=case.person, message=message, words=words, round=case.round, at=now
            )
            Concern.objects.filter(pk=concern.pk).update(satisfaction=last)
    _owe(case, message, now, urgency=4)
    if last is None or Concern.objects.filter(case=case, satisfaction=None).exists():
        case.save()
        log(case, "said_solved", now, shown=True, message=message.pk, part=True)
        return False
    case.handler = None
    case.asked_at = case.snoozed_until = None
    case.satisfaction, case.ended_at = last, now
    case.save()
    Handoff.objects.filter(IN_HAND, case=case).update(done_at=now, done_words=words or "✓")
    release(Q(case=case) & ~Q(owe__in=[Owe.ANSWER, Owe.THANK, Owe.READ]), "confirmed", now)
    log(case, "confirmed", now, shown=True, words=words[:300])
    return True


def _owe(case: Case, message: Message, now: datetime, *, urgency: int) -> None:
    """Her word is owed an answer: thanks, or what is still missing."""
    if message.owed:
        due = due_in(case.inbox, TERMS.first_word[Urgency(urgency)], now)
        hours, key = hours_of(case.inbox, now), f"m{message.pk}:answer"
        make([Made(key, Owe.ANSWER, due, case.keeper_id, urgency, hours, case=case.pk, message=message.pk)], now)


def _say_it_stays_open(case: Case, message: Message, now: datetime) -> None:
    text = to_customer("confirm_words", case)
    say(case, text, f"unsure:{message.pk}", now)


@transaction.atomic
def not_yet(case: Case, *, words: str, key: str, now: datetime) -> None:
    """She says "not yet": the owner takes it to somebody new, and never back to who had it (D45)."""
    case = going_on(case)
    message, fresh = said(alone_with(case), words, (), key, now, kind=Kind.COMPLAINT)
    if not fresh:
        return
    if case.ended_at is not None:
        open_again(case, now)
    else:
        case.round += 1
    case.asked_at = case.snoozed_until = None
    case.heard_at = now
    case.urgency = min(case.urgency, 2)
    due = due_in(case.inbox, TERMS.first_word[Urgency(case.urgency)], now)
    case.next_update_by = min(case.next_update_by or due, due)
    case.save()
    log(case, "said_not_yet", now, shown=True, message=message.pk)
    last = Handoff.objects.filter(case=case, returned_at=None).select_related("handler").order_by("-pk").first()
    # The answer to "not yet" comes first; what was promised even sooner still stands.
    later = Q(owe=Owe.NEXT_WORD, due_at__gte=due) | Q(owe__in=[Owe.ASK_CUSTOMER, Owe.ASK_AGAIN])
    release(Q(case=case) & later, "not_yet", now)
    if last is not None:
        give_back(last, case, why="not_solved", words=words or "✗", now=now)
    else:
        take_on(case, now, about=f"m{message.pk}")
    _owe(case, message, now, urgency=case.urgency)
    text = to_member("owner_not_yet", case.owner, case, message=words.strip() or "–")
    notify(case.owner, case.inbox, text, f"not_yet:{message.pk}", now, case=case)
