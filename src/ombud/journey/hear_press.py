"""hear_press: an enquiry of the press is held against what people complain of: an incident that it is about is hotter
by it (D12, D13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from ombud.conversations.models import Message
from ombud.incidents.comparing import near_words
from ombud.incidents.enquiries import lately
from ombud.incidents.index import index, options
from ombud.incidents.models import Membership, PressOn
from ombud.incidents.sameness import shipped
from ombud.incidents.traces import Trace
from ombud.triage.models import Kind
from ombud.work.queue import enqueue

from .deepen import heard
from .notice_pattern import NEAR
from .put_together import tell

Made = dict[int, Trace]


def ahead(messages: Sequence[int], now: datetime) -> Callable[[Sequence[int], datetime], None]:
    """What these enquiries say, outside any transaction: it takes long. Returns what is to be written. What the press
    asked long ago, as an import brings it, makes nothing hotter."""
    made = _made(messages, now)
    return lambda _ids, then: _write(made, then)


def hear_press(messages: Sequence[int], now: datetime) -> None:
    """`ahead` and what follows from it, in one."""
    ahead(messages, now)(messages, now)


def _made(messages: Sequence[int], now: datetime) -> Made:
    wanted = Message.objects.filter(pk__in=messages, reading__kind=Kind.PRESS, press_on=None)
    rows = wanted.select_related("reading", "person").order_by("pk")
    found = [one for one in rows if lately(one.told_at, now)]
    if not found:
        return {}
    texts, languages = [heard(one).whole for one in found], [one.reading.language for one in found]
    index()  # made here if it has to be made, and not in the transaction
    traces = shipped().traces(texts, languages, [1.0] * len(found), options())
    return {one.pk: trace for one, trace in zip(found, traces, strict=True)}


def _write(made: Made, now: datetime) -> None:
    moments = {one.pk: one.told_at for one in Message.objects.filter(pk__in=made, press_on=None)}
    for message, at in sorted(moments.items()):
        odds = near_words(made[message], at, index())
        near = sorted((case for case, by in odds.items() if by >= NEAR), key=lambda case: -odds[case])
        inside = {
            place.case_id: place.incident
            for place in Membership.objects.filter(case__in=near, left_at=None).select_related("incident")
            if place.incident.open
        }
        incident = next((inside[case] for case in near if case in inside), None)
        if incident is None:
            continue  # of none that goes on: it is routed to who may speak to the press, and held against what comes
        PressOn.objects.create(incident=incident, message_id=message, at=now)
        tell(incident, "press", now)
        enqueue("measure_heat", [incident.pk], now)
