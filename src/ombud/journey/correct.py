"""A person reads a message better than the machine did; what follows from it follows at once (D06, D20)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case, Strand
from ombud.conversations.models import Message
from ombud.people.models import Person
from ombud.team.models import Member
from ombud.triage.correcting import scenario_of, urgency_of
from ombud.triage.models import Correction, Field, Kind, Reading
from ombud.work.queue import enqueue

from .owe import promise_anew
from .unmake import unmake, untouched


@transaction.atomic
def correct(
    message: Message, *, by: Member, now: datetime, kind: str = "", scenario: str = "", urgency: int = 0,
    language: str = "",
) -> Reading:  # fmt: skip
    """A person says what it really is, or (the same kind again) that what was unsure is right. Each is kept.

    A complaint is never below urgency 3. A case that the mistake opened, and that nobody has touched yet, is unmade;
    its message stays owed.
    """
    reading = Reading.objects.select_for_update().get(message=message)
    # What the kind brings with it comes first, so that what she says of urgency or scenario beside it stands.
    said = {Field.KIND: kind, Field.SCENARIO: scenario, Field.URGENCY: str(urgency or ""), Field.LANGUAGE: language}
    read_as = (reading.language, reading.kind)
    unsure, changed = reading.unsure, []
    for field, value in said.items():
        was = str(getattr(reading, field.value))
        if value and (value != was or (unsure and field is Field.KIND)):
            _take(reading, field, value)
            becomes = str(getattr(reading, field.value))
            Correction.objects.create(
                reading=reading, by=by, at=now, field=field, was=was, becomes=becomes, language=read_as[0],
                kind=read_as[1],
            )  # fmt: skip
            changed += [field] if becomes != was else []
            reading.corrected_by, reading.unsure = by, False
    reading.save()
    if changed:
        _follow(message, reading, changed, by, now)
    return reading


def _take(reading: Reading, field: Field, value: str) -> None:
    if field is Field.KIND:
        reading.kind = Kind(value)
        reading.urgency = urgency_of(value, reading.urgency)
        reading.scenario = scenario_of(value, reading.scenario)
        reading.threat = reading.threat and value in (Kind.ABUSE, Kind.COMPLAINT)
        reading.spam, reading.abuse = value == Kind.SPAM, value == Kind.ABUSE
        reading.confidence = 1.0
        if value != Kind.COMPLAINT:
            reading.why = [code for code in reading.why if code != "complaint_inside"]
            reading.concerns = [part for part in reading.concerns if part[2] != Kind.COMPLAINT]
    elif field is Field.URGENCY:
        reading.urgency = min(int(value), 3) if reading.kind == Kind.COMPLAINT else int(value)
    elif field is Field.SCENARIO:
        reading.scenario = value
    else:
        reading.language = value


def _follow(message: Message, reading: Reading, changed: list[Field], by: Member, now: datetime) -> None:
    strand = Strand.objects.filter(conversation=message.conversation_id).select_related("case").first()
    if Field.LANGUAGE in changed and message.person_id:
        Person.objects.filter(pk=message.person_id).update(language=reading.language)
        Case.objects.filter(opener=message).update(language=reading.language)
    if Field.KIND in changed and strand and reading.kind != Kind.COMPLAINT and untouched(strand.case, message):
        unmake(strand.case, by=by, words=reading.kind, now=now)
        strand = None
    if {Field.KIND, Field.URGENCY} & set(changed):
        if message.owed:
            promise_anew(message, reading.urgency, now, case=strand.case if strand else None)
        enqueue("open_case", [message.pk], now, tag=f"corrected{reading.corrections.count()}")
