"""What is learnt from: corrections in their head alone, languages from named sets, files whole or not at all."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from ombud.cli import steps
from ombud.cli.corrected import Corrected
from ombud.cli.training import Given, languages, needed
from ombud.languages.model import unpacked
from ombud.triage.kinds import Kind
from ombud.triage.learning.exemplars import exemplars
from ombud.triage.learning.placing import NoRoom, put
from ombud.triage.learning.sets import Post
from ombud.triage.learning.sources import SOURCES, not_for_languages
from ombud.triage.learning.teach import teach
from ombud.triage.signs import Signs, signs
from tests.doors import little_sets


class Letters:
    """A fake encoder: how often each letter stands in a text."""

    def encode(self, texts: object, /) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        assert isinstance(texts, list)
        rows = np.zeros((len(texts), 384), np.float32)
        for row, text in zip(rows, texts, strict=True):
            np.add.at(row, [ord(letter) % 384 for letter in text], 1)
        return rows


def test_a_correction_speaks_of_the_kind_alone(tmp_path: Path) -> None:
    folder, written = little_sets.sets(tmp_path / "sets"), exemplars("train", folder=little_sets.exemplars(tmp_path))
    plain = teach(written, folder, Letters(), lambda _: None)
    taught = teach(
        written, folder, Letters(), lambda _: None, corrected=[Post("zorbit flumen quark", "en", Kind.PRESS)]
    )
    assert plain.names == taught.names
    text = ["zorbit flumen quark"]
    row = taught.rows(Letters().encode(text), text, [_nothing()])
    before, after = plain.scores(plain.rows(Letters().encode(text), text, [_nothing()])), taught.scores(row)
    assert after["kind:press"][0] > 0 > before["kind:press"][0]
    for name in ("abuse", "threat", "urgent:1", "sentiment:negative", "spam"):
        assert abs(after[name][0] - before[name][0]) < 0.2, name


def _nothing() -> Signs:
    return signs("", "", "en")


def test_languages_are_learnt_from_named_sets_exemplars_and_what_a_person_said(tmp_path: Path) -> None:
    folder, written = little_sets.sets(tmp_path / "sets"), exemplars("train", folder=little_sets.exemplars(tmp_path))
    little_sets.write(folder, "stranger", [{"text": "grumbelig snaverwok", "lang": "xx"}])
    said = [Corrected("flutterix womble", "sv", None, told=True), Corrected("zorbit", "fi", Kind.PRESS, told=False)]
    assert not_for_languages(folder) == ["stranger", "mail_fixtures"]
    with steps.Steps() as told:
        file, texts = languages(Given(folder, written, said), told, each=60)
        again, _ = languages(Given(folder, written, said), told, each=60)
    assert file == again
    assert "xx" not in unpacked(file).languages
    with steps.Steps() as told:
        _, without = languages(Given(folder, written, said[1:]), told, each=60)
    assert texts == without + 1


def test_readings_need_the_sets_with_labels_and_languages_all() -> None:
    assert needed(None) == needed("languages") == list(SOURCES)
    assert {one.name for one in needed("readings")} == set(little_sets.LABELS)


def test_files_take_their_places_together(tmp_path: Path) -> None:
    put({tmp_path / "a.npz": b"old"})
    with pytest.raises(NoRoom, match="cannot be written to"):
        put({tmp_path / "a.npz": b"new", tmp_path / "nowhere" / "b.npz": b"new"})
    assert (tmp_path / "a.npz").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.npz", "a.sha256"]


def test_a_step_that_broke_off_is_not_told_as_done(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = io.StringIO()
    monkeypatch.setattr(steps, "Console", lambda **_: Console(file=heard))
    with contextlib.suppress(ValueError), steps.Steps() as told:
        told.begin("one", 2)
        told.advance(2)
        told.begin("two")
        raise ValueError
    assert "one: " in heard.getvalue()
    assert "two" not in heard.getvalue()
