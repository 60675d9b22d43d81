"""How often the language of a text is right, language by language, and how many texts a second."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from ombud.languages import detect, learn, model
from ombud.languages.learning.texts import rows_in
from tests.rules.language_texts import texts, wilson

from .table import table

# Sets that a model is judged by when it is learnt anew from a folder: no text of them is learnt.
HELD_OUT = ("emot_id", "lcc_da", "umsab_sentiment", "xsid07")
_MOST = 400

Judged = tuple[str, list[tuple[str, str]]]


def measure(folder: Path | None) -> str:
    """Tables: our own texts, which no model learns; with a `folder` of sets, also those held out from a new model."""
    judged: list[Judged] = [(name, list(texts(name))) for name in ("posts", "pairs")]
    if folder is None:
        return _said(judged)
    shipped = model.FILE
    with tempfile.TemporaryDirectory() as place:
        try:
            model.FILE = Path(place) / shipped.name  # type: ignore[misc]  # for this process alone
            learn(folder, without=HELD_OUT).write(model.FILE)
            model.shipped.cache_clear()
            held = [(name, list(rows_in(folder / f"{name}.jsonl.gz"))) for name in HELD_OUT]
            return _said(judged + [(name, _spread(rows)) for name, rows in held])
        finally:
            model.FILE = shipped  # type: ignore[misc]
            model.shipped.cache_clear()


def _spread(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """At most so many of each language."""
    kept: dict[str, list[tuple[str, str]]] = {}
    for language, text in rows:
        of = kept.setdefault(language, [])
        if len(of) < _MOST:
            of.append((language, text))
    return [row for of in kept.values() for row in of]


def _said(judged: Sequence[Judged]) -> str:
    detect("Where is my parcel?")
    lines: list[list[object]] = []
    for name, rows in judged:
        counts: dict[str, list[int]] = {}
        began = time.process_time()
        for language, text in rows:
            found = detect(text)
            count = counts.setdefault(language, [0, 0, 0])
            count[0] += 1
            count[1] += found.language == language
            count[2] += found.language == "unknown"
        spent = time.process_time() - began
        counts["all"] = [sum(count[i] for count in counts.values()) for i in range(3)]
        for language, (of, right, unknown) in counts.items():
            low, high = wilson(right, of)
            quick = round(len(rows) / max(spent, 1e-6)) if language == "all" else ""
            lines.append([name, language, of, 100 * right / of, f"{100 * low:.1f}-{100 * high:.1f}", unknown, quick])
    return table(("texts", "language", "n", "right, %", "95 % of the time", "unknown", "texts/s CPU"), lines)
