"""Sealed columns: encrypted with a key that is not in the database."""

from __future__ import annotations

import base64
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.db import models

from .keys import key


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


class SealedField(models.TextField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A text column that holds only sealed text. Not searchable, by intent."""

    def get_prep_value(self, value: Any) -> Any:
        return seal(value) if value else value

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return unseal(value) if value else value
