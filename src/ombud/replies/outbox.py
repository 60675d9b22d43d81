"""The outbox: what is to be sent stands here in the transaction of the fact that causes it.

`put` is the only way in, and it asks the guard for exactly the text that leaves (I6). Sending is the worker's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from ombud.cases.models import Case
from ombud.conversations.models import Attachment, Conversation, Message
from ombud.conversations.placing import tokens
from ombud.inboxes.models import Inbox
from ombud.work.rows import insert

from .enclosures import Enclosure
from .guard import Verdict as Judged
from .judging import as_json
from .models import Outgoing, Override, Verdict
from .overriding import may_leave, stopping, taken_on


@dataclass(frozen=True, slots=True)
class Letter:
    """One text for one party, judged. `by` is the member who speaks, None for the machine.

    `conversation` is None only for internal letters to members (alarms), which are part of no conversation. `answers`
    are remote ids it replies to, nearest first. `token` is the signed threading token of the conversation. `because`
    are the words with which `by` took on herself the rules that stop the text. `files` go with it, in a
    conversation only.
    """

    key: str
    inbox: Inbox
    audience: str
    to_name: str
    to_address: str
    subject: str
    text: str
    language: str
    judged: Judged
    sender_name: str
    by: int | None = None
    conversation: Conversation | None = None
    case: Case | None = None
    answers: tuple[str, ...] = ()
    token: str = ""
    because: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Enclosure, ...] = ()

    @property
    def public(self) -> bool:
        """Whether everybody reads it."""
        return self.conversation is not None and self.conversation.public


class GuardStops(Exception):
    """A text without a passing verdict was put into the outbox: refused before the database has to (I6)."""


def put(letters: Iterable[Letter], now: datetime) -> list[Outgoing]:
    """Write letters, their messages and verdicts. Those whose key is there already are left out."""
    wanted = {letter.key: letter for letter in letters}
    there = set(Outgoing.objects.filter(key__in=wanted).values_list("key", flat=True))
    fresh = [letter for key, letter in wanted.items() if key not in there]
    for letter in fresh:
        leaves = may_leave(letter.judged, letter.because if letter.by else {}, public=letter.public)
        if not leaves or letter.judged.text_sha256 != sha256_of(letter.text):
            raise GuardStops(letter.key)
    verdicts = insert(
        [
            Verdict(
                sha256=one.judged.text_sha256, passes=True, stops=len(stopping(one.judged)), public=one.public,
                findings=as_json(one.judged.findings), at=now,
            )
            for one in fresh
        ]
    )  # fmt: skip
    insert(
        [
            Override(verdict_id=verdict.pk, rule=rule, by_id=one.by, words=words, at=now)
            for one, verdict in zip(fresh, verdicts, strict=True)
            if one.by
            for rule, words in taken_on(one.judged, one.because, public=one.public).items()
        ]
    )
    ids = [tokens(one.inbox).message_id(one.token or "ombud") for one in fresh]
    messages = dict(
        zip(
            [one.key for one in fresh if one.conversation],
            insert(
                [
                    Message(
                        conversation_id=one.conversation.pk, person_id=one.conversation.person_id,
                        inbox_id=one.inbox.pk, direction="out", voice="person" if one.by else "machine", by_id=one.by,
                        remote_id=remote_id, address=one.to_address, subject=one.subject[:400], text=one.text, at=now,
                        heard_at=now, via=one.inbox.channel, files=len(one.files),
                    )
                    for one, remote_id in zip(fresh, ids, strict=True)
                    if one.conversation
                ]
            ),
            strict=True,
        )
    )  # fmt: skip
    insert(
        [
            Attachment(message=messages[one.key], name=file.name, type=file.type, size=file.size, sha256=file.sha256)
            for one in fresh
            if one.conversation
            for file in one.files
        ]
    )
    return insert(
        [
            Outgoing(
                key=one.key, inbox_id=one.inbox.pk, message=messages.get(one.key),
                case_id=one.case.pk if one.case else None, audience=one.audience,
                to_name=one.to_name[:200], to_address=one.to_address, remote_id=remote_id, answers=list(one.answers),
                subject=one.subject[:400], text=one.text, text_sha256=one.judged.text_sha256, verdict_id=verdict.pk,
                passes=True, language=one.language, automatic=one.by is None and one.audience == "customer",
                token=one.token, sender_name=one.sender_name, made_at=now,
            )
            for one, verdict, remote_id in zip(fresh, verdicts, ids, strict=True)
        ]
    )  # fmt: skip


def mark_sent(letter: Outgoing, attempts: int, now: datetime) -> None:
    """The other side took it. Said in SQL: it happens once a letter, and putting an `update` together takes longer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE replies_outgoing SET sent_at = %s, attempts = %s, trouble = '' WHERE id = %s",
            [connection.ops.adapt_datetimefield_value(now), attempts, letter.pk],
        )


def sha256_of(text: str) -> str:
    """Lower-case hexadecimal SHA-256 of the text in UTF-8, as the guard and the database count it."""
    return hashlib.sha256(text.encode()).hexdigest()
