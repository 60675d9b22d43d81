"""The pieces of a word that give its language away: the word itself and runs of one to five letters, edges marked."""

from typing import Final

LONGEST_GRAM: Final = 5
_LONGEST_WORD: Final = 20
_EDGES: Final = frozenset("^$")


def grams(word: str) -> set[str]:
    """The pieces of `word` (in small letters); the whole word begins with "="."""
    edged = f"^{word[:_LONGEST_WORD]}$"
    size = len(edged)
    pieces = {edged[i : i + n] for n in range(1, LONGEST_GRAM + 1) for i in range(size - n + 1)}
    pieces -= _EDGES
    pieces.add("=" + word)
    return pieces
