"""What the guard stops and a person may send all the same: never in public, never these rules, never without words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .guard import Verdict

# Not read whole, other people's business, back to who did not help, a gap still open: no words make these right.
NEVER: Final = ("R00", "R12", "R14", "R18")
LONGEST: Final = 1000


def stopping(verdict: Verdict) -> tuple[str, ...]:
    """The rules that stop this text, each once, in their order."""
    return tuple(sorted({f.rule for f in verdict.findings if f.severity == "block"}))


def taken_on(verdict: Verdict, because: Mapping[str, str], *, public: bool) -> dict[str, str]:
    """The words for each rule that stops this text, if there are words for all and all may be taken on; else none."""
    stops = stopping(verdict)
    words = {rule: because.get(rule, "").strip()[:LONGEST] for rule in stops}
    return {} if public or any(rule in NEVER or not words[rule] for rule in stops) else words


def may_leave(verdict: Verdict, because: Mapping[str, str], *, public: bool = False) -> bool:
    """Whether the text may leave: it passes, or somebody took on herself each rule that stops it."""
    return verdict.passes or bool(taken_on(verdict, because, public=public))
