"""notice_pattern: every complaint is held against all others at once; what several people have is put before a person
(D32, D33)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from ombud.cases.endings import Because
from ombud.cases.models import Case, Concern, Release
from ombud.conversations.changed import newest
from ombud.conversations.models import Message
from ombud.incidents.checked import drop
from ombud.incidents.comparing import near_to, told_by
from ombud.incidents.index import Index, index, model_name, one_at_a_time, options, placed, wording_of
from ombud.incidents.models import Check, Nearness, Telling
from ombud.incidents.neighbours import WIDTH
from ombud.incidents.sameness import shipped
from ombud.incidents.standing import membership_of
from ombud.incidents.traces import Trace, trace
from ombud.languages import as_seen
from ombud.triage.models import Kind
from ombud.work.queue import enqueue

from .begin import lock, lock_all
from .danger import warn
from .deepen import heard
from .put_together import put_together
from .tally import tally

STEP = "notice_pattern"
# Likelier than not, in log odds: so much makes a case near.
NEAR = 0.0
# How surely something is wrong: in what is a complaint at least, and in a stone inside praise.
HALF, STONE = 0.5, 0.8
# What she told before she asked us to forget her, in whichever case of hers.
FORGOTTEN = Exists(
    Release.objects.filter(case__person=OuterRef("case__person"), because=Because.FORGOTTEN, at__gte=OuterRef("heard"))
)


@dataclass(frozen=True, slots=True)
class _Made:
    """A telling that was made of a concern, to be written down as long as `message` is what she says now."""

    case: int
    message: int | None
    trace: Trace
    wording: str


Found = dict[int, _Made]


def plan(cases: Sequence[int], now: datetime, tag: str = "", *, first: bool = False) -> None:
    """Hold these cases against all others, before all other work where somebody may be hurt (`first`). Belongs into the
    transaction in which they were opened or read again."""
    enqueue(STEP, cases, now, tag=tag, first=first)


def prepare() -> None:
    """Load what comparing needs, before a case is taken up."""
    index()
    shipped().traces(["Hello, where is my parcel?"], ["en"], [1.0], options())


def ahead(case_ids: Sequence[int], now: datetime) -> Callable[[Sequence[int], datetime], None]:
    """Make the tellings that are missing, outside any transaction: it takes long. Returns what is to be written."""
    found = tellings(case_ids)
    return lambda ids, then: hold(ids, found, then)


def notice_pattern(case_ids: Sequence[int], now: datetime) -> None:
    """`ahead` and what follows from it, in one."""
    ahead(case_ids, now)(case_ids, now)


def tellings(case_ids: Sequence[int]) -> Found:
    """What these cases tell and was not kept yet, by the number of the concern. Writes nothing.

    That all that was told before is at hand by then is seen to here, too: it must not be read under locks.
    """
    index()
    return _tellings(_to_tell(case_ids))


def _to_tell(case_ids: Sequence[int]) -> list[tuple[Concern, Message | None]]:
    """The complaints of these cases, each with the message in which it is told now; of a case in which none was made
    out, all that it is about."""
    kept = Concern.objects.annotate(heard=Coalesce("message__heard_at", "at")).filter(~FORGOTTEN, case__in=case_ids)
    concerns = list(kept.select_related("case", "message__reading").order_by("pk"))
    today = _today(concerns)
    concerns = [concern for concern in concerns if concern.pk in today]
    complaining = {concern.case_id for concern in concerns if concern.kind == Kind.COMPLAINT}
    wanted = [c for c in concerns if c.kind == Kind.COMPLAINT or (c.case_id not in complaining and _inside(c))]
    return [(concern, today[concern.pk]) for concern in wanted]


def _today(concerns: Iterable[Concern]) -> dict[int, Message | None]:
    """In which message each concern is told now, by its number; None: in none, it was written down by one of us. Those
    are left out whose writer took them back, or changed them into words that nobody has read yet."""
    told = {concern.pk: concern.message_id for concern in concerns}
    last = newest({message for message in told.values() if message})
    messages = Message.objects.select_related("reading").in_bulk([one for one in last.values() if one])
    now = {first: messages[one] for first, one in last.items() if one}
    return {
        concern: now[message] if message else None
        for concern, message in told.items()
        if message is None or (message in now and (now[message].pk == message or hasattr(now[message], "reading")))
    }


def _inside(concern: Concern) -> bool:
    reading = getattr(concern.message, "reading", None)
    return bool(reading and reading.complaint_inside)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words in which a concern was told, as a reader sees them, their language, and how surely something is wrong
    at all (0 to 1)."""

    text: str
    language: str
    trouble: float


def _words_of(concern: Concern, message: Message | None) -> _Words:
    # Of words that were changed the newest count, and all of them: places have moved.
    whole = concern.start is None or message is None or message.pk != concern.message_id
    reading = getattr(message, "reading", None)
    if message is None or reading is None:
        return _Words(as_seen(concern.words), concern.case.language, 1.0)
    if reading.kind == Kind.COMPLAINT:
        trouble = max(HALF, reading.confidence)
    else:
        trouble = STONE if concern.start is not None else HALF
    text = heard(message).whole if whole else message.text[concern.start : concern.end]
    return _Words(as_seen(text), reading.language, trouble)


def _tellings(concerns: list[tuple[Concern, Message | None]]) -> Found:
    """What is not yet told as it reads today, by the number of its concern."""
    name = model_name()
    told_already = Telling.objects.filter(concern__in=[concern for concern, _ in concerns], made_by=name)
    kept = dict(told_already.values_list("concern_id", "wording"))
    nowhere = np.zeros(WIDTH, np.float32)
    wanted: list[tuple[Concern, Message | None, _Words, str]] = []
    for concern, message in concerns:
        said = _words_of(concern, message)
        wording = wording_of(trace(said.text, said.language, nowhere))
        if kept.get(concern.pk) != wording:
            wanted.append((concern, message, said, wording))
    if not wanted:
        return {}
    told = [said for _, _, said, _ in wanted]
    traces = shipped().traces(
        [said.text for said in told], [said.language for said in told], [said.trouble for said in told], options()
    )
    return {
        concern.pk: _Made(concern.case_id, message.pk if message else None, made, wording)
        for (concern, message, _, wording), made in zip(wanted, traces, strict=True)
    }


def hold(case_ids: Sequence[int], found: Found, now: datetime) -> None:
    """Write down what the cases tell, and hold each against all others, one after the other."""
    one_at_a_time()
    lock_all(case_ids)
    for number in sorted(set(case_ids)):
        case = Case.objects.filter(pk=number).first()
        if case is None:
            continue
        case = lock(case)
        _keep(case, {concern: made for concern, made in found.items() if made.case == number}, now)
        _look(case, index(), now)
        tally(case, now)


def _keep(case: Case, found: Found, now: datetime) -> None:
    """Write the tellings down, in place of those that the same concerns had. What she has changed or taken back since
    they were made is not told: her change is held against all others by itself."""
    concerns = {concern.pk: concern for concern in Concern.every.filter(case=case)}
    today = {concern: message.pk if message else None for concern, message in _today(concerns.values()).items()}
    still = {
        concern for concern, made in found.items()
        if concern in today and today[concern] == made.message and concerns[concern].left_at is None
    }  # fmt: skip
    drop(Telling.objects.filter(Q(concern__in=still) | ~Q(concern__in=today), case=case))
    Telling.objects.bulk_create(
        [
            Telling(
                case=case, concern_id=concern, packed=made.trace.pack(), place=placed(made.trace.place),
                wording=made.wording, made_by=model_name(), at=now,
            )
            for concern, made in found.items() if concern in still
        ]
    )  # fmt: skip


def _look(case: Case, all_of_them: Index, now: datetime) -> None:
    """Hold the case against all others, write down that it was, and put it where it belongs."""
    own, place = told_by([case.pk]), membership_of(case)
    if place is not None or not own:
        warn(case, place.incident if place else None, now)
    if not own:
        return  # its words say nothing that could be compared: nobody has looked, and the page says so
    odds = near_to(case, own, all_of_them)
    _check(case, odds, now)
    if place is None:
        put_together(case, odds, all_of_them, now)


def _check(case: Case, odds: dict[int, float], now: datetime) -> None:
    """On record with what was near: other people's cases. Looking again and finding the same is no new check."""
    theirs = Case.objects.filter(pk__in=[other for other, by in odds.items() if by >= NEAR])
    near = set(theirs.exclude(person=case.person_id).values_list("pk", flat=True))
    last = Check.objects.filter(case=case).order_by("-pk").first()
    if last is not None and set(last.found.values_list("case_id", flat=True)) == near:
        return
    check = Check.objects.create(case=case, near=len(near), at=now)
    Nearness.objects.bulk_create([Nearness(check_of=check, case_id=one, odds=odds[one]) for one in sorted(near)])
