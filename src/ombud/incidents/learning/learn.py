"""Learning sameness: worlds, parallel sentences and two public sets in, the two files of the model out.

The encoder is tuned by the worlds of `train`; those of `weigh` say how much each likeness counts and from where on
tellings belong together, since worlds that it was tuned by lie too well. The `test` part is never looked at here.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from os import cpu_count
from pathlib import Path
from typing import Final

import numpy as np

from ombud.embeddings import PREFIX, Encoder, Engine, Options, encoder, pieces, tuning
from ombud.embeddings.learning.tunable import Tunable
from ombud.embeddings.texts import plain
from ombud.embeddings.tuning import write as written
from ombud.embeddings.weights import Weights
from ombud.incidents.learning.parallel import parallel
from ombud.incidents.learning.streams import Telling, World, worlds
from ombud.incidents.learning.tune import LOWEST, SEED, Evened, Given, Lesson, tune
from ombud.incidents.learning.weigh import Stream, joining, weigh
from ombud.incidents.neighbours import WIDTH
from ombud.incidents.rarity import empty
from ombud.incidents.sameness import LONGEST, Places, Sameness, write
from ombud.incidents.stream import compared
from ombud.incidents.traces import Floats, Trace, quiet, stems, trace
from ombud.triage.features import clipped
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard

LAYERS: Final = 12
SETS: Final = ("banking77", "clinc150", "xsid07")
_FEW: Final = 2000  # tellings that say how places lie
_WHITE: Final = np.float32(-0.25)  # directions in which places differ much count a little less
_MIXED: Final = 6  # streams of all worlds at once
_TROUBLES: Final = 30
_LONE: Final = 200
_TRANSLATED: Final = 80  # troubles of a stream told in the same words, half of them in so many languages
_LANGUAGES: Final = 4
_AT_ONCE: Final = 128

type Tell = Callable[[int, int, float], None]
type Known = tuple[Trace, str | None]  # a telling, and the name of its trouble where it is of one


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of a telling, its language, and how surely it tells of trouble."""

    text: str
    language: str
    trouble: float
    name: str | None


def tuned(folder: Path, tell: Tell) -> tuple[bytes, Evened]:
    """The changes to the encoder as a file, and how its vectors are to be made even."""
    tunable = Tunable(Weights(), LAYERS, LOWEST, SEED)
    given = Given([_lesson(world) for world in worlds("train")], list(_sorts(folder)))
    evened = tune(given, tunable, tell)
    return written(tunable.changes()), evened


def learn(changed: Path, evened: Evened, reader: Reader, say: Callable[[str], None]) -> bytes:
    """The model of sameness as a file, for the encoder tuned by the file `changed`."""
    near, aside = worlds("train"), worlds("weigh")
    asked = Options(engine=Engine.NUMPY, layers=LAYERS, tuning=changed, longest=LONGEST, remembered=20_000)
    encodes = encoder(asked)
    chance = random.Random(SEED)  # noqa: S311 - the same draw each time, nothing secret
    say("how places lie")
    every = [one for world in aside for one in world.tellings]  # those it was tuned by lie too well
    some = chance.sample(every, min(_FEW, len(every)))
    even: Floats = (_encoded(encodes, [one.text for one in some]) - evened.middle) / evened.spread
    places = Places(evened.middle, evened.spread, _narrowed(even))
    rarity = empty()
    for world in (*near, *aside):
        for one in world.tellings:
            rarity.add(stems(one.text)[0])
    say("reading the worlds that weigh")
    told = {world.name: _told(world, reader) for world in aside}
    traced = {name: _traced(some, places, encodes) for name, some in told.items()}
    streams = [_stream(one, chance) for one in traced.values()]
    streams += [_mixed(list(traced.values()), chance) for _ in range(_MIXED)]
    again = _traced(_told(_translated(), reader), places, encodes)
    lone = [one for known in traced.values() for one in known if not one[1]]
    streams += [_told_again(part, lone, chance) for part in _parts(again)]
    say("what each likeness counts")
    weights = weigh(streams, rarity)
    say("from where on tellings belong together")
    joins, settled = joining(streams, weights, rarity)
    return write(Sameness(places, weights, joins, settled, rarity, tuning(changed).name))


def _cut(text: str) -> list[int]:
    return pieces().framed(PREFIX + plain(quiet(text)), LONGEST)


def _lesson(world: World) -> list[Lesson]:
    names = sorted({one.trouble for one in world.tellings if one.trouble})
    return [Lesson(_cut(one.text), names.index(one.trouble) if one.trouble else -1) for one in world.tellings]


def _sorts(folder: Path) -> Iterator[list[list[list[int]]]]:
    yield [[_cut(text) for text in said.values()] for said in parallel("train")]
    for name, key in zip(SETS, ("label", "label", "id"), strict=True):
        about: dict[str, list[list[int]]] = {}
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if "oos" not in row["label"]:
                    about.setdefault(row[key], []).append(_cut(row["text"]))
        yield [texts for texts in about.values() if len(texts) > 1]


def _encoded(encodes: Encoder, texts: Sequence[str]) -> Floats:
    found = [
        encodes.encode([quiet(clipped(text)) for text in texts[at : at + _AT_ONCE]], threads=cpu_count() or 1)
        for at in range(0, len(texts), _AT_ONCE)
    ]
    return np.vstack(found)


def _narrowed(even: Floats) -> Floats:
    """The directions in which places differ most (principal components), the first of them a little less."""
    _, spread, along = np.linalg.svd((even - even.mean(axis=0)).astype(np.float64), full_matrices=False)
    narrow: Floats = (along[:WIDTH].T * (spread[:WIDTH] / spread[0]) ** _WHITE).astype(np.float32)
    return narrow


def _told(world: World, reader: Reader) -> list[Told]:
    messages = [Heard(text=one.text) for one in world.tellings]
    found = []
    for one, message, reading in zip(world.tellings, messages, reader.read(messages), strict=True):
        text, trouble = compared(message, reading)
        name = f"{world.name}/{one.trouble}" if one.trouble else None
        found.append(Told(text, reading.language, trouble, name))
    return found


def _traced(told: Sequence[Told], places: Places, encodes: Encoder) -> list[Known]:
    lie = places.of(_encoded(encodes, [one.text for one in told]))
    return [
        (trace(one.text, one.language, place, one.trouble), one.name) for one, place in zip(told, lie, strict=True)
    ]  # fmt: skip


def _stream(known: Sequence[Known], chance: random.Random, kind: str = "world") -> Stream:
    drawn = chance.sample(list(known), len(known))
    return Stream([one for one, _ in drawn], [name for _, name in drawn], kind)


def _mixed(traced: Sequence[Sequence[Known]], chance: random.Random) -> Stream:
    """A few tellings each of troubles of several worlds, among messages that belong to none. Of other troubles none is
    told even once: what is told of two brands may well be the same, and nobody has said of it that it is not."""
    by_name: dict[str, list[Trace]] = {}
    for known in traced:
        for one, name in known:
            if name:
                by_name.setdefault(name, []).append(one)
    found: list[Known] = []
    for name in chance.sample(sorted(by_name), _TROUBLES):
        few = chance.sample(by_name[name], min(len(by_name[name]), chance.randint(3, 6)))
        found += [(one, name) for one in few]
    lone = [one for known in traced for one in known if not one[1]]
    return _stream(found + chance.sample(lone, min(len(lone), _LONE)), chance, "mixed")


def _translated() -> World:
    """Troubles that are told in five languages in the same words, as a world."""
    said = enumerate(parallel("weigh"))
    return World("translated", tuple(Telling(one[language], language, f"{at}") for at, one in said for language in one))


def _parts(again: Sequence[Known]) -> Iterator[list[list[Known]]]:
    """Troubles that were written one after the other, so many at a time: of those many are near each other."""
    every = [list(told) for _, told in groupby(again, key=lambda one: one[1])]
    for at in range(0, len(every), _TRANSLATED):
        yield every[at : at + _TRANSLATED]


def _told_again(troubles: Sequence[Sequence[Known]], lone: Sequence[Known], chance: random.Random) -> Stream:
    """Half of these told in four languages in the same words, among the others told once and lone tellings."""
    found = chance.sample(lone, min(len(lone), _TRANSLATED))
    for number, told in enumerate(chance.sample(troubles, len(troubles))):
        some = chance.sample(told, _LANGUAGES)
        found += some if number < len(troubles) // 2 else [(some[0][0], None)]
    return _stream(found, chance, "translated")
