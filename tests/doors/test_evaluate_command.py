"""`ombud evaluate triage` through its real entry point: figures for what the gold speaks of, words for what is bad."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.doors.test_triage_command import OMBUD, _environment, _lines

GIVEN: tuple[dict[str, Any], ...] = (
    {"text": "Where is my parcel?", "gold": {"language": "en", "kind": "question", "urgency": 4, "must_reply": True}},
    {"text": "Mein Paket ist nie angekommen!", "gold": {"language": "de", "kind": "praise", "concerns": []}},
    {
        "text": "Write to ada@example.org",
        "gold": {"personal": [{"start": 9, "end": 24, "type": "email"}], "urgency": "4"},
    },
    {"text": "no gold"},
    {"text": "wrong gold", "gold": 3},
    {"gold": {}},
)


def _evaluate(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [OMBUD, "evaluate", "triage", *words]
    return subprocess.run(command, input=given, env=_environment(), capture_output=True, check=False, timeout=300)


@pytest.fixture
def gold(tmp_path: Path) -> str:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(_lines(*GIVEN))
    return str(path)


def test_what_is_there_is_scored_and_what_is_wrong_is_named(gold: str) -> None:
    ran = _evaluate(gold, "--json")
    assert ran.returncode == 0, ran.stderr
    assert [line[:8] for line in ran.stderr.decode().splitlines()] == [
        'line 3: ', "line 4 h", 'line 5 "', "line 6 h",
    ]  # fmt: skip
    told = json.loads(ran.stdout)
    assert told["all"]["messages"] == 3
    assert told["all"]["kind"]["accuracy"]["of"] == 2
    assert told["all"]["urgency"]["accuracy"]["of"] == 1  # the one that is text is not scored
    assert told["all"]["personal"]["mail"]["exact"]["recall"] == {
        "share": 1.0, "count": 1, "of": 1, "interval": [0.2065, 1.0],
    }  # fmt: skip
    assert told["languages"]["de"]["kind"]["confusion"] == {"praise": {"complaint": 1}}
    assert "sentiment" not in told["all"]
    assert told["messages_per_second"] > 0
    assert told["cpu_ms_per_message"] > 0
    (praise,) = [one for one in told["mistakes"] if one["where"] == "line 2"]
    assert praise["fields"]["kind"] == {"should_be": "praise", "read_as": "complaint"}


def test_tables_are_for_people(gold: str) -> None:
    ran = _evaluate("-", "--mistakes", "9", given=Path(gold).read_bytes())
    assert ran.returncode == 0, ran.stderr
    text = ran.stdout.decode()
    assert "3 messages in the full tier" in text
    assert "Kind, all\n  should be \\ read as" in text
    assert "line 2: kind complaint, should be praise" in text
    assert "Sentiment" not in text
    assert all(len(line) < 200 for line in text.splitlines())


def test_no_mistakes_are_listed_where_none_are_asked_for(gold: str) -> None:
    assert b"Paket" not in _evaluate(gold, "--mistakes", "0").stdout


def test_our_own_exemplars_can_be_scored_by_anybody() -> None:
    ran = _evaluate("--exemplars", "--tier", "fast", "--json", "--mistakes", "0")
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert "no model was ever trained" in told["source"]
    assert set(told["languages"]) == {"en", "de", "es", "da", "id"}
    assert all(group["messages"] >= 150 for group in told["languages"].values())
    assert told["all"]["read_as_complaint_below_3"]["count"] == 0
    assert told["mistakes"] == []


@pytest.mark.parametrize("words", [(), ("nowhere.jsonl",), ("--exemplars", "-"), ("--tier", "slow", "-")])
def test_wrong_words_are_named(words: tuple[str, ...]) -> None:
    ran = _evaluate(*words)
    assert ran.returncode == 2
    assert b"Error" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_nothing_to_score_is_said_so() -> None:
    ran = _evaluate("-", given=_lines({"text": "hello"}))
    assert ran.returncode == 1
    assert b"nothing to score" in ran.stderr
