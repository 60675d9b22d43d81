"""`ombud train` through its real entry point: models that can be read by, the same again, and words for what is bad."""

from __future__ import annotations

import gzip
import hashlib
import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ombud.triage.learnt import of
from ombud.triage.own import places, wrong
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard
from tests.doors import little_sets
from tests.doors.test_triage_command import OMBUD, _environment
from tests.house.test_light import PROBE


def _train(
    data: Path, into: Path, *words: str, most: int | None = None, expected: int = 0
) -> subprocess.CompletedProcess[str]:
    command = [OMBUD, "train", "--data", str(data), "--into", str(into), *words]

    def limit() -> None:
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    ran = subprocess.run(
        command, env=_environment(), capture_output=True, text=True, check=False, timeout=120, preexec_fn=limit,
    )  # fmt: skip
    assert "Traceback" not in ran.stderr
    assert ran.returncode == expected, ran.stderr
    return ran


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return little_sets.sets(tmp_path_factory.mktemp("sets"))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return little_sets.exemplars(tmp_path_factory.mktemp("exemplars"))


@pytest.fixture(scope="module")
def ran(data: Path, written: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, Path]:
    """One run: what it printed, what it told on the way, and where the models are."""
    into = tmp_path_factory.mktemp("made") / "models"
    card = into.parent / "card.md"
    done = _train(data, into, "--only", "readings", "--exemplars", str(written), "--card", str(card))
    assert card.read_text(encoding="utf-8") == done.stdout
    return done.stdout, done.stderr, into


def _sums(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_models_can_be_read_by(ran: tuple[str, str, Path]) -> None:
    _, _, into = ran
    assert sorted(path.name for path in into.iterdir()) == [
        "languages.npz", "languages.sha256", "quick.npz", "quick.sha256", "readings.npz", "readings.sha256",
        "tuning.npz", "tuning.sha256",
    ]  # fmt: skip
    assert wrong(into) == []
    [reading] = Reader(models=into).read([Heard("I know where your office is and I will come with a knife.")])
    assert (reading.kind, reading.threat) == ("abuse", True)


def test_they_are_learnt_from_what_was_given_alone(ran: tuple[str, str, Path]) -> None:
    _, _, into = ran
    most = 14 + 7 * 30  # exemplars and every post of the sets with labels
    assert len(of(into).landmarks) <= most
    assert of(into).landmarks.shape != of(None).landmarks.shape


def test_what_is_not_made_anew_comes_from_the_package(ran: tuple[str, str, Path]) -> None:
    _, _, into = ran
    assert (into / "languages.npz").read_bytes() == places(None)["languages"].read_bytes()


def test_the_encoder_is_tuned_anew_where_that_is_asked(data: Path, written: Path, tmp_path: Path) -> None:
    into = tmp_path / "models"
    done = _train(data, into, "--only", "readings", "--tune", "--exemplars", str(written))
    assert "Tuning the encoder" in done.stderr
    assert "Not made anew in this run: languages." in done.stdout
    assert (into / "tuning.npz").read_bytes() != places(None)["tuning"].read_bytes()
    assert wrong(into) == []
    [reading] = Reader(models=into).read([Heard("I know where your office is and I will come with a knife.")])
    assert (reading.kind, reading.threat) == ("abuse", True)


def test_the_checksums_are_told(ran: tuple[str, str, Path]) -> None:
    card, told, into = ran
    for name in ("readings", "quick"):
        checksum = hashlib.sha256((into / f"{name}.npz").read_bytes()).hexdigest()
        assert checksum in card
        assert f"{checksum}  {into / name}.npz" in told
        assert (into / f"{name}.sha256").read_text() == f"{checksum}  {name}.npz\n"


def test_the_same_input_gives_the_same_bytes(
    ran: tuple[str, str, Path], data: Path, written: Path, tmp_path: Path
) -> None:
    card, _, into = ran
    again = _train(data, tmp_path / "again", "--only", "readings", "--exemplars", str(written))
    assert _sums(tmp_path / "again") == _sums(into)
    assert again.stdout == card


def test_the_card_says_whose_and_how_good(ran: tuple[str, str, Path]) -> None:
    card, _, _ = ran
    for words in (
        "CC BY-SA 3.0",
        "ELDC (Apache 2.0)",
        "multilingual-e5-small",
        "GermEval-2018-Data@9877472",
        "CC BY 4.0",
    ):
        assert words in card
    assert "| test | English | 3 | 1 | 1 | 1 | 1 | 0 | 0 | 0 | 0 |" in card
    assert "| train | **all** | **13** |" in card
    assert "## Known failures" in card
    assert "Not made anew in this run: tuning, languages." in card
    assert "community's own" in card  # these are not the exemplars that we wrote
    kind = card.partition("### Kind\n")[2].partition("###")[0]
    assert "| all | 3 |" in kind
    assert " % (" in kind


def test_progress_is_told_where_there_is_no_terminal(ran: tuple[str, str, Path]) -> None:
    _, told, _ = ran
    for step in ("Encoding texts", "Learning to read in full", "Learning to read quickly", "Reading what nothing was"):
        assert step in told
    assert "\x1b" not in told


def test_no_django_is_loaded(data: Path, written: Path, tmp_path: Path) -> None:
    words = ["train", "--data", str(data), "--into", str(tmp_path / "models"), "--only", "readings"]
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, *words, "--exemplars", str(written)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert ran.stdout.splitlines()[-1] == "loaded:"


def test_corrections_are_learnt_from(data: Path, written: Path, ran: tuple[str, str, Path], tmp_path: Path) -> None:
    text = "Zorbit flumen quark, zorbit!"
    lines = [{"text": f"{text} {n}", "language": "en", "kind": "press"} for n in range(6)]
    file = tmp_path / "corrections.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = _train(data, tmp_path / "own", "--only", "readings", "--exemplars", str(written), "--corrections", str(file))
    assert Reader(models=ran[2]).read([Heard(text)])[0].kind != "press"
    assert Reader(models=tmp_path / "own").read([Heard(text)])[0].kind == "press"
    assert "6 corrections" in done.stdout
    assert "Zorbit" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nonsense", "line 2 is not JSON"),
        ('{"language": "en", "kind": "press"}', 'line 2 has no "text"'),
        ('{"text": "x", "language": "English", "kind": "press"}', 'line 2 has no "language"'),
        ('{"text": "x", "language": "en", "kind": "rant"}', 'line 2 has a "kind" that is none of'),
        ('{"text": "x", "language": "en", "corrected": []}', "line 2 has neither"),
        ('{"text": "secret words", "language": 3, "kind": "press"}', 'line 2 has no "language"'),
    ],
)
def test_a_bad_line_of_corrections_is_named(data: Path, tmp_path: Path, line: str, why: str) -> None:
    file = tmp_path / "corrections.jsonl"
    file.write_text(f'{{"text": "a", "language": "en", "kind": "press"}}\n{line}\n', encoding="utf-8")
    ran = _train(data, tmp_path / "models", "--corrections", str(file), expected=1)
    assert why in ran.stderr
    assert "secret" not in ran.stderr
    assert not (tmp_path / "models").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    ran = _train(tmp_path / "nowhere", tmp_path / "models", expected=2)
    assert "--data" in ran.stderr
    assert "nowhere" in ran.stderr


def _harm(path: Path, harm: str) -> None:
    raw = path.read_bytes()
    match harm:
        case "missing":
            path.unlink()
        case "cut short":
            path.write_bytes(raw[: len(raw) // 2])
        case "not packed":
            path.write_bytes(b'{"text": "x"}\n')
        case "not json":
            path.write_bytes(gzip.compress(b'{"text": "x", "lang": "en", "label": "spam"}\n{nonsense\n'))
        case "no label":
            path.write_bytes(gzip.compress(b'{"text": "x", "lang": "en"}\n'))
        case "not utf-8":
            path.write_bytes(gzip.compress(b'{"text": "\xff"}\n'))
        case "empty":
            path.write_bytes(gzip.compress(b""))


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        ("missing", "is missing"),
        ("cut short", "is damaged: it cannot be unpacked after line"),
        ("not packed", "is damaged: it cannot be unpacked after line 0"),
        ("not json", "is damaged: line 2 is not JSON"),
        ("no label", 'is damaged: line 1 has no "label"'),
        ("not utf-8", "is damaged: "),
        ("empty", "is empty"),
    ],
)
def test_a_set_that_cannot_be_learnt_from_is_named(data: Path, tmp_path: Path, harm: str, why: str) -> None:
    shutil.copytree(data, tmp_path / "data")
    _harm(tmp_path / "data" / "sms_spam_en.jsonl.gz", harm)
    (tmp_path / "data" / "lcc_da.jsonl.gz").unlink()
    ran = _train(tmp_path / "data", tmp_path / "models", expected=1)
    assert f"sms_spam_en.jsonl.gz {why}" in ran.stderr
    assert "lcc_da.jsonl.gz is missing" in ran.stderr
    assert "davidson_en" not in ran.stderr
    assert not (tmp_path / "models").exists()


def test_readings_need_only_their_own_sets(data: Path, written: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "data")
    (tmp_path / "data" / "xsid07.jsonl.gz").unlink()
    _train(tmp_path / "data", tmp_path / "models", "--only", "readings", "--exemplars", str(written))
    ran = _train(tmp_path / "data", tmp_path / "models", "--only", "languages", expected=1)
    assert "xsid07.jsonl.gz is missing" in ran.stderr


def test_what_is_not_named_is_not_learnt_from(
    data: Path, written: Path, ran: tuple[str, str, Path], tmp_path: Path
) -> None:
    shutil.copytree(data, tmp_path / "data")
    little_sets.write(tmp_path / "data", "stranger", [{"text": "who am I", "lang": "en", "label": "spam"}])
    done = _train(tmp_path / "data", tmp_path / "models", "--only", "readings", "--exemplars", str(written))
    assert "stranger" in done.stderr
    assert "left aside" in done.stderr
    assert _sums(tmp_path / "models") == _sums(ran[2])


def test_where_there_is_no_room_what_was_there_stays(
    data: Path, written: Path, ran: tuple[str, str, Path], tmp_path: Path
) -> None:
    into = tmp_path / "models"
    shutil.copytree(ran[2], into)
    (into / "readings.npz").write_bytes(b"as it was")
    before = _sums(into)
    done = _train(
        data, into, "--only", "readings", "--exemplars", str(written), most=10_000, expected=1
    )  # a file may not grow beyond 10 kB
    assert str(into) in done.stderr
    assert "cannot be written to" in done.stderr
    assert "what was there is untouched" in done.stderr
    assert _sums(into) == before


def test_a_place_that_cannot_be_written_to_is_said_before_anything_long(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    ran = _train(data, tmp_path / "file" / "models", expected=1)
    assert "cannot be written to" in ran.stderr
    assert "Encoding" not in ran.stderr
    ran = _train(data, tmp_path / "models", "--card", str(tmp_path / "nowhere" / "card.md"), expected=1)
    assert "no folder for the card" in ran.stderr


def test_exemplars_that_cannot_be_read_are_named(data: Path, written: Path, tmp_path: Path) -> None:
    shutil.copytree(written, tmp_path / "own")
    with (tmp_path / "own" / "train" / "en" / "kettles.txt").open("a") as file:
        file.write("= complaint perhaps 3 a1 b0 neg\n")
    ran = _train(data, tmp_path / "models", "--exemplars", str(tmp_path / "own"), expected=1)
    assert "en/kettles.txt, line 27" in ran.stderr
    shutil.rmtree(tmp_path / "own" / "train")
    ran = _train(data, tmp_path / "models", "--exemplars", str(tmp_path / "own"), expected=1)
    assert "there is no folder train" in ran.stderr
