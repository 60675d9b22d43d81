"""`ombud mail parse` as people and scripts use it: a process of its own, whatever the locale."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

MAILS = Path(__file__).parent / "mails"
OMBUD = Path(sys.executable).parent / "ombud"
FIELDS = ["file", "message_id", "in_reply_to", "references", "from", "reply_to", "to", "cc", "subject", "date", "text",
          "full_text", "html", "attachments", "auto", "problems"]  # fmt: skip


def run(*words: str | Path, entered: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a bare environment: no settings, no home, no database."""
    return subprocess.run(
        [OMBUD, "mail", "parse", *words],
        input=entered,
        capture_output=True,
        timeout=60,
        check=False,
        env={"PATH": os.environ["PATH"], **environment},
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_what_it_tells_of_a_mail() -> None:
    done = run(MAILS / "de-attribution.eml")
    (told,) = lines(done)
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(told) == FIELDS
    full_text = told.pop("full_text")
    assert "Ist Ihr Anliegen gelöst?" in full_text
    assert told == {
        "file": str(MAILS / "de-attribution.eml"),
        "message_id": "m1@example.org",
        "in_reply_to": "a1@ombud.test",
        "references": ["a0@ombud.test", "a1@ombud.test"],
        "from": {"name": "Anna Petersen", "email": "anna@example.org"},
        "reply_to": [],
        "to": [{"name": "", "email": "care@ombud.test"}],
        "cc": [],
        "subject": "Re: Ihre Anfrage",
        "date": "2026-11-20T09:15:00+00:00",
        "text": "Nein, immer noch nicht.",
        "html": "",
        "attachments": [],
        "auto": "no",
        "problems": [],
    }


def test_attachments_are_told_by_name_size_and_sum() -> None:
    (told,) = lines(run(MAILS / "de-attachment-rfc2231.eml"))
    content = b"\xff\xd8jpeg"
    assert told["attachments"] == [
        {"name": "Grüße aus Köln.jpg", "type": "image/jpeg", "size": 6, "sha256": hashlib.sha256(content).hexdigest()}
    ]


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "C.UTF-8"])
def test_it_speaks_utf8_in_every_locale(locale: str, tmp_path: Path) -> None:
    path = tmp_path / "Grüße.eml"
    path.write_bytes((MAILS / "da-utf8-called-latin1.eml").read_bytes())
    done = run(path, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    (told,) = lines(done)
    assert told["subject"] == "Ødelagt kasse"
    assert told["file"] == str(path)


def test_the_order_is_kept_and_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    good = [MAILS / "en-bare-lf.eml", MAILS / "ja-iso2022.eml"]
    done = run(good[0], tmp_path / "missing.eml", tmp_path, good[1])
    assert [told["file"] for told in lines(done)] == [str(path) for path in good]
    assert done.returncode == 0
    complaints = done.stderr.decode().splitlines()
    assert len(complaints) == 2
    assert "missing.eml" in complaints[0]
    assert str(tmp_path) in complaints[1]


def test_a_dash_is_standard_input() -> None:
    (told,) = lines(run("-", entered=(MAILS / "en-phone-signature.eml").read_bytes()))
    assert (told["file"], told["text"]) == ("-", "It is solved, thank you!")


def test_every_mail_of_the_corpus_is_told() -> None:
    paths = sorted(MAILS.glob("*.eml"))
    told = lines(run(*paths))
    assert [one["file"] for one in told] == [str(path) for path in paths]
    for one in told:
        assert list(one) == FIELDS
        assert None not in one.values()


def test_junk_is_told_as_what_it_is() -> None:
    (told,) = lines(run("-", entered=b"\x00\xff\xfe\r\n\x80"))
    assert {"sender_missing", "date_missing"} <= set(told["problems"])
    assert told["date"] == ""


def test_no_file_is_a_question_of_usage() -> None:
    done = run()
    assert done.returncode == 2
    assert b"FILE" in done.stderr


def test_a_reader_who_goes_away_is_no_fault() -> None:
    with subprocess.Popen(
        [OMBUD, "mail", "parse", *sorted(MAILS.glob("*.eml"))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        complaints = process.stderr.read()
        process.wait(timeout=60)
    assert b"Traceback" not in complaints
