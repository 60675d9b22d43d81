"""Postal addresses: a street with a house number, in the order each country writes them, and what follows it."""

from collections.abc import Iterator

from ombud.triage.personal.span import Personal
from ombud.triage.personal.streets import WAYS


def addresses(text: str, language: str) -> Iterator[Personal]:
    """Postal addresses in a plain text that is written in `language`."""
    low = text.lower()
    for way in WAYS:
        if (language in way.at or language not in "en de da es id") and any(hint in low for hint in way.hints):
            for match in way.shape.finditer(text):
                raw = match.group().rstrip(" ,.\n-")
                yield Personal(match.start(), match.start() + len(raw), "address")
