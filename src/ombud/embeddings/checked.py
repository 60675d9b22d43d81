"""Files that come with Ombud, each with its checksum beside it in a file `.sha256`."""

from __future__ import annotations

import hashlib
from importlib.resources.abc import Traversable


class NotAsChecked(Exception):
    """The file or its checksum is not there, or the one is not that of the other."""


def checked(folder: Traversable, name: str) -> bytes:
    """The bytes of `name` in `folder`, if they are those of the checksum. Raises `NotAsChecked`."""
    try:
        raw = folder.joinpath(name).read_bytes()
        told = folder.joinpath(f"{name.rpartition('.')[0]}.sha256").read_text(encoding="ascii").split()[0]
    except (OSError, ValueError, IndexError) as error:
        raise NotAsChecked(name) from error
    if hashlib.sha256(raw).hexdigest() != told:
        raise NotAsChecked(name)
    return raw
