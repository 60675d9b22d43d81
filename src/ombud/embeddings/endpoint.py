"""Vectors from an OpenAI-compatible embeddings address that the operator has chosen.

One request a batch, answered within a deadline or given up; certificates are verified; no redirect is followed and no
proxy of the environment is used, so a text goes to that address and to no other. Neither text nor key is in an error.
"""

from __future__ import annotations

import http.client
import json
import math
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np

from ombud.embeddings.options import Endpoint
from ombud.embeddings.weights import Floats

_MOST_BYTES_A_TEXT: Final = 400_000  # of an answer; 4,096 numbers take about 90,000
_LONGEST_WAIT: Final = 3600.0
_WIDEST: Final = 16_384


class EndpointFailed(Exception):
    """The address gave no vectors.

    `reason`: `url`, `key` (it has letters that cannot be sent), `ca_file`, `dns`, `connect`, `tls`, `timeout`, `broken`
    (it stopped in the middle), `too_large`, `not_json`, `wrong_shape`, or `status_` with the number. `temporary` where
    asking again may help, after `retry_after` seconds if it said so.
    """

    def __init__(self, reason: str, *, temporary: bool = False, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.temporary, self.retry_after = reason, temporary, retry_after


class AtEndpoint:
    """Asks the address. Safe in threads and after a fork: a connection lives for one batch of one call."""

    def __init__(self, endpoint: Endpoint) -> None:
        try:
            parts = urlsplit(endpoint.url)
            port = parts.port
        except ValueError:
            raise EndpointFailed("url") from None
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
            raise EndpointFailed("url")
        if not (endpoint.key.isascii() and endpoint.key.isprintable()):
            raise EndpointFailed("key")
        self._endpoint = endpoint
        self._host, self._port, self._secure = parts.hostname, port, parts.scheme == "https"
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self.name = f"endpoint/{endpoint.model}@{parts.hostname}{f':{port}' if port else ''}{parts.path}"
        self._width = 0

    def vectors(self, texts: Sequence[str], threads: int) -> Floats:
        """One row a text, in order. Raises `EndpointFailed`. `threads` is left to the other side."""
        rows = [self._ask(batch) for batch in _in_parts(texts, max(1, self._endpoint.batch))]
        return np.concatenate(rows)

    def _ask(self, texts: Sequence[str]) -> Floats:
        asked = self._endpoint
        body = {"model": asked.model, "input": [asked.prefix + text for text in texts], "encoding_format": "float"}
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if asked.key:
            headers["Authorization"] = f"Bearer {asked.key}"
        answer = self._send(json.dumps(body).encode(), headers, _MOST_BYTES_A_TEXT * len(texts))
        rows = _read(answer, len(texts))
        if self._width and rows.shape[1] != self._width:
            raise EndpointFailed("wrong_shape")
        self._width = rows.shape[1]
        return rows

    def _send(self, body: bytes, headers: dict[str, str], most: int) -> bytes:
        until = time.monotonic() + self._endpoint.timeout
        connection = self._connection()
        try:
            try:
                connection.connect()
                connection.request("POST", self._path, body, headers)
                answer = connection.getresponse()
                if answer.status != http.HTTPStatus.OK:
                    raise _refused(answer)
                return b"".join(_within(answer, connection, until, most))
            finally:
                connection.close()
        except ssl.SSLError as error:
            raise EndpointFailed("timeout" if isinstance(error, TimeoutError) else "tls") from None
        except socket.gaierror:
            raise EndpointFailed("dns", temporary=True) from None
        except TimeoutError:
            raise EndpointFailed("timeout", temporary=True) from None
        except ConnectionRefusedError:
            raise EndpointFailed("connect", temporary=True) from None
        except (OSError, http.client.HTTPException):
            raise EndpointFailed("broken", temporary=True) from None
        except ValueError:  # a host name or path that cannot be sent
            raise EndpointFailed("url") from None

    def _connection(self) -> http.client.HTTPConnection:
        timeout = self._endpoint.timeout
        if not self._secure:
            return http.client.HTTPConnection(self._host, self._port, timeout=timeout)
        try:
            authority = self._endpoint.ca_file
            trusted = ssl.create_default_context(cafile=str(authority) if authority else None)
        except (OSError, ssl.SSLError):
            raise EndpointFailed("ca_file") from None
        return http.client.HTTPSConnection(self._host, self._port, timeout=timeout, context=trusted)


def _in_parts(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), size):
        yield texts[start : start + size]


def _within(
    answer: http.client.HTTPResponse, connection: http.client.HTTPConnection, until: float, most: int
) -> Iterator[bytes]:
    """The answer as it comes, given up at `until` (one that drips would otherwise last for ever) or after `most`."""
    seen = 0
    while True:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if connection.sock is not None:
            connection.sock.settimeout(left)
        part = answer.read1(65_536)
        if not part:
            if answer.length:
                raise EndpointFailed("broken", temporary=True)
            return
        seen += len(part)
        if seen > most:
            raise EndpointFailed("too_large")
        yield part


def _refused(answer: http.client.HTTPResponse) -> EndpointFailed:
    status = answer.status
    said = answer.getheader("Retry-After") or ""
    wait = min(float(said), _LONGEST_WAIT) if said.isascii() and said.isdigit() else None
    return EndpointFailed(f"status_{status}", temporary=status in (408, 425, 429) or status >= 500, retry_after=wait)


def _read(answer: bytes, count: int) -> Floats:
    """The rows in the order of their `index`. Raises `EndpointFailed` where they are not what was asked for."""
    try:
        told: Any = json.loads(answer)
    except (ValueError, RecursionError):
        raise EndpointFailed("not_json") from None
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
