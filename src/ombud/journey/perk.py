"""perk: a code for whom the rule says has earned one, once, in a private letter; and what is offered before (D35)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from ombud.conversations.models import OWED, Message
from ombud.people.models import Person
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in
from ombud.replies.models import Outgoing
from ombud.replies.texts import greeting_name, register_for, say_day, write
from ombud.team.models import Member
from ombud.thanks.models import Gift, Pool, Thanks
from ombud.thanks.perks import Sort, month_of
from ombud.thanks.rules import Dry, Reason, WhyNot, Words, earns, may_give, reason_for
from ombud.thanks.stock import Drawn, NothingLeft, draw, fingerprint, gift_of, giving
from ombud.thanks.words import said_of_her_own
from ombud.triage.models import Reading

from .answer import answer, case_of, preview
from .begin import lock
from .refused import Refused
from .thanking import praise_of
from .words import language_of

# Where the code goes in a text that a person still edits: it is drawn as the letter leaves, so that none is lost to a
# draft and nobody of ours holds one. What the guard reads meanwhile is as long, so that its marks stand right.
PERK = "{perk_code}"
_STANDS_FOR_PERK = "PERKCODE123"
# Whoever was thanked longer ago is not surprised by a code any more.
LATELY = timedelta(days=60)
MOST = 100  # gifts at one press
COMMA = frozenset({"de", "es", "da", "id"})


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether a perk can be added to a thank-you: from `pool`, or why not, as a code of the rule or of the stock."""

    reason: Reason | None
    pool: Pool | None
    why: str
    had: Gift | None = None


def offer(message: Message, *, by: Member, now: datetime) -> Offer:
    """What may be added to the thanks for `message`. Writes nothing."""
    reading = Reading.objects.filter(message=message).first()
    reason = reason_for(reading.kind) if reading else None
    if reason is None or message.person is None:
        return Offer(None, None, WhyNot.NOT_THIS)
    why = why_not(message, reason)
    if why is not None:
        return Offer(reason, None, why, gift_of(message.person, reason) if why is WhyNot.HAD_ONE else None)
    if not may_give(reason, by.roles):
        return Offer(reason, None, "not_yours")
    pool, dried = giving(reason, now)
    return Offer(reason, pool, dried or "")


def why_not(message: Message, reason: Reason | None) -> WhyNot | None:
    """The rule's word on the words in `message`; None where they earn a perk for `reason`."""
    reading = Reading.objects.filter(message=message).first()
    if reading is None or message.person is None or reason is None:
        return WhyNot.NOT_THIS
    same = Thanks.objects.filter(fingerprint=print_of(message.text)).exclude(person=message.person)
    return earns(
        reason,
        Words(
            reading.kind, said_of_her_own(message.text), vouched=not message.forged,
            one_of_us=_one_of_us(message.person), copied=same.exists(),
            had_one=gift_of(message.person, reason) is not None,
        ),
    )  # fmt: skip


def _one_of_us(person: Person) -> bool:
    addresses = [identity.address.lower() for identity in person.identities.all()]
    return Member.objects.filter(email__in=addresses).exists()


def print_of(text: str) -> str:
    """What the same words have in common, however they are set; tells nobody the words."""
    return fingerprint("".join(sign for sign in text.casefold() if sign.isalnum()))


def perk_line(pool: Pool, language: str, register: str, *, code: str = PERK, zone: str = "UTC") -> str:
    """What she gets, in her language: how much, with which code, until when."""
    day = say_day(pool.valid_until - timedelta(minutes=1), zone, language)
    key = "perk_delivery" if pool.sort == Sort.DELIVERY else "perk_off"
    return write(key, language, register, perk=code, worth=worth_of(pool, language), answer_by=day).body


def worth_of(pool: Pool, language: str) -> str:
    """How much a perk takes off, as her language writes it: "10 %", "5,50 EUR"."""
    whole, rest = divmod(pool.value, 100)
    sign = "," if language in COMMA else "."
    number = f"{whole}{sign}{rest:02d}" if rest else str(whole)
    if pool.sort == Sort.PERCENT:
        return f"{number}%" if language in ("en", "id") else f"{number} %"
    return f"{number} {pool.currency}"


def paragraph(message: Message, pool: Pool) -> str:
    """The paragraph that a thank-you with a perk has more: with the place for the code, which nobody sees before."""
    inbox, person = message.conversation.inbox, message.conversation.person
    language = language_of(person, inbox)
    register = register_for(language, (person.register if person else "") or "neutral")
    return write("thanks_gift", language, register, perk=perk_line(pool, language, register, zone=inbox.zone)).body


def taken(message: Message, *, by: Member, now: datetime) -> Drawn:
    """The code for the thanks for `message`, drawn in this transaction. Raises `Refused` (perk_not_earned, not_yours,
    no_perk_left)."""
    reading = Reading.objects.filter(message=message).first()
    reason = reason_for(reading.kind) if reading else None
    why = why_not(message, reason)
    if reason is None or why is not None:
        raise Refused("perk_not_earned", why=why or WhyNot.NOT_THIS)
    if not may_give(reason, by.roles):
        raise Refused("not_yours")
    try:
        drawn = draw(reason, now)
    except NothingLeft as nothing:
        raise Refused("no_perk_left", why=nothing.why) from nothing
    # Somebody may have got here first while we waited for the pool.
    if message.person is None or gift_of(message.person, reason) is not None:
        raise Refused("perk_not_earned", why=WhyNot.HAD_ONE)
    return drawn


def with_perk(text: str, drawn: Drawn) -> str:
    """The text with its code. Raises `Refused("perk_not_in_text")` where it has no place for one."""
    if text.count(PERK) != 1:
        raise Refused("perk_not_in_text")
    return text.replace(PERK, drawn.words)


def without_perk(text: str) -> str:
    """The text as the guard reads it while it is written: whole, without a code."""
    return text.replace(PERK, _STANDS_FOR_PERK)


def enter(thanks: Thanks, drawn: Drawn, letter: Outgoing, *, by: Member, now: datetime) -> Gift:
    """The line of the ledger: who got it, for what, from whom, in which letter."""
    return Gift.objects.create(
        thanks=thanks, person=thanks.person, reason=drawn.pool.reason, pool=drawn.pool, code=drawn.code,
        number=drawn.code.number, month=month_of(now), place=drawn.place, letter=letter, by=by, at=now,
    )  # fmt: skip


@transaction.atomic
def give_later(thanks: Thanks, *, by: Member, now: datetime) -> Gift:
    """A perk for words that were thanked for before, in a letter of its own. Again gives the same gift.

    Raises `Refused` (perk_not_earned, not_yours, no_perk_left, owed_first): nothing of hers that waits for an answer is
    answered by a code.
    """
    case = case_of(thanks.message.conversation)
    case = lock(case) if case else None
    thanks = (
        Thanks.objects.select_for_update(of=("self",))
        .select_related("message__conversation__inbox", "message__conversation__person", "message__person", "person")
        .get(pk=thanks.pk)
    )
    before = Gift.objects.filter(thanks=thanks).first()
    if before is not None:
        return before
    conversation = thanks.message.conversation
    theirs = Message.objects.filter(OWED, conversation=conversation)
    if case is not None:
        theirs = Message.objects.filter(OWED, conversation__strand__case=case)
    if theirs.exists():
        raise Refused("owed_first")
    drawn = taken(thanks.message, by=by, now=now)
    language = language_of(conversation.person, conversation.inbox)
    register = register_for(language, (conversation.person.register if conversation.person else "") or "neutral")
    text = write(
        "perk_letter", language, register, topic=praise_of(thanks.message).quoted or "…",
        perk=perk_line(drawn.pool, language, register, code=drawn.words, zone=conversation.inbox.zone),
        customer_name=greeting_name(conversation.person.called) if conversation.person else "",
        agent_name=by.name, team=conversation.inbox.brand,
    ).body  # fmt: skip
    until = None
    if case is not None and case.open:
        ahead = case.next_update_by is not None and case.next_update_by > now
        until = case.next_update_by if ahead else due_in(case.inbox, TERMS.next_word[Urgency(case.urgency)], now)
    looked = frozenset(found.entry for found in preview(conversation, by=by, text=text).findings)
    letter = answer(
        conversation, by=by, text=text, key=f"perk:{thanks.pk}", now=now, next_word_by=until, confirm=looked
    )  # fmt: skip
    return enter(thanks, drawn, letter, by=by, now=now)


def earned(
    reason: Reason, now: datetime, inboxes: Iterable[int], after: Thanks | None = None
) -> list[Thanks]:  # fmt: skip
    """Who was thanked lately in `inboxes`, earned a perk by the rule and got none; first thanked first, at most 100 of
    those that come `after`."""
    kind = {Reason.PRAISE: "praise", Reason.IDEA: "suggestion"}[reason]
    lately = Thanks.objects.filter(why_not="", at__gte=now - LATELY, inbox__in=list(inboxes), gift=None)
    lately = lately.filter(message__reading__kind=kind).exclude(person__gifts__reason=reason)
    if after is not None:
        lately = lately.filter(Q(at__gt=after.at) | Q(at=after.at, id__gt=after.pk))
    found = lately.select_related("person", "message__conversation").order_by("at", "id")[:MOST]
    first = {one.person_id: one for one in reversed(found)}
    return sorted(first.values(), key=lambda one: (one.at, one.pk))


def earned_by_all(reason: Reason, now: datetime, inboxes: Iterable[int]) -> Iterator[Thanks]:
    """`earned` to its end, each person once: whoever stands in front and can get none hides nobody behind her."""
    within, asked = list(inboxes), set[int]()
    found = earned(reason, now, within)
    while found:
        for one in found:
            if one.person_id not in asked:
                asked.add(one.person_id)
                yield one
        found = earned(reason, now, within, found[-1])


@dataclass(frozen=True, slots=True)
class Given:
    """What came of giving to several: the gifts, how many still wait, why no more was given, if it ended early, and
    why each of those could not get one to whom it came before that."""

    gifts: tuple[Gift, ...]
    waiting: int
    why: Dry | None
    refused: tuple[Refused, ...] = ()


def give_to_all(chosen: Iterable[Thanks], *, by: Member, now: datetime) -> Given:
    """A perk for each of `chosen`, one transaction each; it ends where the pool does and says so, or after `MOST`.
    Again gives nobody a second one. Whoever cannot get one, for whatever reason, is left waiting and holds up nobody:
    she does not count among the `MOST`."""
    gifts: list[Gift] = []
    refusals: list[Refused] = []
    waiting, why = 0, None
    for thanks in chosen:
        if why is not None or len(gifts) == MOST:
            waiting += 1
            continue
        try:
            gifts.append(give_later(thanks, by=by, now=now))
        except Refused as refused:
            waiting += 1
            if refused.code == "no_perk_left":
                why = Dry(str(refused.params["why"]))
            else:
                refusals.append(refused)
    return Given(tuple(gifts), waiting, why, tuple(refusals))
