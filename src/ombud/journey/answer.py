"""answer: a person's own words. They settle what is owed, name the next date, and pass the guard first (D03 to D08)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from ombud.access.rules import may, may_promise
from ombud.cases.models import Case, Event, Strand
from ombud.conversations.models import OWED, Conversation, Message
from ombud.handoffs.models import Failure
from ombud.promises.keeping import Made, keep, make, next_due
from ombud.promises.models import Owe
from ombud.promises.timing import hours_of
from ombud.replies.enclosures import Enclosure
from ombud.replies.guard import Verdict
from ombud.replies.judging import judge_reply
from ombud.replies.models import Outgoing
from ombud.replies.overriding import may_leave, taken_on
from ombud.replies.reading import needs_reader
from ombud.team.models import Member
from ombud.thanks.stock import codes_in
from ombud.triage.models import Kind

from .alone import there_is_a_way
from .begin import lock
from .deliver import NO_WORDS, deliver, party, spokesperson_only
from .enclose import carries_of, fits
from .her_words import her_words
from .note import not_a_note
from .owe import keep_owing
from .refused import Refused, Stopped
from .words import language_of, signed, with_page, without_page

TOLD: Final = 20  # messages of hers that a public reply is held against


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
    return judge_words(conversation, case, by, without_page(text, hers_to_open(conversation, case)))


def hers_to_open(conversation: Conversation, case: Case | None) -> Case | None:
    """The case whose page a letter in `conversation` may lead to: a handler's never does, nor what everybody reads."""
    return case if conversation.person_id and not conversation.public else None


def judge_words(
    conversation: Conversation, case: Case | None, by: Member, text: str, *, language: str = "",
    hers: Sequence[str] = (),
) -> Verdict:  # fmt: skip
    """What the guard says of this text to the party of `conversation`; in her own language unless told otherwise.
    `hers` are words of her own that it repeats, besides those of her messages."""
    failed = Failure.objects.filter(case=case).values_list("member__name", flat=True) if case else ()
    last, earlier = her_words(conversation, case, text)
    language = language or language_of(conversation.person, conversation.inbox)
    return judge_reply(
        text, conversation, case, language=language, owner=case.owner.name if case else by.name,
        failed=list(failed), quoted=[*last, *hers], earlier=earlier, thanks=_thanks(conversation, case),
        perks=codes_in(text), permissions=may_promise(by.roles),
        said=_told_by_her(conversation) if conversation.public else (), author=by.name,
    )  # fmt: skip


def _told_by_her(conversation: Conversation) -> list[str]:
    """What she wrote to us, wherever, latest first: none of it is told before the public (D28)."""
    hers = Message.objects.filter(person=conversation.person_id, direction="in", auto="no", voice="customer")
    return list(hers.order_by("-pk").values_list("text", flat=True)[:TOLD])


def _thanks(conversation: Conversation, case: Case | None) -> bool:
    """Whether what is owed in `conversation` is thanks: praise that nobody has answered yet."""
    if conversation.person_id is None or (case is not None and case.kind != Kind.PRAISE):
        return False
    owed = Message.objects.filter(OWED, conversation=conversation).order_by("pk")
    return owed.values_list("reading__kind", flat=True).first() == Kind.PRAISE


def judged(
    conversation: Conversation, case: Case | None, by: Member, text: str, confirm: AbstractSet[str] | None,
    because: Mapping[str, str] = NO_WORDS, *, read: bool = False, hers: Sequence[str] = (), language: str = "",
) -> tuple[str, Verdict]:  # fmt: skip
    """The text as it leaves, with its verdict; or `Stopped` if the guard blocks it, or warns of something its author
    has not confirmed: what is found is found in the text as it was written.

    `confirm` None: the text is one of our own that no person edited, so its warnings are known and accepted.
    `because` are the words with which `by` takes on herself the rules that stop it, where she may. `hers` as for
    `judge_words`. It is read in the language of its reader unless told otherwise. Raises `Refused`
    (press_needs_spokesperson, needs_reader, longer_than_carried).
    """
    if confirm is not None:
        spokesperson_only(conversation, case, by)
    if confirm is not None and not read and waits_for_reader(conversation, by):
        raise Refused("needs_reader")
    because = because if may(by.roles, "override_guard") else NO_WORDS
    opened = hers_to_open(conversation, case)
    not_a_note(case, text, by=by, inbox=conversation.inbox)
    leaves = as_it_leaves(text, conversation, case, by)
    longest = carries_of(conversation.inbox).longest
    if longest is not None and len(leaves) > longest:
        channel = conversation.inbox.channel
        raise Refused("longer_than_carried", channel=channel, number=longest, over=len(leaves) - longest)
    verdict = judge_words(conversation, case, by, without_page(text, opened), language=language, hers=hers)
    verdict = _passing(verdict, confirm, because, public=conversation.public)
    if leaves != text:
        verdict = judge_words(conversation, case, by, leaves, language=language, hers=hers)
        verdict = _passing(verdict, confirm, because, public=conversation.public)
    return leaves, verdict


def as_it_leaves(text: str, conversation: Conversation, case: Case | None, by: Member) -> str:
    """`text` as its reader gets it: to a customer signed, and with the link to her page where it asks for it. Before
    the public that stays an open place, which the guard stops: the link is hers alone."""
    if conversation.person_id is None:
        return text
    words = signed(text, by, conversation.inbox)
    return words if conversation.public else with_page(words, case)


def waits_for_reader(conversation: Conversation, by: Member) -> bool:
    """Whether somebody else reads what `by` writes here to a customer before it leaves (D22)."""
    if conversation.person_id is None:
        return False
    return needs_reader(by.roles, conversation.inbox.second_reader, public=conversation.public)


def _passing(
    verdict: Verdict, confirm: AbstractSet[str] | None, because: Mapping[str, str], *, public: bool
) -> Verdict:
    unseen = [] if confirm is None else [f for f in verdict.findings if f.severity == "warn" and f.entry not in confirm]
    if not may_leave(verdict, because, public=public) or unseen:
        raise Stopped(verdict)
    return verdict


@dataclass(frozen=True, slots=True)
class Written:
    """When words were written that leave later, and the newest message that was there by then."""

    at: datetime
    after: int


@transaction.atomic
def answer(
    conversation: Conversation, *, by: Member, text: str, key: str, now: datetime,
    next_word_by: datetime | None = None, confirm: AbstractSet[str] | None = frozenset(),
    because: Mapping[str, str] = NO_WORDS, read: bool = False, files: Sequence[Enclosure] = (),
    written: Written | None = None,
) -> Outgoing:  # fmt: skip
    """Send a person's words to the party of `conversation` and settle what they answer: what came after they were
    `written` stays owed.

    In an open case they name the next date. `because` holds her words for each rule that stops the text and that she
    takes on herself; they are kept, and everybody on the case reads them. `read`: a second reader let it pass, where
    one has to. `files` go with it. Raises `Refused` (empty, press_needs_spokesperson, next_word_needed, next_word_past,
    no_address, needs_reader, words_of_note, longer_than_carried, and as `enclose` does) or `Stopped`. The same `key`
    gives the same letter.
    """
    text = text.strip()
    if not text:
        raise Refused("empty")
    # Held until the letter stands: a double click waits, and nothing she says meanwhile is written over.
    case, conversation = hold_still(conversation)
    before = Outgoing.objects.filter(key=f"answer:{key}").first()
    if before:
        return before
    may_answer(conversation, case, by, next_word_by, now)
    if not read and waits_for_reader(conversation, by):
        raise Refused("needs_reader")
    fits(files, conversation.inbox)
    text, verdict = judged(conversation, case, by, text, confirm, because, read=read)
    letter = deliver(
        conversation, case, by=by, text=text, verdict=verdict, key=f"answer:{key}", now=now, because=because,
        files=files,
    )  # fmt: skip
    settle(conversation, case, letter, now, after=written.after if written else None)
    if case and case.open and conversation.person_id and next_word_by:
        promise_next_word(case, letter, next_word_by, now, written)
    if case:
        for rule, words in taken_on(verdict, because, public=conversation.public).items():
            Event.objects.create(case=case, what="overrode", by=by, params={"rule": rule, "words": words}, at=now)
        shown = conversation.person_id is not None
        Event.objects.create(
            case=case, what="answered", by=by, params={"message": letter.message_id}, shown=shown, at=now
        )
    return letter


def hold_still(conversation: Conversation) -> tuple[Case | None, Conversation]:
    """The case and the conversation as they are now, held until the transaction ends; the case always first."""
    case = case_of(conversation)
    case = lock(case) if case else None
    conversation = (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("inbox__owner", "person", "member")
        .get(pk=conversation.pk)
    )
    return case, conversation


def may_answer(
    conversation: Conversation, case: Case | None, by: Member, next_word_by: datetime | None, at: datetime
) -> None:
    """Raises `Refused` (press_needs_spokesperson, no_public_way, no_private_way, next_word_needed, next_word_past,
    no_address) for an answer that leaves `at` this moment."""
    spokesperson_only(conversation, case, by)
    there_is_a_way(conversation)
    if case and case.open and conversation.person_id:
        if next_word_by is None:
            raise Refused("next_word_needed")
        if next_word_by <= at:
            raise Refused("next_word_past")
    last = Message.objects.filter(conversation=conversation, direction="in", auto="no").order_by("-pk").first()
    if not party(conversation, last)[1]:
        raise Refused("no_address")


def settle(
    conversation: Conversation, case: Case | None, letter: Outgoing, now: datetime, *, after: int | None = None
) -> None:
    """The letter answers what its party wrote so far, in this conversation or anywhere in the case; what came `after`
    a message it knows nothing of."""
    theirs = Q(conversation=conversation)
    if case and conversation.person_id:
        theirs |= Q(conversation__strand__case=case, person=conversation.person_id)
    if after is not None:
        theirs &= Q(pk__lte=after)
    owed = list(Message.objects.filter(OWED & theirs, heard_at__lte=now).values_list("pk", flat=True))
    Message.objects.filter(pk__in=owed).update(answered_by=letter.message)
    keep(Q(owe=Owe.ANSWER, message__in=owed), now)
    if after is not None:
        here = Q(strand__case=case) if case and conversation.person_id else Q(pk=conversation.pk)
        for one in Conversation.objects.filter(here, person=conversation.person_id):
            keep_owing(one, now, case=case)
    if case and conversation.person_id:
        keep(Q(owe=Owe.NEXT_WORD, case=case), now)
        keep(
            Q(owe=Owe.ASK_CUSTOMER, case=case, due_at__lte=now)
            | Q(owe=Owe.ASK_CUSTOMER, case=case, alarmed_at__isnull=False),
            now,
        )


def promise_next_word(
    case: Case, letter: Outgoing, by: datetime, now: datetime, written: Written | None = None
) -> None:
    """The customer hears from us again by then, at the latest, and before if what she wrote since is owed an answer
    (I4). Saves the case."""
    hours = hours_of(case.inbox, now)
    make([Made(f"o{letter.pk}:next_word", Owe.NEXT_WORD, by, case.owner_id, case.urgency, hours, case=case.pk)], now)
    case.next_update_by, case.answered_at = by, now
    if written and Message.objects.filter(OWED, conversation__strand__case=case, pk__gt=written.after).exists():
        case.next_update_by, case.answered_at = min(by, next_due(case) or by), written.at
    if case.snoozed_until and case.snoozed_until > by:
        case.snoozed_until = None
    case.save()
