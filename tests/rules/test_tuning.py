"""Tuning: the way back is the slope of the way there, the same lessons teach the same, and a tuned encoder says so."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from ombud.embeddings import Engine, Options, TuningDamaged, encoder, pieces
from ombud.embeddings.encoder import PREFIX
from ombud.embeddings.learning.descent import Descent
from ombud.embeddings.learning.tunable import Tunable
from ombud.embeddings.tuning import read, tuning, write
from ombud.embeddings.weights import Floats, Weights
from ombud.triage.learning.tune import Lesson, tune

TEXTS = ["Hej", "Wo ist mein Paket?", "The kettle broke on the second day", "gracias", "Lampunya mati lagi, tolong"]
LAYERS, LOWEST = 3, 1


def cut(text: str) -> list[int]:
    return pieces().framed(PREFIX + text, 64)


@pytest.fixture
def tunable() -> Tunable:
    return Tunable(Weights(), LAYERS, LOWEST, seed=1)


def shaken(tunable: Tunable) -> Tunable:
    """As after a while of learning: no change is nothing."""
    chance = np.random.default_rng(2)
    for name in tunable.learnt:
        if name.endswith(".up"):
            tunable.learnt[name] += chance.normal(0, 0.02, tunable.learnt[name].shape).astype(np.float32)
    tunable.changed()
    return tunable


def test_unchanged_it_says_what_the_encoder_says(tunable: Tunable) -> None:
    ordered = sorted(TEXTS, key=lambda text: len(cut(text)))
    vectors, _ = tunable.forwards([cut(text) for text in ordered], back=False)
    plain = encoder(Options(engine=Engine.NUMPY, layers=LAYERS)).encode(ordered)
    assert np.abs(vectors - plain).max() < 2e-3, "but for another approximation of the same bend"


def test_the_way_back_is_the_slope_of_the_way_there(tunable: Tunable) -> None:
    shaken(tunable)
    texts = sorted((cut(text) for text in TEXTS), key=len)
    towards = np.random.default_rng(3).normal(size=(len(texts), 384)).astype(np.float32)

    def loss() -> float:
        tunable.changed()
        return float(np.vdot(tunable.forwards(texts, back=False)[0].astype(np.float64), towards))

    _, way = tunable.forwards(texts)
    slopes = tunable.back(way, towards)
    assert set(slopes) == set(tunable.learnt)
    for name, slope in slopes.items():
        place = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        array, step = tunable.learnt[name], np.float32(5e-3)
        before = array[place]
        array[place] = before + step
        above = loss()
        array[place] = before - step
        below = loss()
        array[place] = before
        assert (above - below) / (2 * step) == pytest.approx(float(slope[place]), rel=0.03, abs=2e-3), name


def lessons() -> list[Lesson]:
    """Half of them complaints, as plain as can be."""
    found = []
    for number in range(120):
        known = np.full(26, np.nan, np.float32)
        known[:7] = 0
        known[number % 2] = 1
        text = f"it is broken, number {number}" if number % 2 == 0 else f"thank you all, number {number}"
        found.append(Lesson(cut(text), known))
    return found


def learnt() -> tuple[bytes, list[float]]:
    made, losses = Tunable(Weights(), LAYERS, LOWEST, seed=1), list[float]()
    tune(lessons(), made, lambda _, __, loss: losses.append(loss), epochs=24)
    return write(made.changes()), losses


def test_it_learns_and_the_same_lessons_teach_the_same() -> None:
    one, losses = learnt()
    assert np.mean(losses[-3:]) < np.mean(losses[:3]) / 3
    assert one == learnt()[0]


def test_a_step_goes_down_and_a_steep_one_is_shortened() -> None:
    at: dict[str, Floats] = {"x": np.array([4.0, -2.0], np.float32)}
    descent = Descent(at)
    for _ in range(400):
        descent.step({"x": 1e6 * at["x"]}, 0.05)
    assert np.abs(at["x"]).max() < 0.2


def put(tunable: Tunable, folder: Path) -> Path:
    raw = write(tunable.changes())
    path = folder / "tuning.npz"
    path.write_bytes(raw)
    path.with_suffix(".sha256").write_text(f"{hashlib.sha256(raw).hexdigest()}  tuning.npz\n", encoding="ascii")
    return path


def test_a_tuned_encoder_says_so_and_says_what_was_learnt(tunable: Tunable, tmp_path: Path) -> None:
    path = put(shaken(tunable), tmp_path)
    tuned = encoder(Options(engine=Engine.NUMPY, layers=LAYERS, tuning=path))
    plain = encoder(Options(engine=Engine.NUMPY, layers=LAYERS))
    assert tuned.name == f"{plain.name}/{tuning(path).name}"
    ordered = sorted(TEXTS, key=lambda text: len(cut(text)))
    expected, _ = tunable.forwards([cut(text) for text in ordered], back=False)
    assert np.abs(tuned.encode(ordered) - expected).max() < 4e-3
    assert np.abs(tuned.encode(ordered) - plain.encode(ordered)).max() > 0.01


def test_the_quick_engine_is_tuned_alike(tunable: Tunable, tmp_path: Path) -> None:
    path = put(shaken(tunable), tmp_path)
    quick = encoder(Options(engine=Engine.CTRANSLATE2, cache=tmp_path / "cache", layers=LAYERS, tuning=path))
    plain = encoder(Options(engine=Engine.NUMPY, layers=LAYERS, tuning=path))
    assert (quick.encode(TEXTS) * plain.encode(TEXTS)).sum(axis=1).min() > 0.99
    assert quick.name.endswith(f"/{tuning(path).name}")


def test_a_file_gives_back_what_was_written(tunable: Tunable) -> None:
    raw = write(shaken(tunable).changes())
    there = read(raw)
    assert write(there.changes) == raw
    assert {name.split(".")[1] for name in there.changes} == {"q", "k", "v", "ao", "fi", "fo"}
    assert {name.split(".")[0] for name in there.changes} == {"l1", "l2"}


@pytest.mark.parametrize("harm", ["changed", "cut", "gone", "no checksum"])
def test_a_damaged_file_is_not_taken(tunable: Tunable, tmp_path: Path, harm: str) -> None:
    path = put(tunable, tmp_path)
    if harm == "changed":
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    elif harm == "cut":
        path.write_bytes(path.read_bytes()[:100])
    else:
        (path if harm == "gone" else path.with_suffix(".sha256")).unlink()
    with pytest.raises(TuningDamaged):
        tuning(path)
