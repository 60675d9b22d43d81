"""Decisions about incidents: pure, codes and no prose. Persons and wordings count, never messages."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil, log
from statistics import fmean
from typing import Final, Protocol

from ombud.incidents.courtesies import COURTESIES
from ombud.triage.kinds import Kind, Scenario

PEOPLE: Final = 3  # with the same trouble, and it is put before a person (D33)
PEOPLE_AT_RISK: Final = 2  # where somebody may be hurt
SAID: Final = 50.0  # log odds of what a person has said
SAYS: Final = 2  # stems at least, or a telling does not say what is wrong ("broken")
SHORT: Final = 4  # stems that two people may well have in common
# Of all stems of two tellings, courtesies aside: it is the same text. Of 3,596 pairs in which two people told the same
# trouble in the same language, in the worlds, none share more than 0.46.
COPIED: Final = 0.7
BESIDE: Final = 2  # stems by which they may differ however short they are: a name each, or a word more
UNSPACED: Final = frozenset({"bo", "ja", "km", "lo", "my", "th", "zh"})  # a sentence is one stem there
LASTS: Final = timedelta(days=14)  # a trouble, as a rule: what is told within that time may well be one


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
    """One telling of a trouble: by whom, in which words (alike for the same ones), whether somebody may be hurt, and
    whether they are too few to say anything."""

    person: int
    wording: str
    safety: bool = False
    few: bool = False


def voices(tellers: Iterable[Teller]) -> int:
    """How many people speak of it in words of their own.

    One person's many cases are one voice, and so is one text from many accounts: the largest number of people who can
    each be given a wording that is nobody else's. All who use too few words to say anything are one voice together.
    """
    return own_voices((teller.person, "" if teller.few else teller.wording) for teller in tellers)


def own_voices[Person: (int, str), Wording: (int, str)](
    told: Iterable[tuple[Person, Wording]], most: int | None = None
) -> int:
    """The largest number of people who can each be given one of their wordings that nobody else is given; of more than
    `most` no more are counted."""
    wordings: dict[Person, dict[Wording, None]] = {}
    for person, words in told:
        wordings.setdefault(person, {})[words] = None
    whose: dict[Wording, Person] = {}
    settled: set[Wording] = set()
    for person in sorted(wordings):
        if len(whose) == most:
            break
        _give_one(person, wordings, whose, settled)
    return len(whose)


def _give_one[Person: (int, str), Wording: (int, str)](
    person: Person, wordings: Mapping[Person, Iterable[Wording]], whose: dict[Wording, Person], settled: set[Wording]
) -> None:
    """Give a wording to one more person, to whom others may have to leave theirs for one that is free. What is found
    to lead nowhere is `settled`: nobody looks there again."""
    asked: dict[Wording, tuple[Person, Wording | None]] = {}  # who asks for one, and which she would leave for it
    waiting: deque[tuple[Person, Wording | None]] = deque([(person, None)])
    while waiting:
        asks, holds = waiting.popleft()
        for wording in wordings[asks]:
            if wording in asked or wording in settled:
                continue
            asked[wording] = asks, holds
            if wording in whose:
                waiting.append((whose[wording], wording))
                continue
            free: Wording | None = wording
            while free is not None:
                whose[free], free = asked[free]
            return
    settled.update(asked)


def people(tellers: Iterable[Teller]) -> int:
    """How many people have it, by whatever words."""
    return len({teller.person for teller in tellers})


@dataclass(frozen=True, slots=True)
class Copying:
    """How far a trouble is told in copied text: how many `people` tell it, in how many `voices` of their own, and how
    many of them sent the text that most sent."""

    people: int
    voices: int
    same: int

    @property
    def copied(self) -> int:
        """How many people sent words that were somebody else's before."""
        return self.people - self.voices

    @property
    def campaign(self) -> bool:
        """Whether it is mostly one text, sent by many."""
        return mostly_copied(self.people, self.voices) and self.same >= PEOPLE


def copying(tellers: Sequence[Teller]) -> Copying:
    """How far these tell it in copied text, however little it says."""
    told = {(teller.person, teller.wording) for teller in tellers}
    senders = Counter(wording for _, wording in told)
    return Copying(people(tellers), own_voices(sorted(told)), max(senders.values(), default=0))


def mostly_copied(people: int, voices: int) -> bool:
    """Whether most people used the words of somebody else."""
    return people >= PEOPLE and 2 * voices < people


def copiers(tellers: Iterable[Teller]) -> set[int]:
    """Who has said nothing but what somebody else had said before her, in the order in which they told it."""
    whose: dict[str, int] = {}
    own: dict[int, bool] = {}
    for teller in tellers:
        first = whose.setdefault(teller.wording, teller.person)
        own[teller.person] = own.get(teller.person, False) or first == teller.person
    return {person for person, has in own.items() if not has}


def proposes(tellers: Sequence[Teller]) -> bool:
    """Whether it is put before a person: by the third voice, by the second where somebody may be hurt."""
    return voices(tellers) >= _enough(tellers)


def could_propose(tellers: Sequence[Teller]) -> bool:
    """Whether it could be put before a person if many more had sent the same words: they bring people, but no wording
    of their own."""
    return len({"" if teller.few else teller.wording for teller in tellers}) >= _enough(tellers)


def _enough(tellers: Sequence[Teller]) -> int:
    return PEOPLE_AT_RISK if any(teller.safety for teller in tellers) else PEOPLE


def says_little(stems: Collection[int], language: str) -> bool:
    """Whether a telling has too few words to say anything. It joins an incident that stands all the same."""
    return not stems if language in UNSPACED else len(stems) < SAYS


def in_danger(urgency: int, kind: str, secondary: Collection[str]) -> bool:
    """Whether somebody may come to harm, so that one alone is reason enough for a person to look at once."""
    return urgency == 1 and (kind == Kind.COMPLAINT or Scenario.SAFETY in secondary)


def alarms(case_is_safety: bool, *, known: bool) -> bool:
    """Whether a person is told at once: a safety matter, unless it is in an incident that goes on and is known to be
    one. A dismissed one is no reason for silence."""
    return case_is_safety and not known


def same_words(some: frozenset[int], others: frozenset[int]) -> bool:
    """Whether two tellings are the same text, but for courtesies, links, a name and a few words in front or behind."""
    return _same(some - COURTESIES, others - COURTESIES)


def _same(some: frozenset[int], others: frozenset[int]) -> bool:
    shared = len(some & others)
    return shared >= COPIED * len(some | others) or (shared >= SAYS and len(some ^ others) <= BESIDE)


def wordings(told: Iterable[frozenset[int]]) -> list[str]:
    """Of tellings, each by its stems, the wording of each: alike for the same text."""
    told = [stems - COURTESIES for stems in told]
    often = Counter(stem for stems in told for stem in stems)
    known: list[frozenset[int]] = []
    numbers: dict[frozenset[int], int] = {}
    holding: dict[int, list[int]] = {}  # by a stem, the known ones that hold it among their rarest
    found = []
    for stems in told:
        if stems not in numbers:
            # Of two texts that are the same, one of the rarest stems of each, so many, is the other's as well: only
            # those that share one have to be held against each other.
            own = max(len(stems) - ceil(COPIED * len(stems) - 1e-9), min(BESIDE, len(stems) - SAYS))
            rarest = sorted(stems, key=lambda stem: (often[stem], stem))[: own + 1]
            likely = sorted({number for stem in rarest for number in holding.get(stem, ())})
            number = next((one for one in likely if _same(stems, known[one])), len(known))
            if number == len(known):
                known.append(stems)
                for stem in rarest:
                    holding.setdefault(stem, []).append(number)
            numbers[stems] = number
        found.append(f"wording {numbers[stems]}")
    return found


def linked(odds: Sequence[float], said: Collection[bool]) -> float | None:
    """The mean log odds that two groups of cases have the same trouble, by those between their members. None where a
    person said no of two of them, or nothing is known; a yes decides."""
    if False in said:
        return None
    if said:
        return SAID
    return fmean(odds) if odds else None


def likest[Group](links: Iterable[tuple[Group, float | None, float]]) -> Group | None:
    """Of groups, each with how likely it is the same and what that takes, the one that is so most surely, if any is."""
    best, by = None, 0.0
    for group, odds, takes in links:
        if odds is not None and odds - takes >= by:
            best, by = group, odds - takes
    return best


def pair(one: int, other: int) -> tuple[int, int]:
    """The numbers of two cases in the order in which a pair is written down."""
    return (one, other) if one < other else (other, one)


def isolated(checks: int, near: int, together: bool) -> bool | None:
    """Whether a case may be called isolated (D32): None as long as nobody has looked."""
    return None if not checks else not near and not together


def odds_of_time(apart: timedelta) -> float:
    """What the time between two tellings takes from the log odds that they are of one trouble: nothing while a trouble
    lasts; then the chance halves whenever the time doubles."""
    return -log(max(abs(apart) / LASTS, 1.0))


def living(ended_at: datetime | None, now: datetime) -> bool:
    """Whether a case may still bring something before a person: one that goes on, or was settled only just."""
    return ended_at is None or now - ended_at < LASTS
