"""What of a text is read: one plain form of it, and of a very long one the beginning and the end.

Whoever writes may write anything: NUL, half a surrogate pair, the same letter composed or taken apart, a tower of
marks on one letter, a megabyte. Every step here is linear in the length, or works on a part of bounded length.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

HEAD: Final = 2400  # characters kept of the beginning of a long text: more than the pieces that are ever read
TAIL: Final = 1200
_UNSEEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TOWER: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}")


def plain(text: str) -> str:
    """`text` in NFC with single blanks, at most HEAD + TAIL + 1 characters; "" where there is nothing to read.

    Control characters, direction marks and lone surrogates become blanks; three or more loose marks on one letter go
    (no language needs them). Raises nothing.
    """
    if not text.isprintable():
        text = _UNSEEN.sub(" ", text)
    text = _ends(" ".join(text.split()))
    if not text.isascii():
        text = unicodedata.normalize("NFC", _TOWER.sub("", unicodedata.normalize("NFC", text)))
        text = _ends(" ".join(text.split()))
    return text


def _ends(text: str) -> str:
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"
