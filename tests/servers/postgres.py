"""A PostgreSQL of our own: on a free port of 127.0.0.1, in a folder of its own, gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.script import run


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL of an empty database `ombud` on a server that ends with the block. Its user may create databases."""
    with tempfile.TemporaryDirectory(prefix="ombud-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # started by root, the server runs as another user
        try:
            told = dict(line.partition("=")[::2] for line in run("start-postgres.sh", folder / "pg").splitlines())
            yield told["DATABASE_URL"]
        finally:
            run("stop.sh", folder)
