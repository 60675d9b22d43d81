"""The signed threading token: what makes an answer belong to a conversation. A number in a subject never does.

`mint` turns a short name of ours into letters that survive in a local part and a Message-ID, in any case a gateway may
make of them; `read` gives the name back only if we minted it. Every channel carries it in its own way.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets

_TAG = 10
"""Bytes of the truncated HMAC: 80 bits."""
SHAPE = re.compile(r"[a-z2-7]{17,60}")
"""What may be a token; only `Tokens.read` knows whether it is one."""
_PURPOSE = b"ombud mail thread 1\0"


class Tokens:
    """Mints and reads tokens under one key (at least 16 bytes, secret); `domain` is the right side of our
    Message-IDs."""

    def __init__(self, key: bytes, domain: str) -> None:
        if len(key) < 16:
            raise ValueError("token_key_short")
        self._key = key
        self.domain = domain.lower()

    def __repr__(self) -> str:
        return f"Tokens(domain={self.domain!r})"

    def _tag(self, name: bytes) -> bytes:
        return hmac.digest(self._key, _PURPOSE + name, hashlib.sha256)[:_TAG]

    def mint(self, subject: str) -> str:
        """The token of `subject`, our name of a conversation: at most 25 bytes, never empty. The same every time."""
        name = subject.encode()
        if not 0 < len(name) <= 25:
            raise ValueError("token_subject_length")
        return base64.b32encode(name + self._tag(name)).decode().rstrip("=").lower()

    def read(self, token: str) -> str | None:
        """The subject of a token that we minted, else None. The time it takes tells nothing of the right tag."""
        token = token.lower()
        if not SHAPE.fullmatch(token):
            return None
        try:
            raw = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
        except binascii.Error:
            return None
        name, tag = raw[:-_TAG], raw[-_TAG:]
        canonical = base64.b32encode(raw).decode().rstrip("=").lower() == token
        if not hmac.compare_digest(tag, self._tag(name)) or not canonical or not name:
            return None
        try:
            return name.decode()
        except UnicodeDecodeError:
            return None

    def message_id(self, token: str) -> str:
        """A fresh id for a mail of that conversation, without `<>` as all ids are kept: token, chance, our domain."""
        return f"{token}.{secrets.token_hex(8)}@{self.domain}"
