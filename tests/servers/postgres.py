"""A PostgreSQL of our own: on a free port of 127.0.0.1, in a folder of its own, gone afterwards."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent


def _run(script: str, folder: Path) -> str:
    """Run one of the start and stop scripts; they use `python3`, which has to be this one and no shim."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}:/usr/sbin:/sbin"
    done = subprocess.run(
        [HERE / script, folder],
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{script} failed: {done.stderr or done.stdout}")
    return done.stdout


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL of an empty database `ombud` on a server that ends with the block. Its user may create databases."""
    with tempfile.TemporaryDirectory(prefix="ombud-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # started by root, the server runs as another user
        try:
            told = dict(line.partition("=")[::2] for line in _run("start-postgres.sh", folder / "pg").splitlines())
            yield told["DATABASE_URL"]
        finally:
            _run("stop.sh", folder)
