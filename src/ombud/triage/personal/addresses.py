"""Postal addresses: a street with a house number, in the order each country writes them, and what follows it."""

from collections.abc import Iterator
from typing import Final

from ombud.triage.personal.span import Personal
from ombud.triage.personal.streets import WAYS

_OURS: Final = frozenset(("en", "de", "es", "da", "id"))


def addresses(text: str, language: str) -> Iterator[Personal]:
    """Postal addresses in a plain text that is written in `language`."""
    low = text.lower()
    for way in WAYS:
        if language not in way.at and language in _OURS:
            continue
        if any(hint in low for hint in way.hints) and way.start.search(text):
            for match in way.shape.finditer(text):
                raw = match.group().rstrip(" ,.\n-")
                yield Personal(match.start(), match.start() + len(raw), "address")
