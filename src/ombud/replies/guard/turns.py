"""Turns of phrase: the words of a sentence, two and three of them in a row, and the letters they are made of.

The encoder knows what a sentence is about and roughly how it sounds; that "I am sure" stands before "you understand"
is better known by the words themselves. Pure: numpy alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ombud.embeddings.weights import Floats

BUCKETS: Final = 2**15  # what falls into the same one is taken for the same
_WORD: Final = re.compile(r"\w+|[?!…]")
_DIGITS: Final = re.compile(r"\d+")
_WORDS: Final = 3  # in a row, at most
_LETTERS: Final = (3, 5)  # in a row, at least and at most

type Numbers = npt.NDArray[np.int64]


def turns(text: str) -> Numbers:
    """The numbers of the turns of phrase in a normalised sentence, each once, in order."""
    return np.unique(np.fromiter((crc32(one.encode("utf-8", "replace")) % BUCKETS for one in _turns(text)), np.int64))


def said(turned: Sequence[Numbers], counts: Floats) -> Floats:
    """What the turns of each text say, (texts, rules), by what each of them counts, (`BUCKETS`, rules): of a long text
    each a little less."""
    found = np.zeros((len(turned), counts.shape[1]), np.float32)
    for place, here in enumerate(turned):
        if len(here):
            found[place] = counts[here].sum(axis=0, dtype=np.float32) * np.float32(len(here) ** -0.5)
    return found


def _turns(text: str) -> Iterator[str]:
    words = _WORD.findall(_DIGITS.sub("0", text.lower()))
    for many in range(1, _WORDS + 1):
        for at in range(len(words) - many + 1):
            yield " ".join(words[at : at + many])
    for word in words:
        framed = f"<{word}>"
        for many in range(_LETTERS[0], _LETTERS[1] + 1):
            for at in range(len(framed) - many + 1):
                yield f"-{framed[at : at + many]}"
