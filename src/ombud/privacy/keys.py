"""One secret, many keys: each use derives its own, so that a leak of one tells nothing of the others."""

from __future__ import annotations

from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@lru_cache(maxsize=16)
def _derive(secret: str, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"ombud:" + use.encode()).derive(secret.encode())


def key(use: str) -> bytes:
    """32 bytes for `use`, derived from the installation's secret."""
    return _derive(settings.SECRET_KEY, use)
