"""What is plainly said is read line by line, and no part of it lies in another."""

from pathlib import Path

import pytest

from ombud.replies.guard.learning import exemplars
from ombud.replies.guard.learning.exemplars import OK, Plain, Unreadable, plain
from ombud.replies.guard.normal import fold, normalise


def test_nothing_that_judges_is_known_beforehand() -> None:
    known = {fold(normalise(one.text)) for part in ("listed", "plain") for one in plain(part)}
    assert len(known) > 4500
    assert [one.text for one in plain("plain_test") if fold(normalise(one.text)) in known] == []


def test_a_line_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "en.txt"
    monkeypatch.setattr(exemplars, "_files", lambda *_: [file])
    file.write_text("R08\tOnly a lamp.\nOK-R08\tIt is a lamp that you needed.\n", encoding="utf-8")
    assert plain("plain") == [
        Plain("en", "R08", "R08", "Only a lamp."), Plain("en", OK, "R08", "It is a lamp that you needed."),
    ]  # fmt: skip
    file.write_text("R08\tOnly a lamp.\nR8 Only a lamp.\n", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"en\.txt, line 2"):
        plain("plain")
