"""What of a reply are the customer's own words, quoted: repeating is not saying (D21 asks for it).

Hers is what stands in quotation marks or on lines that begin with ">" and what she did write, word for word but for
how it was typed. Whatever else stands there is ours, however it is set.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from ombud.replies.guard.normal import normalise

_MARKER: Final = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_BLOCK: Final = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_WORD: Final = re.compile(r"[^\W_]+")
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


def quotes(text: str) -> bool:
    """Whether anything in `text` is set as somebody's words; where nothing is, nothing need be known of hers."""
    return bool(blocks(text)) or _IN_MARKS.search(text) is not None


class _Said:
    """Her messages as they are compared, each read when it is come to: what she wrote last is what is mostly quoted."""

    def __init__(self, messages: Iterable[str]) -> None:
        self._read: list[str] = []
        self._left = iter(messages)

    def __iter__(self) -> Iterator[str]:
        yield from self._read
        for message in self._left:
            if words := _plain(message[:_LONGEST]):
                self._read.append(f" {words} ")
                yield self._read[-1]


def hers(text: str, quoted: Sequence[str], earlier: Sequence[str] = ()) -> list[Span]:
    """Where `text` repeats what she wrote in `quoted`, or before that, in quotation marks or on quoted lines; in
    order."""
    quoting, in_marks = blocks(text), list(_IN_MARKS.finditer(text))
    if not (quoting or in_marks):
        return []
    signs = {
        max(_WORD.findall(part), key=len, default="")
        for piece in (*(match.group(1) for match in in_marks), *(text[slice(*block)] for block in quoting))
        for line in piece.casefold().splitlines()
        for part in _GAP.split(line)
    }
    # Read in full is only what can have been repeated: the guard looks while somebody types.
    said = _Said(chain(quoted, (one for one in earlier if any(sign in one.casefold() for sign in signs))))
    found = {match.span(1) for match in in_marks if _repeats(match.group(1), said)}
    return sorted(found.union(*(_of_block(text, block, said) for block in quoting)))


def without(text: str, spans: Sequence[Span]) -> str:
    """`text` with these stretches blotted out, length kept."""
    for start, end in spans:
        text = text[:start] + "".join(sign if sign == "\n" else " " for sign in text[start:end]) + text[end:]
    return text


def _plain(words: str) -> str:
    return normalise(unmarked(words)).casefold().strip(_EDGES)


def _of_block(text: str, block: Span, said: Iterable[str]) -> Iterator[Span]:
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


def _repeats(words: str, said: Iterable[str]) -> bool:
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
