"""One question to an address that the operator chose, as JSON, and its answer."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

_LONGEST_WAIT: Final = 3600.0


class EndpointFailed(Exception):
    """The address gave no answer that can be used.

    `reason`: `url`, `key` (it has letters that cannot be sent), `ca_file`, `dns`, `connect`, `tls`, `timeout`, `broken`
    (it stopped in the middle), `too_large`, `not_json`, `wrong_shape`, or `status_` with the number. `temporary` where
    asking again may help, after `retry_after` seconds if it said so.
    """

    def __init__(self, reason: str, *, temporary: bool = False, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.temporary, self.retry_after = reason, temporary, retry_after


@dataclass(frozen=True, slots=True)
class Address:
    """Where to ask. Raises `EndpointFailed` (url, key) where nothing can be asked there."""

    url: str  # whole, such as https://models.example.org/v1/embeddings
    key: str = field(default="", repr=False)
    timeout: float = 30.0  # seconds, from the first byte to the last
    ca_file: Path | None = None  # an authority of one's own, in PEM

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            _ = parts.port
        except ValueError:
            raise EndpointFailed("url") from None
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
            raise EndpointFailed("url")
        if not (self.key.isascii() and self.key.isprintable()):
            raise EndpointFailed("key")

    @property
    def host(self) -> str:
        """Host, port and path, as they may be shown: no key, no query."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}{f':{parts.port}' if parts.port else ''}{parts.path}"


def ask(address: Address, body: Mapping[str, object], most: int) -> Any:
    """The answer of the address, at most `most` bytes of JSON. Raises `EndpointFailed`."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if address.key:
        headers["Authorization"] = f"Bearer {address.key}"
    answer = _send(address, json.dumps(body).encode(), headers, most)
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        raise EndpointFailed("not_json") from None


def readable(text: str) -> str:
    """`text` as it may be kept and shown: no NUL, no half of a character, which JSON may both carry."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _send(address: Address, body: bytes, headers: dict[str, str], most: int) -> bytes:
    until = time.monotonic() + address.timeout
    connection = _connection(address)
    parts = urlsplit(address.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        try:
            connection.connect()
            connection.request("POST", path, body, headers)
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


def _connection(address: Address) -> http.client.HTTPConnection:
    parts = urlsplit(address.url)
    host, port = parts.hostname or "", parts.port
    if parts.scheme != "https":
        return http.client.HTTPConnection(host, port, timeout=address.timeout)
    try:
        trusted = ssl.create_default_context(cafile=str(address.ca_file) if address.ca_file else None)
    except (OSError, ssl.SSLError):
        raise EndpointFailed("ca_file") from None
    return http.client.HTTPSConnection(host, port, timeout=address.timeout, context=trusted)


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
