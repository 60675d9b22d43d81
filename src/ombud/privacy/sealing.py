"""Sealing: what is kept encrypted with a key that is not in the database."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken

from .keys import key

# How every sealed text begins; the database refuses a credential that does not.
SEALED = "gAAAA"


class Unsealable(Exception):
    """The sealed value was written with another key: the installation's secret has changed or been lost."""


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key("sealing")))


def seal(text: str) -> str:
    """`text`, readable only with the installation's secret."""
    return _fernet().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again. Raises `Unsealable` if the secret is not the one it was sealed with."""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unsealable("sealed with another secret") from error
