"""A text as the numbers of its pieces, as XLM-R cuts it: of all ways to spell it, the one with the best sum of scores.

No piece of the vocabulary spans a blank, so each word is cut by itself, and words that come again are remembered. The
vocabulary's own signs (beginning, end, unknown, mask) are never read out of a text: a writer cannot put them in.
"""

from __future__ import annotations

from typing import Final

from ombud.embeddings.weights import Written

_BLANK: Final = "\u2581"  # what the vocabulary writes for a blank before a word
_REMEMBERED: Final = 50_000
_LONGEST_REMEMBERED: Final = 24
# An unknown character costs this much more than the rarest piece.
_UNKNOWN_COSTS: Final = 10.0


class Pieces:
    """Cuts texts. Needs about 50 MB; safe to use from several threads."""

    def __init__(self, written: Written) -> None:
        signs = {written.first, written.last, written.unknown, 1, len(written.pieces) - 1}
        self.first, self.last, self._unknown = written.first, written.last, written.unknown
        self._number = {piece: n for n, piece in enumerate(written.pieces) if n not in signs}
        self._score = written.scores
        self._longest = max(map(len, self._number))
        self._unknown_score = min(written.scores) - _UNKNOWN_COSTS
        self._read_as = written.read_as
        self._known: dict[str, tuple[int, ...]] = {}

    def cut(self, text: str) -> list[int]:
        """The pieces of the whole `text`, without beginning and end signs. An empty text is one blank."""
        text = text.translate(self._read_as)
        while "  " in text:
            text = text.replace("  ", " ")
        if not text.startswith(" "):
            text = " " + text
        numbers: list[int] = []
        for word in text.split(" ")[1:]:
            numbers += self._word(word)
        return numbers

    def framed(self, text: str, most: int) -> list[int]:
        """The pieces with the signs for beginning and end, at most `most`: of a longer text three quarters from its
        beginning and the rest from its end."""
        numbers = self.cut(text)
        room = most - 2
        if len(numbers) > room:
            tail = room // 4
            numbers = numbers[: room - tail] + numbers[len(numbers) - tail :]
        return [self.first, *numbers, self.last]

    def _word(self, word: str) -> tuple[int, ...]:
        known = self._known.get(word)
        if known is None:
            known = self._best(_BLANK + word)
            if len(word) <= _LONGEST_REMEMBERED:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[word] = known
        return known

    def _best(self, word: str) -> tuple[int, ...]:
        """Viterbi: for each place the best sum up to there, and the piece that ends there."""
        end = len(word)
        number, score, longest = self._number.get, self._score, self._longest
        best = [0.0] + [-1e30] * end
        through = [0] * (end + 1)
        start_of = [0] * (end + 1)
        for start in range(end):
            reached = best[start]
            alone = reached + self._unknown_score
            for stop in range(start + 1, min(start + longest, end) + 1):
                found = number(word[start:stop])
                if found is not None and (total := reached + score[found]) > best[stop]:
                    best[stop], through[stop], start_of[stop] = total, found, start
            if alone > best[start + 1]:
                best[start + 1], through[start + 1], start_of[start + 1] = alone, self._unknown, start
        numbers = []
        at = end
        while at:
            numbers.append(through[at])
            at = start_of[at]
        return tuple(reversed(numbers))
