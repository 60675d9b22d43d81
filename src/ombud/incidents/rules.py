"""Decisions about incidents: pure, codes and no prose. Persons and wordings count, never messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import fmean
from typing import Final, Protocol

PEOPLE: Final = 3  # with the same trouble, and it is put before a person (D33)
PEOPLE_AT_RISK: Final = 2  # where somebody may be hurt
SPEAK: Final = 3  # of a group, the likest speak for it
SAID: Final = 50.0  # log odds of what a person has said


class Status(StrEnum):
    """What people see of an incident."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CAUSE_FOUND = "cause_found"
    FIXED = "fixed"
    ENDED = "ended"
    DISMISSED = "dismissed"
    MERGED = "merged"


class IncidentFacts(Protocol):
    """The facts of an incident that its label is derived from."""

    confirmed_at: datetime | None
    cause_at: datetime | None
    fixed_at: datetime | None
    dismissed_at: datetime | None
    ended_at: datetime | None
    merged_into_id: int | None


def status(incident: IncidentFacts) -> Status:
    """The label that the facts amount to."""
    if incident.merged_into_id:
        return Status.MERGED
    if incident.dismissed_at:
        return Status.DISMISSED
    if incident.ended_at:
        return Status.ENDED
    if incident.fixed_at:
        return Status.FIXED
    if incident.cause_at:
        return Status.CAUSE_FOUND
    return Status.CONFIRMED if incident.confirmed_at else Status.PROPOSED


@dataclass(frozen=True, slots=True)
class Teller:
    """One telling of a trouble: by whom, in which words (alike for the same ones), whether somebody may be hurt."""

    person: int
    wording: str
    safety: bool = False


def voices(tellers: Iterable[Teller]) -> int:
    """How many people speak of it in words of their own.

    One person's many cases are one voice, and so is one text from many accounts: the largest number of people who can
    each be given a wording that is nobody else's.
    """
    wordings: dict[int, set[str]] = {}
    for teller in tellers:
        wordings.setdefault(teller.person, set()).add(teller.wording)
    whose: dict[str, int] = {}

    def find(person: int, tried: set[str]) -> bool:
        for wording in sorted(wordings[person] - tried):
            tried.add(wording)
            if wording not in whose or find(whose[wording], tried):
                whose[wording] = person
                return True
        return False

    return sum(find(person, set()) for person in sorted(wordings))


def people(tellers: Iterable[Teller]) -> int:
    """How many people have it, by whatever words."""
    return len({teller.person for teller in tellers})


def copied(tellers: Sequence[Teller]) -> int:
    """How many people sent words that were somebody else's before; the page says so: copied text."""
    return people(tellers) - voices(tellers)


def proposes(tellers: Sequence[Teller]) -> bool:
    """Whether it is put before a person: by the third voice, by the second where somebody may be hurt."""
    enough = PEOPLE_AT_RISK if any(teller.safety for teller in tellers) else PEOPLE
    return voices(tellers) >= enough


def alarms(case_is_safety: bool, *, joined: bool) -> bool:
    """Whether a person is told at once: a safety matter, unless it joined an incident that somebody knows of."""
    return case_is_safety and not joined


class Joining(Protocol):
    """From which log odds on a case joins a group of some size."""

    def of(self, size: int) -> float: ...


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that are together; `incident` is the number of the incident they make, none as long as they make none.

    `odds` has, for the members that were held against the case in question, the log odds that it is the same trouble;
    `said` what people said of it and a member: True for the same. `size` counts all members.
    """

    incident: int | None
    size: int
    odds: Mapping[int, float]
    said: Mapping[int, bool]

    def speaks(self) -> float | None:
        """The log odds by which the group takes the case in; None where a person said no. A yes decides."""
        if False in self.said.values():
            return None
        if self.said:
            return SAID
        return fmean(sorted(self.odds.values(), reverse=True)[:SPEAK])


def joins(groups: Iterable[Group], joining: Joining) -> Group | None:
    """The group that a case joins, if any: of which those it is likest speak for it most clearly."""
    best, by = None, 0.0
    for group in groups:
        speaks = group.speaks() if group.odds or group.said else None
        if speaks is None:
            continue
        above = speaks - joining.of(group.size)
        if above > by:
            best, by = group, above
    return best


def pair(one: int, other: int) -> tuple[int, int]:
    """The numbers of two cases in the order in which a pair is written down."""
    return (one, other) if one < other else (other, one)


def isolated(checks: int, near: int, together: bool) -> bool | None:
    """Whether a case may be called isolated (D32): None as long as nobody has looked."""
    return None if not checks else not near and not together
