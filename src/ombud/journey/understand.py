"""understand: each message is read; a person may read it better."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ombud.cases.models import Strand
from ombud.conversations.models import Message
from ombud.languages import detect
from ombud.people.models import Person
from ombud.team.models import Member
from ombud.triage.correcting import urgency_of
from ombud.triage.models import Correction, Kind, Reading
from ombud.triage.rules import read
from ombud.work.queue import enqueue
from ombud.work.rows import insert

from .owe import promise_anew
from .unmake import unmake, untouched


def understand(message_ids: Sequence[int], now: datetime) -> None:
    """Read the messages; what follows is opening (or joining) a case. A message already read stays as it was read."""
    messages = list(
        Message.objects.filter(pk__in=message_ids, direction="in")
        .exclude(voice="machine")
        .only("subject", "text", "person")
    )
    speaks: dict[str, set[int]] = defaultdict(set)
    readings: list[Reading] = []
    for message in messages:
        language = detect(f"{message.subject}\n{message.text}").language
        first = read(message.text, message.subject, language)
        readings.append(
            Reading(
                message_id=message.pk, language=language, kind=first.kind.value, urgency=first.urgency,
                threat=first.threat, anger=first.anger, confidence=first.confidence, why=list(first.why), at=now,
            )
        )  # fmt: skip
        if language != "unknown" and message.person_id:
            speaks[language].add(message.person_id)
    insert(readings, once=True)
    for language, people in speaks.items():
        Person.objects.filter(pk__in=people, language="unknown").update(language=language)
    enqueue("open_case", [m.pk for m in messages], now)


@transaction.atomic
def correct(message: Message, *, kind: str, by: Member, now: datetime) -> Reading:
    """A person says what it really is. What follows from the new kind (a case, a receipt) follows at once.

    A case that the mistake opened, and that nobody has touched yet, is unmade; its message stays owed.
    """
    reading = Reading.objects.select_for_update().get(message=message)
    if reading.kind == kind:
        return reading
    Correction.objects.create(reading=reading, by=by, at=now, was=reading.kind, becomes=kind)
    reading.kind = Kind(kind)
    reading.urgency = urgency_of(kind, reading.urgency)
    reading.threat = reading.threat and kind in (Kind.ABUSE, Kind.COMPLAINT)
    reading.corrected_by = by
    reading.confidence = 1.0
    reading.save()
    strand = Strand.objects.filter(conversation=message.conversation_id).select_related("case").first()
    if strand and kind != Kind.COMPLAINT and untouched(strand.case, message):
        unmake(strand.case, by=by, words=kind, now=now)
        strand = None
    if message.owed:
        promise_anew(message, reading.urgency, now, case=strand.case if strand else None)
    enqueue("open_case", [message.pk], now, tag=f"corrected{reading.corrections.count()}")
    return reading
