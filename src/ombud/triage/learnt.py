"""What was learnt: the shipped model of readings, and what it says of messages.

A message is a row of numbers: its sentence vector, the signs of its words, what it shows at a glance. It is compared
with landmarks (exemplars and posts, as rows; no text is shipped), and each head adds up how much each landmark speaks
for it. Made by `ombud train`, checked against its checksum when it is loaded. Pure: numpy alone.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import log1p
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from ombud.embeddings import NotAsChecked, TuningDamaged, one_thread, tuning
from ombud.embeddings import checked as found
from ombud.triage.features import GLANCES, glance
from ombud.triage.signs import Signs

Floats = npt.NDArray[np.float32]

NAME: Final = "readings"  # of the model that reads in full
TUNING: Final = "tuning"  # of the changes to the encoder that the first is made with
QUICK: Final = "quick"  # of the one that reads without the transformer
VERSION: Final = "2"  # of what a model holds; one of another version cannot be read
LAYERS: Final = 9  # of the encoder: how something is said lies there, and is gone after the last
SIGNS_WEIGH: Final = np.float32(3 * 2**0.5)
GLANCES_WEIGH: Final = np.float32(2 * 2**0.5)
_MOST_OF_A_SIGN: Final = 1.6
_NEAR: Final = np.float32(0.5 / 384)
_ROWS: Final = 256  # messages that are compared at once


class ModelDamaged(Exception):
    """The model is not there or is not what its checksum says."""


class ModelOutdated(Exception):
    """The model was made by another version of Ombud and has to be made again."""


@dataclass(frozen=True, eq=False)
class Model:
    """Landmarks and heads. `heads` are columns of weights, one row a landmark; `names` say what each column is. Two
    that were loaded are never equal."""

    signs: tuple[str, ...]
    middle: Floats
    spread: Floats
    landmarks: Floats
    heads: Floats
    names: tuple[str, ...]
    version: str
    tuned: str = ""  # the name of the encoder's tuning; empty where vectors are the plain encoder's or none

    def rows(self, vectors: Floats, texts: Sequence[str], shown: Sequence[Signs]) -> Floats:
        """Messages as rows: their vectors (n, 384), their texts, and the signs of those."""
        seen = np.array([self._seen(one) for one in shown], np.float32).reshape(len(texts), len(self.signs))
        glances = np.array([glance(text) for text in texts], np.float32).reshape(len(texts), GLANCES)
        meant = (vectors - self.middle) / self.spread
        meant[~vectors.any(axis=1)] = 0
        rows: Floats = np.hstack([meant, seen * SIGNS_WEIGH, glances * GLANCES_WEIGH])
        return rows

    @cached_property
    def _lengths(self) -> Floats:
        return _squares(self.landmarks)

    def _seen(self, shown: Signs) -> list[float]:
        counts = shown.counts
        return [min(log1p(counts[sign]), _MOST_OF_A_SIGN) if sign in counts else 0.0 for sign in self.signs]

    def scores(self, rows: Floats) -> dict[str, Floats]:
        """What each head says of each message, by the head's name."""
        said = np.vstack(
            [
                near(rows[at : at + _ROWS], self.landmarks, self._lengths) @ self.heads
                for at in range(0, len(rows), _ROWS)
            ]
            or [np.zeros((0, len(self.names)), np.float32)]
        )
        return dict(zip(self.names, said.T, strict=True))


def near(rows: Floats, landmarks: Floats, lengths: Floats | None = None) -> Floats:
    """How near each row lies to each landmark, from 0 to 1. `lengths`: the landmarks' squares, where they are known."""
    apart = rows @ landmarks.T
    apart *= -2
    apart += _squares(rows)[:, None]
    apart += (_squares(landmarks) if lengths is None else lengths)[None]
    np.maximum(apart, 0, out=apart)
    apart *= -_NEAR
    nearness: Floats = np.exp(apart, out=apart)
    return nearness


def _squares(rows: Floats) -> Floats:
    squares: Floats = np.einsum("ij,ij->i", rows, rows)
    return squares


def write(model: Model) -> bytes:
    """The model as a file. The same model gives the same bytes."""
    scale = np.abs(model.landmarks).max(axis=0) / 127
    scale[scale == 0] = 1
    parts: Mapping[str, npt.NDArray[np.generic]] = {
        "signs": np.array(model.signs),
        "middle": model.middle,
        "spread": model.spread,
        "scale": scale.astype(np.float32),
        "landmarks": np.rint(model.landmarks / scale).astype(np.int8),
        "heads": model.heads.astype(np.float16),
        "names": np.array(model.names),
        "version": np.array(model.version),
        "tuned": np.array(model.tuned),
    }
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **parts)
    return file.getvalue()


def read(raw: bytes) -> Model:
    """The model in a file that `write` made. Raises `ModelOutdated`."""
    one_thread()
    with np.load(io.BytesIO(raw), allow_pickle=False) as parts:
        if str(parts["version"]) != VERSION:
            raise ModelOutdated
        return Model(
            tuple(map(str, parts["signs"])), parts["middle"], parts["spread"],
            parts["landmarks"].astype(np.float32) * parts["scale"], parts["heads"].astype(np.float32),
            tuple(map(str, parts["names"])), str(parts["version"]), str(parts["tuned"]),
        )  # fmt: skip


def checked(place: Traversable, name: str) -> bytes:
    """The bytes of the model `name` in `place`, if they are those of its checksum. Raises `ModelDamaged`."""
    try:
        return found(place, f"{name}.npz")
    except NotAsChecked as error:
        raise ModelDamaged(name) from error


@cache
def shipped(name: str = NAME) -> Model:
    """A model that comes with Ombud, loaded once (about 0.1 s, 15 MB). Raises `ModelDamaged`, `ModelOutdated`."""
    model = read(checked(files("ombud.triage").joinpath("shipped"), name))
    return _tuned_alike(model, None) if name == NAME else model


def tuning_of(folder: Path | None) -> Path:
    """The file of the encoder's tuning: in a `folder` of one's own, or the one that comes with Ombud (None)."""
    return (folder or Path(__file__).parent / "shipped") / f"{TUNING}.npz"


def of(folder: Path | None, name: str = NAME) -> Model:
    """The model `name` in a `folder` of one's own, loaded once; None: the one that comes with Ombud.

    Raises `ModelDamaged`, `ModelOutdated`.
    """
    return shipped(name) if folder is None else _own(folder, name)


@cache
def _own(folder: Path, name: str) -> Model:
    model = read(checked(folder, name))
    if not set(shipped(name).names) <= set(model.names):
        raise ModelOutdated
    return _tuned_alike(model, folder) if name == NAME else model


def _tuned_alike(model: Model, folder: Path | None) -> Model:
    """Vectors of another tuning would be read as noise. Raises `ModelDamaged` for a tuning that cannot be read."""
    try:
        now = tuning(tuning_of(folder)).name
    except TuningDamaged as error:
        raise ModelDamaged(TUNING) from error
    if now != model.tuned:
        raise ModelOutdated
    return model


def forget() -> None:
    """Models that were loaded are loaded anew."""
    tuning.cache_clear()
    shipped.cache_clear()
    _own.cache_clear()
