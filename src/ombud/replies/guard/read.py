"""A text as it is read: one form for all ways of typing it, and the way back to what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from ombud.languages.alike import latin, undressed, unveiled
from ombud.replies.guard.normal import normalise, places
from ombud.replies.guard.sentences import lines


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it is read: `typed` in one form for all ways of typing it, `plain` with look-alikes as what they look
    like, letter for letter."""

    seen: str
    kept: list[int] | None
    typed: str
    plain: str

    @classmethod
    def of(cls, text: str) -> Read:
        seen, kept = unveiled(undressed(text))
        typed = normalise(seen)
        return cls(seen, kept, typed, latin(typed))

    @property
    def letters(self) -> tuple[str, ...]:
        """The text as it was typed and as it looks: a name may stand there in its own script or in borrowed letters."""
        return (self.typed,) if self.typed == self.plain else (self.typed, self.plain)

    def lines(self) -> list[tuple[int, int]]:
        """Where each line of the text stands in `plain`."""
        return lines(self.seen, self.typed)

    def places(self) -> tuple[list[int], list[int]]:
        """For every character of `plain` where it starts and ends in the text as it was given."""
        starts, ends = places(self.seen, self.typed)
        if self.kept is None:
            return starts, ends
        spots = [self.kept[start:end] or [0] for start, end in zip(starts, ends, strict=True)]
        return [min(some) for some in spots], [max(some) + 1 for some in spots]
