"""A stream of messages in, groups and incidents out: the engine as a whole, without a database. Pure.

A message is read, its trouble compared (of praise with a stone in it the stone alone), and it joins those who tell of
the same. What was said of a message when it came is not changed; `settled` tells how all of it looks at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ombud.embeddings import Options
from ombud.incidents.counting import Counted
from ombud.incidents.groups import Groups, Near
from ombud.incidents.likeness import share
from ombud.incidents.rules import in_danger
from ombud.incidents.sameness import Sameness, shipped
from ombud.incidents.settling import settle
from ombud.incidents.traces import Trace
from ombud.languages import as_seen
from ombud.triage.kinds import Kind
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard, Understood

_SHOWN = 5  # neighbours of a message that are told
_WORTH_SHOWING = 0.02


@dataclass(frozen=True, slots=True)
class Found:
    """What the stream says of a message: the number of its group's first message, whether the group counts as an
    incident by now and whether this message made it one, whether a person has to look at once, and the numbers of the
    messages nearest to it, each with how surely it tells of the same trouble."""

    group: int
    incident: bool
    proposed: bool
    alarm: bool
    near: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    author: str
    danger: bool


class Stream:
    """Messages in the order in which they come, numbered from 0."""

    def __init__(self, model: Sameness | None = None, reader: Reader | None = None, options: Options | None = None):
        self._model = model or shipped()
        self._reader = reader or Reader(options=options)
        self._options = options
        self._groups = Groups(self._model.weights, self._model.joining, self._model.fresh())
        self._counted: dict[int, Counted] = {}
        self._kept: list[_Kept] = []

    def __len__(self) -> int:
        return len(self._kept)

    def hear(self, messages: Sequence[Heard]) -> list[Found]:
        """What is found of each message, in their order."""
        return [self._add(*one) for one in zip(messages, self._traced(messages), strict=True)]

    def settled(self) -> list[Found]:
        """How all messages look now that all are known, in their order."""
        groups = settle(self._groups, self._model.settled)
        counted: dict[int, Counted] = {}
        found = []
        for number, group in enumerate(groups):
            one = counted.setdefault(group, Counted())
            before = one.incident
            kept = self._kept[number]
            one.add(kept.author, self._groups.trace(number), danger=kept.danger)
            found.append((group, one.incident and not before, kept.danger))
        return [
            Found(group, counted[group].incident, made, danger, self._near(number))
            for number, (group, made, danger) in enumerate(found)
        ]

    def _traced(self, messages: Sequence[Heard]) -> list[tuple[Trace, Understood]]:
        readings = self._reader.read(messages)
        told = [compared(*one) for one in zip(messages, readings, strict=True)]
        traces = self._model.traces(
            [text for text, _ in told],
            [one.language for one in readings],
            [trouble for _, trouble in told],
            self._options,
        )
        return list(zip(traces, readings, strict=True))

    def _add(self, message: Heard, traced: tuple[Trace, Understood]) -> Found:
        trace, reading = traced
        number = len(self._kept)
        danger = in_danger(reading.urgency, reading.kind, reading.secondary)
        kept = _Kept(person(message.author) or f"message {number}", danger)
        self._kept.append(kept)
        added = self._groups.add(trace)
        counted = Counted()
        counted.add(kept.author, trace, danger=danger)
        known = False
        for group in {added.group, *added.absorbed} - {number}:
            known |= self._counted[group].incident
            counted.join(self._counted.pop(group))
        self._counted[added.group] = counted
        made = counted.incident and not known
        return Found(added.group, counted.incident, made, danger, _shown(added.near))

    def _near(self, number: int) -> tuple[tuple[int, float], ...]:
        return _shown(self._groups.near(number))


def person(author: str) -> str:
    """Whom an author stands for: blanks around make nobody another, nor do capitals in an address."""
    name = author.strip()
    return name.casefold() if "@" in name else name


def _shown(near: Sequence[Near]) -> tuple[tuple[int, float], ...]:
    shares = [(one.number, round(share(one.odds), 3)) for one in near[:_SHOWN]]
    return tuple(one for one in shares if one[1] >= _WORTH_SHOWING)


def compared(message: Heard, reading: Understood) -> tuple[str, float]:
    """What of a message is compared, as a reader sees it, and how surely something is wrong at all, from 0 to 1: all of
    it; of praise with a stone in it, the stone."""
    text, trouble = _told(message, reading)
    return as_seen(text), trouble


def _told(message: Heard, reading: Understood) -> tuple[str, float]:
    stones = [part for part in reading.concerns if part.kind is Kind.COMPLAINT]
    if reading.kind is Kind.COMPLAINT:
        return message.whole, max(0.5, reading.confidence)
    if reading.kind is Kind.PRAISE and stones:
        return "\n".join(message.text[part.start : part.end] for part in stones), 0.8
    return message.whole, 0.5 if stones else min(0.5, 1 - reading.confidence)
