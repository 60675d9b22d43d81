"""The reader as this community's own people have taught it.

Loaded where messages are read and nowhere else: the desk's pages correct readings, but read nothing themselves.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from django.conf import settings

from ombud.embeddings import Engine, Options

from .correcting import corrections, mark
from .kinds import Kind

if TYPE_CHECKING:
    from .reader import Reader

_reader: tuple[tuple[int, int], Reader] | None = None
_making = threading.Lock()


def reader() -> Reader:
    """The reader with every correction so far: a new one within a batch of messages after somebody corrects."""
    global _reader  # noqa: PLW0603 - one for the process
    from .reader import Reader  # here: models and vectors are loaded by whoever reads

    with _making:
        now = mark()
        if _reader is None or _reader[0] != now:
            said = [(heard, Kind(value)) for heard, field, value in corrections() if field == "kind"]
            _reader = (now, Reader(corrections=said, options=_options(), models=settings.MODELS))
        return _reader[1]


def _options() -> Options:
    return Options(engine=Engine(settings.ENCODER), cache=settings.HOME / "cache")
