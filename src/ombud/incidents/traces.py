"""Traces: what tellings are compared by. Pure: numpy alone.

A trace holds no text. Its place says what was meant, in any language; its words and what it names say how. It is small
(about half a kilobyte packed), so that a history of a million tellings can be searched.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ombud.incidents.named import LONGEST, named
from ombud.languages import fold

Floats = npt.NDArray[np.float32]

_WORD: Final = re.compile(r"[^\W\d_]{3,40}")
_STEM: Final = 5  # letters: refund, refunds, refunded; factura, facturas
_MOST: Final = 80  # words of a telling that count
_LOUD: Final = 0.5  # of the letters: above that a text is shouted as a whole
_CAPITALS: Final = re.compile(r"[^\W\d_]{5,}")  # shorter ones are often names: USB, HDMI, GLS


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """`place` is of unit length, or all zero where there was nothing to read; `words` are stems as numbers (never the
    words themselves); `names` is what `named` found; `length` counts words; `trouble` is how surely something is wrong
    at all, from 0 to 1."""

    place: Floats
    words: frozenset[int]
    names: frozenset[str]
    language: str
    length: int
    trouble: float = 1.0

    def pack(self) -> bytes:
        """All but the place, in few bytes."""
        numbers = array("I", sorted(self.words))
        told = "\n".join((self.language, str(self.length), f"{self.trouble:.2f}", *sorted(self.names))).encode()
        return len(numbers).to_bytes(2, "little") + numbers.tobytes() + told


def unpack(packed: bytes, place: Floats) -> Trace:
    """The trace of which `pack` made these bytes."""
    end = 2 + 4 * int.from_bytes(packed[:2], "little")
    language, length, trouble, *names = packed[end:].decode().split("\n")
    return Trace(place, frozenset(array("I", packed[2:end])), frozenset(names), language, int(length), float(trouble))


def quiet(text: str) -> str:
    """`text` with what is shouted said: the encoder takes capitals for other words, and the angry write in them."""
    if text.islower():
        return text
    cased = [letter for letter in text if letter.isupper() or letter.islower()]
    if sum(map(str.isupper, cased)) > _LOUD * len(cased):
        return text.lower()
    return _CAPITALS.sub(lambda word: word[0].lower() if word[0].isupper() else word[0], text)


def stems(text: str) -> tuple[frozenset[int], int]:
    """The stems of the words of `text` as numbers, and how many words it has."""
    found = _WORD.findall(fold(text[:LONGEST]))
    return frozenset(dict.fromkeys(crc32(word[:_STEM].encode()) for word in found[:_MOST])), len(found)


def trace(text: str, language: str, place: Floats, trouble: float = 1.0) -> Trace:
    """The trace of `text`, whose place is known."""
    words, length = stems(text)
    return Trace(place, words, named(text), language, length, trouble)
