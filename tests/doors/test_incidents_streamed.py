"""`ombud incidents` answers each line as it comes: whoever writes need not close the pipe to read what was found."""

from __future__ import annotations

import json
import os
import select
import subprocess
from collections.abc import Iterator
from time import monotonic
from typing import IO, Any, Final

import pytest

from tests.doors.test_incidents_command import OMBUD, TWICE

PATIENCE: Final = 180.0  # seconds; loading takes a while on a busy machine


@pytest.fixture
def running() -> Iterator[subprocess.Popen[bytes]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OMBUD_", "DJANGO_"))}
    # Nothing is told of buffering: it has to write each line through by itself.
    kept.pop("PYTHONUNBUFFERED", None)
    started = subprocess.Popen(
        [OMBUD, "incidents"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=kept
    )
    with started:
        yield started
        started.kill()


def _line(source: IO[bytes]) -> Any:
    """The next whole line, read byte by byte so that nothing waits in a buffer of ours."""
    until, found = monotonic() + PATIENCE, b""
    while not found.endswith(b"\n"):
        assert select.select([source], [], [], max(0.0, until - monotonic()))[0], f"no line came, only {found!r}"
        piece = os.read(source.fileno(), 1)
        assert piece, "it ended before it answered"
        found += piece
    return json.loads(found)


def test_each_line_is_answered_before_the_next_is_written(running: subprocess.Popen[bytes]) -> None:
    source, answers = running.stdin, running.stdout
    assert source is not None
    assert answers is not None
    incidents = []
    for language, text in TWICE:
        source.write(json.dumps({"id": language, "text": text, "author": language}).encode() + b"\n")
        source.flush()
        found = _line(answers)
        assert found["id"] == language
        assert not select.select([answers], [], [], 0)[0], "one line for one"
        incidents.append(found["incident"])
    assert running.poll() is None, "and it goes on listening"
    assert incidents == [None, None, "en", "en", "en"]
    source.close()
    assert answers.read() == b""
    assert running.wait(PATIENCE) == 0
