"""Functions for SQLite that guarantees compare texts with: SHA256_HEX, the hash a text was judged by, and UNSPACED."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper

# Every blank that Unicode knows, and the two that nobody sees; PostgreSQL is given the same (migration 0002).
BLANKS: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
)
_NOTHING: Final = dict.fromkeys(map(ord, BLANKS))


def sha256_hex(text: str | None) -> str | None:
    """Lower-case hexadecimal SHA-256 of the text in UTF-8; None for None, as in SQL."""
    return None if text is None else hashlib.sha256(text.encode()).hexdigest()


def unspaced(text: str | None) -> str | None:
    """The text without its blanks and line breaks: the same words, however they are set. None for None, as in SQL."""
    return None if text is None else text.translate(_NOTHING)


def teach(sender: Any, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Give each new SQLite connection the functions."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("SHA256_HEX", 1, sha256_hex, deterministic=True)
        connection.connection.create_function("UNSPACED", 1, unspaced, deterministic=True)
