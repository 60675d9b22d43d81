"""Which engine of those that run here: the quick one only where it is installed, agrees and is quicker.

Both encode the probe. What came out is kept in the cache for this machine and these versions, so it is tried once.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from ombud.embeddings.agreement import Agreement, agreement
from ombud.embeddings.encoder import Runs
from ombud.embeddings.probe import PROBE
from ombud.embeddings.weights import Floats

_NEIGHBOURS: Final = 10


@dataclass(frozen=True)
class Trial:
    """What the probe showed: how well the quick engine agrees, and the CPU seconds of each."""

    recall: float
    mean: float
    least: float
    quick: float
    plain: float

    @property
    def passed(self) -> bool:
        """Whether the quick engine is taken."""
        return Agreement(self.recall, self.mean, self.least).enough and self.quick < self.plain


def installed() -> bool:
    """Whether the extra `fast` is there."""
    return importlib.util.find_spec("ctranslate2") is not None


def trial(quick: Runs, plainly: Callable[[], Runs], cache: Path) -> Trial:
    """The trial of `quick` against the plain engine, read from `cache` if it was made there, and else made and kept."""
    place = cache / f"trial-{_circumstances(quick)}.json"
    if known := _known(place):
        return known
    plain = plainly()
    those, plain_cost = _timed(lambda: plain.vectors(PROBE, 1))
    these, quick_cost = _timed(lambda: quick.vectors(PROBE, 1))
    found = Trial(**asdict(agreement(those, these, _NEIGHBOURS)), quick=quick_cost, plain=plain_cost)
    _keep(place, found)
    return found


def _timed(run: Callable[[], Floats]) -> tuple[Floats, float]:
    """The second of two runs counts: the first one warms up."""
    run()
    before = time.process_time()
    vectors = run()
    return vectors, time.process_time() - before


def _circumstances(quick: Runs) -> str:
    versions = [importlib.metadata.version(name) for name in ("numpy", "ctranslate2")]
    told = [*versions, quick.name, platform.machine(), _chip(), *PROBE]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _chip() -> str:
    """Its name and what it can do: an image may wake up on another machine."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor()
    return "\n".join(sorted({line for line in lines if line.startswith(("model name", "flags", "Features"))}))


def _known(place: Path) -> Trial | None:
    try:
        found = Trial(**json.loads(place.read_text(encoding="utf-8")))
        return found if all(isinstance(value, int | float) for value in asdict(found).values()) else None
    except (OSError, ValueError, TypeError):
        return None


def _keep(place: Path, found: Trial) -> None:
    """Whole or not at all; a cache that cannot be written only costs the trial again."""
    with suppress(OSError):
        handle, fresh = tempfile.mkstemp(dir=place.parent, prefix=".being-written-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(found), file)
        Path(fresh).replace(place)
