"""Commands that need no database load no Django: help is there at once, and `mail parse` runs anywhere."""

import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
import sys
from ombud.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
loaded = sorted({name.partition(".")[0] for name in sys.modules} & {"django", "allauth", "psycopg"})
print("loaded:", *loaded)
"""


MAIL = b"From: Ada <ada@example.org>\r\nTo: care@ombud.test\r\nSubject: Hello\r\n\r\nWhere is my parcel?\r\n"


@pytest.mark.parametrize("words", ["--help", "--version", "mail parse --help", "mail parse MAIL", "train --help"])
def test_no_django_is_loaded(words: str, tmp_path: Path) -> None:
    mail = tmp_path / "hello.eml"
    mail.write_bytes(MAIL)
    arguments = words.replace("MAIL", str(mail)).split()
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "loaded:"
