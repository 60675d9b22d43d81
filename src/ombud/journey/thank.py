"""thank: praise is answered by name and in her own words, and whoever it praises hears of it (D34, D35)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ombud.cases.models import Case, Event
from ombud.conversations.models import Conversation, Message
from ombud.conversations.placing import token_of
from ombud.promises.keeping import keep
from ombud.promises.models import Owe
from ombud.replies.models import Outgoing
from ombud.replies.outbox import Letter, put
from ombud.replies.texts import greeting_name, register_for, write
from ombud.team.models import Member
from ombud.thanks.models import Credit, Thanks
from ombud.thanks.rules import reason_for
from ombud.thanks.stock import Drawn
from ombud.work.queue import enqueue

from .answer import answer, case_of, preview
from .begin import lock
from .deliver import NO_WORDS
from .perk import enter, print_of, taken, why_not, with_perk, without_perk
from .refused import Refused, Stopped
from .tell import as_it_may_go
from .thanking import LETTERS, Praise, praise_of
from .words import speaks


@transaction.atomic
def thank(
    message: Message, *, by: Member, text: str, key: str, now: datetime, tell: Sequence[Member] = (),
    next_word_by: datetime | None = None, confirm: AbstractSet[str] = frozenset(),
    because: Mapping[str, str] = NO_WORDS, perk: bool = False,
) -> Thanks:  # fmt: skip
    """Send `text` as the thanks for `message`, and tell each of `tell` what was said of her.

    It answers the message as any letter of a person's does, with the same guard; in an open case it names the next
    date. With a `perk` the text has a place for its code, which is drawn as the letter leaves. Raises `Refused`
    (thanked_before, nothing_to_thank, what `taken` and `with_perk` refuse, and what `answer` does) or `Stopped`. The
    same `key` thanks once; a colleague who comes second is told who was first.
    """
    message, case = held(message)
    before = Thanks.objects.filter(message=message).select_related("by").first()
    if before is not None and before.key == key:
        return before
    praise = to_thank_for(message, before)
    drawn = None
    if perk:
        drawn = _drawn(message, text, by, now, confirm)
        text = with_perk(text, drawn)
    letter = answer(
        message.conversation, by=by, text=text, key=f"thank:{key}", now=now, next_word_by=next_word_by,
        confirm=confirm, because=because,
    )  # fmt: skip
    if letter.message is None:
        raise Refused("no_address")
    thanks = write_down(praise, case, letter.message, by=by, key=key, now=now, tell=tell)
    if drawn is not None:
        enter(thanks, drawn, letter, by=by, now=now)
    return thanks


def _drawn(message: Message, text: str, by: Member, now: datetime, confirm: AbstractSet[str]) -> Drawn:
    """The code for a text that the guard lets pass: what it finds, it finds at the places of the text as it was
    written, before any code is taken. Raises `Stopped`, and what `taken` does."""
    verdict = preview(message.conversation, by=by, text=without_perk(text))
    if not verdict.passes or any(f.severity == "warn" and f.entry not in confirm for f in verdict.findings):
        raise Stopped(verdict)
    return taken(message, by=by, now=now)


@transaction.atomic
def thanked_already(message: Message, *, by: Member, key: str, now: datetime, tell: Sequence[Member] = ()) -> Thanks:
    """A person's letter that answered `message` has thanked for it, says `by`: it is thanked, and `tell` are told.

    Raises `Refused` (thanked_before, nothing_to_thank, not_answered). The same `key` counts once.
    """
    message, case = held(message)
    before = Thanks.objects.filter(message=message).select_related("by").first()
    if before is not None and before.key == key:
        return before
    praise = to_thank_for(message, before)
    if message.answered_by is None:
        raise Refused("not_answered")
    return write_down(praise, case, message.answered_by, by=by, key=key, now=now, tell=tell)


def held(message: Message) -> tuple[Message, Case | None]:
    """The message and the case it is part of, as they are now, held until the transaction ends."""
    case = case_of(message.conversation)
    case = lock(case) if case else None
    found = (
        Message.objects.select_for_update(of=("self",))
        .select_related("conversation__inbox__owner", "conversation__person", "inbox", "person", "answered_by")
        .get(pk=message.pk)
    )
    return found, case


def to_thank_for(message: Message, before: Thanks | None) -> Praise:
    """What is thanked for: praise or an idea of hers for which nobody has thanked yet. Raises `Refused`."""
    if before is not None:
        raise Refused("thanked_before", name=before.by.name)
    praise = praise_of(message)
    hers = message.direction == "in" and message.voice == "customer" and message.aside_by_id is None
    if praise.kind not in LETTERS or not hers:
        raise Refused("nothing_to_thank")
    return praise


def write_down(
    praise: Praise, case: Case | None, letter: Message, *, by: Member, key: str, now: datetime, tell: Sequence[Member]
) -> Thanks:
    """The fact that she was thanked, and what follows from it: nothing is owed for it, and who was praised is told."""
    message = praise.message
    if message.person is None:
        raise Refused("nothing_to_thank")
    quoted = praise.passed_on[:400]
    thanks = Thanks.objects.create(
        message=message, inbox=message.inbox, person=message.person, letter=letter, by=by, quoted=quoted,
        key=key, at=now, why_not=why_not(message, reason_for(praise.kind)) or "", fingerprint=print_of(message.text),
    )  # fmt: skip
    keep(Q(owe=Owe.THANK, message=message), now)
    if case is not None:
        Event.objects.create(case=case, what="thanked", by=by, params={"message": letter.pk}, at=now)
    surely = {found.id for found in praise.named}
    for member in dict.fromkeys(tell):
        if member.left_at is None:
            _tell(thanks, praise, member, by, now, named=member.pk in surely)
    return thanks


def _tell(thanks: Thanks, praise: Praise, member: Member, by: Member, now: datetime, *, named: bool) -> None:
    """Her own letter, in a thread of her own outside the case: she takes part by mail, and reads nothing else of it."""
    inbox, language = praise.message.conversation.inbox, speaks(member)
    person = praise.message.person
    called = greeting_name(person.name).split(" ")[0] if person else ""
    # Set as a quotation, so that nothing a customer writes is taken for ours.
    quoted = "\n".join(f"> {line}".rstrip() for line in praise.passed_on.splitlines())
    text = write(
        "praise_passed_on", language, register_for(language, "neutral"), handler_name=member.name,
        customer_name=called, message=quoted, agent_name=by.name,
    )  # fmt: skip
    body, verdict = as_it_may_go(text, [praise.passed_on])
    thread = Conversation.objects.create(inbox=inbox, member=member, subject=text.subject, started_at=now)
    letter = Letter(
        key=f"praise:{thanks.pk}:{member.pk}", inbox=inbox, audience="handler", to_name=member.name,
        to_address=member.email, conversation=thread, subject=text.subject, text=body, language=text.language,
        judged=verdict, sender_name=by.name, by=by.pk, token=token_of(thread),
    )  # fmt: skip
    (sent,) = put([letter], now)
    enqueue("send", [sent.pk], now)
    Credit.objects.create(thanks=thanks, member=member, conversation=thread, letter=sent, named=named, at=now)


def letters_of(thanks: Thanks) -> list[Outgoing]:
    """What was sent to those who were told."""
    return [credit.letter for credit in thanks.credits.select_related("letter").order_by("pk")]
