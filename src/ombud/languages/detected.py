"""What is found: a language, how sure, and a second one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Detected:
    """A language (ISO 639-1, or "unknown"), how sure we are of it (0 to 1), and a second one where two are mixed."""

    language: str
    confidence: float
    second: str | None = None


NOTHING: Final = Detected(UNKNOWN, 0.0)
