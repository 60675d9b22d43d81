"""What is learnt from: exemplars, what is plainly said, the word lists' own examples, sentences of good replies, and
our own texts."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, Literal

import numpy as np
import yaml

from ombud.embeddings.weights import Floats
from ombud.replies.guard.better import wordings
from ombud.replies.guard.between import ADDRESS
from ombud.replies.guard.learning.exemplars import OK, good, plain
from ombud.replies.guard.learning.exemplars import sentences as written
from ombud.replies.guard.learnt import RULES
from ombud.replies.guard.lexicon import LANGUAGES, lexicon
from ombud.replies.guard.normal import normalise
from ombud.replies.guard.sentences import lines, sentences
from ombud.replies.texts import keys, placeholders, registers, write

_JUDGING: Final = 3  # one part of so many judges
_BREATH: Final = 20  # so many lines of a file were written by one hand, one after the other
_FILLED: Final = {
    "customer_name": "Robin Berg", "handler_name": "Mia Holm", "owner_name": "Ada Lind", "agent_name": "Ada Lind",
    "asked_name": "Mia Holm", "staff_name": "Mia Holm", "next_update_by": "27.11., 12:00", "answer_by": "27.11., 12:00",
}  # fmt: skip

Kind = Literal["written", "plain", "listed", "reply", "ours"]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A stretch of a reply. `marks` are 1 for the rule it breaks, and last for anything at all; `beside` names those
    it was written beside."""

    text: str
    kind: Kind
    marks: Floats
    beside: str = ""

    @property
    def judges(self) -> bool:
        """Whether it is in the part that thresholds are set by: always the same, and with it all that was written in
        one breath. A sentence judged by what learnt its neighbour, or its good twin, would be judged too kindly."""
        return zlib.crc32((self.beside or self.text).encode()) % _JUDGING == 0

    @property
    def good(self) -> bool:
        """Nothing in it breaks a rule."""
        return not self.marks.any()

    @property
    def near(self) -> bool:
        """It breaks a rule, or was written to lie near one."""
        return self.kind in ("written", "plain")


def lessons() -> list[Lesson]:
    """Everything that is learnt from, each text once, in an order that is always the same. Raises `Unreadable`."""
    found = {lesson.text: lesson for lesson in (*_ours(_named), *_replies(), *_listed(), *_plain(), *_written())}
    return list(found.values())


def wholes(part: str = "train") -> list[list[str]]:
    """Whole good replies of a part, each in the sentences that are read of it."""
    return [parts(text) for text in good(part)]


def spared() -> list[Lesson]:
    """What nothing is learnt from and what is never looked at twice all the same: the better wordings that we offer,
    and our own texts as they leave, with addresses in their places."""
    every = {words for code in LANGUAGES for register in registers(code) for words in wordings(code, register).values()}
    offered = [_lesson(part, "ours", OK) for words in sorted(every) for part in parts(words)]
    as_sent = _ours(lambda name: ADDRESS if name.endswith("_url") else _FILLED.get(name, "Kim Sato 4711"))
    return [*offered, *as_sent]


def pardoned() -> list[Lesson]:
    """Sentences of good replies that a model stopped wrongly once: none does again."""
    return [_lesson(part, "reply", OK) for one in wholes("pardoned") for part in one]


def parts(text: str) -> list[str]:
    """A text in the sentences that are read of it."""
    plain = normalise(text)
    return [plain[start:end] for start, end in sentences(plain, lines(text, plain))]


def _lesson(text: str, kind: Kind, rule: str, beside: str = "") -> Lesson:
    marks = np.zeros(len(RULES) + 1, np.float32)
    if rule != OK:
        marks[RULES.index(rule)] = marks[-1] = 1
    return Lesson(normalise(text), kind, marks, beside)


def _written() -> Iterator[Lesson]:
    for place, one in enumerate(written("train")):
        if one.rule in (OK, *RULES):
            beside = f"{one.language} {place // _BREATH}"
            yield _lesson(one.text, "written", one.rule, beside)
            # Of a good one every sentence is good by itself.
            cut = parts(one.text) if one.rule == OK else []
            yield from (_lesson(part, "written", OK, beside) for part in cut if len(cut) > 1)


def _plain() -> Iterator[Lesson]:
    for part in ("listed", "plain"):
        for place, one in enumerate(plain(part)):
            if one.rule in (OK, *RULES):
                yield _lesson(one.text, "plain", one.rule, f"{part} {place // _BREATH}")


def _listed() -> Iterator[Lesson]:
    for language in LANGUAGES:
        raw = (
            files("ombud.replies.guard").joinpath("lexicon", f"reply-guard.{language}.yaml").read_text(encoding="utf-8")
        )
        bad = {
            entry["id"]: entry["bad"] for group in yaml.safe_load(raw)["forbid"].values() for entry in group["entries"]
        }
        for entry in lexicon(language).entries:
            if entry.rule in RULES:
                yield _lesson(entry.ok, "listed", OK)
                yield _lesson(bad[entry.id], "listed", entry.rule)


def _replies() -> Iterator[Lesson]:
    for place, whole in enumerate(wholes()):
        yield from (_lesson(part, "reply", OK, f"reply {place // _BREATH}") for part in whole)


def _named(name: str) -> str:
    return _FILLED.get(name, name.replace("_", " "))


def _ours(fill: Callable[[str], str]) -> Iterator[Lesson]:
    for language in LANGUAGES:
        for key in keys():
            values = {name: fill(name) for name in placeholders(key)}
            for register in registers(language):
                text = write(key, language, register, **values)
                if not text.internal:
                    yield from (_lesson(part, "ours", OK) for part in parts(text.body))
