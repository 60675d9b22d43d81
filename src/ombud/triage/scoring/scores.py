"""The figures: for all messages and for each language, whatever the gold speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ombud.triage.kinds import Kind, Scenario, Sentiment
from ombud.triage.reading import Understood
from ombud.triage.scoring.confusion import Confusion
from ombud.triage.scoring.counts import Found, Share
from ombud.triage.scoring.curve import Point, curve
from ombud.triage.scoring.gold import Gold
from ombud.triage.scoring.spans import Span, compared, meeting, same, touching
from ombud.triage.scoring.types import TYPES

ALL: Final = "all"
OURS: Final = ("en", "de", "es", "da", "id")
# What the figure for personal data that must not be missed is made of.
HARD: Final = ("mail", "phone", "iban", "national_id")


@dataclass(frozen=True, slots=True)
class Judged:
    """A message that was read, and what it should have been read as. `where` says which, for people."""

    where: str
    text: str
    read: Understood
    gold: Gold


@dataclass(slots=True)
class Scores:
    """Figures by name; what the gold does not speak of is not there."""

    messages: int
    tables: dict[str, Confusion] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    abuse_curve: tuple[Point, ...] = ()
    personal: dict[str, tuple[Found, Found]] = field(default_factory=dict)  # type: (exactly there, overlapping)


def scores(judged: Sequence[Judged]) -> dict[str, Scores]:
    """The scores of all, then of each language (the gold's; where it says none, the one that was read)."""
    types = {span.name for one in judged for span in one.gold.personal or ()}
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.gold.language or one.read.language, []).append(one)
    order = [*(code for code in OURS if code in groups), *sorted(set(groups) - set(OURS))]
    return {ALL: _scores(judged, types)} | {code: _scores(groups[code], types) for code in order}


def _scores(judged: Sequence[Judged], types: set[str]) -> Scores:
    made = Scores(len(judged))
    _labels(made, judged)
    _signs(made, judged)
    _urgency(made, judged)
    _places(made, judged)
    _personal(made, judged, types)
    made.tables = {name: table for name, table in made.tables.items() if table.all}
    made.found = {name: one for name, one in made.found.items() if one != Found()}
    made.shares = {name: share for name, share in made.shares.items() if share.of}
    return made


def _pairs[T, S](
    judged: Sequence[Judged], should: Callable[[Gold], T | None], was: Callable[[Understood], S]
) -> Iterator[tuple[T, S]]:
    """What it should be and what was read, of those messages of which somebody has said."""
    for one in judged:
        if (said := should(one.gold)) is not None:
            yield said, was(one.read)


def _labels(made: Scores, judged: Sequence[Judged]) -> None:
    kinds = [(one.gold, one.read) for one in judged if one.gold.kind is not None]
    tables = made.tables
    tables["kind"] = Confusion.of(((str(gold.kind), read.kind.value) for gold, read in kinds), list(Kind))
    if any(gold.doubtful for gold, _ in kinds):
        clear = ((str(gold.kind), read.kind.value) for gold, read in kinds if not gold.doubtful)
        tables["kind_clear"] = Confusion.of(clear, list(Kind))
    tables["complaint"] = Confusion.of(
        ((_complaint(str(gold.kind)), _complaint(read.kind)) for gold, read in kinds), ("complaint", "other")
    )
    tables["scenario"] = Confusion.of(
        _pairs(judged, lambda gold: gold.scenario, lambda read: read.scenario.value), list(Scenario)
    )
    tables["sentiment"] = Confusion.of(
        _pairs(judged, lambda gold: gold.sentiment, lambda read: read.sentiment.value), list(Sentiment)
    )
    tables["language"] = Confusion.of(_pairs(judged, lambda gold: gold.language, lambda read: read.language), OURS)
    more = Found()
    for named, were in _pairs(judged, lambda gold: gold.secondary_scenarios, lambda read: set(read.secondary)):
        both = len(set(named) & {one.value for one in were})
        more += Found(both, len(were) - both, len(named) - both)
    made.found["secondary_scenarios"] = more
    second = Found()
    for should, was in _pairs(judged, lambda gold: gold.second_language, lambda read: read.second_language or ""):
        right = bool(should) and should == was
        second += Found(right, bool(was) and not right, bool(should) and not right, not should and not was)
    made.found["second_language"] = second


def _complaint(kind: str) -> str:
    return "complaint" if kind == Kind.COMPLAINT else "other"


def _signs(made: Scores, judged: Sequence[Judged]) -> None:
    found, shares = made.found, made.shares
    found["anger"] = Found.of(_pairs(judged, lambda gold: gold.anger, lambda read: read.anger))
    found["abuse"] = Found.of(_pairs(judged, lambda gold: gold.abuse, lambda read: read.abuse))
    found["spam"] = Found.of(_pairs(judged, lambda gold: gold.spam, lambda read: read.spam))
    found["must_reply"] = Found.of(_pairs(judged, lambda gold: gold.must_reply, lambda read: read.must_reply))
    found["human_review"] = Found.of(_pairs(judged, lambda gold: gold.human_review, lambda read: read.human_review))
    angry = [one.read for one in judged if one.gold.anger and one.gold.abuse is False]
    shares["angry_read_as_abuse"] = Share(sum(read.abuse for read in angry), len(angry))
    abusive = [one.read.degrees.abuse for one in judged if one.gold.abuse]
    made.abuse_curve = curve(abusive, [read.degrees.abuse for read in angry])
    complaints = [one.read for one in judged if one.gold.kind == Kind.COMPLAINT]
    shares["complaints_read_as_spam"] = Share(
        sum(read.spam or read.kind is Kind.SPAM for read in complaints), len(complaints)
    )
    shares["complaints_read_as_abuse"] = Share(sum(read.kind is Kind.ABUSE for read in complaints), len(complaints))


def _urgency(made: Scores, judged: Sequence[Judged]) -> None:
    pairs = list(_pairs(judged, lambda gold: gold.urgency, lambda read: read.urgency))
    made.tables["urgency"] = Confusion.of(((str(should), str(was)) for should, was in pairs), "1234")
    made.shares["urgency_within_one"] = Share(sum(abs(should - was) <= 1 for should, was in pairs), len(pairs))
    first = [was for should, was in pairs if should == 1]
    made.shares["urgency_1_read_as_3_or_4"] = Share(sum(was >= 3 for was in first), len(first))
    complaints = [one.read.urgency for one in judged if one.gold.kind == Kind.COMPLAINT]
    made.shares["complaints_below_3"] = Share(sum(was > 3 for was in complaints), len(complaints))
    so_read = [one.read.urgency for one in judged if one.read.kind is Kind.COMPLAINT]
    made.shares["read_as_complaint_below_3"] = Share(sum(was > 3 for was in so_read), len(so_read))


def _places(made: Scores, judged: Sequence[Judged]) -> None:
    alike, places, several = Found(), Found(), Found()
    for one in judged:
        if one.gold.concerns is not None:
            was = [Span(part.start, part.end, part.kind.value) for part in one.read.concerns]
            alike += compared(one.gold.concerns, was, meeting)
            places += compared(one.gold.concerns, was, touching)
            several += compared(one.gold.concerns, was, meeting) if len(one.gold.concerns) > 1 else Found()
    made.found |= {"concerns": alike, "concerns_any_kind": places, "concerns_of_several": several}


def _personal(made: Scores, judged: Sequence[Judged], types: set[str]) -> None:
    """A type that nobody marked anywhere was not looked for, so finding it is no fault."""
    for name in (one for one in TYPES if one in types):
        exact, near = Found(), Found()
        for one in judged:
            if one.gold.personal is not None:
                should = [span for span in one.gold.personal if span.name == name]
                was = [Span(part.start, part.end, name) for part in one.read.personal if part.type == name]
                exact += compared(should, was, same)
                near += compared(should, was, meeting)
        if near != Found():
            made.personal[name] = (exact, near)
    for whole, names in (("hard", HARD), (ALL, TYPES)):
        there = [made.personal[name] for name in names if name in made.personal]
        if there:
            made.personal[whole] = (sum((one for one, _ in there), Found()), sum((one for _, one in there), Found()))
