"""The same words in five languages: they teach that the language says nothing about the trouble.

They lie beside this package as `exemplars/parallel/<folder>/<field>.txt`: a line `= number`, then one line for each
language in the order of LANGUAGES, each with its code, a blank and the words. Of every sixteen in `judged` the last
four are held back to judge by; of those in `taught` the first half tunes the encoder and the other half weighs. Blocks
that stand beside each other are often near and yet not the same, so they stay together.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import cycle
from typing import Final

from ombud.triage.learning.exemplars import Unreadable
from ombud.triage.words import LANGUAGES

type Said = dict[str, str]  # by language
_PARTS: Final = {"judged": ("train",) * 12 + ("test",) * 4, "taught": ("train",) * 8 + ("weigh",) * 8}


def parallel(part: str) -> list[Said]:
    """What is said in five languages: to tune by (`train`), to weigh by (`weigh`), to judge by (`test`). Raises
    `Unreadable`."""
    return [said for folder, parts in _PARTS.items() for said, its in zip(_every(folder), cycle(parts)) if its == part]


def _every(folder: str) -> list[Said]:
    lies = files("ombud.incidents").joinpath("exemplars", "parallel", folder)
    found = sorted((file for file in lies.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name)
    return [said for file in found for said in read(file.read_text(encoding="utf-8"), file.name)]


def read(written: str, said: str = "") -> Iterator[Said]:
    """What stands in a file as it was `written`; `said` names it in errors. Raises `Unreadable`."""
    block: Said = {}
    for number, line in enumerate(written.splitlines(), 1):
        if not line.strip() or line.startswith(("#", "=")):
            if block:
                raise Unreadable(f"{said}, line {number}: a language is missing before it")
            continue
        language, _, words = line.partition(" ")
        if language != LANGUAGES[len(block)] or not words.strip():
            raise Unreadable(f"{said}, line {number}: {LANGUAGES[len(block)]} comes next")
        block[language] = words.strip().replace("\\n", "\n")
        if len(block) == len(LANGUAGES):
            yield block
            block = {}
    if block:
        raise Unreadable(f"{said}: a language is missing at its end")
