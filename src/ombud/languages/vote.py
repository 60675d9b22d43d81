"""The vote on a text in a script that several languages share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from ombud.languages.detected import NOTHING, Detected
from ombud.languages.mixing import carries, run_of_another
from ombud.languages.model import Model, of
from ombud.languages.scripts import LANGUAGES
from ombud.languages.voters import eldc_here, eldc_says, fasttext_says
from ombud.languages.weighing import NEIGHBOURS, UNDER, Floats, candidates, evidence, own_folded, shares_folded, weigh

# The languages that Ombud speaks are somewhat likelier here than elsewhere; so is the first one of a script.
_LIKELIER: Final = {"en": 0.25, "de": 0.25, "es": 0.25, "da": 0.3, "id": 0.45, "ru": 0.3, "hi": 0.8, "ar": 0.3}
# What she wrote before weighs more where she writes but few words, which neighbours often write alike.
_HINTED: Final = 1.2
_HINTED_FEW: Final = 2.2
_FEW: Final = 3
# Below this share of the whole a text is called unknown; a single word must be surer.
_LEAST: Final = 0.22
_LEAST_ONE_WORD: Final = 0.45
_AFTER_ALL: Final = 0.5
# A text of so many words is decided where both libraries hear the same language, fastText with so large a share, and
# ELDC in each part of so many words, nearly; among neighbours our own model must lead on the first words too.
_MANY: Final = 8
_CLEAR: Final = 0.85
_PART: Final = 6
_DOUBT: Final = 0.02
_BEGINNING: Final = 16
_LEAD: Final = 5.0
_SURE: Final = 0.99
_NOT_LATIN: Final = frozenset(language for languages in LANGUAGES.values() for language in languages)


def vote(words: Sequence[str], among: Sequence[str] | None, hint: str | None, models: Path | None = None) -> Detected:
    """The language of a text of these `words`, one of `among` (None: of the Latin script)."""
    model = of(models)
    line = " ".join(words)
    fasttext, eldc = shares_folded(fasttext_says(line)), eldc_says(line)
    if among is None and len(words) >= _MANY and (language := _plainly(words, model, fasttext, eldc)):
        return Detected(language, _SURE)
    rows = model.rows(words)
    own = own_folded(model.named(rows.sum(axis=0)))
    if among is None:
        codes = [code for code in candidates(own, fasttext, eldc) if code not in _NOT_LATIN]
    else:
        codes = [code for code in candidates(own, fasttext, eldc) if code in among]
    if not codes:
        return NOTHING
    scores = weigh(codes, evidence(codes, own, len(words), fasttext, eldc), len(words), model.votes[eldc_here()])
    hinted = _HINTED_FEW if len(words) <= _FEW else _HINTED
    scores = [
        score + _LIKELIER.get(code, 0.0) + (hinted if code == hint else 0.0)
        for code, score in zip(codes, scores, strict=True)
    ]
    language, share = _winner(codes, scores)
    if share < (_LEAST_ONE_WORD if len(words) == 1 else _LEAST) or not (
        among or _heard(words, model, fasttext.get(language, 0.0), share)
    ):
        return NOTHING
    language, second = _both(words, rows, model, language)
    return Detected(language, round(min(share, _SURE), 3), second)


def _plainly(
    words: Sequence[str], model: Model, fasttext: Mapping[str, float], eldc: Mapping[str, float]
) -> str | None:
    """The language of a long text so clear that there is nothing to weigh, and no second one in any part of it."""
    language = max(fasttext, key=fasttext.__getitem__, default="")
    near = next((group for group in NEIGHBOURS if language in group), (language,))
    if not eldc or sum(fasttext.get(other, 0.0) for other in near) < _CLEAR:
        return None
    if len(near) > 1:
        own = own_folded(model.named(model.rows(words[:_BEGINNING]).sum(axis=0)))
        language = max(near, key=own.__getitem__)
        if any(own[language] < own[other] + _LEAD for other in near if other != language):
            return None
    if eldc.get(language, 0.0) < max(eldc.values()) - (_DOUBT if len(near) > 1 else 0.0):
        return None
    for begin in range(0, len(words) - _PART // 2, _PART // 2):
        part = eldc_says(" ".join(words[begin : begin + _PART]))
        if max((part.get(other, 0.0) for other in near), default=0.0) < max(part.values(), default=0.0) - _DOUBT:
            return None
    return language


def _winner(codes: Sequence[str], scores: Sequence[float]) -> tuple[str, float]:
    """The likeliest language and its share of the whole."""
    best = max(range(len(codes)), key=scores.__getitem__)
    return codes[best], 1.0 / sum(math.exp(score - scores[best]) for score in scores)


def _heard(words: Sequence[str], model: Model, fasttext: float, share: float) -> bool:
    """Whether anybody knows these words: not so for names, keyboard mashing and languages never seen."""
    known = sum(model.knows(word) for word in words)
    if len(words) == 1:
        return known == 1 or fasttext > 0.6
    if len(words) == 2:
        return known > 0 or share > 0.35 or fasttext > 0.35
    return known * 8 >= len(words) or fasttext > 0.35 or share > 0.9


def _both(words: Sequence[str], rows: Floats, model: Model, language: str) -> tuple[str, str | None]:
    """The language that carries the text, and a second one where there is one."""
    found = run_of_another(rows, model.languages, language)
    if found is None:
        return language, None
    other, begin, end = found
    if other in UNDER:
        return language, other
    # The libraries may know better and call the run the first language after all.
    if shares_folded(fasttext_says(" ".join(words[begin:end]))).get(language, 0.0) > _AFTER_ALL:
        return language, None
    return (other, language) if carries(rows, model.languages, other, language, end) else (language, other)
