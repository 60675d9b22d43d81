"""open_case: complaints, and what is asked for again, become cases; everything else is owed an answer all the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Min

from ombud.access.models import Place
from ombud.cases.models import Case, Event, Strand
from ombud.cases.rules import Next, Said, after, after_breach
from ombud.conversations.models import OWED, Message, Replaced, Voice
from ombud.conversations.sharing import share_inboxes
from ombud.incidents.rules import in_danger
from ombud.promises.keeping import Made, left_waiting, make
from ombud.promises.models import DUE, Owe, Promise
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of
from ombud.team.models import Member
from ombud.triage.models import Kind, Reading
from ombud.triage.reading import Tier
from ombud.work.queue import enqueue
from ombud.work.rows import insert

from .begin import lock, log
from .danger import long_ago
from .hold import heard
from .notice_pattern import plan
from .parts import concerns_of, find_more
from .praise import owe_thanks
from .refused import Refused
from .reopen import hear_more, somebody_here


@dataclass(slots=True)
class _Opening:
    """What a batch of understood messages leads to, gathered before anything is written."""

    cases: list[Case] = field(default_factory=list)
    promises: list[Made] = field(default_factory=list)
    receipts: list[int] = field(default_factory=list)
    press: list[int] = field(default_factory=list)
    alarms: list[int] = field(default_factory=list)
    readings: dict[int, Reading] = field(default_factory=dict)


def open_case(message_ids: Sequence[int], now: datetime) -> None:
    """Open, join or reopen for each message; each is promised an answer by its urgency (D03, D25)."""
    readings = list(Reading.objects.filter(message__in=message_ids).select_related("message").order_by("message"))
    share_inboxes(r.message for r in readings)
    conversations = {r.message.conversation_id for r in readings}
    strands = {
        s.conversation_id: s.case
        for s in Strand.objects.filter(conversation__in=conversations)
        .select_related("case")
        .select_for_update(of=("case",), no_key=True)
        .order_by("case")
    }
    asked = _asked_before(conversations, readings)
    promised = dict(
        Promise.objects.filter(DUE, owe=Owe.ANSWER, message__conversation__in=conversations)
        .values_list("message__conversation_id")
        .annotate(Min("due_at"))
    )
    waiting = dict(promised)
    changes = set(Replaced.objects.filter(by__in=message_ids).values_list("by", flat=True))
    unmade = {c.opener_id: c for c in Case.objects.filter(opener__in=message_ids, strands=None)}
    opening = _Opening()
    let_down = left_waiting(r.message.person_id for r in readings if r.message.person_id and not r.suspected)
    for reading in readings:
        message = reading.message
        case = strands.get(message.conversation_id)
        said = Said(reading.kind, reading.complaint_inside, reading.suspected, message.forged)
        step = after(
            said, in_case=case is not None, ended=bool(case and case.ended_at),
            asked_before=message.pk in asked,
        )  # fmt: skip
        if message.voice != "customer":
            step = Next.JOIN  # what a handler writes opens nothing, and nothing again
        if step is Next.OPEN and message.owed and message.pk in unmade:
            case = make_again(unmade[message.pk], now)
            strands[message.conversation_id] = case
            plan([case.pk], now)
        elif step is Next.OPEN and message.owed:
            case = new_case(message, reading, now)
            _again(case, reading, let_down)
            strands[message.conversation_id] = case
            opening.cases.append(case)
            opening.readings[message.pk] = reading
        elif case is not None and case.pk:
            hear_more(case, message, reading, now, reopen=step is Next.REOPEN)
            if message.voice == Voice.CUSTOMER and _tells_danger(reading):
                plan([case.pk], now, first=not long_ago(message.told_at, now))
            if message.pk in changes:  # what she says now can be compared, now that it is read
                plan([case.pk], now, tag=f"read{message.pk}")
            if message.pk == case.opener_id:
                find_more(case, reading, now)
                plan([case.pk], now)
                owe_thanks([case], now)
        if reading.threat:
            opening.alarms.append(message.pk)
        if reading.kind == Kind.PRESS:
            opening.press.append(message.pk)
        _promise(opening, reading, case, waiting, now)
    _write(opening, now)
    heard([r.message for r in readings], now)
    for conversation in promised:
        if conversation in strands:
            _is_of(strands[conversation], conversation)
    enqueue("alarm", opening.alarms, now, first=True)
    enqueue("hear_press", opening.press, now)
    enqueue("acknowledge", opening.receipts, now)


def _asked_before(conversations: set[int], readings: list[Reading]) -> set[int]:
    """Ids of messages before which the same conversation already held a question, suggestion or press enquiry."""
    earlier = Reading.objects.filter(
        message__conversation__in=conversations, kind__in=[Kind.QUESTION, Kind.SUGGESTION, Kind.PRESS]
    ).values_list("message__conversation_id", "message_id")
    first: dict[int, int] = {}
    for conversation, message in earlier:
        first[conversation] = min(message, first.get(conversation, message))
    return {r.message_id for r in readings if first.get(r.message.conversation_id, r.message_id) < r.message_id}


def new_case(message: Message, reading: Reading, now: datetime) -> Case:
    """An unsaved case for the message, owned by the inbox's owner until somebody else takes it (I4)."""
    if message.person_id is None:
        raise Refused("not_a_customers_word")
    urgency = min(reading.urgency, 3) if reading.kind == Kind.COMPLAINT else reading.urgency
    return Case(
        person_id=message.person_id, inbox=message.inbox, owner_id=message.inbox.owner_id, opener=message,
        topic=topic_of(message), kind=reading.kind, language=reading.language, urgency=urgency, opened_at=now,
        next_update_by=due_in(message.inbox, TERMS.first_word[Urgency(urgency)], now), heard_at=now,
    )  # fmt: skip


def _again(case: Case, reading: Reading, let_down: Collection[int]) -> None:
    """Whom we let down before and who complains anew, wherever it is, is no first complaint (D19). Does not save."""
    if case.person_id in let_down and (reading.kind == Kind.COMPLAINT or reading.complaint_inside):
        case.urgency = after_breach(case.urgency)
        case.next_update_by = due_in(case.inbox, TERMS.first_word[Urgency(case.urgency)], case.opened_at)


def make_again(case: Case, now: datetime) -> Case:
    """A case that was unmade by mistake is one after all: open again, under its old number."""
    case = lock(case)
    Strand.objects.create(case=case, conversation_id=case.opener.conversation_id)
    urgency = Urgency(case.urgency)
    somebody_here(case, now)
    case.ended_at = case.release = None
    case.next_update_by = due_in(case.inbox, TERMS.first_word[urgency], now)
    case.save()
    start = due_in(case.inbox, TERMS.start[urgency], now)
    turn = case.promises.count()
    hours, key = hours_of(case.inbox, now), f"c{case.pk}:start:{case.round}:{turn}"
    make([Made(key, Owe.START, start, case.owner_id, urgency, hours, case=case.pk)], now)
    log(case, "reopened", now, round=case.round)
    return case


def topic_of(message: Message) -> str:
    """The customer's own words for it, short: her subject, or how her message begins."""
    words = message.subject.strip() or message.text.strip().partition("\n")[0]
    return words[:120].strip() or f"#{message.pk}"


def _is_of(case: Case, conversation: int) -> None:
    """What was promised in the conversation before is promised in the case; what was broken there presses here."""
    before = Promise.objects.filter(DUE, message__conversation=conversation).exclude(case=case)
    if before.filter(broken_at__isnull=False).exists():
        case.urgency = after_breach(case.urgency)
        Case.objects.filter(pk=case.pk).update(urgency=case.urgency)
    before.update(case=case, keeper=case.owner_id)


def _promise(
    opening: _Opening, reading: Reading, case: Case | None, waiting: dict[int, datetime], now: datetime
) -> None:
    """One promise a conversation; another where this message is more pressing than what waits there already."""
    message = reading.message
    if not message.owed:
        return
    urgency = Urgency(min(reading.urgency, case.urgency) if case else reading.urgency)
    due = due_in(message.inbox, TERMS.first_word[urgency], now)
    if message.conversation_id not in waiting or due < waiting[message.conversation_id]:
        waiting[message.conversation_id] = due
        keeper = case.keeper_id if case else message.inbox.owner_id
        about = case.pk if case else None
        hours, key = hours_of(message.inbox, now), f"m{message.pk}:answer"
        opening.promises.append(Made(key, Owe.ANSWER, due, keeper, urgency, hours, case=about, message=message.pk))
    if not reading.suspected and not message.forged:
        opening.receipts.append(message.pk)


def _write(opening: _Opening, now: datetime) -> None:
    insert(opening.cases)
    insert([Strand(case_id=c.pk, conversation_id=c.opener.conversation_id) for c in opening.cases])
    insert([part for c in opening.cases for part in concerns_of(c, opening.readings.get(c.opener_id), now)])
    insert([Place(case_id=c.pk, member_id=c.owner_id, because="owner", since=now) for c in opening.cases])
    insert([Event(case_id=c.pk, what="opened", params={"kind": c.kind}, shown=True, at=now) for c in opening.cases])
    starts = [
        Made(
            f"c{c.pk}:start:{c.round}", Owe.START, due_in(c.inbox, TERMS.start[Urgency(c.urgency)], now), c.owner_id,
            c.urgency, hours_of(c.inbox, now), case=c.pk,
        )
        for c in opening.cases
    ]  # fmt: skip
    by_message = {c.opener_id: c.pk for c in opening.cases}
    answers = [_with_case(made, by_message) for made in opening.promises]
    make([*answers, *starts], now)
    owe_thanks([c for c in opening.cases if c.kind == Kind.PRAISE], now)
    # What was read in haste is compared once it is read in full: `deepen` sees to it.
    read = {c.pk: opening.readings.get(c.opener_id) for c in opening.cases}
    ready = {case: reading for case, reading in read.items() if not _in_haste(reading)}
    pressing = [case for case, reading in ready.items() if reading is not None and _tells_danger(reading)]
    plan(pressing, now, first=True)
    plan([case for case in ready if case not in pressing], now)


def _in_haste(reading: Reading | None) -> bool:
    return reading is not None and reading.tier == Tier.FAST and reading.corrected_by_id is None


def _tells_danger(reading: Reading) -> bool:
    return in_danger(reading.urgency, reading.kind, reading.secondary)


def _with_case(made: Made, by_message: dict[int, int]) -> Made:
    case = by_message.get(made.message or 0) or made.case
    return replace(made, case=case)


@transaction.atomic
def make_case(message: Message, *, by: Member, now: datetime) -> Case:
    """A person makes it a case: what is more than a line can settle, or is handed off. Again gives the same case."""
    message = (
        Message.objects.select_for_update(of=("self",))
        .select_related("inbox__owner", "person", "conversation")
        .get(pk=message.pk)
    )
    strand = Strand.objects.filter(conversation_id=message.conversation_id).select_related("case").first()
    if strand:
        return strand.case
    if message.forged:
        raise Refused("forged")
    if message.direction != "in" or message.person is None or message.auto != "no":
        raise Refused("not_a_customers_word")
    unmade = Case.objects.filter(opener=message).first()
    if unmade:
        case = make_again(unmade, now)
    else:
        reading = Reading.objects.get(message=message)
        case = new_case(message, reading, now)
        _again(case, reading, left_waiting([case.person_id]))
        _write(_Opening(cases=[case], readings={message.pk: reading}), now)
    _is_of(case, message.conversation_id)
    if by.pk != case.owner_id:
        Place.objects.get_or_create(case=case, member=by, defaults={"because": "invited", "since": now})
    if not Message.objects.filter(OWED, conversation=message.conversation_id).exists():
        due, hours = case.next_update_by or now, hours_of(case.inbox, now)
        key = f"c{case.pk}:next_word:open"
        make([Made(key, Owe.NEXT_WORD, due, case.owner_id, case.urgency, hours, case=case.pk)], now)
    return case
