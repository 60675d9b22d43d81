"""How the votes are added up: for each language one row of numbers, weighed by how many words the text has.

Neighbours (Danish, Norwegian, Swedish; Indonesian, Malay) are first taken together, then told apart by weights of their
own, since what tells Danish from Polish is not what tells it from Norwegian.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

NEIGHBOURS: Final = (("da", "no", "sv"), ("id", "ms"))
# People who write Indonesian mix in what they speak at home; a text in it is read, and answered, as Indonesian.
UNDER: Final = MappingProxyType({"jv": "id", "su": "id"})
# Texts of these many words and more are weighed alike.
LENGTHS: Final = (1, 2, 3, 6, 12)
FEATURES: Final = 7
_FLOOR: Final = 0.0005


def length_class(words: int) -> int:
    """Which of `LENGTHS` a text of `words` words falls into."""
    return max((i for i, least in enumerate(LENGTHS) if words >= least), default=0)


def own_folded(own: Mapping[str, float]) -> dict[str, float]:
    """What our own model says, what it says for the languages `UNDER` another one added to that one."""
    folded = {language: said for language, said in own.items() if language not in UNDER}
    for language, home in UNDER.items():
        if language in own and home in folded:
            folded[home] = _log_sum([folded[home], own[language]])
    return folded


def shares_folded(shares: Mapping[str, float]) -> dict[str, float]:
    """The shares that a library gives, those `UNDER` another language added to it."""
    folded: dict[str, float] = {}
    for language, share in shares.items():
        home = UNDER.get(language, language)
        folded[home] = folded.get(home, 0.0) + share
    return folded


def candidates(own: Mapping[str, float], fasttext: Mapping[str, float], eldc: Mapping[str, float]) -> list[str]:
    """The languages that any vote names, ours first."""
    return [*own, *sorted((fasttext.keys() | eldc.keys()) - own.keys())]


def evidence(
    languages: Iterable[str], own: Mapping[str, float], words: int,
    fasttext: Mapping[str, float], eldc: Mapping[str, float],
) -> Floats:  # fmt: skip
    """A row for each language: our own model's word, and what each library says."""
    scale = 1.0 / math.sqrt(max(1, words))
    rows = []
    for language in languages:
        mine = own.get(language)
        share, like = fasttext.get(language, 0.0), eldc.get(language, 0.0)
        rows.append(
            (
                (mine or 0.0) * scale,
                max(-4.0, min(4.0, (mine or 0.0) * 0.25)),
                math.log(share + _FLOOR),
                share,
                like,
                -math.log(1.02 - like),
                0.0 if mine is not None else 1.0,
            )
        )
    return np.asarray(rows, dtype=np.float32)


def weigh(languages: list[str], rows: Floats, words: int, votes: Floats) -> list[float]:
    """A score (natural logarithm, up to a constant) for each of `languages`, from the `evidence` rows."""
    kind = length_class(words)
    scores: list[float] = (rows @ votes[0, kind]).tolist()
    place = {language: i for i, language in enumerate(languages)}
    for group, weights in zip(NEIGHBOURS, votes[1:], strict=True):
        members = [place[language] for language in group if language in place]
        if len(members) > 1:
            whole = _log_sum([scores[i] for i in members])
            apart: list[float] = (rows[members] @ weights[kind]).tolist()
            total = _log_sum(apart)
            for i, score in zip(members, apart, strict=True):
                scores[i] = whole + score - total
    return scores


def _log_sum(scores: list[float]) -> float:
    most = max(scores)
    return most + math.log(sum(math.exp(score - most) for score in scores))
