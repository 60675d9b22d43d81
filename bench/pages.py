"""How quick the pages of the desk stay: the same pages on a small and on a large database, on both kinds of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

import click

from .house import Server, fresh, postgres
from .table import table

HEAD = ("page", "database", "queries", "queries at {few}", "in the database, ms", "p50 ms", "p95 ms", "CPU ms", "kB")


def measure(cases: int, few: int, times: int, databases: Sequence[str], *, explain: float = 0.0) -> str:
    """The table: for each page the number of queries (which must be the same at `few` cases) and how long it takes."""
    rows: list[list[object]] = []
    with postgres() if "postgres" in databases else nullcontext() as server:
        for name in databases:
            on = server if name == "postgres" else None
            small = _pages(few, 3, on)
            large = _pages(cases, times, on, explain)
            for page, one in large.items():
                rows.append(
                    [page, name, one["queries"], small[page]["queries"], one["database"], one["p50"], one["p95"],
                     one["cpu"], one["kb"]]
                )  # fmt: skip
    return table([word.format(few=f"{few:,}") for word in HEAD], rows)


def _pages(cases: int, times: int, server: Server | None, explain: float = 0.0) -> dict[str, dict[str, Any]]:
    """Fill a database and look at each page, each in a process of its own."""
    with fresh(server) as house:
        house.run("bench.fill", str(cases), seconds=1800)
        click.echo(f"  {'PostgreSQL' if server else 'SQLite'} with {cases:,} cases is filled", err=True)
        return dict(json.loads(house.run("bench.look", str(times), str(explain)).splitlines()[-1]))
