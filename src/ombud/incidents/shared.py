"""Why two tellings lie near, in words that a person can check: products, places, things, the words that both use. Pure.

Everything is shown in the words of the other telling, a few of them, and nothing of it is private: names, addresses and
numbers go before anything is compared. Where nothing is shared, nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from ombud.languages import UNKNOWN, fold, normalise
from ombud.replies.guard.matter import telling
from ombud.triage.personal.given import GIVEN, WORDS_TOO
from ombud.triage.personal.masked import mask

from .inflected import same_word
from .proper import proper
from .things import thing

LONGEST: Final = 2000  # characters of a telling that are looked at
MOST: Final = 4  # words, and as many names, that are shown
_WORD: Final = re.compile(r"[^\W\d_]{3,40}(?:-[^\W\d_]{2,20})*")
_MEANS: Final = 5  # letters from which the same word means the same in two languages, as a rule
# How somebody feels about it, that she ordered, paid and waits, and asks for help, says of no trouble which it is.
_FELT: Final = """
    disappointed disappointing unhappy angry annoyed annoying frustrated frustrating upset sad terrible awful
    ordered bought paid received waiting waited wait customers enttäuscht enttäuschend verärgert wütend sauer
    unzufrieden traurig ärgerlich bestellt gekauft bezahlt bekommen erhalten warte gewartet decepcionado
    decepcionada enfadado enfadada molesto molesta triste compré pagué pedí recibí recibido esperando espero skuffet
    skuffende vred irriteret utilfreds købt bestilt betalt modtaget fået venter ventet kecewa marah kesal sedih beli
    membeli pesan bayar membayar terima menerima menunggu tunggu answered answers answering replied helped helping
    tag guten antwortet antworten geantwortet hilft helfen geholfen fragen gefragt contesta contestan contestado
    contestó responde respondido ayúdenme ayuden ayudar escrito svarer svaret hjælper hjælpe skrevet goddag menjawab
    dijawab membalas dibantu membantu
"""
_FEELS: Final = frozenset(fold(_FELT).split())


@dataclass(frozen=True, slots=True)
class Worded:
    """A telling in words: its text, its language, and the names that are not to be shown, hers and the brand's."""

    text: str
    language: str = UNKNOWN
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """What two tellings share: `names` of products and places, `things` that both are about, `words` that both use;
    all as they stand in the other one."""

    names: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A telling with all that is private taken out, and its telling words: folded, and as they stand there."""

    text: str
    language: str
    words: dict[str, str] = field(default_factory=dict)


def opened(one: Worded) -> Opened:
    """`one` as it may be compared in the open."""
    masked = mask(normalise(one.text[:LONGEST]), one.language, one.names)
    text = masked.text
    for mark in masked.stands_for:
        text = text.replace(mark, " | ")
    words = {fold(found[0]): found[0] for found in _WORD.finditer(text) if _shows(found[0])}
    return Opened(text, one.language, words)


def _shows(word: str) -> bool:
    """Whether a word says what a trouble is about, and is nobody's name."""
    low = word.casefold()
    if word[0].isupper() and low in GIVEN and low not in WORDS_TOO:
        return False
    return fold(word) not in _FEELS and bool(telling(word))


def shared(one: Opened, other: Opened) -> Shared:
    """What the two share, as it stands in `other`."""
    alike = one.language == other.language
    names = proper(one.text, other.text, one.language, other.language)[:MOST]
    named = {part for name in names for part in fold(name).split()}
    rest = {plain: word for plain, word in other.words.items() if plain not in named}
    things = () if alike else _things(one, other.language, rest)
    words = [word for plain, word in rest.items() if word not in things and _said(plain, one, alike=alike)]
    kept = sorted(words, key=len, reverse=True)[:MOST]
    return Shared(names, things, tuple(word for word in words if word in kept))


def _said(plain: str, one: Opened, *, alike: bool) -> bool:
    if plain in one.words:
        return alike or len(plain) >= _MEANS
    return alike and any(same_word(plain, known, one.language) for known in one.words)


def _things(one: Opened, language: str, words: dict[str, str]) -> tuple[str, ...]:
    """The things that both are about, each once."""
    hers = {number for plain in one.words if (number := thing(plain, one.language)) is not None}
    found: dict[int, str] = {}
    for plain, word in words.items():
        if (number := thing(plain, language)) in hers and number is not None:
            found.setdefault(number, word)
    return tuple(found.values())[:MOST]
