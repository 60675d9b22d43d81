"""Better wordings: for a rule a sentence that would pass, in the language and form of address of the reply."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from ombud.replies.guard.lexicon import LANGUAGES

# Of words that only one who knows the case can find, there is no better wording to offer.
_NONE: Final[Mapping[str, str]] = {}


@cache
def _catalogue(language: str) -> dict[str, dict[str, str]]:
    raw = files(__package__).joinpath("lexicon", f"better.{language}.yaml").read_text(encoding="utf-8")
    content: dict[str, dict[str, str]] = yaml.load(raw, Loader=yaml.CSafeLoader)
    return content


def wordings(language: str, register: str) -> Mapping[str, str]:
    """By rule a sentence that passes as it is, in `register` or the language's default; none for a language we do not
    speak."""
    return {rule: words for rule, words in _all(language, register).items() if "{" not in words}


def frames(language: str, register: str) -> Mapping[str, str]:
    """Sentences that pass once they are filled with what is known of a case (`ombud.replies.guard.offered`): by rule,
    with what tells two of one rule apart behind it."""
    return {rule: words for rule, words in _all(language, register).items() if "{" in words}


def _all(language: str, register: str) -> Mapping[str, str]:
    if language not in LANGUAGES:
        return _NONE
    catalogue = _catalogue(language)
    return catalogue.get(register) or next(iter(catalogue.values()))
