"""Our own model: how much each piece of a word says for each language, and how much each vote weighs.

One small file with its checksum beside it, read with the first text. What a word says is kept, so that frequent words
cost one look-up.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from ombud.languages.grams import grams
from ombud.languages.weighing import NEIGHBOURS, Floats

FILE: Final = Path(__file__).parent / "shipped" / "languages.npz"
_KEPT: Final = 40_000


class Damaged(Exception):
    """The model file is not there, or not the one its checksum was made for."""


@dataclass(slots=True)
class Model:
    """`weights` has a row for each piece of `index`, a column for each of `languages`; `scale` makes them logarithms.

    `votes` holds, by whether ELDC is here, the weights of the votes: among all languages first, then within each group
    of neighbours.
    """

    languages: tuple[str, ...]
    index: Mapping[str, int]
    weights: npt.NDArray[np.int8] | Floats
    scale: float
    votes: Mapping[bool, Floats]
    _said: dict[str, Floats] = field(default_factory=dict)

    def says(self, word: str) -> Floats:
        """What `word` (in small letters) says for each language."""
        said = self._said.get(word)
        if said is None:
            seen = [self.index.get(piece) for piece in grams(word)]
            rows = [row for row in seen if row is not None]
            said = self.weights[rows].sum(axis=0, dtype=np.float32) * np.float32(self.scale)
            if len(self._said) >= _KEPT:
                self._said.clear()
            self._said[word] = said
        return said

    def rows(self, words: Sequence[str]) -> Floats:
        """A row for each word: what it says."""
        return np.array([self.says(word) for word in words], dtype=np.float32).reshape(len(words), len(self.languages))

    def knows(self, word: str) -> bool:
        """Whether `word` was among what it learnt from."""
        return "=" + word in self.index

    def named(self, sums: Floats) -> dict[str, float]:
        """Language and sum, for a row of sums."""
        return dict(zip(self.languages, sums.tolist(), strict=True))


def packed(languages: Sequence[str], pieces: Sequence[str], weights: Floats, votes: Mapping[bool, Floats]) -> bytes:
    """The model as a file: the same bytes for the same numbers."""
    scale = float(np.abs(weights).max()) / 127
    whole = np.round(weights / scale).astype(np.int8)
    # A piece that says next to nothing is not worth its place; a whole word is, since it is known to be one.
    kept = [i for i, piece in enumerate(pieces) if piece[0] == "=" or np.abs(whole[i]).max() >= 3]
    out = io.BytesIO()
    np.savez_compressed(
        out,
        languages=np.frombuffer(",".join(languages).encode(), dtype=np.uint8),
        pieces=np.frombuffer("\n".join(pieces[i] for i in kept).encode(), dtype=np.uint8),
        weights=np.ascontiguousarray(whole[kept].T),
        scale=np.float32(scale),
        with_eldc=votes[True].astype(np.float32),
        without_eldc=votes[False].astype(np.float32),
    )
    return out.getvalue()


def unpacked(file: bytes) -> Model:
    """The model from `packed` bytes."""
    with np.load(io.BytesIO(file), allow_pickle=False) as parts:
        pieces = parts["pieces"].tobytes().decode().split("\n")
        return Model(
            languages=tuple(parts["languages"].tobytes().decode().split(",")),
            index={piece: row for row, piece in enumerate(pieces)},
            weights=np.ascontiguousarray(parts["weights"].T),
            scale=float(parts["scale"]),
            votes={True: parts["with_eldc"], False: parts["without_eldc"]},
        )


@cache
def shipped() -> Model:
    """The model in the package. Raises `Damaged` where its checksum does not hold."""
    return _checked(FILE)


def of(folder: Path | None) -> Model:
    """The model in a `folder` of one's own, loaded once; None: the one in the package. Raises `Damaged`."""
    return shipped() if folder is None else _own(folder)


@cache
def _own(folder: Path) -> Model:
    return _checked(folder / FILE.name)


def forget() -> None:
    """Models that were loaded are loaded anew."""
    shipped.cache_clear()
    _own.cache_clear()


def _checked(path: Path) -> Model:
    try:
        file = path.read_bytes()
        told = path.with_suffix(".sha256").read_text(encoding="ascii").split()[0]
    except (OSError, ValueError, IndexError) as error:
        raise Damaged(path.name) from error
    if hashlib.sha256(file).hexdigest() != told:
        raise Damaged(path.name)
    model = unpacked(file)
    if model.votes[True].shape[0] != 1 + len(NEIGHBOURS):
        raise Damaged(path.name)
    return model
