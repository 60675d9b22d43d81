"""R15: the language and the form of address the customer uses."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.languages import detect

_SURE: Final = 0.9
_ENOUGH: Final = 40

_FORMAL: Final = {
    "de": re.compile(r"\b(?:Ihnen|Ihre[mnrs]?)\b|(?<=[\w,] )Sie\b"),
    "es": re.compile(r"\b(?:usted|ustedes)\b", re.IGNORECASE),
    "id": re.compile(r"\bAnda\b"),
}
_INFORMAL: Final = {
    "de": re.compile(r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:tú|tienes|puedes|quieres|contigo|tuy[oa]s?)\b", re.IGNORECASE),
    "id": re.compile(r"\bkamu\b", re.IGNORECASE),
}


def other_language(plain: str, language: str) -> str:
    """The language a text is surely in although it was meant to be in `language`; "" where it is right or unclear."""
    if len(plain) < _ENOUGH:
        return ""
    found = detect(plain)
    return found.language if found.language not in (language, "unknown") and found.confidence >= _SURE else ""


def wrong_register(plain: str, language: str, register: str) -> Iterator[tuple[str, int, int]]:
    """Where a text leaves its form of address: mixes two, or uses the one that was not asked for."""
    if language not in _FORMAL:
        return
    formal, informal = _FORMAL[language].search(plain), _INFORMAL[language].search(plain)
    if formal and informal:
        later = max(formal, informal, key=lambda match: match.start())
        yield "mixed_register", later.start(), later.end()
    elif register == "formal" and informal:
        yield "too_familiar", informal.start(), informal.end()
    elif register == "informal" and formal:
        yield "too_formal", formal.start(), formal.end()
