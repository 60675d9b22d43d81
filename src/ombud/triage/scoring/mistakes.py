"""What was read wrong, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ombud.triage.kinds import Kind
from ombud.triage.scoring.scores import Judged
from ombud.triage.scoring.spans import Span, compared, meeting

SHOWN: Final = 100  # code points of a text


@dataclass(frozen=True, slots=True)
class Mistake:
    """A message read wrong: `fields` are (name, what it should be, what was read). Grave are those that would leave
    somebody in danger alone (3), hide a complaint (2), or take anything for something else (1)."""

    where: str
    gravity: int
    fields: tuple[tuple[str, str, str], ...]
    text: str


def mistakes(judged: Sequence[Judged], types: set[str] | None = None) -> list[Mistake]:
    """All mistakes, gravest first, otherwise in order. `types` are those of personal data that are judged (all)."""
    made = [
        Mistake(one.where, _gravity(one), fields, shown(one.text)) for one in judged if (fields := _fields(one, types))
    ]
    return sorted(made, key=lambda mistake: -mistake.gravity)


def shown(text: str) -> str:
    """The beginning of a text on one line, without signs that do something to a terminal."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text[: 4 * SHOWN])
    return " ".join(plain.split())[:SHOWN]


def _gravity(one: Judged) -> int:
    gold, read = one.gold, one.read
    if gold.urgency == 1 and read.urgency >= 3:
        return 3
    if gold.kind == Kind.COMPLAINT and (read.spam or not read.must_reply):
        return 2
    if gold.must_reply and not read.must_reply:
        return 2
    return int(gold.kind is not None and gold.kind != read.kind)


def _fields(one: Judged, types: set[str] | None) -> tuple[tuple[str, str, str], ...]:
    gold, read = one.gold, one.read
    plain = (
        ("kind", gold.kind, read.kind.value),
        ("scenario", gold.scenario, read.scenario.value),
        ("urgency", gold.urgency, read.urgency),
        ("anger", gold.anger, read.anger),
        ("abuse", gold.abuse, read.abuse),
        ("spam", gold.spam, read.spam),
        ("sentiment", gold.sentiment, read.sentiment.value),
        ("language", gold.language, read.language),
        ("second_language", gold.second_language, read.second_language or ""),
        ("must_reply", gold.must_reply, read.must_reply),
        ("human_review", gold.human_review, read.human_review),
    )
    wrong = [(name, _word(should), _word(was)) for name, should, was in plain if should is not None and should != was]
    if gold.secondary_scenarios is not None and set(gold.secondary_scenarios) != set(read.secondary):
        wrong.append(("secondary_scenarios", _list(gold.secondary_scenarios), _list(read.secondary)))
    if gold.concerns is not None:
        was = [Span(part.start, part.end, part.kind.value) for part in read.concerns]
        wrong += _spans("concerns", gold.concerns, was)
    if gold.personal is not None:
        found = [Span(part.start, part.end, part.type) for part in read.personal if types is None or part.type in types]
        wrong += _spans("personal", gold.personal, found)
    return tuple(wrong)


def _spans(name: str, should: Sequence[Span], was: Sequence[Span]) -> list[tuple[str, str, str]]:
    met = compared(should, was, meeting)
    return [(name, _places(should), _places(was))] if met.wrong or met.missed else []


def _places(spans: Sequence[Span]) -> str:
    return ", ".join(f"{span.name} {span.start}-{span.end}" for span in spans) or "none"


def _list(words: Sequence[str]) -> str:
    return ", ".join(sorted(str(word) for word in words)) or "none"


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) or "none"
