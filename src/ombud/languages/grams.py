"""The pieces of a word that give its language away: the word itself and runs of one to five letters, edges marked."""

from typing import Final

LONGEST_GRAM: Final = 5
_LONGEST_WORD: Final = 20


def grams(word: str) -> list[str]:
    """The pieces of `word` (in small letters), each once; the whole word begins with "="."""
    edged = f"^{word[:_LONGEST_WORD]}$"
    pieces = {edged[i : i + n] for n in range(1, LONGEST_GRAM + 1) for i in range(len(edged) - n + 1)}
    pieces -= {"^", "$"}
    pieces.add("=" + word)
    return sorted(pieces)
