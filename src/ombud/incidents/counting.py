"""When a group counts as an incident: by people and wordings, never by messages (D32, D33). Pure.

The third person with the same trouble makes it one, the second where somebody may be in danger. The same words from
forty accounts are one wording, however short ("it is down"), so a campaign is seen as what it is. All who use too few
words to say anything are one voice together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from ombud.incidents.rules import PEOPLE, PEOPLE_AT_RISK, mostly_copied, own_voices, same_words, says_little
from ombud.incidents.traces import Trace


@dataclass(frozen=True, slots=True)
class _Wording:
    """One text, whether it says too little to say anything, and whose it is."""

    words: frozenset[int]
    few: bool
    by: set[str]


@dataclass(slots=True)
class Counted:
    """Who told of a trouble, in which wordings, and whether one of them is in danger."""

    people: set[str] = field(default_factory=set)
    wordings: list[_Wording] = field(default_factory=list)
    danger: bool = False

    def add(self, author: str, trace: Trace, *, danger: bool) -> None:
        """One more telling of `author`, who stands for one person."""
        self.people.add(author)
        self.danger |= danger
        self._say(_Wording(trace.words, says_little(trace.words, trace.language), {author}))

    def join(self, other: Counted) -> None:
        """What was counted of another group is of this one too."""
        self.people |= other.people
        self.danger |= other.danger
        for one in other.wordings:
            self._say(one)

    def _say(self, one: _Wording) -> None:
        known = (other for other in self.wordings if other.few == one.few and same_words(one.words, other.words))
        if (same := next(known, None)) is None:
            self.wordings.append(_Wording(one.words, one.few, set(one.by)))
        else:
            same.by.update(one.by)

    @property
    def voices(self) -> int:
        """People as far as they used words of their own, counted as far as it matters: up to `PEOPLE`."""
        numbered = enumerate(self.wordings, 1)
        # Whoever could be spared of a wording that so many used has no say in whether there are enough.
        told = ((author, 0 if one.few else number) for number, one in numbered for author in islice(one.by, PEOPLE))
        return own_voices(told, PEOPLE)

    @property
    def copied(self) -> bool:
        """Most people used the words of somebody else."""
        return mostly_copied(len(self.people), len(self.wordings))

    @property
    def incident(self) -> bool:
        """Whether it counts as an incident."""
        return self.voices >= (PEOPLE_AT_RISK if self.danger else PEOPLE)
