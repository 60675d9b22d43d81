"""Which language a message is in.

The statistics of py3langid carry most texts; small words decide between close neighbours and in short texts, where they
know better. What the sender wrote before may break a tie, never overrule the words.
"""

import logging
import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol

from ombud.languages.words import ANYWHERE, WEIGHTS

UNKNOWN: Final = "unknown"
LONGEST: Final = 600

_NOISE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[@#]\w+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]{1,3})?")
_NORTH: Final = frozenset(("da", "no", "nb", "nn", "sv", "fo", "is"))
_MALAY: Final = frozenset(("id", "ms", "jv", "su", "ace", "min", "bjn", "mad", "ban"))
_SURE_WORDS: Final = 0.97


@dataclass(frozen=True, slots=True)
class Detected:
    """A language (ISO 639-1, or "unknown") and how sure we are of it, from 0 to 1."""

    language: str
    confidence: float


NOTHING: Final = Detected(UNKNOWN, 0.0)


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


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


def _best(said: dict[str, float]) -> tuple[str, float, float]:
    """The language the words speak for, how much, and how much for the next."""
    first, second, name = 0.0, 0.0, UNKNOWN
    for language, weight in said.items():
        if weight > first:
            name, first, second = language, weight, first
        elif weight > second:
            second = weight
    return name, first, second


def _plain_code(code: str) -> str:
    code = {"nb": "no", "nn": "no"}.get(code, code)
    return code if len(code) == 2 else UNKNOWN


def detect(text: str, hint: str | None = None) -> Detected:
    """The language of `text`; "unknown" where it holds too little to tell. `hint` (a language this sender wrote before)
    decides only where the text itself leaves it open. Raises nothing."""
    sample = _NOISE.sub(" ", text[: 2 * LONGEST])[:LONGEST]
    words = [word.casefold() for word in _WORD.findall(sample.replace("\u2019", "'"))]
    telling = [word for word in words if word not in ANYWHERE]
    if not telling:
        return NOTHING
    said = _evidence(list(dict.fromkeys(telling))) if len(telling) > 12 else _evidence(telling)
    name, first, second = _best(said)
    if len(telling) >= 8 and first >= 3.0 and first >= 2.5 * second and name not in ("da", "no", "sv", "id", "ms"):
        return Detected(name, _SURE_WORDS)
    code, sure = _identifier().classify(" ".join(telling) if len(telling) < 8 else sample)
    if code in _NORTH or code in _MALAY or name in ("da", "id") or len(telling) < 8 or sure < 0.9:
        return _decide(said, (name, first, second), _plain_code(code), sure, len(telling), hint)
    return Detected(_plain_code(code), sure)


def _decide(
    said: dict[str, float], best: tuple[str, float, float], code: str, sure: float, words: int, hint: str | None
) -> Detected:
    """Words and statistics weighed where either alone is weak."""
    name, first, second = best
    agree = said.get(code, 0.0)
    if first > 0 and name == code:
        return Detected(name, max(sure, min(_SURE_WORDS, 0.6 + 0.1 * (first - second))))
    if first >= 1.0 and first >= 1.3 * second and (first - agree >= 0.6 or sure < 0.9):
        return Detected(name, min(0.95, 0.5 + 0.15 * (first - second)))
    if hint and said.get(hint, 0.0) >= max(0.3, 0.75 * first):
        return Detected(hint, 0.6)
    if first > 0 and sure < 0.6 and first > second:
        return Detected(name, 0.5)
    if words <= 2 and sure < 0.9 and not first:
        return Detected(hint, 0.3) if hint and words > 1 and sure < 0.5 else NOTHING
    if sure < 0.4:
        return NOTHING
    return Detected(code, sure) if code != UNKNOWN else NOTHING
