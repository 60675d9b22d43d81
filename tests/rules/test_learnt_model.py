"""A model is what was written, or it is not taken: round trip, checksums, versions."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ombud.triage import learnt
from ombud.triage.features import GLANCES
from ombud.triage.learnt import (
    NAME,
    QUICK,
    Model,
    ModelDamaged,
    ModelOutdated,
    checked,
    near,
    of,
    read,
    tuning_of,
    write,
)  # fmt: skip
from ombud.triage.signs import signs

SIGNS = ("danger", "thanks")
TEXTS = ["Thank you!", "Where is it?", "", "THE PLUG IS ON FIRE"]


@pytest.fixture
def model() -> Model:
    """A small one of random numbers, always the same."""
    draw = np.random.default_rng(5)
    wide = 384 + len(SIGNS) + GLANCES
    landmarks, heads = draw.normal(size=(30, wide)), draw.normal(size=(30, 3))
    return Model(
        SIGNS, draw.normal(size=384).astype(np.float32), draw.uniform(0.5, 1, 384).astype(np.float32),
        landmarks.astype(np.float32), heads.astype(np.float32), ("one", "two", "three"), learnt.VERSION,
    )  # fmt: skip


def said(model: Model) -> np.ndarray:
    """What a model says of four texts."""
    vectors = np.random.default_rng(6).normal(size=(4, 384)).astype(np.float32)
    vectors[2] = 0
    scores = model.scores(model.rows(vectors, TEXTS, [signs(text, "", "en") for text in TEXTS]))
    return np.stack([scores[name] for name in model.names])


def put(folder: Path, raw: bytes, name: str = NAME) -> Path:
    """The model as it lies on a disk."""
    (folder / f"{name}.npz").write_bytes(raw)
    (folder / f"{name}.sha256").write_text(f"{hashlib.sha256(raw).hexdigest()}  {name}.npz\n")
    return folder


def test_what_is_read_says_what_was_written(model: Model) -> None:
    raw = write(model)
    again = read(raw)
    assert (again.signs, again.names, again.version) == (model.signs, model.names, model.version)
    before, after = said(model), said(again)
    assert np.abs(before).max() > 0.1
    np.testing.assert_allclose(after, before, atol=0.02)
    np.testing.assert_array_equal(said(read(raw)), after)


def test_the_same_model_gives_the_same_bytes(model: Model) -> None:
    assert write(model) == write(replace(model)) != write(replace(model, names=("one", "two", "four")))


@pytest.mark.parametrize("name", [NAME, QUICK])
def test_what_is_shipped_is_what_its_checksum_says(name: str) -> None:
    shipped = of(None, name)
    assert shipped is of(None, name), "loaded once"
    assert len(shipped.landmarks) == len(shipped.heads)
    assert np.isfinite(shipped.heads).all()
    assert np.isfinite(shipped.landmarks).all()


@pytest.mark.parametrize("place", ["head", "middle", "end", "cut", "empty"])
def test_a_damaged_file_is_not_taken(model: Model, tmp_path: Path, place: str) -> None:
    raw = bytearray(write(model))
    checked(put(tmp_path, bytes(raw)), NAME)
    if place in ("cut", "empty"):
        del raw[0 if place == "empty" else len(raw) - 1 :]
    else:
        raw[{"head": 0, "middle": len(raw) // 2, "end": -1}[place]] ^= 1
    (tmp_path / f"{NAME}.npz").write_bytes(raw)
    with pytest.raises(ModelDamaged):
        checked(tmp_path, NAME)
    with pytest.raises(ModelDamaged):
        of(tmp_path)


@pytest.mark.parametrize("told", ["", "0" * 64, "ünlesbar", "\n \n", None])
def test_a_checksum_that_is_wrong_or_missing_is_not_taken(model: Model, tmp_path: Path, told: str | None) -> None:
    sum_of = put(tmp_path, write(model)) / f"{NAME}.sha256"
    if told is None:
        sum_of.unlink()
    else:
        sum_of.write_text(told, encoding="utf-8")
    with pytest.raises(ModelDamaged):
        checked(tmp_path, NAME)


def test_a_folder_without_a_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged):
        of(tmp_path)


def test_a_model_of_another_version_is_outdated(model: Model, tmp_path: Path) -> None:
    with pytest.raises(ModelOutdated):
        of(put(tmp_path, write(replace(model, version="0"))))


def test_a_model_that_says_less_than_is_asked_is_outdated(model: Model, tmp_path: Path) -> None:
    with pytest.raises(ModelOutdated):
        of(put(tmp_path, write(model)))


def test_a_model_of_ones_own_is_taken(tmp_path: Path) -> None:
    for path in (tuning_of(None), tuning_of(None).with_suffix(".sha256")):
        shutil.copy(path, tmp_path)
    own = of(put(tmp_path, write(of(None))))
    assert own.names == of(None).names
    assert own is not of(None)


def test_nearness_is_one_for_the_same_and_less_the_farther() -> None:
    rows = np.array([[0.0], [10.0], [200.0]], np.float32)
    found = near(rows, rows[:1])[:, 0]
    assert found[0] == pytest.approx(1)
    assert 0 < found[1] < 1
    assert found[2] < 1e-6


def test_a_text_without_words_has_no_meaning_in_its_row(model: Model) -> None:
    rows = model.rows(np.zeros((1, 384), np.float32), [""], [signs("", "", "en")])
    assert not rows[0, : 384 + len(SIGNS)].any()


def test_many_messages_are_scored_as_one_by_one(model: Model) -> None:
    rows = np.random.default_rng(7).normal(size=(600, model.landmarks.shape[1])).astype(np.float32)
    whole = model.scores(rows)["two"]
    assert len(whole) == 600
    np.testing.assert_allclose(whole[-1], model.scores(rows[-1:])["two"][0], rtol=1e-4, atol=1e-6)
    assert len(model.scores(rows[:0])["two"]) == 0
