"""What people corrected leans on what comes near it, and on nothing else; it is read once however often it counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from ombud.embeddings import Engine, Options
from ombud.triage import leaning
from ombud.triage.features import Floats
from ombud.triage.kinds import Kind
from ombud.triage.leaning import Leaning, rows_of
from ombud.triage.learnt import LAYERS, forget
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard, Tier

MINE = "The blue ones are quite something, are they not?"
PLAIN = Options(engine=Engine.NUMPY, layers=LAYERS)


def row(*at: float) -> Floats:
    """A message far from every other at another place: rows lie near each other where they are hardly apart."""
    return np.array([at], np.float32) * 100


def leant(rows: Floats, kinds: Sequence[Kind], at: Floats) -> dict[str, float]:
    """Scores that said nothing, leaning."""
    (found,) = Leaning(rows, kinds).lean([{f"kind:{kind}": 0.0 for kind in Kind} | {"anger": 0.3}], at)
    return dict(found)


def test_an_equal_message_leans_to_the_kind_of_the_correction_alone() -> None:
    found = leant(row(1, 0), [Kind.PRAISE], row(1, 0))
    assert found["kind:praise"] > 2
    assert all(found[f"kind:{kind}"] < -2 for kind in Kind if kind is not Kind.PRAISE)
    assert found["anger"] == 0.3


def test_a_far_message_stays_as_it_was() -> None:
    found = leant(row(1, 0), [Kind.PRAISE], row(0, 1))
    assert all(found[f"kind:{kind}"] == 0 for kind in Kind)


def test_the_nearer_correction_is_stronger() -> None:
    beside = np.array([[0.0, 0.0], [12.0, 0.0]], np.float32)
    near, far = (leant(beside, [Kind.SPAM, Kind.QUESTION], np.array([[x, 0]], np.float32)) for x in (2.0, 6.0))
    assert near["kind:spam"] > far["kind:spam"] > far["kind:question"] - 1e-6
    assert near["kind:spam"] > near["kind:question"]


def test_two_that_contradict_each_other_outweigh_the_rest_together() -> None:
    found = leant(np.vstack([row(1, 0), row(1, 0)]), [Kind.SPAM, Kind.QUESTION], row(1, 0))
    assert found["kind:spam"] == pytest.approx(found["kind:question"])
    assert found["kind:spam"] > 2 > -2 > found["kind:praise"]


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("kind", Kind)
def test_a_correction_counts_for_the_same_words_and_for_no_others(kind: Kind, tier: Tier) -> None:
    others = [Heard("When does the shop in Bergen open on Sundays?"), Heard("Das Radio rauscht seit gestern.")]
    plain, taught = Reader(options=PLAIN), Reader([(Heard(MINE), kind)], PLAIN)
    assert [one.kind for one in taught.read([Heard(MINE), *others], tier)] == [
        kind, *(one.kind for one in plain.read(others, tier)),
    ]  # fmt: skip


def test_corrections_that_contradict_each_other_leave_it_unsure() -> None:
    taught = Reader([(Heard(MINE), Kind.COMPLAINT), (Heard(MINE), Kind.PRAISE)], PLAIN)
    (found,) = taught.read([Heard(MINE)])
    assert found.kind in (Kind.COMPLAINT, Kind.PRAISE)
    assert found.confidence < 0.98, "one of both alone would be as good as certain"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Nothing is kept yet; each list is what had to be made."""
    monkeypatch.setattr(leaning, "_kept", {})
    return []


def _make(asked: list[list[str]], texts: Sequence[str], way: str = "full") -> list[float]:
    def make(fresh: list[str]) -> Floats:
        asked.append(fresh)
        return np.array([[len(text)] for text in fresh], np.float32)

    return [float(length) for length in rows_of(texts, way, make)[:, 0]]


def test_only_what_is_new_is_made(asked: list[list[str]]) -> None:
    assert _make(asked, ["a", "bb", "a"]) == [1, 2, 1]
    assert _make(asked, ["ccc", "a", "bb"]) == [3, 1, 2]
    assert _make(asked, ["bb", "ccc"]) == [2, 3]
    assert asked == [["a", "bb"], ["ccc"]]


def test_what_is_no_longer_a_correction_is_forgotten(asked: list[list[str]]) -> None:
    _make(asked, ["a", "bb"])
    _make(asked, ["bb"])
    _make(asked, ["a", "bb"])
    assert asked == [["a", "bb"], ["a"]]


def test_rows_made_in_two_ways_are_never_mixed_and_not_many_ways_are_kept(asked: list[list[str]]) -> None:
    for way in "abcdefgh":
        _make(asked, ["\ud800 half a sign"], way)
    assert len(asked) == 8
    assert len(leaning._kept) <= 4


def test_a_second_correction_reads_one_text(asked: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    first = [(Heard(f"{MINE} {number}"), Kind.QUESTION) for number in range(5)]
    Reader(first, PLAIN).read([Heard("Hello?")])
    counted: list[int] = []
    plain = Reader._shown

    def shown(reader: Reader, texts: Sequence[str]) -> object:
        counted.append(len(texts))
        return plain(reader, texts)

    monkeypatch.setattr(Reader, "_shown", shown)
    Reader([(Heard("The red ones too."), Kind.PRAISE), *first], PLAIN).read([Heard("Hello?")])
    assert counted == [1]


@pytest.mark.usefixtures("asked")
def test_a_model_that_is_loaded_anew_makes_its_own_rows() -> None:
    Reader([(Heard(MINE), Kind.QUESTION)], PLAIN).read([Heard("Hello?")])
    forget()
    Reader([(Heard(MINE), Kind.QUESTION)], PLAIN).read([Heard("Hello?")])
    assert len(leaning._kept) == 2
