"""What of a reply are the customer's own words, quoted: repeating is not saying (D21 asks for it).

Hers is what stands in quotation marks or on lines that begin with ">" and what she did write, word for word but for
how it was typed. Whatever else stands there is ours, however it is set.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ombud.replies.guard.normal import normalise

_MARKER: Final = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_BLOCK: Final = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_LINE: Final = re.compile(r"[^\n]+")
_IN_MARKS: Final = re.compile(r"[“„«»”\"]([^“”„«»\"]{3,600})[”“»«\"]")
_GAP: Final = re.compile(r"\[?(?:…|\.{3})\]?")  # what she wrote there is left out
_EDGES: Final = " .,;:!?…\"'"
_FEW: Final = 3  # words: fewer on quoted lines may stand in any message
_LONGEST: Final = 50_000  # characters of a message of hers

Span = tuple[int, int]


def unmarked(text: str) -> str:
    """`text` with the signs that set a line as quoted blotted out, length kept: what stands behind them is read on."""
    return _MARKER.sub(lambda sign: " " * len(sign.group()), text) if ">" in text else text


def blocks(text: str) -> list[Span]:
    """Where lines are set as quoted, whoever wrote them."""
    return [block.span() for block in _BLOCK.finditer(text)] if ">" in text else []


def hers(text: str, quoted: Sequence[str]) -> list[Span]:
    """Where `text` repeats what she wrote in `quoted`, in quotation marks or on quoted lines; in order."""
    quoting, in_marks = blocks(text), list(_IN_MARKS.finditer(text))
    if not (quoting or in_marks):
        return []
    said = [f" {words} " for message in quoted if (words := _plain(message[:_LONGEST]))]
    found = {match.span(1) for match in in_marks if _repeats(match.group(1), said)}
    return sorted(found.union(*(_of_block(text, block, said) for block in quoting)))


def without(text: str, spans: Sequence[Span]) -> str:
    """`text` with these stretches blotted out, length kept."""
    for start, end in spans:
        text = text[:start] + "".join(sign if sign == "\n" else " " for sign in text[start:end]) + text[end:]
    return text


def _plain(words: str) -> str:
    return normalise(unmarked(words)).casefold().strip(_EDGES)


def _of_block(text: str, block: Span, said: Sequence[str]) -> Iterator[Span]:
    """The whole block, or those of its lines that are hers. A message of hers may be as short as it is."""
    if f" {_plain(text[slice(*block)])} " in said:
        yield block
        return
    for span in (block, *(line.span() for line in _LINE.finditer(text, *block))):
        words = text[slice(*span)]
        if len(_plain(words).split()) >= _FEW and _repeats(words, said):
            yield span
            if span == block:
                return


def _repeats(words: str, said: Sequence[str]) -> bool:
    """Whether each piece of `words` stands in one of her messages, from the edge of a word to the edge of a word."""
    pieces = [piece for part in _GAP.split(words) if (piece := _plain(part))]
    return bool(pieces) and all(any(_within(piece, one) for one in said) for piece in pieces)


def _within(piece: str, words: str) -> bool:
    at = words.find(piece)
    while at >= 0:
        end = at + len(piece)
        if not (_goes_on(words, at) or _goes_on(words, end)):
            return True
        at = words.find(piece, end)
    return False


def _goes_on(words: str, at: int) -> bool:
    return words[at - 1].isalnum() and words[at].isalnum()
