"""A house of its own for each run: an empty home, an empty durable database, and what a process needs to find them."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.script import run

ROOT = Path(__file__).resolve().parent.parent
DATABASES = ("sqlite", "postgres")


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL that keeps every commit (fsync on). `pid` is its first process."""

    url: str
    pid: int

    def empty(self) -> str:
        """The URL of a new, empty database."""
        import psycopg

        name = f"bench_{secrets.token_hex(4)}"
        with psycopg.connect(self.url, autocommit=True) as line:
            line.execute(f"CREATE DATABASE {name}".encode())
        return self.url.rpartition("/")[0] + "/" + name

    def version(self) -> str:
        """What it calls itself."""
        import psycopg

        with psycopg.connect(self.url) as line:
            return f"PostgreSQL {line.info.server_version // 10000}.{line.info.server_version % 10000}"


@dataclass(frozen=True, slots=True)
class House:
    """An Ombud of this run's own. `servers` are the database's processes, for the meter."""

    home: Path
    url: str
    servers: tuple[int, ...]

    @property
    def env(self) -> dict[str, str]:
        """The environment of its processes; the operator's own settings stay out."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("OMBUD_")}
        return kept | {
            "OMBUD_HOME": str(self.home),
            "OMBUD_DATABASE_URL": self.url,
            "OMBUD_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "ombud.config.settings",
        }

    def run(self, module: str, *words: str, seconds: float = 600) -> str:
        """What `python -m module words…` prints in this house. Raises CalledProcessError if it fails."""
        done = subprocess.run(
            [sys.executable, "-m", module, *words], env=self.env, cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True, timeout=seconds, check=True,
        )  # fmt: skip
        return done.stdout

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        """Rows straight from the database, past Ombud."""
        if self.servers:
            import psycopg

            with psycopg.connect(self.url) as line:
                return line.execute(sql.encode()).fetchall()
        import sqlite3

        with sqlite3.connect(self.home / "ombud.sqlite3") as file:
            return file.execute(sql).fetchall()


@contextmanager
def postgres() -> Iterator[Server]:
    """A durable PostgreSQL for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="ombud-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # started by root, the server runs as another user
        os.environ |= {"PG_DURABLE": "1", "PG_BUFFERS": "512MB"}
        try:
            told = dict(line.partition("=")[::2] for line in run("start-postgres.sh", folder / "pg").splitlines())
            yield Server(told["DATABASE_URL"], int((folder / "pg" / "postgres.pid").read_text()))
        finally:
            run("stop.sh", folder)
            del os.environ["PG_DURABLE"], os.environ["PG_BUFFERS"]


@contextmanager
def fresh(server: Server | None) -> Iterator[House]:
    """An empty house: on `server`, or on SQLite as Ombud sets it up by itself (WAL, synchronous=FULL)."""
    with tempfile.TemporaryDirectory(prefix="ombud-bench-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        yield House(home, server.empty() if server else "", (server.pid,) if server else ())
