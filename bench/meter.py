"""CPU seconds of process trees, from Linux' /proc."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu(*roots: int) -> float:
    """CPU seconds (user and system) that the processes `roots` and all their descendants have used by now.

    A child that has ended is counted through the parent that waited for it. Processes that are gone count nothing.
    """
    children: dict[int, list[int]] = {}
    used: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(folder.name))
            used[int(folder.name)] = sum(map(int, fields[11:15]))
    total, waiting = 0, list(roots)
    while waiting:
        pid = waiting.pop()
        total += used.get(pid, 0)
        waiting += children.get(pid, [])
    return total / TICKS


def ended() -> float:
    """CPU seconds of every process that this one started and that has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def wait_for(done: Callable[[], bool], seconds: float, what: str, alive: Callable[[], bool] = lambda: True) -> None:
    """Look twenty times a second until `done`. Raises TimeoutError after `seconds`, or as soon as it is not `alive`."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end or not alive():
            raise TimeoutError(what)
        time.sleep(0.05)


def median(numbers: list[float]) -> float:
    """The middle one; of an even number, the mean of the two in the middle."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def share(numbers: list[float], part: float) -> float:
    """The number below which `part` (0 to 1) of them lie: 0.95 gives p95."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
