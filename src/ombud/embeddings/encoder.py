"""Texts into vectors: read plainly, each different text once, in batches of about one length."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Protocol

import numpy as np

from ombud.embeddings.texts import plain
from ombud.embeddings.weights import Floats

# The model was trained with "query: " and "passage: "; texts that are compared with their like are all queries.
PREFIX: Final = "query: "
WIDTH: Final = 384
_BATCH: Final = 800  # pieces that are computed at once; of more, what lies between the layers leaves the cache


class Runs(Protocol):
    """What computes: one row for each text that has words, in the order given; of any length."""

    name: str

    def vectors(self, texts: Sequence[str], threads: int) -> Floats: ...


class Encoder:
    """Safe to use from several threads, and in a child after a fork."""

    def __init__(self, engine: Runs, remembered: int = 4096) -> None:
        self._engine = engine
        self._room = remembered
        self._width = WIDTH
        self._memory: OrderedDict[bytes, Floats] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The engine and its version, to be kept beside every vector: those of two names are not comparable."""
        return self._engine.name

    def encode(self, texts: Sequence[str], *, threads: int = 1) -> Floats:
        """One row of unit length for each text, (n, 384) float32 (an endpoint's model may be of another width).

        A text in which nothing can be read (empty, only blanks or control characters) has a row of zeros. Equal texts
        are computed once, also from call to call. `threads` cores are used at most. Raises `EndpointFailed` where an
        endpoint is asked and does not answer well.
        """
        read = [plain(text) for text in texts]
        keys = [hashlib.blake2b(text.encode(), digest_size=16).digest() if text else b"" for text in read]
        found = self._recall(keys)
        fresh = {key: text for key, text in zip(keys, read, strict=True) if key and key not in found}
        if fresh:
            rows = self._engine.vectors(list(fresh.values()), max(1, threads))
            rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-12))
            made = dict(zip(fresh, rows, strict=True))
            self._remember(made)
            found |= made
            self._width = rows.shape[1]
        vectors = np.zeros((len(read), self._width), np.float32)
        for place, key in enumerate(keys):
            if key:
                vectors[place] = found[key]
        return vectors

    def after_fork(self) -> None:
        """In a child: another thread of the parent may have held the lock, in the midst of a change."""
        self._lock = threading.Lock()
        self._memory = OrderedDict()

    def _recall(self, keys: Sequence[bytes]) -> dict[bytes, Floats]:
        found = {}
        with self._lock:
            for key in dict.fromkeys(keys):
                if key in self._memory:
                    self._memory.move_to_end(key)
                    found[key] = self._memory[key]
        return found

    def _remember(self, made: dict[bytes, Floats]) -> None:
        with self._lock:
            for key, row in made.items():
                self._memory[key] = row.copy()
            while len(self._memory) > self._room:
                self._memory.popitem(last=False)


class RunsPieces(Protocol):
    """A transformer of our own weights: one row for each text in pieces, in the order given."""

    name: str

    def run(self, texts: Sequence[Sequence[int]]) -> Floats: ...


class Cuts(Protocol):
    def framed(self, text: str, most: int) -> list[int]: ...


class Local:
    """Our weights with one of the engines that run here."""

    def __init__(self, engine: RunsPieces, pieces: Cuts, longest: int, layers: int = 12, tuned: str = "") -> None:
        self.name = f"e5-small-q4/{engine.name}" + (f"/{layers}" if layers != 12 else "") + (tuned and f"/{tuned}")
        self._engine, self._pieces, self._longest = engine, pieces, longest

    def vectors(self, texts: Sequence[str], threads: int) -> Floats:
        cut = [self._pieces.framed(PREFIX + text, self._longest) for text in texts]
        rows = np.empty((len(cut), WIDTH), np.float32)

        def run(batch: list[int]) -> None:
            rows[batch] = self._engine.run([cut[place] for place in batch])

        batches = list(_batches([len(text) for text in cut]))
        if threads == 1 or len(batches) == 1:
            for batch in batches:
                run(batch)
        else:
            with ThreadPoolExecutor(min(threads, len(batches))) as pool:
                list(pool.map(run, batches))
        return rows


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The places of the texts, shortest first, so many together that all, made as long as the longest, fill a batch."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[place] > _BATCH:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
