"""All tellings, to be searched by what they mean: one index a process, made of the table on first use, then topped up.

Loaded where cases are held against each other and nowhere else: the desk's pages read what was found.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np
from django.conf import settings
from django.db import connection
from django.db.models import Min, QuerySet

from ombud.embeddings import Engine, Options

from .checked import Dropped, Telling, compared
from .circles import SIZE, Circle
from .neighbours import WIDTH, Neighbours
from .rules import SHORT
from .sameness import NAME, SHIPPED, shipped
from .traces import Floats, Trace, unpack

# Another worker's telling may become visible after one with a higher number: so far back is looked for them.
_BACK: Final = 500
_BACK_DROPPED: Final = 50
_CHUNK: Final = 2000
_RIGHT: Final = 3233  # D32, D33: a number that no other lock of ours has


@cache
def model_name() -> str:
    """Which model makes the tellings of today: those of another are not compared with them."""
    return hashlib.sha256((SHIPPED / NAME).read_bytes()).hexdigest()[:16]


def options() -> Options:
    """The engine that this installation reads with."""
    return Options(engine=Engine(settings.ENCODER), cache=settings.HOME / "cache")


def one_at_a_time() -> None:
    """Until this transaction ends, no other holds cases against each other or merges incidents: of two that come at
    once, the second sees the first. It comes before any row is held. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # not the table: who is forgotten meanwhile takes her tellings out of it
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_RIGHT])


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


type _Row = tuple[int, bytes, bytes | None, str]
_ROW: Final = ("pk", "packed", "place", "wording")


@dataclass(slots=True)
class Unsure:
    """What a transaction that had not ended yet added and dropped: if it is undone, so is this. Each row that came has
    its wording, and its trace if its words were counted as usual."""

    came: dict[int, tuple[str, Trace | None]] = field(default_factory=dict)
    went: set[int] = field(default_factory=set)


class Index:
    """The places of all tellings, and how rare their words are. Of the same words only one is found, the first that
    still tells them: forty copies of a text must not hide whoever stands behind them."""

    def __init__(self) -> None:
        self.usual = shipped().fresh()
        self._places = Neighbours()
        self._ids: list[int] = []
        self._said: list[int] = []
        self._numbers: dict[int, int | None] = {}
        self._wordings: set[int] = set()
        # How far the table is known as others see it: what a transaction does is not so before it has ended.
        self._last: tuple[int, str] | None = None
        self._dropped: tuple[int, int] | None = None
        self._unsure = Unsure()

    def top_up(self) -> bool:
        """Take in what the table has by now, and let go what it no longer has, be it that a transaction was undone.
        False: nothing of what it knew is there (a backup was put back), so it has to be made anew."""
        self._undo()
        if not self._let_go() or (self._ids and not self._numbers):
            return False
        rows = Telling.objects.filter(made_by=model_name())
        if self._numbers:
            recent = rows.filter(pk__gt=self._last[0] - _BACK if self._last else 0).values_list("pk", flat=True)
            rows = rows.filter(pk__in=[pk for pk in recent if pk not in self._numbers])
        last = self._last
        for row in rows.order_by("pk").values_list(*_ROW).iterator(chunk_size=_CHUNK):
            self._take_in(row)
            last = max(last or (0, ""), (row[0], row[3]))
        if not connection.in_atomic_block:
            self._last = last
        return True

    def _undo(self) -> None:
        """What a transaction added is gone with it, and what it dropped is there again. What others see stays."""
        came, went = self._unsure.came, self._unsure.went
        if came or went:
            there = dict(Telling.objects.filter(pk__in=[*came, *went]).values_list("pk", "wording"))
            undone = {pk: counted for pk, (wording, counted) in came.items() if there.get(pk) != wording}
            self.forget(undone)
            for counted in undone.values():
                if counted is not None:
                    self.usual.take_back(counted)
            back = went & there.keys()
            went -= back
            for row in Telling.objects.filter(pk__in=back, made_by=model_name()).order_by("pk").values_list(*_ROW):
                self._take_in(row, heard=True)
        if not connection.in_atomic_block:
            self._unsure = Unsure()

    def _let_go(self) -> bool:
        """Without what was dropped: whether the last rows that it knows are still there."""
        known = self._dropped
        if known is not None and not Dropped.objects.filter(pk=known[0], telling=known[1]).exists():
            return False
        rows = Dropped.objects.filter(pk__gt=known[0] - _BACK_DROPPED if known else 0).order_by("pk")
        if not self._numbers:  # nothing was taken in yet, so there is nothing to let go
            rows = rows.reverse()[:1]
        gone = list(rows.values_list("pk", "telling"))
        self.forget([telling for _, telling in gone])
        if gone and not connection.in_atomic_block:
            self._dropped = max(known or gone[-1], gone[-1])
        if self._last is None or self._last[0] not in self._numbers:
            return True
        return Telling.objects.filter(pk=self._last[0], wording=self._last[1]).exists()

    def _take_in(self, row: _Row, *, heard: bool = False) -> None:
        """A row, the words of which were `heard` and counted before or not."""
        pk, packed, place, wording = row
        words = int(wording, 16)
        trace = None if words in self._wordings else trace_of(packed, place)
        if connection.in_atomic_block and pk not in self._numbers:
            self._unsure.came[pk] = wording, None if heard else trace
        self._numbers[pk] = None
        if trace is None:
            return
        self._wordings.add(words)
        if not heard:
            self.usual.add(trace)
        if place:
            self._ids.append(pk)
            self._said.append(words)
            self._numbers[pk] = self._places.add(trace.place)

    def near(self, place: Floats, most: int) -> list[int]:
        """The numbers of the rows nearest to a place, nearest first."""
        return [self._ids[number] for number, _ in self._places.near(place, most)]

    def row(self, number: int) -> int:
        """The row that has this number in circles."""
        return self._ids[number]

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

    def forget(self, gone: Iterable[int]) -> list[int]:
        """These rows are no more: the next who told the same words is found instead. Says which rows these are."""
        silent = {words for pk in gone if (words := self._take_out(pk)) is not None}
        heirs = self._first(silent, compared(Telling.objects.all(), model_name()))
        left = silent - {int(row[3], 16) for row in heirs}
        # Of what is compared with nothing today a person may think better: then it is found again.
        heirs += self._first(left, Telling.objects.filter(made_by=model_name(), place__isnull=False))
        for row in heirs:
            self._take_in(row, heard=True)
        return [row[0] for row in heirs]

    def stand_in(self, rows: Collection[int]) -> list[int]:
        """These rows were found and tell of nothing today: who told the same words and does is found instead from now
        on. Says which rows these are."""
        there = set(Telling.objects.filter(pk__in=rows).values_list("pk", flat=True))
        found = self.forget(set(rows) - there)
        said = {self._said[number]: row for row in there if (number := self._numbers.get(row)) is not None}
        for row in self._first(said, compared(Telling.objects.all(), model_name())):
            self._take_out(said[int(row[3], 16)])
            self._take_in(row, heard=True)
            found.append(row[0])
        return found

    def _take_out(self, pk: int) -> int | None:
        """The words for which it stood, as a number; None if for none."""
        number, came = self._numbers.pop(pk, None), self._unsure.came.pop(pk, None)
        if number is None:
            return None
        if came is None and connection.in_atomic_block:
            self._unsure.went.add(pk)
        self._places.take_out(number)
        self._wordings.discard(self._said[number])
        return self._said[number]

    @staticmethod
    def _first(said: Collection[int], tellings: QuerySet[Telling]) -> list[_Row]:
        """Of those who told these words the first of each."""
        if not said:
            return []
        same = tellings.filter(wording__in=[f"{words:016x}" for words in said]).order_by()
        first = same.values("wording").annotate(first=Min("pk")).values_list("first", flat=True)
        return list(Telling.objects.filter(pk__in=list(first)).order_by("pk").values_list(*_ROW))


_index: Index | None = None
_making = threading.Lock()


def index() -> Index:
    """The index of this process, with all that the table has by now. Making it takes long where the history is: the
    first call belongs before a transaction, which only tops it up."""
    global _index  # noqa: PLW0603 - one for the process
    with _making:
        if _index is None or not _index.top_up():
            _index = Index()
            _index.top_up()
        return _index
