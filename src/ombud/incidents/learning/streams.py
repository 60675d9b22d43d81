"""Worlds: what people write to one brand, and who of them tell of the same trouble.

They lie beside this package as `exemplars/<part>/<world>.txt`. A line `= name` begins a trouble, and each line after it
is one person's telling: the language, a blank, her words, their line breaks written as `\\n`. After `= -` come messages
of which none tells of the same trouble as another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from ombud.triage.learning.exemplars import Unreadable

_NAME: Final = re.compile(r"= (-|[a-z0-9]+(?:-[a-z0-9]+)*)")
_TELLING: Final = re.compile(r"(en|de|es|da|id) (\S.*)")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one person wrote; `trouble` is None where nobody else tells of the same."""

    text: str
    language: str
    trouble: str | None


@dataclass(frozen=True, slots=True)
class World:
    """A brand and all that was written to it, in the order of its file."""

    name: str
    tellings: tuple[Telling, ...]


def worlds(part: str) -> list[World]:
    """All worlds of a part: `train`, `weigh`, `plain` or `test`. Raises `Unreadable`."""
    folder = files("ombud.incidents").joinpath("exemplars", part)
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name)
    return [World(file.name.removesuffix(".txt"), tuple(_read(file))) for file in found]


def read(written: str, said: str = "") -> Iterator[Telling]:
    """The tellings of a world as it was `written`; `said` names it in errors. Raises `Unreadable`."""
    trouble: str | None = ""
    for number, line in enumerate(written.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("="):
            named = _NAME.fullmatch(line.rstrip())
            if named is None:
                raise Unreadable(f"{said}, line {number}: a trouble is named in small letters with hyphens")
            trouble = None if named[1] == "-" else named[1]
            continue
        told = _TELLING.fullmatch(line.rstrip())
        if told is None or trouble == "":
            raise Unreadable(f"{said}, line {number}: {'no trouble is named yet' if told else 'no language first'}")
        yield Telling(told[2].replace("\\n", "\n"), told[1], trouble)


def _read(file: Traversable) -> Iterator[Telling]:
    return read(file.read_text(encoding="utf-8"), file.name)
