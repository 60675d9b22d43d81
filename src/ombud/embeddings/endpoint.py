"""Vectors from an OpenAI-compatible embeddings address that the operator has chosen: one request a batch."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from ombud.embeddings.options import Endpoint
from ombud.embeddings.weights import Floats
from ombud.endpoints.asking import Address, EndpointFailed, ask

__all__ = ["AtEndpoint", "EndpointFailed"]

_MOST_BYTES_A_TEXT: Final = 400_000  # of an answer; 4,096 numbers take about 90,000
_WIDEST: Final = 16_384


class AtEndpoint:
    """Asks the address. Safe in threads and after a fork: a connection lives for one batch of one call."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._address = Address(endpoint.url, endpoint.key, endpoint.timeout, endpoint.ca_file)
        self._endpoint = endpoint
        self.name = f"endpoint/{endpoint.model}@{self._address.host}"
        self._width = 0

    def vectors(self, texts: Sequence[str], threads: int) -> Floats:
        """One row a text, in order. Raises `EndpointFailed`. `threads` is left to the other side."""
        rows = [self._ask(batch) for batch in _in_parts(texts, max(1, self._endpoint.batch))]
        return np.concatenate(rows)

    def _ask(self, texts: Sequence[str]) -> Floats:
        asked = self._endpoint
        body = {"model": asked.model, "input": [asked.prefix + text for text in texts], "encoding_format": "float"}
        rows = _read(ask(self._address, body, _MOST_BYTES_A_TEXT * len(texts)), len(texts))
        if self._width and rows.shape[1] != self._width:
            raise EndpointFailed("wrong_shape")
        self._width = rows.shape[1]
        return rows


def _in_parts(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), size):
        yield texts[start : start + size]


def _read(told: Any, count: int) -> Floats:
    """The rows in the order of their `index`. Raises `EndpointFailed` where they are not what was asked for."""
    try:
        lines = told["data"]
        rows = {line.get("index", place): line["embedding"] for place, line in enumerate(lines)}
        with np.errstate(over="ignore"):
            vectors = np.array([rows[place] for place in range(count)], np.float32)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise EndpointFailed("wrong_shape") from None
    if len(lines) != count or vectors.ndim != 2 or not 0 < vectors.shape[1] <= _WIDEST:
        raise EndpointFailed("wrong_shape")
    if not math.isfinite(float(np.abs(vectors).sum())) or not vectors.any(axis=1).all():
        raise EndpointFailed("wrong_shape")
    return vectors
