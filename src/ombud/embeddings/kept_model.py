"""The model as ctranslate2 reads it: eight bits a weight, written once from our weights into a folder of the cache.

The folder appears under its name only when it is whole (written beside it, then renamed), and holds the checksum of
each of its files: one that was cut off, changed or half deleted is written anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ombud.embeddings.offsets import offsets
from ombud.embeddings.weights import Floats, Weights

_SUMS: Final = "SHA256SUMS"
_LAYOUT: Final = 2  # changes whenever what is written here changes
_GIVEN_UP: Final = 3600.0  # seconds after which nobody writes any more
_ROWS: Final = 8192  # of the word table unpacked at once: 12 MB


class CacheUnusable(Exception):
    """The folder for the model cannot be made or written: not ours, read-only, or the disk is full."""


def folder(cache: Path | None) -> Path:
    """Where the model is kept, in `cache` or where the desktop's convention puts caches."""
    if cache is None:
        given = os.environ.get("XDG_CACHE_HOME", "")
        cache = (Path(given) if given.startswith("/") else Path.home() / ".cache") / "ombud"
    return cache.expanduser()


def kept(weights: Weights, cache: Path | None, layers: int = 12) -> Path:
    """The folder of the model's first `layers`, written (about three seconds, 120 MB) if it is not there or is damaged.

    Raises `CacheUnusable`. Several processes may ask at once: each that finds nothing writes, the first one's stays.
    """
    import ctranslate2

    home = folder(cache)
    of = f"e5-small-q4-{layers}{'-tuned' if weights.tuned else ''}-int8-"
    name = f"{of}{_LAYOUT}-{ctranslate2.__version__}" + (weights.tuned and f"-{weights.tuned}")
    place = home / name
    if whole(place):
        return place
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(prefix=".being-written-", dir=home) as desk:
            fresh = Path(desk) / name
            fresh.mkdir()
            _write(weights, fresh, layers)
            _put(fresh, place, Path(desk))
        _clear(home, of, name)
    except OSError as error:
        raise CacheUnusable(str(home)) from error
    return place


def whole(place: Path) -> bool:
    """Whether every file is there as it was written."""
    try:
        lines = (place / _SUMS).read_text(encoding="ascii").splitlines()
        return bool(lines) and all(_sum(place / line[66:]) == line[:64] for line in lines)
    except (OSError, ValueError):
        return False


def _put(fresh: Path, place: Path, aside: Path) -> None:
    if place.exists() and not whole(place):
        place.rename(aside / "damaged")
    try:
        fresh.rename(place)
    except OSError:
        if not whole(place):  # unless another process was quicker
            raise


def _clear(home: Path, of: str, name: str) -> None:
    """Models of other versions, and what somebody was killed over writing: 120 MB each."""
    old = [path for path in home.glob(f"{of}*") if path.name != name]
    left = [path for path in home.glob(".being-written-*") if path.is_dir() and _age(path) > _GIVEN_UP]
    for path in [*old, *left]:
        shutil.rmtree(path, ignore_errors=True)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(weights: Weights, place: Path, layers: int) -> None:
    spec = _spec(weights, layers)
    spec.validate()
    spec.save(str(place))
    names = sorted(path.name for path in place.iterdir())
    (place / _SUMS).write_text("".join(f"{_sum(place / name)}  {name}\n" for name in names), encoding="ascii")


def _spec(weights: Weights, layers: int) -> Any:
    from ctranslate2.specs import common_spec, transformer_spec

    encoder = transformer_spec.TransformerEncoderSpec(
        layers,
        weights.heads,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
    )
    encoder.scale_embeddings = False
    _words(encoder.embeddings[0], weights)
    encoder.position_encodings.encodings = weights.positions()
    off = offsets(weights)
    into_next = [*off.attend[:layers], None]
    _norm(encoder.layernorm_embedding, weights, "emb.ln", into_next[0])
    for number, layer in enumerate(encoder.layer):
        of = f"l{number}."
        attention, wide = layer.self_attention, layer.ffn
        attend, widen = off.attend[number], off.widen[number]
        _linear(attention.linear[0], weights, *(f"{of}{part}" for part in "qkv"), taken=attend)
        _linear(attention.linear[1], weights, f"{of}ao", given=attend)
        _norm(attention.layer_norm, weights, f"{of}aln", widen)
        _linear(wide.linear_0, weights, f"{of}fi", taken=widen)
        _linear(wide.linear_1, weights, f"{of}fo", given=widen)
        _norm(wide.layer_norm, weights, f"{of}oln", into_next[number + 1])
    model = transformer_spec.TransformerEncoderModelSpec(encoder)
    # Texts come as numbers; the names only have to be as many, with the one that is asked for among them.
    model.register_vocabulary(["<unk>", *map(str, range(1, weights.words))])
    model.config.layer_norm_epsilon = weights.epsilon
    return model


def _norm(part: Any, weights: Weights, name: str, off: Floats | None) -> None:
    part.gamma, part.beta = weights.vector(f"{name}.w"), weights.vector(f"{name}.b")
    if off is not None:
        part.beta = part.beta - off


def _linear(part: Any, weights: Weights, *names: str, taken: Floats | None = None, given: Floats | None = None) -> None:
    """One product, of several matrices that are asked the same below each other. `taken`: what its input lacks;
    `given`: what its output is to give back."""
    biases = [weights.vector(f"{name}.b") for name in names]
    rows = np.concatenate([weights.matrix(f"{name}.w", len(bias)) for name, bias in zip(names, biases, strict=True)])
    bias = np.concatenate(biases)
    if taken is not None:
        bias += rows @ taken
    if given is not None:
        bias += given
    part.bias = bias
    part.weight, part.weight_scale = eight_bits(rows)


def _words(part: Any, weights: Weights) -> None:
    """In parts: whole and unpacked the table would need 380 MB."""
    part.weight = np.empty((weights.words, weights.width), np.int8)
    part.weight_scale = np.empty(weights.words, np.float32)
    for start in range(0, weights.words, _ROWS):
        rows = np.arange(start, min(start + _ROWS, weights.words))
        part.weight[rows], part.weight_scale[rows] = eight_bits(weights.word_rows(rows))


def eight_bits(rows: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Each row as whole numbers from -127 to 127, and what it was multiplied by."""
    most = np.abs(rows).max(axis=1)
    scale: Floats = np.float32(127) / np.where(most > 0, most, np.float32(127)).astype(np.float32)
    return np.rint(rows * scale[:, None]).astype(np.int8), scale
