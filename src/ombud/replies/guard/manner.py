"""R15: the language and the form of address the customer uses."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.languages import UNKNOWN
from ombud.languages.detected import Detected
from ombud.replies.guard.lexicon import LANGUAGES

_SURE: Final = 0.9
_ENOUGH: Final = 40
_LONGEST: Final = 4000
# Beyond the five: languages in which a text of some length is surely recognised, so that another one is surely another.
_RECOGNISED: Final = frozenset(
    """am ar be bg bn ca cs el et eu fa fi fr gu he hi hr hu hy is it ja ka km kn ko lo lt lv ml mr ms my nl no or pa pl pt
    ro ru si sk sl sq sr sv ta te th tl tr uk ur vi zh""".split()
)
# Those that are taken for each other: that a text is in the other is never sure enough for a word about it.
_ALIKE: Final = tuple(
    map(
        frozenset,
        (
            ("da", "no", "sv"),
            ("id", "ms"),
            ("hr", "sr", "sl"),
            ("cs", "sk"),
            ("es", "pt", "ca"),
            ("ru", "uk", "be", "bg"),
        ),
    )
)

_FORMAL: Final = {
    "de": re.compile(r"\b(?:Ihnen|Ihre[mnrs]?)\b|(?<=[\w,] )Sie\b"),
    "es": re.compile(r"\b(?:usted|ustedes)\b", re.IGNORECASE),
    "id": re.compile(r"\bAnda\b"),
}
_INFORMAL: Final = {
    "de": re.compile(r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?)\b", re.IGNORECASE),
    "es": re.compile(
        r"\b(?:tú|tu|tus|te|ti|tienes|puedes|quieres|contigo|tuy[oa]s?|vosotr[oa]s|os|vuestr[oa]s?)\b", re.IGNORECASE
    ),
    "id": re.compile(
        r"\b(?:kamu|kalian|lo|gue|aku|makasih|sori+|nggak|gak|udah|banget|deh|kalo|duit\w*)\b", re.IGNORECASE
    ),
}
# How a customer writes who says neither pronoun of us in the form that we answer in.
_HERS: Final = {
    "de": (re.compile(r"\b(?:Ihnen|Ihre[mnrs]?)\b|(?<=[\w,] )Sie\b"), re.compile(r"\b(?:du|dich|dir|dein\w*)\b")),
    "es": (re.compile(r"\b(?:usted|ustedes|les? (?:ruego|pido|agradecería|escribo)|estimad[oa]s|atentamente)\b", re.IGNORECASE), re.compile(r"\b(?:tú|contigo|puedes|tienes|tuy[oa]s?|oye)\b", re.IGNORECASE)),
    "id": (re.compile(r"\b(?:Anda|Bapak|Ibu|[Dd]engan hormat)\b"), re.compile(r"\b(?:kamu|gue|gw|lo|kak|min|bang|sis)\b", re.IGNORECASE)),
}  # fmt: skip


def surely_in(plain: str, found: Detected) -> str:
    """The language a text is surely in, by what was `found`; "" where that is unclear."""
    sure = len(plain) >= _ENOUGH and found.confidence >= _SURE and found.language != UNKNOWN
    return found.language if sure else ""


def other_language(plain: str, language: str, found: Detected) -> str:
    """The language a text is surely in although it was meant to be in `language`; "" where it is right or unclear."""
    sure = surely_in(plain, found)
    return sure if sure != language else ""


def told_apart(language: str, other: str) -> bool:
    """Whether a text that is surely in `other` is surely not in `language`, as it should be."""
    if language in LANGUAGES:
        return True
    return language in _RECOGNISED and not any({language, other} <= alike for alike in _ALIKE)


def spoken(plain: str, language: str) -> str:
    """The form of address of a reply; "" where it shows none, or both."""
    if language not in _FORMAL:
        return ""
    found = _FORMAL[language].search(plain) is not None, _INFORMAL[language].search(plain) is not None
    return {(True, False): "formal", (False, True): "informal"}.get(found, "")


def register_of(quoted: tuple[str, ...], language: str) -> str:
    """The form of address in which the customer writes to us; "" where she shows none, or both."""
    if language not in _HERS:
        return ""
    formal, informal = _HERS[language]
    text = " ".join(said[:_LONGEST] for said in quoted)
    found = formal.search(text) is not None, informal.search(text) is not None
    return {(True, False): "formal", (False, True): "informal"}.get(found, "")


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
