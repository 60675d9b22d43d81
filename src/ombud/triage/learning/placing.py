"""Models put into their places: whole or not at all, with their checksums beside them."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOM: Final = 50_000_000  # bytes that must be free: ten times what the models take


class NoRoom(Exception):
    """The place cannot be written to; the message says which and why."""


def insist_on_room(place: Path) -> None:
    """Makes the folder if it is not there. Raises `NoRoom` where nothing can be written, or too little."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place):
            pass
    except OSError as error:
        raise NoRoom(f"{place} cannot be written to: {error.strerror}") from None
    if (free := shutil.disk_usage(place).free) < ROOM:
        raise NoRoom(f"{place} has only {free // 1_000_000} MB left, {ROOM // 1_000_000} are needed")


def put(files: Mapping[Path, bytes]) -> None:
    """Each file with its checksum in a file `.sha256` beside it. All are written before the first takes its place, so
    what was there stays where there is no room. Raises `NoRoom`."""
    made: list[tuple[Path, Path]] = []
    try:
        for path, raw in files.items():
            told = f"{checksum(raw)}  {path.name}\n".encode()
            for place, content in ((path, raw), (path.with_suffix(".sha256"), told)):
                made.append((_beside(place), place))
                _write(made[-1][0], content)
        for beside, place in made:
            beside.replace(place)
    except OSError as error:
        raise NoRoom(f"{next(iter(files)).parent} cannot be written to: {error.strerror}") from None
    finally:
        for beside, _ in made:
            beside.unlink(missing_ok=True)


def checksum(raw: bytes) -> str:
    """SHA-256 in small letters."""
    return hashlib.sha256(raw).hexdigest()


def _beside(place: Path) -> Path:
    return place.with_name(f".{place.name}.{os.getpid()}")


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
