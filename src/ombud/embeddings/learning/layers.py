"""One layer forwards, with what its way back needs, and backwards, in the order of the products.

The texts of a batch lie below each other without padding, as in `in_numpy`; `runs` says where texts of one length lie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np

from ombud.embeddings.weights import Floats, Layer

# The products that can be tuned, by the names of `Layer`.
PRODUCTS: Final = ("attend", "merge", "widen", "narrow")
_A, _B = np.float32(0.7978845608), np.float32(0.044715)  # gelu by its common approximation with tanh

type Run = tuple[int, int, int]  # where it starts, how many texts, how many pieces each
# Told for each product on the way back: its name, what went in, and how the loss changes with what came out.
type Tell = Callable[[str, Floats, Floats], None]


def runs(lengths: Sequence[int]) -> Iterator[Run]:
    """The runs of texts of one length."""
    at = 0
    for length, run in groupby(lengths):
        count = len(list(run))
        yield at, count, length
        at += count * length


@dataclass(slots=True)
class _Normed:
    """What the way back through a normalisation needs: rows of mean 0 and variance 1, and what made them so."""

    even: Floats
    scale: Floats
    gain: Floats

    def back(self, slope: Floats) -> Floats:
        slope = slope * self.gain
        along = np.einsum("ij,ij->i", slope, self.even) / np.float32(slope.shape[1])
        slope -= slope.mean(axis=1, keepdims=True)
        slope -= self.even * along[:, None]
        slope *= self.scale[:, None]
        return slope


def norm(x: Floats, gain: Floats, shift: Floats, epsilon: float) -> tuple[Floats, _Normed]:
    """Each row to mean 0 and variance 1, then `gain` and `shift`."""
    even = x - x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", even, even) / np.float32(x.shape[1]) + np.float32(epsilon)
    scale: Floats = 1 / np.sqrt(variance)
    even *= scale[:, None]
    return even * gain + shift, _Normed(even, scale, gain)


@dataclass(slots=True)
class Passed:
    """A layer that a batch went through."""

    products: dict[str, Floats]
    heads: int
    where: list[Run]
    x: Floats
    all_three: Floats
    shares: list[Floats]
    seen: Floats
    merged: Floats
    merge_norm: _Normed
    wide: Floats
    bent: Floats
    bend: Floats
    norm: _Normed

    def back(self, slope: Floats, tell: Tell) -> Floats:
        """How the loss changes with what went in, from how it changes with what came out."""
        narrow = self.norm.back(slope)
        tell("narrow", self.bent, narrow)
        wide = narrow @ self.products["narrow"].T
        wide *= _gelu_slope(self.wide, self.bend)
        tell("widen", self.merged, wide)
        narrow += wide @ self.products["widen"].T
        merge = self.merge_norm.back(narrow)
        tell("merge", self.seen, merge)
        attend = self._attended(merge @ self.products["merge"].T)
        tell("attend", self.x, attend)
        merge += attend @ self.products["attend"].T
        return merge

    def _attended(self, slope: Floats) -> Floats:
        found = np.empty_like(self.all_three)
        for (start, count, length), share in zip(self.where, self.shares, strict=True):
            part = slice(start, start + count * length)
            query, key, value = _three(self.all_three[part], count, length, self.heads)
            out = _three(found[part], count, length, self.heads)
            came = slope[part].reshape(count, length, self.heads, -1).swapaxes(1, 2)
            weight = came @ value.swapaxes(2, 3)
            weight -= np.einsum("bhij,bhij->bhi", weight, share)[..., None]
            weight *= share
            out[0], out[1] = weight @ key, weight.swapaxes(2, 3) @ query
            out[2] = share.swapaxes(2, 3) @ came
        return found


def through(
    x: Floats, layer: Layer, products: dict[str, Floats], where: list[Run], heads: int, epsilon: float
) -> tuple[Floats, Passed]:
    """A batch through a layer whose products may be changed."""
    all_three: Floats = x @ products["attend"]
    all_three += layer.attend_bias
    seen, shares = np.empty_like(x), []
    for start, count, length in where:
        part = slice(start, start + count * length)
        query, key, value = _three(all_three[part], count, length, heads)
        share = query @ key.swapaxes(2, 3)
        share -= share.max(axis=3, keepdims=True)
        np.exp(share, out=share)
        share /= share.sum(axis=3, keepdims=True)
        seen[part].reshape(count, length, heads, -1)[...] = (share @ value).swapaxes(1, 2)
        shares.append(share)
    merged, merge_norm = norm(
        seen @ products["merge"] + layer.merge_bias + x, layer.merged_gain, layer.merged_shift, epsilon
    )
    wide: Floats = merged @ products["widen"]
    wide += layer.widen_bias
    bend = np.tanh(_A * wide * (1 + _B * wide * wide))
    bent: Floats = 0.5 * wide * (1 + bend)
    out, after = norm(bent @ products["narrow"] + layer.narrow_bias + merged, layer.gain, layer.shift, epsilon)
    return out, Passed(
        products, heads, where, x, all_three, shares, seen, merged, merge_norm, wide, bent, bend, after
    )  # fmt: skip


def _three(rows: Floats, count: int, length: int, heads: int) -> Floats:
    """Query, key and value of a run: three, texts, heads, pieces, width of a head. A view."""
    view: Floats = rows.reshape(count, length, 3, heads, -1).transpose(2, 0, 3, 1, 4)
    return view


def _gelu_slope(x: Floats, bend: Floats) -> Floats:
    slope: Floats = 0.5 * (1 + bend) + 0.5 * x * (1 - bend * bend) * _A * (1 + 3 * _B * x * x)
    return slope
