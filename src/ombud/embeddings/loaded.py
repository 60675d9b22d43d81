"""One encoder for each set of options in a process, loaded when it is first asked for."""

from __future__ import annotations

import os
import threading
from functools import cache
from pathlib import Path
from typing import Final

from ombud.embeddings import choice
from ombud.embeddings.bag import Bag
from ombud.embeddings.encoder import Encoder, Local, Runs, RunsPieces
from ombud.embeddings.options import Engine, Options
from ombud.embeddings.pieces import Pieces
from ombud.embeddings.tuning import Tuning, tuning
from ombud.embeddings.weights import Weights

_loaded: Final[dict[Options, Encoder]] = {}
_loading = threading.Lock()


class EngineMissing(Exception):
    """The engine that was asked for by name is not to be had; `reason` is `not_installed` or `cache_unusable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def encoder(options: Options | None = None) -> Encoder:
    """The encoder for `options`, loaded once in this process: half a second of CPU with numpy, as much with
    ctranslate2; two or three more when the latter is used for the first time.

    Raises `WeightsMissing`, `TuningDamaged`, `EngineMissing` where ctranslate2 was asked for by name, `EndpointFailed`
    with the reason `url` for an address that is none.
    """
    asked = options or Options()
    with _loading:
        if asked not in _loaded:
            _loaded[asked] = Encoder(_engine(asked), asked.remembered)
        return _loaded[asked]


def pieces() -> Pieces:
    """What cuts texts into the pieces of the vocabulary. Raises `WeightsMissing`."""
    with _loading:
        return _pieces()


def bag() -> Bag:
    """The quick look without a transformer. Raises `WeightsMissing`."""
    with _loading:
        return _bag()


def _engine(options: Options) -> Runs:
    if options.endpoint is not None:
        from ombud.embeddings.endpoint import AtEndpoint

        return AtEndpoint(options.endpoint)
    if options.engine is Engine.NUMPY:
        return _plain(options)
    if not choice.installed():
        if options.engine is Engine.CTRANSLATE2:
            raise EngineMissing("not_installed")
        return _plain(options)
    return _quick_if_good(options)


def _plain(options: Options) -> Local:
    changes = _changes(options)
    engine = _in_numpy(options.layers, changes)
    return Local(engine, _pieces(), options.longest, options.layers, changes.name if changes else "")


def _quick_if_good(options: Options) -> Local:
    from ombud.embeddings.kept_model import CacheUnusable, folder

    by_name = options.engine is Engine.CTRANSLATE2
    try:
        changes = _changes(options)
        engine = _in_ctranslate2(options.cache, options.layers, changes)
        quick = Local(engine, _pieces(), options.longest, options.layers, changes.name if changes else "")
    except (CacheUnusable, ImportError, RuntimeError):  # the library itself may not load on this machine
        if by_name:
            raise EngineMissing("cache_unusable") from None
        return _plain(options)
    if by_name or choice.trial(quick, lambda: _plain(options), folder(options.cache)).passed:
        return quick
    return _plain(options)


def _changes(options: Options) -> Tuning | None:
    return tuning(options.tuning) if options.tuning else None


# What takes memory is there once, whatever the options; only called while loading.
@cache
def _weights(changes: Tuning | None) -> Weights:
    return Weights(tuning=changes)


@cache
def _pieces() -> Pieces:
    return Pieces(_weights(None).vocabulary())


@cache
def _bag() -> Bag:
    return Bag(_weights(None), _pieces())


@cache
def _in_numpy(layers: int, changes: Tuning | None) -> RunsPieces:
    from ombud.embeddings.in_numpy import InNumpy

    return InNumpy(_weights(changes), layers)


@cache
def _in_ctranslate2(place: Path | None, layers: int, changes: Tuning | None) -> RunsPieces:
    from ombud.embeddings.in_ctranslate2 import InCTranslate2
    from ombud.embeddings.kept_model import kept

    return InCTranslate2(kept(_weights(changes), place, layers))


def _after_fork() -> None:
    """Another thread of the parent may have held a lock when the child began; nobody in the child does."""
    global _loading  # noqa: PLW0603 - one for the process
    _loading = threading.Lock()
    for known in _loaded.values():
        known.after_fork()


os.register_at_fork(after_in_child=_after_fork)
