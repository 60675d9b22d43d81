"""Where one concern may end and the next begin: the sentences and clauses of a message. Pure."""

from __future__ import annotations

import re
from typing import Final

_MOST: Final = 24
_SHORTEST: Final = 12  # characters; anything shorter belongs to its neighbour
# A full stop, a line's end, a dash; or a comma before a word that turns round ("but", "aber", "pero", "men", "tapi").
_BREAK: Final = re.compile(
    r"[.!?…]+[\"')\]]*\s+|\n+|\s+[-–—]+\s+|;\s+"
    r"|,\s+(?=(?:but|however|though|also|and also|aber|nur|allerdings|doch|außerdem|pero|aunque|además|también"
    r"|men|dog|også|tapi|tetapi|namun|cuma|trus|terus|sekalian)\b)",
    re.IGNORECASE,
)


def parts(text: str) -> list[tuple[int, int]]:
    """The places of the parts of `text` in order, without the blanks around them; at most 24, none very short."""
    found: list[tuple[int, int]] = []
    at = 0
    for mark in _BREAK.finditer(text):
        end = mark.start() + len(mark[0].rstrip()) if not mark[0].startswith(",") else mark.start()
        if len(text[at:end].strip()) >= _SHORTEST and len(found) < _MOST - 1:
            found.append(_trimmed(text, at, end))
            at = mark.end()
    rest = _trimmed(text, at, len(text))
    if rest[1] - rest[0] >= _SHORTEST or not found:
        found.append(rest)
    else:
        found[-1] = (found[-1][0], rest[1] if rest[1] > rest[0] else found[-1][1])
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
