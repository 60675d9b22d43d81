"""Our own texts that judge the languages: never learnt from, in three files beside this one."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from pathlib import Path

FOLDER = Path(__file__).parent / "languages"


def texts(name: str) -> Iterator[tuple[str, str]]:
    """(what the line names before the colon, text) for each text of a file."""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _, rest = line.partition(": ")
            yield from ((code, text.replace("\\n", "\n")) for text in rest.split(" | "))


def wilson(right: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Between which shares the true one lies, 19 times in 20."""
    if not of:
        return 0.0, 1.0
    share = right / of
    middle = share + z * z / (2 * of)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)
