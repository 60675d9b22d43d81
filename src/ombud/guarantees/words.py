"""The function SHA256_HEX for SQLite, where guarantees compare a text with the hash it was judged by."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def sha256_hex(text: str | None) -> str | None:
    """Lower-case hexadecimal SHA-256 of the text in UTF-8; None for None, as in SQL."""
    return None if text is None else hashlib.sha256(text.encode()).hexdigest()


def teach(sender: Any, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Give each new SQLite connection the function."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("SHA256_HEX", 1, sha256_hex, deterministic=True)
