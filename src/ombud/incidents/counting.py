"""When a group counts as an incident: by people and wordings, never by messages (D32, D33). Pure.

The third person with the same trouble makes it one, the second where somebody may be in danger. The same words from
forty accounts are one wording, however short ("it is down"), so a campaign is seen as what it is. All who use too few
words to say anything are one voice together.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ombud.incidents.rules import PEOPLE, PEOPLE_AT_RISK, same_words, says_little
from ombud.incidents.traces import Trace


@dataclass(slots=True)
class Counted:
    """Who told of a trouble, in how many wordings, and whether one of them is in danger."""

    people: set[str] = field(default_factory=set)
    wordings: list[frozenset[int]] = field(default_factory=list)
    few: list[frozenset[int]] = field(default_factory=list)  # wordings that say too little to count for themselves
    danger: bool = False

    def add(self, author: str, trace: Trace, *, danger: bool) -> None:
        """One more telling of `author`, who stands for one person."""
        self.people.add(author)
        self.danger |= danger
        _add(self.few if says_little(trace.words, trace.language) else self.wordings, trace.words)

    def join(self, other: Counted) -> None:
        """What was counted of another group is of this one too."""
        self.people |= other.people
        self.danger |= other.danger
        for mine, theirs in ((self.wordings, other.wordings), (self.few, other.few)):
            for one in theirs:
                _add(mine, one)

    @property
    def voices(self) -> int:
        """People as far as they used words of their own."""
        return min(len(self.people), len(self.wordings) + bool(self.few))

    @property
    def copied(self) -> bool:
        """Most people used the words of somebody else."""
        return len(self.people) >= PEOPLE and 2 * (len(self.wordings) + len(self.few)) < len(self.people)

    @property
    def incident(self) -> bool:
        """Whether it counts as an incident."""
        return self.voices >= (PEOPLE_AT_RISK if self.danger else PEOPLE)


def _add(known: list[frozenset[int]], words: frozenset[int]) -> None:
    if not any(same_words(words, other) for other in known):
        known.append(words)
