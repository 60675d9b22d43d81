"""Which engine is taken, and that a model in the cache is whole or written anew."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ombud.embeddings import Encoder, Engine, EngineMissing, Options, choice, encoder, kept_model
from ombud.embeddings.agreement import Agreement, agreement
from ombud.embeddings.encoder import Local
from ombud.embeddings.probe import PROBE
from ombud.embeddings.weights import Floats, Weights

NUMPY, FAST = "e5-small-q4/numpy-float32/1", "e5-small-q4/ctranslate2-int8/2"


@pytest.fixture
def fast(kept_cache: str) -> Encoder:
    return encoder(Options(engine=Engine.CTRANSLATE2, cache=Path(kept_cache)))


class Said:
    """An engine of our own weights with vectors made up for the trial, and as slow as told."""

    def __init__(self, name: str, rows: Floats, turns: int) -> None:
        self.name, self._rows, self._turns = name, rows, turns

    def vectors(self, texts: object, threads: int) -> Floats:
        sum(number * number for number in range(self._turns))
        return self._rows


def _rows(noise: float) -> Floats:
    rows = np.random.default_rng(1).normal(size=(len(PROBE), 384)).astype(np.float32)
    return rows + noise * np.random.default_rng(2).normal(size=rows.shape).astype(np.float32)


@pytest.mark.parametrize(
    ("noise", "turns", "passed"), [(0.01, 1000, True), (0.01, 3_000_000, False), (0.5, 1000, False)]
)
def test_the_quick_one_must_agree_and_be_quicker(noise: float, turns: int, passed: bool, tmp_path: Path) -> None:
    quick, plain = Said("quick", _rows(noise), turns), Said("plain", _rows(0), 300_000)
    found = choice.trial(quick, lambda: plain, tmp_path)
    assert found.passed is passed


def test_a_trial_is_made_once_for_a_machine_and_its_versions(tmp_path: Path) -> None:
    plain = Said("plain", _rows(0), 300_000)
    made: list[str] = []

    def plainly() -> Said:
        made.append("made")
        return plain

    first = choice.trial(Said("quick", _rows(0.01), 1), plainly, tmp_path)
    again = choice.trial(Said("quick", _rows(9.0), 1), plainly, tmp_path)
    assert (again, made) == (first, ["made"])
    choice.trial(Said("quick in another version", _rows(0.01), 1), plainly, tmp_path)
    assert len(made) == 2


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"recall": "1"}', json.dumps({"passed": True})])
def test_a_damaged_trial_is_made_again(damage: str, tmp_path: Path) -> None:
    quick, plain = Said("quick", _rows(0.01), 1), Said("plain", _rows(0), 300_000)
    choice.trial(quick, lambda: plain, tmp_path)
    [place] = tmp_path.iterdir()
    place.write_text(damage)
    assert choice.trial(quick, lambda: plain, tmp_path).passed
    assert json.loads(place.read_text())["recall"] > 0.9


def test_without_the_extra_numpy_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "installed", lambda: False)
    assert encoder(Options(cache=tmp_path)).name == NUMPY
    with pytest.raises(EngineMissing, match="not_installed"):
        encoder(Options(engine=Engine.CTRANSLATE2, cache=tmp_path))


def test_where_the_cache_cannot_be_written_numpy_is_taken(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = tmp_path / "file" / "cache"
    assert encoder(Options(cache=cache)).name == NUMPY
    with pytest.raises(EngineMissing, match="cache_unusable"):
        encoder(Options(engine=Engine.CTRANSLATE2, cache=cache))


def test_a_failed_trial_leaves_numpy(kept_cache: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(kept_cache, cache)
    lost = choice.Trial(recall=0.5, mean=0.9, least=0.1, quick=0.1, plain=1.0)
    monkeypatch.setattr(choice, "trial", lambda *_: lost)
    assert encoder(Options(cache=cache)).name == NUMPY
    monkeypatch.setattr(choice, "trial", lambda *_: replace(lost, recall=0.95, mean=0.995))
    assert encoder(Options(cache=cache, remembered=1)).name == FAST


def test_the_quick_engine_agrees_with_numpy(fast: Encoder) -> None:
    found = agreement(encoder(Options(engine=Engine.NUMPY)).encode(PROBE), fast.encode(PROBE))
    assert fast.name == FAST
    assert found.recall >= 0.92
    assert found.mean >= 0.99
    assert found.least >= 0.98


def test_the_quick_engine_takes_what_anybody_writes(fast: Encoder) -> None:
    vectors = fast.encode(["", "\0", "x" * 100_000, "word " * 20_000, "\ud83d half", "ok"], threads=2)
    assert np.isfinite(vectors).all()
    assert vectors.any(axis=1).tolist() == [False, False, True, True, True, True]


def test_engines_have_names_of_their_own(fast: Encoder) -> None:
    assert fast.name != encoder(Options(engine=Engine.NUMPY)).name


def test_options_that_are_equal_share_an_encoder() -> None:
    assert encoder(Options(engine=Engine.NUMPY)) is encoder(Options(engine=Engine.NUMPY))
    with pytest.raises(ValueError, match="16 to 512"):
        Options(longest=2)
    with pytest.raises(ValueError, match="belong together"):
        Options(engine=Engine.ENDPOINT)


@pytest.mark.parametrize("damage", ["cut", "changed", "gone", "sums gone", "sums empty", "sums broken"])
def test_a_damaged_model_is_seen(damage: str, tmp_path: Path) -> None:
    place = tmp_path / "model"
    place.mkdir()
    model, sums = place / "model.bin", place / "SHA256SUMS"
    model.write_bytes(bytes(1000))
    sums.write_text(f"{hashlib.sha256(bytes(1000)).hexdigest()}  model.bin\n")
    assert kept_model.whole(place)
    match damage:
        case "cut":
            model.write_bytes(bytes(999))
        case "changed":
            model.write_bytes(bytes(999) + b"1")
        case "gone":
            model.unlink()
        case "sums gone":
            sums.unlink()
        case "sums broken":
            sums.write_bytes(b"\xff\0")
        case _:
            sums.write_text("")
    assert not kept_model.whole(place)


def test_a_damaged_model_is_written_anew(kept_cache: str, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(kept_cache, cache)
    [place] = [path for path in cache.iterdir() if path.is_dir() and "-12-" in path.name]
    with (place / "model.bin").open("r+b") as file:
        file.truncate(1000)
    assert kept_model.kept(Weights(), cache) == place
    assert kept_model.whole(place)
    left = {path.name for path in cache.iterdir() if path.is_dir()} - {path.name for path in Path(kept_cache).iterdir()}
    assert left == set(), "nothing half written is left"


def test_old_models_are_cleared_away(tmp_path: Path) -> None:
    for name in ("e5-small-q4-12-int8-0-1.0", ".being-written-long-ago", ".being-written-now", "kept by somebody else"):
        (tmp_path / name).mkdir()
    os.utime(tmp_path / ".being-written-long-ago", (1, 1))
    place = kept_model.kept(Weights(), tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {place.name, ".being-written-now", "kept by somebody else"}


def test_two_that_write_at_once_get_one_whole_model(tmp_path: Path) -> None:
    places: list[Path] = []
    threads = [threading.Thread(target=lambda: places.append(kept_model.kept(Weights(), tmp_path))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(places)) == 1
    assert len(places) == 2
    assert kept_model.whole(places[0])


def test_where_the_cache_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for given, expected in {
        "/somewhere": "/somewhere",
        "": f"{tmp_path}/.cache",
        "nowhere": f"{tmp_path}/.cache",
    }.items():
        monkeypatch.setenv("XDG_CACHE_HOME", given)
        assert str(kept_model.folder(None)) == f"{expected}/ombud"
    assert kept_model.folder(Path("~/mine")) == tmp_path / "mine"


def test_eight_bits_keep_a_row_to_half_a_step() -> None:
    rows = np.random.default_rng(3).normal(size=(50, 64)).astype(np.float32)
    rows[4] = 0
    small, scale = kept_model.eight_bits(rows)
    assert np.abs(small / scale[:, None] - rows).max() <= 0.5 / scale.min() + 1e-6
    assert np.abs(small).max() == 127
    assert not small[4].any()


def test_enough_is_both_neighbours_and_cosine() -> None:
    assert Agreement(0.95, 0.995, 0.99).enough
    assert not Agreement(0.85, 0.995, 0.99).enough
    assert not Agreement(0.95, 0.98, 0.97).enough


def test_agreement_takes_the_mean_away() -> None:
    rows = _rows(0)
    far = rows + np.float32(100)
    assert agreement(rows, rows).least == pytest.approx(1, abs=1e-5)
    assert agreement(far, np.roll(far, 1, axis=0)).mean < 0.2


def test_a_local_engine_reads_every_text_as_a_query() -> None:
    class Cut:
        def framed(self, text: str, most: int) -> list[int]:
            assert text.startswith("query: ")
            return [0, 2]

    class Run:
        name = "run"

        def run(self, texts: object) -> Floats:
            return np.ones((1, 384), np.float32)

    assert Local(Run(), Cut(), 128).vectors(["hello"], 1).shape == (1, 384)


def test_fewer_layers_are_an_encoder_of_their_own_in_both_engines(kept_cache: str) -> None:
    nine = encoder(Options(engine=Engine.NUMPY, layers=9))
    quick = encoder(Options(engine=Engine.CTRANSLATE2, layers=9, cache=Path(kept_cache)))
    whole = encoder(Options(engine=Engine.NUMPY))
    assert len({nine.name, quick.name, whole.name}) == 3
    found = agreement(nine.encode(PROBE), quick.encode(PROBE))
    assert found.enough
    assert not agreement(nine.encode(PROBE), whole.encode(PROBE)).enough
    with pytest.raises(ValueError, match="layers"):
        Options(layers=13)
