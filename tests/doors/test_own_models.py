"""Models of one's own: read by where they are named, and named with the cure where they cannot be."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ombud.embeddings import tuning
from ombud.embeddings.tuning import write as written
from ombud.languages import model as languages
from ombud.triage import learnt
from ombud.triage.own import Fault, places, wrong
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard
from tests.doors.test_wrong_options import MIGRATE, OMBUD, _ombud

COMPLAINT = "The kettle broke on the second day and nobody answers my mails."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The models that come with Ombud, in a folder of one's own."""
    place = tmp_path / "models"
    place.mkdir()
    for path in places(None).values():
        shutil.copy(path, place)
        shutil.copy(path.with_suffix(".sha256"), place)
    return place


def _put(path: Path, raw: bytes) -> None:
    import hashlib

    path.write_bytes(raw)
    path.with_suffix(".sha256").write_text(f"{hashlib.sha256(raw).hexdigest()}  {path.name}\n", encoding="ascii")


def _turned(folder: Path) -> None:
    """Makes the model say the contrary of every kind."""
    said = learnt.shipped()
    heads = said.heads.copy()
    heads[:, [name.startswith("kind:") for name in said.names]] *= -1
    _put(folder / "readings.npz", learnt.write(replace(said, heads=heads)))


def test_messages_are_read_by_the_models_in_the_folder(folder: Path) -> None:
    as_shipped = Reader().read([Heard(COMPLAINT)])[0].kind
    _turned(folder)
    assert as_shipped == "complaint"
    assert Reader(models=folder).read([Heard(COMPLAINT)])[0].kind != as_shipped


def test_languages_are_told_by_the_model_in_the_folder(folder: Path) -> None:
    from ombud.languages import detect

    known = languages.shipped()
    assert detect("Hvor er min pakke?").language == "da"
    swapped = [{"da": "sv", "sv": "da"}.get(code, code) for code in known.languages]
    pieces = sorted(known.index, key=known.index.__getitem__)
    weights = np.array(known.weights, np.float32) * 40
    _put(folder / "languages.npz", languages.packed(swapped, pieces, weights, known.votes))
    assert detect("Hvor er min pakke?", models=folder).language == "sv"


def test_what_is_whole_is_in_order(folder: Path) -> None:
    assert wrong(None) == []
    assert wrong(folder) == []


@pytest.mark.parametrize("name", ["tuning", "readings", "languages"])
@pytest.mark.parametrize("harm", ["missing", "no checksum", "cut short", "another checksum", "not a checksum"])
def test_each_harm_is_seen(folder: Path, name: str, harm: str) -> None:
    path = folder / f"{name}.npz"
    told = path.with_suffix(".sha256")
    match harm:
        case "missing":
            path.unlink()
        case "no checksum":
            told.unlink()
        case "cut short":
            path.write_bytes(path.read_bytes()[:1000])
        case "another checksum":
            told.write_text("0" * 64)
        case "not a checksum":
            told.write_bytes(b"\xff\xfe")
    assert wrong(folder) == [Fault(name, "missing" if harm in ("missing", "no checksum") else "damaged")]


def test_a_model_of_another_version_is_outdated(folder: Path) -> None:
    said = learnt.shipped()
    _put(folder / "readings.npz", learnt.write(replace(said, version="0")))
    assert wrong(folder) == [Fault("readings", "outdated")]


def test_a_model_that_does_not_say_all_that_is_asked_is_outdated(folder: Path) -> None:
    said = learnt.shipped()
    _put(folder / "readings.npz", learnt.write(replace(said, heads=said.heads[:, 1:], names=said.names[1:])))
    assert wrong(folder) == [Fault("readings", "outdated")]


def test_a_model_that_was_learnt_with_another_tuning_is_outdated(folder: Path) -> None:
    """Its landmarks are vectors of another encoder: what it says would be noise."""
    changes = dict(tuning(learnt.tuning_of(None)).changes)
    name, (left, right) = changes.popitem()
    _put(folder / "tuning.npz", written({**changes, name: (2 * left, right)}))
    assert wrong(folder) == [Fault("readings", "outdated")]
    with pytest.raises(learnt.ModelOutdated):
        Reader(models=folder).read([Heard(COMPLAINT)])


def test_check_and_worker_name_the_model_and_the_cure(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    _migrate(home)
    (folder / "readings.npz").write_bytes(b"nothing")
    for words in (("check",), ("worker",), ("up", "--port", "0")):
        ran = _ombud(home, *words, models=str(folder))
        assert ran.returncode == 1
        assert "OMBUD_MODELS" in ran.stdout + ran.stderr
        assert "readings model" in ran.stdout + ran.stderr
        assert "is damaged" in ran.stdout + ran.stderr
        assert "ombud train --into" in ran.stdout + ran.stderr
        assert "Traceback" not in ran.stderr


def test_check_finds_good_models_of_ones_own_in_order(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    _migrate(home)
    ran = _ombud(home, "check", models=str(folder))
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_tools_are_told_the_folder(folder: Path) -> None:
    _turned(folder)
    line = json.dumps({"id": 1, "text": COMPLAINT, "gold": {"kind": "complaint"}}).encode()
    ran = subprocess.run(
        [OMBUD, "triage", "--only", "kind", "--models", str(folder)], input=line, capture_output=True, check=False,
        timeout=60,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["kind"] != "complaint"
    ran = subprocess.run(
        [OMBUD, "evaluate", "triage", "-", "--json", "--models", str(folder)], input=line, capture_output=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert json.loads(ran.stdout)["all"]["kind"]["accuracy"]["count"] == 0


@pytest.mark.parametrize("words", [("triage",), ("evaluate", "triage", "--exemplars")])
def test_tools_name_a_model_that_they_cannot_read_by(folder: Path, words: tuple[str, ...]) -> None:
    (folder / "languages.sha256").unlink()
    command = [OMBUD, *words, "--models", str(folder)]
    ran = subprocess.run(command, input="", capture_output=True, check=False, timeout=60, text=True)
    assert ran.returncode == 1
    assert "the languages model" in ran.stderr
    assert "is missing" in ran.stderr
    assert "Traceback" not in ran.stderr


def _migrate(home: Path) -> None:
    import os

    environment = {k: v for k, v in os.environ.items() if not k.startswith("OMBUD_")} | {
        "OMBUD_HOME": str(home), "DJANGO_SETTINGS_MODULE": "ombud.config.settings",
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", MIGRATE], env=environment, check=True)
