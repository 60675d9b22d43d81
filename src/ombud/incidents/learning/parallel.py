"""The same words in five languages: they teach that the language says nothing about the trouble.

They lie beside this package as `exemplars/parallel/<field>.txt`: a line `= number`, then one line for each language in
the order of LANGUAGES, each with its code, a blank and the words. Of every sixteen the last four are held back to judge
by: blocks that stand beside each other are often near and yet not the same, so they stay together.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from ombud.triage.learning.exemplars import Unreadable
from ombud.triage.words import LANGUAGES

type Said = dict[str, str]  # by language
_ROUND: Final = 16
_TAUGHT: Final = 12  # of each round


def parallel(part: str) -> list[Said]:
    """What is said in five languages, to learn from (`train`) or to judge by (`test`). Raises `Unreadable`."""
    return [said for place, said in enumerate(_every()) if (place % _ROUND < _TAUGHT) == (part == "train")]


def _every() -> list[Said]:
    folder = files("ombud.incidents").joinpath("exemplars", "parallel")
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name)
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
