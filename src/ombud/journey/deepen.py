"""deepen: what was read in haste is read again in full, once nothing else is waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet

from ombud.cases.models import Case, Strand
from ombud.conversations.models import Message
from ombud.triage.deepening import Standing, deepened
from ombud.triage.kinds import Kind, Scenario
from ombud.triage.learned import reader
from ombud.triage.models import Reading
from ombud.triage.reading import Heard, Tier, Understood
from ombud.work.models import Work
from ombud.work.queue import TRIES, enqueue

from .owe import promise_anew

STEP = "deepen"
COMPARE = "notice_pattern"
REBUILD = "rebuild"
# So few at a time that what comes in meanwhile waits a second at most.
BATCH = 20
LATER = timedelta(minutes=1)
# How soon it looks again whether it is its turn. What comparing leads to comes with every batch and is soon done: if it
# waited a minute for that, a thousand messages would take an hour.
SOON = timedelta(seconds=2)
# One piece of work for all that was read in haste: which messages they are, their readings say. A message by its own
# number is read in its turn.
ALL = [0]
ON_PAGE = "said_on_page"


def plan(now: datetime) -> None:
    """Something was read in haste: read it again later. Planned once however often it is called."""
    enqueue(STEP, ALL, now + LATER)


def plan_one(message: int, now: datetime) -> None:
    """Read this one in its turn, like a mail that has just come in."""
    enqueue(STEP, [message], now)


def ahead(subjects: Sequence[int], now: datetime) -> Callable[[Sequence[int], datetime], None]:
    """Read the newest of what was read in haste, outside any transaction; returns what is to be written.

    While anything else is due, it waits; but not for cases to be compared, of which it makes more itself, nor for a
    history that is taken up, which waits for it. Messages whose turn it is wait for nothing.
    """
    everything = set(ALL) <= set(subjects)
    others = Work.objects.exclude(step__in=(STEP, COMPARE, REBUILD)).filter(due_at__lte=now, attempts__lt=TRIES)
    later = everything and others.exists()
    rows = _hasty().select_related("message__person").order_by("-message")
    hasty = list(rows[:BATCH] if everything and not later else rows.filter(message__in=subjects))
    fuller = reader().read([heard(reading.message) for reading in hasty], Tier.FULL)
    found = {reading.message_id: read for reading, read in zip(hasty, fuller, strict=True)}

    def write(_subjects: Sequence[int], then: datetime) -> None:
        _write(found, then)
        if later:
            enqueue(STEP, ALL, then + SOON, tag=f"later{then.timestamp():.0f}")
        elif everything and len(found) == BATCH:
            enqueue(STEP, ALL, then, tag=str(min(found)))

    return write


def deepen(subjects: Sequence[int], now: datetime) -> None:
    """`ahead` and what follows from it, in one."""
    ahead(subjects, now)(subjects, now)


def _hasty() -> QuerySet[Reading]:
    return Reading.objects.filter(tier=Tier.FAST)


def heard(message: Message) -> Heard:
    """The message as the reader takes it, with the language that its writer used before."""
    known = message.person.language if message.person else ""
    return Heard(
        message.text, message.subject, message.via, author=message.address, at=message.at,
        hint=known if known not in ("", "unknown") else None,
    )  # fmt: skip


def _write(found: dict[int, Understood], now: datetime) -> None:
    readings = _hasty().filter(pk__in=found).select_for_update(of=("self",)).select_related("message__inbox")
    changed: list[int] = []
    compared: list[int] = []
    for reading in readings.prefetch_related("corrections").order_by("message"):
        message, before, urgency = reading.message, _decisive(reading), reading.urgency
        strand = Strand.objects.filter(conversation=message.conversation_id).select_related("case").first()
        by_button = ON_PAGE in reading.why
        reading.take(deepened(_standing(reading, in_case=strand is not None), found[reading.pk]))
        reading.why += [ON_PAGE] if by_button else []
        reading.save()
        if strand and strand.case.opener_id == message.pk:
            compared.append(strand.case_id)
        if _decisive(reading) == before:
            continue
        if not (strand and _settled(strand.case, message)):
            changed.append(message.pk)
        if message.owed and reading.urgency < urgency:
            promise_anew(message, reading.urgency, now, case=strand.case if strand else None)
    enqueue("open_case", changed, now, tag="deepened")
    enqueue(COMPARE, compared, now)


def _settled(case: Case, message: Message) -> bool:
    """Whether the case ended with these words already said: somebody knew them, and no machine takes that back."""
    return case.ended_at is not None and case.ended_at >= message.at


def _decisive(reading: Reading) -> tuple[object, ...]:
    """What of a reading decides what follows from it."""
    complaints = [part for part in reading.concerns if part[2] == Kind.COMPLAINT]
    return reading.kind, reading.urgency, reading.threat, reading.complaint_inside, complaints


def _standing(reading: Reading, *, in_case: bool) -> Standing:
    corrected = {correction.field for correction in reading.corrections.all()}
    return Standing(
        Kind(reading.kind), Scenario(reading.scenario), reading.urgency, reading.language, reading.threat,
        reading.confidence, corrected, in_case, ON_PAGE in reading.why,
    )  # fmt: skip
