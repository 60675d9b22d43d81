"""notice_pattern: every complaint is held against all others at once; what several people have is put before a person
(D32, D33)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from ombud.cases.endings import Because
from ombud.cases.models import Case, Concern, Release
from ombud.incidents.checked import drop
from ombud.incidents.comparing import near_to, told_by
from ombud.incidents.index import Index, index, model_name, one_at_a_time, options, placed, wording_of
from ombud.incidents.models import Check, Nearness, Telling
from ombud.incidents.neighbours import WIDTH
from ombud.incidents.sameness import shipped
from ombud.incidents.standing import membership_of
from ombud.incidents.traces import Trace, trace
from ombud.triage.models import Kind
from ombud.work.queue import enqueue

from .begin import lock
from .danger import warn
from .deepen import heard
from .put_together import put_together
from .tally import tally

STEP = "notice_pattern"
# Likelier than not, in log odds: so much makes a case near.
NEAR = 0.0
# How surely something is wrong: in what is a complaint at least, and in a stone inside praise.
HALF, STONE = 0.5, 0.8
# What its writer took back tells of nothing any more.
TAKEN_BACK = Q(message__replaced__isnull=False, message__replaced__by=None)
TAKEN_BACK_TELLING = Q(concern__message__replaced__isnull=False, concern__message__replaced__by=None)

# What she told before she asked us to forget her, in whichever case of hers.
FORGOTTEN = Exists(
    Release.objects.filter(case__person=OuterRef("case__person"), because=Because.FORGOTTEN, at__gte=OuterRef("heard"))
)


@dataclass(frozen=True, slots=True)
class _Made:
    """A telling that was made of a concern, to be written down."""

    case: int
    trace: Trace
    wording: str


Found = dict[int, _Made]


def plan(cases: Sequence[int], now: datetime, tag: str = "", *, first: bool = False) -> None:
    """Hold these cases against all others, before all other work where somebody may be hurt (`first`). Belongs into the
    transaction in which they were opened or read again."""
    enqueue(STEP, cases, now, tag=tag, first=first)


def prepare() -> None:
    index()
    """Load what comparing needs, before a case is taken up."""
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


def _to_tell(case_ids: Sequence[int]) -> list[Concern]:
    """The complaints of these cases; of a case in which none was made out, all that it is about."""
    kept = Concern.objects.annotate(heard=Coalesce("message__heard_at", "at")).filter(~FORGOTTEN, case__in=case_ids)
    kept = kept.exclude(TAKEN_BACK)
    concerns = kept.select_related("case", "message__reading", "message__replaced__by__reading").order_by("pk")
    complaining = {concern.case_id for concern in concerns if concern.kind == Kind.COMPLAINT}
    return [c for c in concerns if c.kind == Kind.COMPLAINT or (c.case_id not in complaining and _inside(c))]


def _inside(concern: Concern) -> bool:
    reading = getattr(concern.message, "reading", None)
    return bool(reading and reading.complaint_inside)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words in which a concern was told, their language, and how surely something is wrong at all (0 to 1)."""

    text: str
    language: str
    trouble: float


def _words_of(concern: Concern) -> _Words:
    message, whole = concern.message, concern.start is None
    if replaced := getattr(message, "replaced", None):  # her newest words count, all of them: places have moved
        message, whole = replaced.by, True
    reading = getattr(message, "reading", None)
    if message is None or reading is None:
        return _Words(concern.words, concern.case.language, 1.0)
    if reading.kind == Kind.COMPLAINT:
        trouble = max(HALF, reading.confidence)
    else:
        trouble = STONE if concern.start is not None else HALF
    return _Words(
        heard(message).whole if whole else message.text[concern.start : concern.end], reading.language, trouble
    )


def _tellings(concerns: list[Concern]) -> Found:
    """What is not yet told as it reads today, by the number of its concern."""
    name = model_name()
    kept = dict(Telling.objects.filter(concern__in=concerns, made_by=name).values_list("concern_id", "wording"))
    nowhere = np.zeros(WIDTH, np.float32)
    wanted: list[tuple[Concern, _Words, str]] = []
    for concern in concerns:
        said = _words_of(concern)
        wording = wording_of(trace(said.text, said.language, nowhere))
        if kept.get(concern.pk) != wording:
            wanted.append((concern, said, wording))
    if not wanted:
        return {}
    told = [said for _, said, _ in wanted]
    traces = shipped().traces(
        [said.text for said in told], [said.language for said in told], [said.trouble for said in told], options()
    )
    return {c.pk: _Made(c.case_id, made, wording) for (c, _, wording), made in zip(wanted, traces, strict=True)}


def hold(case_ids: Sequence[int], found: Found, now: datetime) -> None:
    """Write down what the cases tell, and hold each against all others, one after the other."""
    one_at_a_time()
    for number in sorted(set(case_ids)):
        case = Case.objects.filter(pk=number).first()
        if case is None:
            continue
        case = lock(case)
        drop(Telling.objects.filter(TAKEN_BACK_TELLING, case=case))
        _keep(case, {concern: made for concern, made in found.items() if made.case == number}, now)
        _look(case, index(), now)
        tally(case, now)


def _keep(case: Case, found: Found, now: datetime) -> None:
    """Write the tellings down, in place of those that the same concerns had."""
    still = set(Concern.objects.filter(case=case, pk__in=found).values_list("pk", flat=True))
    drop(Telling.objects.filter(concern__in=still))
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
