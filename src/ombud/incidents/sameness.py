"""What was learnt of sameness: the shipped model, and how texts become traces. Pure: numpy and the encoder.

Two files: `tuning.npz` changes the encoder so that tellings of one trouble lie near each other, whatever their language
and words; `sameness.npz` says how its vectors become places, how rare words are, what each likeness counts, and from
where on tellings belong together. Both are made by `ombud train` and checked against their checksums.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from ombud.embeddings import NotAsChecked, Options, TuningDamaged, checked, encoder, one_thread, tuning
from ombud.incidents.groups import Joining
from ombud.incidents.likeness import SEEN, Weights
from ombud.incidents.rarity import Rarity
from ombud.incidents.traces import Floats, Trace, quiet, trace
from ombud.incidents.usual import Usual
from ombud.triage.features import clipped

SHIPPED: Final = Path(__file__).parent / "shipped"
NAME: Final = "sameness.npz"
TUNING: Final = "tuning.npz"
VERSION: Final = "3"
LONGEST: Final = 96  # pieces of a text that are read: what happened is said early


class Damaged(Exception):
    """The model is not there, is not what its checksum says, or was made by another version: make it anew."""


@dataclass(frozen=True, eq=False)
class Places:
    """From vectors of the tuned encoder to places: even out by `middle` and `spread`, and narrow down."""

    middle: Floats
    spread: Floats
    narrow: Floats

    def of(self, vectors: Floats) -> Floats:
        """The places, of unit length; all zero where the vector is."""
        found: Floats = np.matmul((vectors - self.middle) / self.spread, self.narrow)
        long: Floats = np.sqrt(np.einsum("ij,ij->i", found, found))
        found /= np.maximum(long, np.float32(1e-6))[:, None]
        found[~vectors.any(axis=1)] = 0
        return found


@dataclass(frozen=True, eq=False)
class Sameness:
    """The whole model. `settled` is the mean log odds from which two groups are one when all is looked at again."""

    places: Places
    weights: Weights
    joining: Joining
    settled: float
    rarity: Rarity
    tuned: str

    def fresh(self) -> Usual:
        """What is usual before anything was heard, to grow with what is."""
        return Usual(Rarity(self.rarity.counts, self.rarity.tellings))

    def traces(
        self, texts: Sequence[str], languages: Sequence[str], troubles: Sequence[float], options: Options | None = None
    ) -> list[Trace]:
        """The traces of texts, each in its language (ISO 639-1, or `unknown`) and with how surely it tells of trouble
        at all (0 to 1). `options` choose the engine."""
        asked = replace(options or Options(), layers=12, tuning=SHIPPED / TUNING, longest=LONGEST)
        found = self.places.of(encoder(asked).encode([quiet(clipped(text)) for text in texts]))
        return [trace(*one) for one in zip(texts, languages, found, troubles, strict=True)]


def write(model: Sameness) -> bytes:
    """The model as a file. The same model gives the same bytes."""
    places, weights = model.places, model.weights
    file = io.BytesIO()
    np.savez_compressed(
        file, allow_pickle=False, version=np.array(VERSION), tuned=np.array(model.tuned), seen=np.array(SEEN),
        middle=places.middle, spread=places.spread, narrow=places.narrow.astype(np.float16),
        pair_middle=weights.middle, pair_spread=weights.spread, pair_weights=weights.weights, pair_alone=weights.alone,
        joining=np.array([*astuple(model.joining), model.settled], np.float32),
        counts=model.rarity.counts.astype(np.uint16), tellings=np.array(model.rarity.tellings),
    )  # fmt: skip
    return file.getvalue()


def read(raw: bytes) -> Sameness:
    """The model in a file that `write` made. Raises `Damaged`."""
    one_thread()
    with np.load(io.BytesIO(raw), allow_pickle=False) as parts:
        if str(parts["version"]) != VERSION or tuple(map(str, parts["seen"])) != SEEN:
            raise Damaged(NAME)
        *joining, settled = map(float, parts["joining"])
        return Sameness(
            Places(parts["middle"], parts["spread"], parts["narrow"].astype(np.float32)),
            Weights(parts["pair_middle"], parts["pair_spread"], parts["pair_weights"], parts["pair_alone"]),
            Joining(*joining), settled, Rarity(parts["counts"], int(parts["tellings"])), str(parts["tuned"]),
        )  # fmt: skip


@cache
def shipped() -> Sameness:
    """The model that comes with Ombud, loaded once. Raises `Damaged`."""
    try:
        model, tuned = read(checked(SHIPPED, NAME)), tuning(SHIPPED / TUNING).name
    except (NotAsChecked, TuningDamaged) as error:
        raise Damaged(NAME) from error
    if model.tuned != tuned:
        raise Damaged(TUNING)
    return model
