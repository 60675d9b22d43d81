"""What in a text may be a code, as whoever reads it would type it: look-alike letters, unseen signs, blanks, hyphens of
any kind and tags between its parts hide none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from ombud.languages.alike import unaccented
from ombud.replies.guard.covered import unwrapped
from ombud.replies.guard.read import Read

from .sheet import LONGEST, SHORTEST

_PIECE: Final = re.compile(r"[A-Za-z0-9]+")
# What may stand between two parts of a code.
_GAP: Final = re.compile(r"[\W_]{1,3}|[._/#-]{1,20}")
_PARTS: Final = 8  # of a code, where they are longer than a letter
_READ: Final = 20_000  # characters: no longer text leaves
_MOST: Final = 50_000


def likely(text: str) -> list[str]:
    """What may be a code in `text`, each once: what stands in one piece first. Bounded."""
    shown = unwrapped(text[:_READ]).text
    plains = dict.fromkeys(unaccented(Read.of(one).plain, "") for one in (text[:_READ], shown))
    found = {code: None for plain in plains for code in _PIECE.findall(plain) if SHORTEST <= len(code) <= LONGEST}
    found |= {code: None for plain in plains for code in _in_parts(plain)}
    return list(islice(found, _MOST))


def _in_parts(plain: str) -> Iterator[str]:
    """Neighbouring pieces as one. More than two are a code only with a figure among them, in capitals, or one by one:
    else they are words of a sentence."""
    pieces = list(_PIECE.finditer(plain))
    for first, piece in enumerate(pieces):
        joined, end = piece.group(), piece.end()
        alone = len(joined) == 1
        for count, other in enumerate(pieces[first + 1 : first + LONGEST], 2):
            if not _GAP.fullmatch(plain, end, other.start()):
                break
            alone = alone and len(other.group()) == 1
            joined, end = joined + other.group(), other.end()
            if len(joined) > LONGEST or (count > _PARTS and not alone):
                break
            told = count == 2 or alone or joined.isupper() or any(sign.isdigit() for sign in joined)
            if told and len(joined) >= SHORTEST:
                yield joined
