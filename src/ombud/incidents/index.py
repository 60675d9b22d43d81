"""All tellings, to be searched by what they mean: one index a process, made of the table on first use, then topped up.

Loaded where cases are held against each other and nowhere else: the desk's pages read what was found.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

import numpy as np
from django.conf import settings
from django.db import connection

from ombud.embeddings import Engine, Options

from .checked import Dropped, Telling
from .circles import SIZE, Circle
from .neighbours import WIDTH, Neighbours
from .rules import SHORT
from .sameness import NAME, SHIPPED, shipped
from .traces import Floats, Trace, unpack

# Another worker's telling may become visible after one with a higher number: so far back is looked for them.
_BACK: Final = 500
_BACK_DROPPED: Final = 50
_CHUNK: Final = 2000


@cache
def model_name() -> str:
    """Which model makes the tellings of today: those of another are not compared with them."""
    return hashlib.sha256((SHIPPED / NAME).read_bytes()).hexdigest()[:16]


def options() -> Options:
    """The engine that this installation reads with."""
    return Options(engine=Engine(settings.ENCODER), cache=settings.HOME / "cache")


def one_at_a_time() -> None:
    """Until this transaction ends, no other holds cases against each other: of two that come at once, the second sees
    the first. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Telling._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def wording_of(trace: Trace) -> str:
    """The same for the same words, whoever sends them and in whatever order; of a few words, what they name counts."""
    said = sorted(trace.words) if len(trace.words) >= SHORT else (*sorted(trace.words), *sorted(trace.names))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def placed(place: Floats) -> bytes | None:
    """A place as the table keeps it: none where there was nothing to read."""
    return place.astype(np.float16).tobytes() if place.any() else None


def trace_of(packed: bytes | memoryview, place: bytes | memoryview | None) -> Trace:
    """The trace of a row."""
    where = np.frombuffer(place, np.float16).astype(np.float32) if place else np.zeros(WIDTH, np.float32)
    return unpack(bytes(packed), where)


class Index:
    """The places of all tellings, and how rare their words are. Of the same words only the first are found: forty
    copies of a text must not hide whoever stands behind them."""

    def __init__(self) -> None:
        self.usual = shipped().fresh()
        self._places = Neighbours()
        self._ids: list[int] = []
        self._numbers: dict[int, int | None] = {}
        self._wordings: set[int] = set()
        self._last: tuple[int, str] | None = None
        self._dropped = 0

    def stands(self) -> bool:
        """Whether the last rows it knows are still there: a transaction undone, or a backup put back, ends it."""
        if self._dropped and not Dropped.objects.filter(pk=self._dropped).exists():
            return False
        return self._last is None or Telling.objects.filter(pk=self._last[0], wording=self._last[1]).exists()

    def top_up(self) -> None:
        """Take in what the table has by now, and let go what it no longer has."""
        self._let_go()
        rows = Telling.objects.filter(made_by=model_name())
        if self._last is not None:
            recent = rows.filter(pk__gt=self._last[0] - _BACK).values_list("pk", flat=True)
            rows = rows.filter(pk__in=[pk for pk in recent if pk not in self._numbers])
        wanted = rows.order_by("pk").values_list("pk", "packed", "place", "wording")
        for pk, packed, place, wording in wanted.iterator(chunk_size=_CHUNK):
            words = int(wording, 16)
            if words in self._wordings:
                self._numbers[pk] = None
            else:
                trace = trace_of(packed, place)
                self._wordings.add(words)
                self.usual.add(trace)
                self._numbers[pk] = self._add(pk, trace.place) if place else None
            if self._last is None or pk > self._last[0]:
                self._last = pk, wording

    def _let_go(self) -> None:
        gone = Dropped.objects.filter(pk__gt=self._dropped - _BACK_DROPPED).values_list("pk", "telling")
        if self._last is None:  # nothing was taken in yet, so there is nothing to let go
            gone = gone.order_by("-pk")[:1]
        for pk, telling in gone:
            self._dropped = max(self._dropped, pk)
            self.forget([telling])

    def _add(self, pk: int, place: Floats) -> int:
        self._ids.append(pk)
        return self._places.add(place)

    def near(self, place: Floats, most: int) -> list[int]:
        """The numbers of the rows nearest to a place, nearest first."""
        return [self._ids[number] for number, _ in self._places.near(place, most)]

    def circles(self, rows: Sequence[int]) -> Circle:
        """Who lies around each of these rows; nobody where a row is not in the index."""
        numbers = [self._numbers.get(row) for row in rows]
        found = Circle.empty(len(rows))
        there = [place for place, number in enumerate(numbers) if number is not None]
        if there:
            known = self._places.circles.of([number for number in numbers if number is not None])
            found.own[there], found.who[there], found.near[there] = known.own, known.who, known.near
        return found

    def around(self, row: int, place: Floats) -> Circle:
        """Who lies around a row, or around a place that is none of the table's."""
        if self._numbers.get(row) is not None:
            return self.circles([row])
        near = Circle.of(self._places.near(place, SIZE))
        return Circle(near.own[None], near.who[None], near.near[None])

    def forget(self, gone: Iterable[int]) -> None:
        """These rows are no more."""
        for pk in gone:
            number = self._numbers.get(pk)
            if number is not None:
                self._places.take_out(number)
                self._numbers[pk] = None


_index: Index | None = None
_making = threading.Lock()


def index() -> Index:
    """The index of this process, with all that the table has by now."""
    global _index  # noqa: PLW0603 - one for the process
    with _making:
        if _index is None or not _index.stands():
            _index = Index()
        _index.top_up()
        return _index
