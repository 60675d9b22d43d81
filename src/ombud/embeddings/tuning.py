"""Small changes to the transformer's matrices, learnt for one task: each the product of two narrow matrices.

They are added as the weights are unpacked, so a tuned encoder costs what the plain one costs (LoRA: Hu and others,
2021). Vectors of a tuned encoder are not comparable with those of another; the encoder's name says which it is.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from ombud.embeddings.checked import NotAsChecked, checked

type Floats = npt.NDArray[np.float32]

_LEFT: Final = ".left"
_RIGHT: Final = ".right"


class TuningDamaged(Exception):
    """The file is not there, or not the one that its checksum was made for."""


@dataclass(frozen=True)
class Tuning:
    """`changes` by the name of the matrix: (outputs, rank) and (rank, inputs). `name` is of its content, so tunings of
    one name are equal."""

    name: str
    changes: Mapping[str, tuple[Floats, Floats]] = field(compare=False)

    def of(self, name: str, matrix: Floats) -> Floats:
        """The matrix (outputs, inputs) `name` with its change."""
        if name not in self.changes:
            return matrix
        left, right = self.changes[name]
        return matrix + left @ right


def write(changes: Mapping[str, tuple[Floats, Floats]]) -> bytes:
    """The changes as a file, in half precision. The same changes give the same bytes."""
    parts: dict[str, npt.NDArray[np.float16]] = {}
    for name, (left, right) in sorted(changes.items()):
        parts[name + _LEFT], parts[name + _RIGHT] = left.astype(np.float16), right.astype(np.float16)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **parts)
    return file.getvalue()


def read(raw: bytes) -> Tuning:
    """The tuning in a file that `write` made."""
    with np.load(io.BytesIO(raw), allow_pickle=False) as parts:
        names = sorted(part.removesuffix(_LEFT) for part in parts.files if part.endswith(_LEFT))
        changes = {
            name: (parts[name + _LEFT].astype(np.float32), parts[name + _RIGHT].astype(np.float32)) for name in names
        }
    return Tuning(hashlib.sha256(raw).hexdigest()[:8], changes)


@cache
def tuning(path: Path) -> Tuning:
    """The tuning at `path`, with its checksum beside it in a file `.sha256`; loaded once. Raises `TuningDamaged`."""
    try:
        return read(checked(path.parent, path.name))
    except NotAsChecked as error:
        raise TuningDamaged(path.name) from error
