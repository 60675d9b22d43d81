"""Corrections as JSON lines: what people said of messages that were read wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ombud.cli.lines import batches
from ombud.cli.records import Malformed, Record, record
from ombud.triage.kinds import Kind

LONGEST: Final = 100_000
_LANGUAGE: Final = re.compile(r"[a-z]{2}|unknown")
_TOLD: Final = 5


class Unusable(Exception):
    """Corrections that cannot be learnt from; says which lines and why, and nothing of what stands in them."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A message with its kind (None: nobody said). `told` is its language where a person said it, not the machine."""

    text: str
    language: str
    kind: Kind | None
    told: bool


def read(path: Path) -> list[Corrected]:
    """The corrections in a file, in its order. Raises `Unusable`."""
    found: list[Corrected] = []
    wrong: list[str] = []
    try:
        source = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        for batch in batches(source):
            for line in batch:
                if not line.blank:
                    try:
                        found.append(_one(record(line)))
                    except Malformed as fault:
                        wrong.append(f"line {line.number} {fault}")
        os.close(source)
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}") from None
    if wrong:
        more = f"\nand {len(wrong) - _TOLD} more" if len(wrong) > _TOLD else ""
        raise Unusable(f"{path}: " + "\n".join(wrong[:_TOLD]) + more)
    return found


def written(corrected: Corrected) -> dict[str, object]:
    """The object of a line; `corrected` names what a person said, since the language may be the machine's own guess."""
    said = [name for name, there in (("kind", corrected.kind), ("language", corrected.told)) if there]
    kind = {"kind": corrected.kind.value} if corrected.kind else {}
    return {"text": corrected.text, "language": corrected.language, **kind, "corrected": said}


def _one(its: Record) -> Corrected:
    text, language, kind = (its.values.get(name) for name in ("text", "language", "kind"))
    said = its.values.get("corrected")
    if not isinstance(text, str) or not text.strip():
        raise Malformed('has no "text"')
    if len(text) > LONGEST:
        raise Malformed(f'has a "text" of more than {LONGEST:,} characters')
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        raise Malformed('has no "language" of two small letters, or "unknown"')
    if kind is not None and kind not in list(Kind):
        raise Malformed(f'has a "kind" that is none of {", ".join(Kind)}')
    told = language != "unknown" and (said is None or (isinstance(said, list) and "language" in said))
    if kind is None and not told:
        raise Malformed('has neither a "kind" nor a corrected "language"')
    return Corrected(text, language, Kind(str(kind)) if kind is not None else None, told)


def texts_by_language(corrections: list[Corrected]) -> Iterator[tuple[str, str]]:
    """(language, text) of those whose language a person said."""
    return ((one.language, one.text) for one in corrections if one.told)
