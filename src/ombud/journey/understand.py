"""understand: each message is read. Where a person reads it better: `correct`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from django.conf import settings

from ombud.conversations.models import HISTORY, Message
from ombud.people.models import Person
from ombud.triage.lag import waiting
from ombud.triage.learned import reader
from ombud.triage.models import Reading
from ombud.triage.reading import Heard, Tier, Understood, may_harm
from ombud.work.queue import enqueue
from ombud.work.rows import insert

from . import deepen
from .danger import long_ago
from .deepen import heard


def prepare() -> None:
    """Load what reading needs. To be done before a message is taken up: a process that dies while it loads would count
    as a try of all that it had taken up."""
    for tier in Tier:
        reader().read([Heard("Hello, where is my parcel?")], tier, _IN_HASTE)


def ahead(message_ids: Sequence[int], now: datetime) -> Callable[[Sequence[int], datetime], None]:
    """Read the messages, outside any transaction: it takes seconds. Returns what is to be written.

    In full what has just come in, in haste what is history, and everything while very many wait (OMBUD_FLOOD); but
    in full at once where haste sees that somebody may be hurt now.
    """
    messages = list(
        Message.objects.filter(pk__in=message_ids, direction="in", reading=None)
        .exclude(voice="machine")
        .select_related("person")
        .only("subject", "text", "via", "address", "at", "heard_at", "person__language")
    )
    flood = waiting(settings.FLOOD + 1) > settings.FLOOD or settings.FLOOD == 0
    hasty = [m for m in messages if flood or m.via == HISTORY]
    full = [m for m in messages if not (flood or m.via == HISTORY)]
    found: dict[int, Understood] = {}
    for tier, some in ((Tier.FAST, hasty), (Tier.FULL, full)):
        if some:
            read = reader().read([heard(message) for message in some], tier, _IN_HASTE if tier is Tier.FAST else None)
            found.update((message.pk, reading) for message, reading in zip(some, read, strict=True))
    perhaps = [m for m in hasty if may_harm(found[m.pk]) and not long_ago(m.told_at, now)]
    if perhaps:
        again = reader().read([heard(message) for message in perhaps], Tier.FULL)
        found.update((message.pk, reading) for message, reading in zip(perhaps, again, strict=True))
    people = {m.pk: m.person_id for m in messages if m.person and m.person.language == "unknown"}
    return lambda ids, then: _write(ids, found, people, then)


# What is personal is looked for when there is time: nothing is decided by it.
_IN_HASTE = frozenset({"kind", "concerns", "urgency", "why"})


def understand(message_ids: Sequence[int], now: datetime) -> None:
    """Read the messages; what follows is opening (or joining) a case. A message already read stays as it was read."""
    ahead(message_ids, now)(message_ids, now)


def _write(
    message_ids: Sequence[int], found: dict[int, Understood], people: dict[int, int | None], now: datetime
) -> None:
    insert([Reading.of(message, read, now) for message, read in found.items()], once=True)
    speaks: dict[str, set[int]] = defaultdict(set)
    for message, person in people.items():
        if person and found[message].language != "unknown":
            speaks[found[message].language].add(person)
    for language, who in speaks.items():
        Person.objects.filter(pk__in=who, language="unknown").update(language=language)
    if any(read.tier is Tier.FAST for read in found.values()):
        deepen.plan(now)
    pressing = {message for message, read in found.items() if may_harm(read)}
    enqueue("open_case", [message for message in message_ids if message in pressing], now, first=True)
    enqueue("open_case", [message for message in message_ids if message not in pressing], now)
