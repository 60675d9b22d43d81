"""Exemplars: messages that we wrote ourselves, with what each should be read as.

They lie beside this package as `exemplars/<part>/<language>/<topic>.txt`. A line that begins with `= ` labels those
after it; a message is one line, its own line breaks written as `\\n`; `{kind|words}` marks one of several concerns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from ombud.triage.kinds import Kind, Scenario

_SENTIMENT: Final = {"neg": "negative", "neu": "neutral", "pos": "positive"}
_DEGREES: Final = re.compile("[1-4] a[0-3] b[0-3]")
_MARK: Final = re.compile(r"\{(\w+)\|([^{}]*)\}")


class Unreadable(ValueError):
    """A line of an exemplar file is not as it should be; says where."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a message should be read as. `anger` and `abuse` are degrees from 0 to 3."""

    kind: Kind
    scenario: Scenario
    urgency: int
    anger: int
    abuse: int
    sentiment: str
    secondary: tuple[Scenario, ...] = ()
    threat: bool = False
    spam: bool = False
    doubtful: bool = False
    mixed: str = ""

    @property
    def small_talk(self) -> bool:
        """Nothing that anybody has to see to: thanks for an answer, a lone greeting."""
        return self.scenario == Scenario.NONE and self.kind not in (Kind.SPAM, Kind.ABUSE)


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A message with its label. `concerns` are (start, end, kind) in code points; `topic` names its file."""

    text: str
    language: str
    topic: str
    label: Label
    concerns: tuple[tuple[int, int, Kind], ...] = field(default=())


def exemplars(part: str, languages: Sequence[str] = (), folder: Path | None = None) -> list[Exemplar]:
    """All of a part, `train` or `test`, in the order of their files; of those in `folder` rather than of ours.

    Raises `Unreadable`.
    """
    place = files("ombud.triage").joinpath("exemplars") if folder is None else folder
    return list(_read(place.joinpath(part), languages))


def _read(folder: Traversable, languages: Sequence[str]) -> Iterator[Exemplar]:
    if not folder.is_dir():
        raise Unreadable(f"there is no folder {folder.name}")
    for language in sorted(folder.iterdir(), key=lambda place: place.name):
        if not language.is_dir() or (languages and language.name not in languages):
            continue
        for file in sorted(language.iterdir(), key=lambda place: place.name):
            if file.name.endswith(".txt"):
                topic = file.name.removesuffix(".txt")
                yield from read(_text(file, f"{language.name}/{file.name}"), language.name, topic)


def _text(file: Traversable, said: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{said} cannot be read as UTF-8") from error


def read(written: str, language: str, topic: str) -> Iterator[Exemplar]:
    """The exemplars of one file. Raises `Unreadable`."""
    label: Label | None = None
    for number, line in enumerate(written.split("\n"), 1):
        try:
            if line.startswith("= "):
                label = _label(line[2:].split())
            elif line.strip() and not (label is None and line.startswith("#")):
                if label is None:
                    raise ValueError("no label before it")
                text, concerns = _unmark(line.replace("\\n", "\n"), label.kind)
                yield Exemplar(text, language, topic, label, concerns)
        except ValueError as error:
            raise Unreadable(f"{language}/{topic}.txt, line {number}: {error}") from error


def _label(words: list[str]) -> Label:
    kind, scenario, urgency, anger, abuse, sentiment, *rest = words
    known = [word for word in rest if word in ("threat", "spam", "review") or word.startswith(("+", "mixed:"))]
    if known != rest or not _DEGREES.fullmatch(f"{urgency} {anger} {abuse}") or sentiment not in _SENTIMENT:
        raise ValueError(f"unknown words in the label {' '.join(words)!r}")
    return Label(
        Kind(kind), Scenario(scenario), int(urgency), int(anger[1]), int(abuse[1]), _SENTIMENT[sentiment],
        tuple(Scenario(word[1:]) for word in rest if word[0] == "+"), "threat" in rest,
        "spam" in rest or kind == "spam", "review" in rest,
        next((word[6:] for word in rest if word.startswith("mixed:")), ""),
    )  # fmt: skip


def _unmark(line: str, kind: Kind) -> tuple[str, tuple[tuple[int, int, Kind], ...]]:
    """The message without its marks, and what they marked; the whole of it where nothing is."""
    text, concerns, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        concerns.append((len(text), len(text) + len(mark[2]), Kind(mark[1])))
        text += mark[2]
        at = mark.end()
    text += line[at:]
    return text, tuple(concerns) or ((0, len(text), kind),)
