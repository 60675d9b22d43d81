"""Tables in Markdown, readable as they are printed."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """One line a row, numbers to the right."""
    cells = [[_said(cell) for cell in row] for row in rows]
    widths = [max(len(line[place]) for line in [list(head), *cells]) for place in range(len(head))]
    right = [all(isinstance(row[place], int | float) for row in rows) for place in range(len(head))]
    lines = [head, ["-" * (w - 1) + ":" if r else "-" * w for w, r in zip(widths, right, strict=True)], *cells]
    return "\n".join(
        "| " + " | ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in zip(line, widths, right, strict=True)) + " |"
        for line in lines
    )


def _said(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.2f}" if cell < 100 else f"{cell:.0f}"
    return str(cell)


def machine() -> str:
    """Where this ran and how busy it was: without that, no figure says anything."""
    import sqlite3

    import django

    return (
        f"{os.cpu_count()} cores ({platform.machine()}), load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}, Django {django.get_version()}, SQLite {sqlite3.sqlite_version}"
    )
