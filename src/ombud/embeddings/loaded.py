"""One encoder for each set of options in a process, loaded when it is first asked for."""

from __future__ import annotations

import os
import threading
from typing import Final

from ombud.embeddings.encoder import Encoder, Local
from ombud.embeddings.one_core import one_core
from ombud.embeddings.options import Options
from ombud.embeddings.pieces import Pieces
from ombud.embeddings.weights import Weights

_loaded: Final[dict[Options, Encoder]] = {}
_loading = threading.Lock()


def encoder(options: Options | None = None) -> Encoder:
    """The encoder for `options`, loaded once in this process (about half a second). Raises `WeightsMissing`."""
    asked = options or Options()
    with _loading:
        if asked not in _loaded:
            _loaded[asked] = _load(asked)
        return _loaded[asked]


def _load(options: Options) -> Encoder:
    from ombud.embeddings.in_numpy import InNumpy

    weights = Weights()
    return Encoder(Local(InNumpy(weights), Pieces(weights.vocabulary()), options.longest), options.remembered)


def _after_fork() -> None:
    """Another thread of the parent may have held a lock when the child began; nobody in the child does."""
    global _loading  # noqa: PLW0603
    _loading = threading.Lock()
    one_core.begin()
    for known in _loaded.values():
        known.after_fork()


os.register_at_fork(after_in_child=_after_fork)
