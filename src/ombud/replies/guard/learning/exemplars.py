"""Exemplars: sentences and whole replies that we invented, good and bad, in five languages.

They lie beside this package as `exemplars/<part>/<language>.<sentences|replies>.jsonl`, and `<language>.good.txt` holds
whole replies with nothing wrong in them, a line of `---` between two. The model learns from `train`; good replies of
`others` set its thresholds, and none of `pardoned`, which a model stopped wrongly once, is stopped again; nothing is
ever learnt from `test`, which judges it. What is plainly wrong lies in
`<part>/<language>.txt`, in each line a rule (`R08`, or `OK-R08` for a good sentence near it), a tab and the sentence:
in `listed` what the word lists find, in `plain` what anybody says; `plain_test` judges.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

OK: Final = "ok"
_PLAIN: Final = re.compile(r"(OK-)?(R\d\d)\t(\S.*)")
_BETWEEN: Final = re.compile(r"^---$", re.MULTILINE)


class Unreadable(ValueError):
    """An exemplar that cannot be read; says which file and line."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One to three sentences of a reply to what the customer had `said`: the rule they break, or `ok`. `near` is
    the rule that a good one could be taken for; `subtle` ones say it between the lines."""

    id: str
    language: str
    rule: str
    near: str
    subtle: bool
    register: str
    said: str
    text: str


def sentences(part: str) -> list[Sentence]:
    """All sentences of a part, `train` or `test`. Raises `Unreadable`."""
    found = []
    for where, values in _lines(part, "sentences"):
        try:
            found.append(
                Sentence(
                    str(values["id"]), values["language"], values["rule"], values.get("near") or "",
                    bool(values.get("subtle")), values.get("register") or "", values.get("said") or "", values["text"],
                )
            )  # fmt: skip
        except KeyError as error:
            raise Unreadable(f"{where} has no {error}") from error
    return found


@dataclass(frozen=True, slots=True)
class Plain:
    """A sentence that plainly breaks a rule, or a good one near such: then `rule` is `ok`, and `near` names it."""

    language: str
    rule: str
    near: str
    text: str


def plain(part: str) -> list[Plain]:
    """All sentences of a part, `listed`, `plain` or `plain_test`, in the order of their files. Raises `Unreadable`."""
    found = []
    for file in _files(part, ".txt"):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            told = _PLAIN.fullmatch(line)
            if told is None:
                raise Unreadable(f"{file.name}, line {number}: a rule, a tab and a sentence are expected")
            rule = OK if told[1] else told[2]
            found.append(Plain(file.name.partition(".")[0], rule, told[2], told[3]))
    return found


def replies(part: str) -> list[dict[str, Any]]:
    """All whole replies of a part: the fields that `ombud guard` takes, with their `gold`. Raises `Unreadable`."""
    return [values for _, values in _lines(part, "replies")]


def good(part: str) -> list[str]:
    """Whole replies with nothing wrong in them: those written as such, and those of `replies` that nothing stops."""
    found = [one["text"] for one in replies(part) if one["gold"]["verdict"] != "block"]
    for file in _files(part, ".good.txt"):
        whole = _BETWEEN.split(file.read_text(encoding="utf-8"))
        found += [one.strip() for one in whole if one.strip()]
    return found


def _lines(part: str, what: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in _files(part, f".{what}.jsonl"):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                try:
                    yield f"{file.name}, line {number}", json.loads(line)
                except ValueError as error:
                    raise Unreadable(f"{file.name}, line {number}: {error}") from error


def _files(part: str, ending: str) -> list[Traversable]:
    folder = files("ombud.replies.guard").joinpath("exemplars", part)
    there = [file for file in folder.iterdir() if file.name.endswith(ending)] if folder.is_dir() else []
    return sorted(there, key=lambda file: file.name)
