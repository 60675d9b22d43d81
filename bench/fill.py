"""A database after years: `python -m bench.fill CASES`, five messages a case, every guarantee in place.

Most cases have ended with the customer's word; two in a hundred (200 at least, 2,000 at most) are open and owed a word.
Beside them stand messages that are no case and suspected spam, and two cases with a thread of 300 messages. What the
pages do not read (mails as they came, receipts) is left out.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from .prepare import prepare
from .talk import Stage, answered, heard, said, talks

if TYPE_CHECKING:
    from ombud.cases.models import Case
    from ombud.conversations.models import Message

BATCH = 1000
LONG = 300


def fill(cases: int) -> None:
    """An empty, prepared database is filled."""
    prepare()
    from django.db import connection, transaction

    from ombud.inboxes.models import Inbox, Seat
    from ombud.team.models import Member, Role

    care, mira = Inbox.objects.get(), Member.objects.get()
    ana = Member.objects.create(email="ana@ombud.test", name="Ana Duarte")
    ana.take_on(Role.COMMUNITY_MANAGER)
    play = Inbox.objects.create(name="play", address="play@ombud.test", owner=ana, brand="Pellamo")
    Seat.objects.bulk_create([Seat(inbox=play, member=mira), Seat(inbox=care, member=ana)])
    stage = Stage([care, play], [mira, ana], datetime.now(UTC).replace(microsecond=0), random.Random(7))
    still_open = min(2000, max(200, cases // 50))
    batches: list[tuple[int, Callable[[Stage, int], None]]] = [
        *_batches(cases - still_open, _ended), *_batches(still_open, _open), (400, _no_case), (2, _long)
    ]  # fmt: skip
    for size, make in batches:
        with transaction.atomic():
            make(stage, size)
    if connection.vendor == "postgresql":  # it would do so by itself within minutes; SQLite never does
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _batches(cases: int, make: Callable[[Stage, int], None]) -> list[tuple[int, Callable[[Stage, int], None]]]:
    sizes = [BATCH] * (cases // BATCH) + ([cases % BATCH] if cases % BATCH else [])
    return [(size, make) for size in sizes]


def _cases(stage: Stage, openers: list[Message]) -> list[Case]:
    """A case for each message, with what belongs to every case."""
    from ombud.access.models import Place
    from ombud.cases.models import Action, Case, Concern, Event, Strand
    from ombud.work.rows import insert

    cases = insert(
        [
            Case(
                person=m.person, inbox=m.inbox, owner=stage.owners[m.conversation_id % 2], opener=m, topic=m.subject,
                kind="complaint", language="de", urgency=3, opened_at=m.heard_at, heard_at=m.heard_at,
                next_update_by=stage.now + timedelta(hours=stage.draw.randint(-4, 90)),
            )
            for m in openers
        ]
    )  # fmt: skip
    insert([Strand(case=c, conversation_id=m.conversation_id) for c, m in zip(cases, openers, strict=True)])
    insert([Concern(case=c, message=c.opener, words=c.topic, kind=c.kind, at=c.opened_at) for c in cases])
    insert([Place(case=c, member_id=c.owner_id, because="owner", since=c.opened_at) for c in cases])
    insert(
        [
            Action(
                key=f"bench:{c.pk}", case=c, move="direct_fix", by_id=c.owner_id, what="Sent again", round=1,
                at=c.opened_at,
            )
            for c in cases
        ]
    )  # fmt: skip
    for what in ("opened", "receipt_sent", "fixed", "answered"):
        insert([Event(case=c, what=what, params={"kind": c.kind}, shown=True, at=c.opened_at) for c in cases])
    return cases


def _promised(
    stage: Stage, cases: list[Case], owe: str, *, kept: bool, messages: Sequence[Message | None] = ()
) -> None:
    from ombud.promises.models import Promise
    from ombud.work.rows import insert

    insert(
        [
            Promise(
                key=f"bench:{c.pk}:{owe}", owe=owe, case=c, message=m, keeper_id=c.owner_id, urgency=3,
                made_at=min(c.opened_at, c.next_update_by or stage.now), due_at=c.next_update_by or stage.now,
                alarm_at=c.next_update_by or stage.now, kept_at=c.opened_at if kept else None,
            )
            for c, m in zip(cases, messages or [None] * len(cases), strict=True)
        ]
    )  # fmt: skip


def _ended(stage: Stage, size: int) -> None:
    """Complaint, receipt, answer, "solved", thanks: and the case has ended by her word."""
    from django.db.models import F

    from ombud.cases.models import Case, Concern, Event, Satisfaction
    from ombud.work.rows import insert

    begun = talks(stage, size, days=1500)
    complaints = heard(stage, begun, timedelta(0))
    cases = _cases(stage, complaints)
    said(stage, begun, timedelta(minutes=1), cases, machine=True)
    answered(complaints, said(stage, begun, timedelta(minutes=20), cases))
    solved = heard(stage, begun, timedelta(minutes=40), "praise")
    answered(solved, said(stage, begun, timedelta(minutes=50), cases))
    for owe in ("answer", "start", "next_word"):
        _promised(stage, cases, owe, kept=True)
    concerns = list(Concern.objects.filter(case__gte=cases[0].pk).order_by("pk").values_list("pk", flat=True))
    words = insert(
        [
            Satisfaction(case=c, concern_id=concern, person_id=c.person_id, message=m, round=1, at=m.heard_at)
            for c, concern, m in zip(cases, concerns, solved, strict=True)
        ]
    )
    insert([Event(case=c, what="confirmed", shown=True, at=m.heard_at) for c, m in zip(cases, solved, strict=True)])
    Concern.objects.filter(pk__in=concerns).update(satisfaction=F("pk") + words[0].pk - concerns[0])
    Case.objects.filter(pk__gte=cases[0].pk).update(
        satisfaction=F("pk") + words[0].pk - cases[0].pk, answered_at=F("opened_at") + timedelta(minutes=50),
        ended_at=F("opened_at") + timedelta(minutes=40), heard_at=F("opened_at") + timedelta(minutes=40),
    )  # fmt: skip


def _open(stage: Stage, size: int) -> None:
    """Complaint, receipt, answer, and two words of hers that nobody has answered yet."""
    from django.db.models import F

    from ombud.cases.models import Case

    begun = talks(stage, size, days=20)
    complaints = heard(stage, begun, timedelta(0))
    cases = _cases(stage, complaints)
    said(stage, begun, timedelta(minutes=1), cases, machine=True)
    answered(complaints, said(stage, begun, timedelta(minutes=20), cases))
    again = heard(stage, begun, timedelta(minutes=30))
    heard(stage, begun, timedelta(minutes=40))
    _promised(stage, cases, "start", kept=True)
    _promised(stage, cases, "next_word", kept=True)
    _promised(stage, cases[::5], "ask_customer", kept=False)
    _promised(stage, cases, "answer", kept=False, messages=again)
    Case.objects.filter(pk__gte=cases[0].pk).update(
        answered_at=F("opened_at") + timedelta(minutes=20), heard_at=F("opened_at") + timedelta(minutes=40)
    )


def _no_case(stage: Stage, size: int) -> None:
    """Questions that a word has settled, and suspected spam that waits for a person's eye."""
    begun = talks(stage, size, days=20)
    questions = heard(stage, begun[: size // 2], timedelta(0), "question")
    answered(questions, said(stage, begun[: size // 2], timedelta(minutes=20)))
    heard(stage, begun[size // 2 :], timedelta(0), "spam")


def _long(stage: Stage, size: int) -> None:
    """A case with a thread that takes many pages."""
    begun = talks(stage, size, days=200)
    first = heard(stage, begun, timedelta(0))
    cases = _cases(stage, first)
    for number in range(1, LONG // 2):
        words = first if number == 1 else heard(stage, begun, timedelta(minutes=2 * number))
        answered(words, said(stage, begun, timedelta(minutes=2 * number + 1), cases))
    _promised(stage, cases, "next_word", kept=False)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
