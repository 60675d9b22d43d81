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
    """By rule a sentence that passes, in `register` or the language's default; none for a language we do not speak."""
    if language not in LANGUAGES:
        return _NONE
    catalogue = _catalogue(language)
    return catalogue.get(register) or next(iter(catalogue.values()))
