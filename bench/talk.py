"""What is said in the bench's database: people, their words, and ours, each judged and sent."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .phrases import TONGUES

if TYPE_CHECKING:
    from ombud.cases.models import Case
    from ombud.conversations.models import Conversation, Message
    from ombud.inboxes.models import Inbox
    from ombud.people.models import Person
    from ombud.team.models import Member


@dataclass(slots=True)
class Stage:
    """Who is there, and the dice."""

    inboxes: list[Inbox]
    owners: list[Member]
    now: datetime
    draw: random.Random
    number: int = 0

    def word(self) -> str:
        """Something a customer would write."""
        tongue = TONGUES[self.draw.choice(list(TONGUES))]
        return " ".join(self.draw.sample(tongue.complaints, self.draw.randint(2, 6)))


def talks(stage: Stage, size: int, days: int) -> list[Conversation]:
    """New people, each with a first conversation, begun up to `days` ago."""
    from ombud.conversations.models import Conversation
    from ombud.people.models import Identity, Person
    from ombud.work.rows import insert

    people: list[Person] = []
    for _ in range(size):
        stage.number += 1
        tongue = TONGUES[language := stage.draw.choice(list(TONGUES))]
        name = f"{stage.draw.choice(tongue.first)} {stage.draw.choice(tongue.last)}"
        people.append(Person(name=name, language=language, since=stage.now))
    insert(people)
    insert([Identity(person=p, channel="mail", address=f"customer{p.pk}@people.example") for p in people])
    begun = [stage.now - timedelta(days=days, hours=5) * stage.draw.random() - timedelta(hours=1) for _ in people]
    return insert(
        [
            Conversation(
                inbox=stage.draw.choice(stage.inboxes), person=p, subject=f"It broke again ({p.pk})", started_at=at
            )
            for p, at in zip(people, sorted(begun), strict=True)
        ]
    )


def heard(stage: Stage, talks: list[Conversation], after: timedelta, kind: str = "complaint") -> list[Message]:
    """A word of each customer, read."""
    from ombud.conversations.models import Message
    from ombud.triage.models import Reading
    from ombud.work.rows import insert

    messages = insert(
        [
            Message(
                conversation=talk, inbox=talk.inbox, person=talk.person, direction="in", voice="customer",
                remote_id=f"{talk.pk}.{after.total_seconds():.0f}@people.example", address="customer@people.example",
                subject=talk.subject, text=stage.word(), at=talk.started_at + after, heard_at=talk.started_at + after,
                due_at=talk.started_at + after + timedelta(days=1),
            )
            for talk in talks
        ]
    )  # fmt: skip
    urgency = 3 if kind == "complaint" else 4
    insert(
        [
            Reading(message_id=m.pk, language="de", kind=kind, urgency=urgency, why=["trouble_words"], at=m.heard_at)
            for m in messages
        ]
    )
    return messages


def said(
    stage: Stage,
    talks: list[Conversation],
    after: timedelta,
    cases: Sequence[Case | None] = (),
    *,
    machine: bool = False,
) -> list[Message]:
    """A word of ours to each, judged and sent."""
    from ombud.conversations.models import Message
    from ombud.replies.models import Outgoing, Verdict
    from ombud.replies.outbox import sha256_of
    from ombud.work.rows import insert

    messages = insert(
        [
            Message(
                conversation=talk, inbox=talk.inbox, person=talk.person, direction="out",
                voice="machine" if machine else "person", by=None if machine else stage.owners[talk.pk % 2],
                remote_id=f"{talk.pk}.{after.total_seconds():.0f}@ombud.test", text=stage.word(),
                at=talk.started_at + after, heard_at=talk.started_at + after,
            )
            for talk in talks
        ]
    )  # fmt: skip
    shas = [sha256_of(m.text) for m in messages]
    verdicts = insert([Verdict(sha256=sha, passes=True, at=stage.now) for sha in shas])
    insert(
        [
            Outgoing(
                key=f"bench:{m.pk}", inbox_id=m.inbox_id, message=m, case=case, audience="customer",
                to_address="customer@people.example", remote_id=m.remote_id, subject=f"Re: {talk.subject}", text=m.text,
                text_sha256=sha, verdict=verdict, language="de", automatic=machine, sender_name="Pellamo", made_at=m.at,
                sent_at=m.at,
            )
            for m, sha, verdict, talk, case in zip(
                messages, shas, verdicts, talks, cases or [None] * len(talks), strict=True
            )
        ]
    )  # fmt: skip
    return messages


def answered(questions: list[Message], answers: list[Message]) -> None:
    """Each question is answered by the answer in its place: both were written in one go, so their ids run along."""
    from django.db.models import F

    from ombud.conversations.models import Message

    first, apart = questions[0].pk, answers[0].pk - questions[0].pk
    assert all(a.pk - q.pk == apart for q, a in zip(questions, answers, strict=True))
    Message.objects.filter(pk__gte=first, pk__lte=questions[-1].pk).update(answered_by=F("pk") + apart)
