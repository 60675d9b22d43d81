"""`ombud corrections`: what people corrected, in a file that `ombud train` takes, readable by nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ombud.cli import ombud
from ombud.cli.corrected import Corrected, read
from ombud.journey.correct import correct
from ombud.triage.kinds import Kind
from tests.doors.desk import a_question, at_the_desk
from tests.world import World

pytestmark = pytest.mark.django_db
FLAT = "The tyre you sold me went flat on the first day, is that normal?"


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


def _export(path: Path) -> Result:
    return CliRunner().invoke(ombud, ["corrections", "--export", str(path)])


def test_each_corrected_message_is_a_line(world: World, tmp_path: Path) -> None:
    flat, other = a_question(world, FLAT), a_question(world, "Hvornår åbner I på lørdag?")
    a_question(world, "Do you sell pumps?")
    for kind in ("press", "praise"):
        correct(flat, kind=kind, by=world.mira, now=world.now)
    correct(other, language="sv", by=world.mira, now=world.now)
    path = tmp_path / "corrections.jsonl"
    ran = _export(path)
    assert ran.exit_code == 0, ran.output
    assert "2 corrected messages" in ran.stderr
    assert FLAT not in ran.output
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["corrected"] for line in lines] == [["kind"], ["language"]]
    assert lines[0]["kind"] == "praise"
    assert lines[0]["text"].endswith(FLAT)
    assert lines[0]["language"] == "en"
    assert "kind" not in lines[1]
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_written_is_what_training_reads(world: World, tmp_path: Path) -> None:
    message = a_question(world, FLAT)
    correct(message, kind="press", language="da", by=world.mira, now=world.now)
    path = tmp_path / "corrections.jsonl"
    _export(path)
    [one] = read(path)
    assert one == Corrected(one.text, "da", Kind.PRESS, told=True)
    assert one.text.endswith(FLAT)


def test_the_language_that_the_machine_guessed_is_not_taken_for_told(world: World, tmp_path: Path) -> None:
    correct(a_question(world, FLAT), kind="press", by=world.mira, now=world.now)
    _export(tmp_path / "corrections.jsonl")
    [one] = read(tmp_path / "corrections.jsonl")
    assert (one.kind, one.told) == (Kind.PRESS, False)


def test_nothing_corrected_is_an_empty_file(world: World, tmp_path: Path) -> None:
    assert _export(tmp_path / "corrections.jsonl").exit_code == 0
    assert (tmp_path / "corrections.jsonl").read_bytes() == b""


def test_a_place_that_cannot_be_written_to_is_said(world: World, tmp_path: Path) -> None:
    ran = _export(tmp_path / "nowhere" / "corrections.jsonl")
    assert ran.exit_code == 1
    assert "cannot be written" in ran.stderr


def test_its_help_says_whose_words_these_are() -> None:
    ran = CliRunner().invoke(ombud, ["corrections", "--help"])
    assert "HOLDS CUSTOMERS' WORDS" in ran.output
