"""What lines are called where others name them: each name once, whatever ids they have."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.cli.called import Called
from ombud.cli.lines import Line
from ombud.cli.messages import heard
from ombud.cli.records import record

IDS = st.none() | st.integers(1, 3) | st.sampled_from(["1", "g", "g#2", "line 1", "line 2", "é\ud800"]) | st.just([1])


def named(*ids: Any) -> list[Any]:
    called = Called()
    return [
        json.loads(called.of(record(Line(number, json.dumps({"id": one}).encode()))))
        for number, one in enumerate(ids, 1)
    ]


def test_a_line_is_called_by_its_id_or_else_by_its_number(capfd: pytest.CaptureFixture[str]) -> None:
    assert named("a", 7, None, [1], None) == ["a", 7, "line 3", [1], "line 5"]
    assert capfd.readouterr().err.count("line") == 1, "it is said once"


def test_two_with_one_id_have_two_names(capfd: pytest.CaptureFixture[str]) -> None:
    assert named("g", "g", 7, 7, "g", "g#2", "7#2") == ["g", "g#2", 7, "7#2", "g#3", "g#2#2", "7#2#2"]
    said = capfd.readouterr().err
    assert 'line 2 has the "id" of an earlier one: where named, "#2" is added' in said
    assert named(None, "line 1") == ["line 1", "line 1#2"]


@given(st.lists(IDS, max_size=20))
def test_no_two_lines_have_one_name(ids: list[Any]) -> None:
    names = list(map(json.dumps, named(*ids)))
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("written", "author"), [("7", "7"), ('"7"', "7"), ("1.5", "1.5"), ("null", "")])
def test_an_author_may_be_a_number(written: str, author: str) -> None:
    message, remarks = heard(record(Line(1, b'{"text": "x", "author": %s}' % written.encode())))
    assert (message.author, remarks) == (author, ())


@pytest.mark.parametrize("written", ["true", "[7]", "{}"])
def test_what_names_nobody_is_no_author(written: str) -> None:
    message, remarks = heard(record(Line(1, b'{"text": "x", "author": %s}' % written.encode())))
    assert message.author == ""
    assert remarks
