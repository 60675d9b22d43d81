"""Which language a message is in.

The statistics of py3langid carry most texts; small words decide between close neighbours and in short texts, where they
know better. What the sender wrote before may break a tie, never overrule the words.
"""

import logging
import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol

from ombud.languages.words import ANYWHERE, WEIGHTS

UNKNOWN: Final = "unknown"
LONGEST: Final = 600

_NOISE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[@#]\w+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]{1,3})?")
_NEIGHBOURS: Final = frozenset(("da", "no", "nb", "nn", "sv", "fo", "is", "id", "ms", "jv", "su", "ace", "min", "bjn"))
# The languages that Ombud speaks are likelier here than they are in the world.
_OURS: Final = {"en": 0.8, "de": 0.8, "es": 0.8, "da": 0.8, "id": 0.8}
_SURE_WORDS: Final = 0.97
_FEW: Final = 8
_ENOUGH: Final = 400
_WORD_WEIGHT: Final = 1.0


@dataclass(frozen=True, slots=True)
class Detected:
    """A language (ISO 639-1, or "unknown") and how sure we are of it, from 0 to 1."""

    language: str
    confidence: float


NOTHING: Final = Detected(UNKNOWN, 0.0)


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...

    def rank(self, text: str) -> list[tuple[str, float]]: ...


@cache
def _identifier() -> _Identifier:
    from py3langid import langid  # here: it loads a model, which a command that reads no message must not pay for

    logging.getLogger(langid.__name__).setLevel(logging.WARNING)
    identifier: _Identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    return identifier


def _evidence(words: list[str]) -> dict[str, float]:
    """How much the small words say for each language."""
    said: dict[str, float] = {}
    for word in words:
        for language, weight in WEIGHTS.get(word, ()):
            said[language] = said.get(language, 0.0) + weight
    return said


def _plain_code(code: str) -> str:
    code = {"nb": "no", "nn": "no"}.get(code, code)
    return code if len(code) == 2 else UNKNOWN


def detect(text: str, hint: str | None = None) -> Detected:
    """The language of `text`; "unknown" where it holds too little to tell. `hint` (a language this sender wrote before)
    tips the scales where the text itself leaves it open. Raises nothing."""
    sample = _NOISE.sub(" ", text[: 2 * LONGEST])[:LONGEST]
    words = [word.casefold() for word in _WORD.findall(sample.replace("\u2019", "'"))]
    telling = [word for word in words if word not in ANYWHERE]
    if not telling:
        return NOTHING
    said = _evidence(list(dict.fromkeys(telling)))
    if len(telling) >= _FEW:
        first, second = sorted((*said.values(), 0.0, 0.0), reverse=True)[:2]
        name = max(said, key=said.__getitem__, default=UNKNOWN)
        if first >= 3.0 and (first >= 2.5 * second if name not in _NEIGHBOURS else first - second >= 2.5):
            return Detected(name, _SURE_WORDS)
        code, sure = _identifier().classify(sample)
        if sure >= 0.9 and len(code) == 2 and code not in _NEIGHBOURS and said.get(code, 0.0) >= 0.5 * first:
            return Detected(_plain_code(code), sure)
    return _weigh(said, sample[:_ENOUGH] if len(telling) >= _FEW else " ".join(telling), len(telling), hint)


def _weigh(said: dict[str, float], sample: str, words: int, hint: str | None) -> Detected:
    """Statistics, small words and what is likely here, added up as logarithms."""
    shares: dict[str, float] = {}
    for code, share in _identifier().rank(sample)[:12]:
        shares[_plain_code(code)] = shares.get(_plain_code(code), 0.0) + share
    if max(shares.values()) < 0.35 and not said and not (hint and words > 1):
        return NOTHING
    scores = {
        language: math.log(shares.get(language, 0.0) + 0.002)
        + _WORD_WEIGHT * min(said.get(language, 0.0), 5.0)
        + _OURS.get(language, 0.0)
        + (1.0 if language == hint else 0.0)
        for language in {*shares, *said, *([hint] if hint else [])}
        if language != UNKNOWN
    }
    if not scores:
        return NOTHING
    best = max(scores, key=scores.__getitem__)
    whole = sum(math.exp(score - scores[best]) for score in scores.values())
    confidence = 1.0 / whole
    if words <= 2 and not said.get(best) and confidence < 0.8:
        return NOTHING
    return Detected(best, round(confidence, 3)) if confidence >= 0.35 else NOTHING
