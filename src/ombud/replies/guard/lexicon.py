"""The word lists: what must not be said, by language, and the signs that something required is there.

How a list is written and matched stands at the head of `lexicon/reply-guard.en.yaml`. The patterns are ours, tested to
be fast on 20,000 hostile characters; they are compiled once, when a language is first needed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from ombud.replies.guard.bare import bare, loosened
from ombud.replies.guard.verdict import Severity

LANGUAGES: Final = ("en", "de", "es", "da", "id")


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase that must not be said, unless `unless` is found in the same sentence or `after` before it.
    `sieve` is the pattern for a text in small letters, which is read nearly twice as fast; None where capitals matter.
    `crosses` sentences: the pattern may begin in one and end in the next; `counts` digits: its meaning depends on which
    digits stand there. What `leans` is said kindly as often as not, and the sentence decides; what `joins` is laughter,
    which she may have begun herself."""

    id: str
    rule: str
    hint: str
    severity: Severity
    public_only: bool
    needs_permission: str
    pattern: re.Pattern[str]
    sieve: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    after: re.Pattern[str] | None
    crosses: bool
    counts: bool
    leans: bool
    joins: bool
    ok: str
    better: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The list of one language."""

    language: str
    entries: tuple[Entry, ...]
    signals: Mapping[str, tuple[re.Pattern[str], ...]]

    def shows(self, signal: str, text: str) -> bool:
        """Whether a normalised text shows a sign of `signal` ("apology", "next_step", …)."""
        return any(pattern.search(text) for pattern in self.signals[signal])


_ASSERTIONS = re.compile(r"\(\?<?[=!](?:[^()\\]|\\.|\([^()]*\))*\)")
_CLASS = re.compile(r"\[(\^?)((?:[^\]\\]|\\.)+)\]")
_QUANTITY = re.compile(r"\{\d*,?\d*\}")


def _crosses(pattern: str) -> bool:
    """Whether a match may reach over the end of a sentence: a class lets `.`, `!` or `?` through, or a dot is wide."""
    bare = _ASSERTIONS.sub("", pattern)
    for negated, inside in _CLASS.findall(bare):
        marks = sum(mark in inside for mark in ".!?")
        if (negated and marks < 3) or (not negated and marks):
            return True
    return re.search(r"(?<!\\)\.[*+{]|\\[WS]", _CLASS.sub("", bare)) is not None


def _sieve(pattern: str) -> re.Pattern[str] | None:
    return None if "(?-i" in pattern or re.search(r"\\[A-Z]", pattern) else re.compile(pattern.lower())


def lexicon(language: str, text: str = "") -> Lexicon:
    """The list of one of LANGUAGES, as `text` spells it. Raises KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return _read(language, bool(text) and bare(text, language))


@cache
def _read(language: str, loose: bool) -> Lexicon:
    def spelt(pattern: str) -> str:
        return loosened(pattern, language) if loose else pattern

    raw = files(__package__).joinpath("lexicon", f"reply-guard.{language}.yaml").read_text(encoding="utf-8")
    content = yaml.load(raw, Loader=yaml.CSafeLoader)
    entries = tuple(
        Entry(
            id=item["id"],
            rule=group["rule"],
            hint=hint,
            severity=item["severity"],
            public_only=item.get("scope") == "public",
            needs_permission=group.get("needs_permission", ""),
            pattern=re.compile(spelt(item["pattern"]), re.IGNORECASE),
            sieve=_sieve(spelt(item["pattern"])),
            unless=re.compile(spelt(item["unless"]), re.IGNORECASE) if item.get("unless") else None,
            after=re.compile(spelt(group["after"]), re.IGNORECASE) if group.get("after") else None,
            crosses=_crosses(item["pattern"]),
            counts=re.search(r"\d|\\d", _QUANTITY.sub("", item["pattern"])) is not None,
            leans=item.get("leans", False),
            joins=item.get("joins", False),
            ok=item["ok"],
            better=item.get("better"),
        )
        for hint, group in content["forbid"].items()
        for item in group["entries"]
    )
    signals = {
        name: tuple(re.compile(spelt(pattern), re.IGNORECASE) for pattern in patterns)
        for name, patterns in content["signals"].items()
    }
    return Lexicon(language, entries, signals)
