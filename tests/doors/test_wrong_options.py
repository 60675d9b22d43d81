"""A wrong configuration is named with its cure, and nothing is touched (bad input)."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

MIGRATE = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
"""
OMBUD = str(Path(sys.executable).with_name("ombud"))


def _ombud(home: Path, *words: str, **options: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OMBUD_")}
    environment |= {"OMBUD_HOME": str(home), **{f"OMBUD_{k.upper()}": v for k, v in options.items()}}
    return subprocess.run([OMBUD, *words], env=environment, capture_output=True, text=True, check=False, timeout=150)


@pytest.mark.parametrize(
    ("option", "value", "cure"),
    [
        ("database_url", "mysql://care@localhost/care", "must begin with postgresql:// or sqlite:///"),
        ("url", "care.example.org", "must be a whole address such as https://care.example.org"),
        ("log_level", "chatty", "must be DEBUG, INFO, WARNING or ERROR"),
        ("max_upload", "a lot", "valid integer"),
        ("max_upload", "0", "greater than 0"),
        ("allowed_hosts", "https://care.example.org", "must be bare host names"),
        ("debug", "perhaps", "valid boolean"),
        ("models", "no/such/folder", "must be a folder made by `ombud train --into`"),
    ],
)
def test_each_wrong_option_is_named_with_its_cure(tmp_path: Path, option: str, value: str, cure: str) -> None:
    ran = _ombud(tmp_path / "home", "check", **{option: value})
    assert ran.returncode == 1
    assert f"OMBUD_{option.upper()}" in ran.stderr
    assert cure in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    ran = _ombud(tmp_path / "file" / "home", "check")
    assert ran.returncode == 1
    assert "OMBUD_HOME" in ran.stderr
    assert "Name a folder" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_secret_cut_short_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("short")
    ran = _ombud(tmp_path, "check")
    assert ran.returncode == 1
    assert "Restore it from a backup" in ran.stderr
    assert (tmp_path / "secret").read_text() == "short"


def test_a_database_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    ran = _ombud(tmp_path, "worker", database_url=f"postgresql://care:geheim@127.0.0.1:{port}/care")
    assert ran.returncode == 1
    assert "OMBUD_DATABASE_URL" in ran.stderr
    assert "geheim" not in ran.stderr + ran.stdout
    assert "Traceback" not in ran.stderr


def test_a_port_in_use_is_said_so(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = _ombud(tmp_path, "up", "--port", str(port), "--no-worker")
    assert ran.returncode == 1
    assert f"Port {port}" in ran.stderr
    assert "--port" in ran.stderr


def test_a_second_worker_on_one_sqlite_is_sent_away(tmp_path: Path) -> None:
    import fcntl

    assert _ombud(tmp_path, "demo", "--help").returncode == 0
    lock = tmp_path / "ombud.sqlite3.worker"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        ran = _ombud(tmp_path, "worker")
    assert ran.returncode == 1
    assert "Another worker is at work" in ran.stderr


def test_check_finds_what_is_missing_and_then_that_all_is_well(tmp_path: Path) -> None:
    before = _ombud(tmp_path, "check")
    assert before.returncode == 1
    assert "ombud up" in before.stdout
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OMBUD_")} | {"OMBUD_HOME": str(tmp_path)}
    code = MIGRATE
    subprocess.run(
        [sys.executable, "-c", code], env=environment | {"DJANGO_SETTINGS_MODULE": "ombud.config.settings"}, check=True
    )
    after = _ombud(tmp_path, "check")
    assert after.returncode == 0, after.stdout + after.stderr
    assert "in order" in after.stdout


@pytest.mark.parametrize(
    "words", [("import", "mbox", "nowhere.mbox", "--inbox", "care"), ("import", "tar", ".", "--inbox", "x")]
)
def test_import_says_what_is_wrong(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = _ombud(tmp_path, *words)
    assert ran.returncode == 2
    assert "nowhere.mbox" in ran.stderr or "mbox" in ran.stderr


def test_import_names_the_inboxes_there_are(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(b"From: a@example.org\r\n\r\nhello\r\n")
    ran = _ombud(tmp_path / "home", "import", "eml", str(tmp_path / "one.eml"), "--inbox", "care")
    assert ran.returncode == 1
    assert "no inbox called 'care'" in ran.stderr
