"""Signed words for links: what kind, whose, which issue of it, until when.

A link is a capability in a mail, so it names nothing in clear that a stranger could use, says what it opens, and can be
withdrawn: `edition` is compared with the row's own. Only POST ever changes anything behind it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, datetime

from .keys import key

TAG = 15
KINDS = {"customer": 1, "handler": 2, "brief": 3, "preview": 4, "alarm": 5}
NAMES = {number: name for name, number in KINDS.items()}


class Unsigned(Exception):
    """The link is not one of ours, or was altered."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a signed link says. `expires` is None where it holds for ever (the customer's own page)."""

    kind: str
    subject: int
    edition: int
    expires: datetime | None

    def expired(self, now: datetime) -> bool:
        """Whether `now` is past the link's end."""
        return self.expires is not None and now >= self.expires


def sign(kind: str, subject: int, edition: int, expires: datetime | None = None) -> str:
    """A URL-safe word that `read` understands."""
    body = struct.pack(">BQHI", KINDS[kind], subject, edition, int(expires.timestamp()) if expires else 0)
    return base64.urlsafe_b64encode(body + _tag(body)).decode().rstrip("=")


def read(word: str) -> Pass:
    """What the word says. Raises `Unsigned` unless it is exactly ours."""
    try:
        whole = base64.urlsafe_b64decode(word.encode("ascii") + b"=" * (-len(word) % 4))
        body, tag = whole[:-TAG], whole[-TAG:]
        number, subject, edition, until = struct.unpack(">BQHI", body)
    except (ValueError, struct.error) as error:
        raise Unsigned("not a link of ours") from error
    if not hmac.compare_digest(tag, _tag(body)) or number not in NAMES:
        raise Unsigned("not a link of ours")
    # Base64 has spare bits: two spellings of one word would be two addresses of one page.
    if base64.urlsafe_b64encode(whole).decode().rstrip("=") != word:
        raise Unsigned("not a link of ours")
    return Pass(NAMES[number], subject, edition, datetime.fromtimestamp(until, UTC) if until else None)


def _tag(body: bytes) -> bytes:
    return hmac.new(key("links"), body, hashlib.sha256).digest()[:TAG]
