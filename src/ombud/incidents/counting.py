"""When a group counts as an incident: by people and wordings, never by messages (D32, D33). Pure.

The third person with the same trouble makes it one, the second where somebody may be in danger. The same words from
forty accounts are one wording, so a campaign is seen as what it is; short words ("it is down") everybody may find for
herself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ombud.incidents.rules import PEOPLE, PEOPLE_AT_RISK, SHORT, same_words
from ombud.incidents.traces import Trace

_COPIED: Final = 0.8  # of all stems of two tellings: it is the same text


@dataclass(slots=True)
class Counted:
    """Who told of a trouble, in how many wordings, and whether one of them is in danger."""

    people: set[str] = field(default_factory=set)
    wordings: list[frozenset[int]] = field(default_factory=list)
    short: set[str] = field(default_factory=set)  # who told it in few words
    danger: bool = False

    def add(self, author: str, trace: Trace, *, danger: bool) -> None:
        """One more telling of `author`, who stands for one person."""
        self.people.add(author)
        self.danger |= danger
        if len(trace.words) < SHORT:
            self.short.add(author)
        elif not any(same_words(trace.words, other) for other in self.wordings):
            self.wordings.append(trace.words)

    def join(self, other: Counted) -> None:
        """What was counted of another group is of this one too."""
        self.people |= other.people
        self.short |= other.short
        self.danger |= other.danger
        self.wordings += [
            one for one in other.wordings if not any(same_words(one, known) for known in self.wordings)
        ]  # fmt: skip

    @property
    def voices(self) -> int:
        """People as far as they used words of their own."""
        return min(len(self.people), len(self.wordings) + len(self.short))

    @property
    def copied(self) -> bool:
        """Most people used the words of somebody else."""
        return len(self.people) >= PEOPLE and 2 * self.voices < len(self.people)

    @property
    def incident(self) -> bool:
        """Whether it counts as an incident."""
        return self.voices >= (PEOPLE_AT_RISK if self.danger else PEOPLE)
