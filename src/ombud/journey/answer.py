"""answer: a person's own words. They settle what is owed, name the next date, and pass the guard first (D03 to D08)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ombud.cases.models import Case, Event, Strand
from ombud.conversations.models import OWED, Conversation, Message
from ombud.conversations.placing import token_of
from ombud.handoffs.models import Failure
from ombud.promises.keeping import Made, keep, make
from ombud.promises.models import Owe
from ombud.promises.timing import hours_of
from ombud.replies.guard import Verdict
from ombud.replies.judging import judge_reply
from ombud.replies.models import Draft, Outgoing
from ombud.replies.outbox import Letter, put
from ombud.team.models import Member, Role
from ombud.triage.models import Kind, Reading
from ombud.work.queue import enqueue

from .begin import lock
from .refused import Refused, Stopped
from .words import language_of, reply_subject, with_page, without_page


def case_of(conversation: Conversation) -> Case | None:
    """The case that the conversation is part of."""
    strand = (
        Strand.objects.filter(conversation=conversation)
        .select_related("case__person", "case__owner", "case__inbox__owner", "case__handler")
        .first()
    )
    return strand.case if strand else None


def preview(conversation: Conversation, *, by: Member, text: str) -> Verdict:
    """What the guard says of the words so far. Writes nothing."""
    case = case_of(conversation)
    return _judge(conversation, case, by, without_page(text, case if conversation.person_id else None))


def _judge(conversation: Conversation, case: Case | None, by: Member, text: str) -> Verdict:
    failed = Failure.objects.filter(case=case).values_list("member__name", flat=True) if case else ()
    quoted = (
        Message.objects.filter(conversation=conversation, direction="in")
        .order_by("-pk")
        .values_list("text", flat=True)[:3]
    )
    language = language_of(conversation.person, conversation.inbox)
    return judge_reply(
        text, conversation, case, language=language, owner=case.owner.name if case else by.name,
        failed=list(failed), quoted=list(quoted),
    )  # fmt: skip


def judged(
    conversation: Conversation, case: Case | None, by: Member, text: str, confirm: AbstractSet[str] | None
) -> tuple[str, Verdict]:
    """The text as it leaves, with its verdict; or `Stopped` if the guard blocks it, or warns of something its author
    has not confirmed: what is found is found in the text as it was written.

    `confirm` None: the text is one of our own that no person edited, so its warnings are known and accepted.
    """
    hers = case if conversation.person_id else None  # a handler's letter never carries the customer's link
    leaves = with_page(text, hers)
    verdict = _passing(_judge(conversation, case, by, without_page(text, hers)), confirm)
    if leaves != text:
        verdict = _passing(_judge(conversation, case, by, leaves), confirm)
    return leaves, verdict


def _passing(verdict: Verdict, confirm: AbstractSet[str] | None) -> Verdict:
    unseen = [] if confirm is None else [f for f in verdict.findings if f.severity == "warn" and f.entry not in confirm]
    if not verdict.passes or unseen:
        raise Stopped(verdict)
    return verdict


@transaction.atomic
def answer(
    conversation: Conversation, *, by: Member, text: str, key: str, now: datetime,
    next_word_by: datetime | None = None, confirm: AbstractSet[str] = frozenset(),
) -> Outgoing:  # fmt: skip
    """Send a person's words to the party of `conversation` and settle what they answer.

    In an open case they name the next date. Raises `Refused` (empty, press_needs_spokesperson, next_word_needed,
    next_word_past, no_address) or `Stopped`. The same `key` gives the same letter.
    """
    text = text.strip()
    if not text:
        raise Refused("empty")
    # Held until the letter stands: a double click waits, and nothing she says meanwhile is written over.
    case = case_of(conversation)
    case = lock(case) if case else None
    conversation = (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("inbox__owner", "person", "member")
        .get(pk=conversation.pk)
    )
    before = Outgoing.objects.filter(key=f"answer:{key}").first()
    if before:
        return before
    _spokesperson_only(conversation, case, by)
    if case and case.open and conversation.person_id:
        if next_word_by is None:
            raise Refused("next_word_needed")
        if next_word_by <= now:
            raise Refused("next_word_past")
    text, verdict = judged(conversation, case, by, text, confirm)
    letter = deliver(conversation, case, by=by, text=text, verdict=verdict, key=f"answer:{key}", now=now)
    settle(conversation, case, letter, now)
    if case and case.open and conversation.person_id and next_word_by:
        promise_next_word(case, letter, next_word_by, now)
    if case:
        shown = conversation.person_id is not None
        Event.objects.create(
            case=case, what="answered", by=by, params={"message": letter.message_id}, shown=shown, at=now
        )
    Draft.objects.filter(conversation=conversation, member=by).update(text="")
    return letter


def _spokesperson_only(conversation: Conversation, case: Case | None, by: Member) -> None:
    """A press enquiry is answered on its substance by a spokesperson alone (D13)."""
    reading = Reading.objects.filter(message__conversation=conversation).order_by("message_id").first()
    kind = case.kind if case else reading.kind if reading else ""
    if kind == Kind.PRESS and conversation.person_id and not by.is_(Role.SPOKESPERSON):
        raise Refused("press_needs_spokesperson")


def deliver(
    conversation: Conversation, case: Case | None, *, by: Member, text: str, verdict: Verdict, key: str, now: datetime,
    subject: str = "",
) -> Outgoing:  # fmt: skip
    """Put a judged text into the outbox for the party of `conversation`, and enqueue its sending."""
    last = Message.objects.filter(conversation=conversation, direction="in", auto="no").order_by("-pk").first()
    name, address = party(conversation, last)
    if not address:
        raise Refused("no_address")
    sent = put(
        [
            Letter(
                key=key, inbox=conversation.inbox, audience="customer" if conversation.person_id else "handler",
                to_name=name, to_address=address, conversation=conversation, case=case,
                subject=subject or reply_subject(conversation), text=text,
                language=language_of(conversation.person, conversation.inbox), judged=verdict,
                sender_name=f"{by.name}, {conversation.inbox.brand}", by=by.pk,
                answers=(last.remote_id,) if last and last.via != "page" else (),
                token=token_of(conversation),
            )
        ],
        now,
    )  # fmt: skip
    enqueue("send", [o.pk for o in sent], now)
    return sent[0] if sent else Outgoing.objects.get(key=key)


def party(conversation: Conversation, last: Message | None) -> tuple[str, str]:
    """Name and address of who is on the other side: where she last wrote from, else her first address."""
    if conversation.member:
        return conversation.member.name, conversation.member.email
    person = conversation.person
    if last and last.address:
        return person.name if person else "", last.address
    identity = person.identities.filter(channel=conversation.inbox.channel).first() if person else None
    return person.name if person else "", identity.address if identity else ""


def settle(conversation: Conversation, case: Case | None, letter: Outgoing, now: datetime) -> None:
    """The letter answers what its party wrote so far, in this conversation or anywhere in the case."""
    theirs = Q(conversation=conversation)
    if case and conversation.person_id:
        theirs |= Q(conversation__strand__case=case, person=conversation.person_id)
    owed = list(Message.objects.filter(OWED & theirs, heard_at__lte=now).values_list("pk", flat=True))
    Message.objects.filter(pk__in=owed).update(answered_by=letter.message)
    keep(Q(owe=Owe.ANSWER, message__in=owed), now)
    if case and conversation.person_id:
        keep(Q(owe=Owe.NEXT_WORD, case=case), now)
        keep(
            Q(owe=Owe.ASK_CUSTOMER, case=case, due_at__lte=now)
            | Q(owe=Owe.ASK_CUSTOMER, case=case, alarmed_at__isnull=False),
            now,
        )


def promise_next_word(case: Case, letter: Outgoing, by: datetime, now: datetime) -> None:
    """The customer hears from us again by then, at the latest (I4). Saves the case."""
    hours = hours_of(case.inbox, now)
    make([Made(f"o{letter.pk}:next_word", Owe.NEXT_WORD, by, case.owner_id, case.urgency, hours, case=case.pk)], now)
    case.next_update_by = by
    case.answered_at = now
    if case.snoozed_until and case.snoozed_until > by:
        case.snoozed_until = None
    case.save()
