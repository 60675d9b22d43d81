"""deliver: the one way by which what somebody of ours says to a customer, or to a handler, reaches the outbox (D13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final

from ombud.access.rules import may
from ombud.cases.models import Case
from ombud.conversations.models import Conversation, Message
from ombud.conversations.placing import token_of
from ombud.replies.enclosures import Enclosure
from ombud.replies.guard import Verdict
from ombud.replies.models import Outgoing
from ombud.replies.outbox import Letter, put
from ombud.team.models import Member
from ombud.triage.models import Kind, Reading
from ombud.work.queue import enqueue

from .alone import there_is_a_way
from .refused import Refused
from .words import language_of, reply_subject

CHAIN: Final = 12
NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})


def spokesperson_only(conversation: Conversation, case: Case | None, by: Member) -> None:
    """Raises `Refused` (press_needs_spokesperson) for words of anybody else to the press: a press enquiry is answered
    on its substance by a spokesperson alone (D13)."""
    if not may_speak(conversation, case, by):
        raise Refused("press_needs_spokesperson")


def may_speak(conversation: Conversation, case: Case | None, by: Member) -> bool:
    """Whether words of `by` may go to the party of `conversation` at all."""
    if conversation.person_id is None or may(by.roles, "answer_press"):
        return True
    if case is None:
        readings = Reading.objects.filter(message__conversation=conversation).order_by("message_id")
        kind = readings.values_list("kind", flat=True).first()
    else:
        kind = case.kind
    return kind != Kind.PRESS


def deliver(
    conversation: Conversation, case: Case | None, *, by: Member, text: str, verdict: Verdict, key: str, now: datetime,
    language: str = "", because: Mapping[str, str] = NO_WORDS, files: Sequence[Enclosure] = (), ours: bool = False,
) -> Outgoing:  # fmt: skip
    """Put a judged text into the outbox for the party of `conversation`, and enqueue its sending.

    `ours`: a text of ours in which nobody wrote a word of her own; any other goes to the press from a spokesperson
    alone. It is in `language`; where that is not told, a person's words are in the one they are surely in, else, like
    our own texts, in the one that we write to her in. Raises `Refused` (press_needs_spokesperson, no_public_way,
    no_private_way, no_address).
    """
    if not ours:
        spokesperson_only(conversation, case, by)
    there_is_a_way(conversation)
    last = Message.objects.filter(conversation=conversation, direction="in", auto="no").order_by("-pk").first()
    name, address = party(conversation, last)
    if not address:
        raise Refused("no_address")
    spoken = "" if ours else verdict.language
    sent = put(
        [
            Letter(
                key=key, inbox=conversation.inbox, audience="customer" if conversation.person_id else "handler",
                to_name=name, to_address=address, conversation=conversation, case=case,
                subject=reply_subject(conversation), text=text,
                language=language or spoken or language_of(conversation.person, conversation.inbox), judged=verdict,
                sender_name=f"{by.name}, {conversation.inbox.brand}", by=by.pk,
                answers=chain(conversation),
                token=token_of(conversation), because=because, files=tuple(files),
            )
        ],
        now,
    )  # fmt: skip
    enqueue("send", [o.pk for o in sent], now)
    return sent[0] if sent else Outgoing.objects.get(key=key)


def chain(conversation: Conversation) -> tuple[str, ...]:
    """What a letter answers, nearest first: the mails before it on either side, and the one that began it all. So it
    finds its thread in programs that go by the last mail and in those that go by the whole chain."""
    mails = Message.objects.filter(conversation=conversation, via=conversation.inbox.channel, auto="no")
    said = mails.exclude(voice="machine").values_list("remote_id", "fingerprint")
    found = [*said.order_by("-pk")[:CHAIN], *said.order_by("pk")[:1]]
    return tuple(dict.fromkeys(mail_id(remote_id, mark) for remote_id, mark in found))


def mail_id(remote_id: str, fingerprint: str) -> str:
    """The id that a mail bears itself: of two different ones with one id, the second is kept under a mark."""
    return remote_id.removesuffix(f"#{fingerprint}") if fingerprint else remote_id


def party(conversation: Conversation, last: Message | None) -> tuple[str, str]:
    """Name and address of who is on the other side: where she last wrote from, else her first address."""
    if conversation.member:
        return conversation.member.name, conversation.member.email
    person = conversation.person
    if last and last.address:
        return person.name if person else "", last.address
    identity = person.identities.filter(channel=conversation.inbox.channel).first() if person else None
    return person.name if person else "", identity.address if identity else ""
