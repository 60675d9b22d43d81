"""Verdicts and rules, counted over all replies and over those of each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ombud.replies.guard.scoring.gold import HOW, RULES, VERDICTS, Gold
from ombud.triage.scoring.confusion import Confusion
from ombud.triage.scoring.counts import Found, Share


@dataclass(frozen=True, slots=True)
class Judged:
    """A reply that was judged: what of it was found, beside what it should be. `where` names it in a list of mistakes;
    `stopped` are the rules that block, `found` all that have a finding."""

    where: str
    text: str
    language: str
    gold: Gold
    verdict: Literal["pass", "warn", "block"]
    found: frozenset[str]
    stopped: frozenset[str]

    @property
    def wrong(self) -> tuple[str, ...]:
        """What is not as it should be, gravest first: the verdict, then rules."""
        said = [f"{self.verdict} for {self.gold.verdict}"] if self.gold.verdict not in (None, self.verdict) else []
        for rule, value in sorted(self.gold.rules.items()):
            if (value == "fail") != (rule in self.found):
                said.append(f"{rule} {'missed' if value == 'fail' else 'found'}")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Scores:
    """`verdicts`: what was said for what. `stopped`: of replies that must not leave, those that were stopped.
    `false_blocks`: of good replies, those that were stopped all the same; `false_warnings`: those only warned about.
    `rules`: for each rule that the gold speaks of, what was found."""

    replies: int
    verdicts: Confusion
    stopped: Share
    false_blocks: Share
    false_warnings: Share
    rules: Mapping[str, Found]


def scores(judged: Sequence[Judged]) -> dict[str, Scores]:
    """The scores of all replies (`all`), then of each language."""
    languages = sorted({one.language for one in judged})
    groups = {"all": list(judged)} | {code: [one for one in judged if one.language == code] for code in languages}
    return {name: _scores(some) for name, some in groups.items()}


def by_wording(judged: Sequence[Judged]) -> dict[str, Share]:
    """Of replies that must not leave, those that were stopped, by how they are worded, where that is known."""
    bad = [one for one in judged if one.gold.verdict == "block"]
    groups = {how: [one for one in bad if one.gold.how == how] for how in HOW}
    return {how: Share(sum(one.verdict == "block" for one in some), len(some)) for how, some in groups.items() if some}


def _scores(some: Sequence[Judged]) -> Scores:
    told = [one for one in some if one.gold.verdict]
    good = [one for one in told if one.gold.verdict == "pass"]
    bad = [one for one in told if one.gold.verdict == "block"]
    return Scores(
        len(some),
        Confusion.of(((str(one.gold.verdict), one.verdict) for one in told), VERDICTS),
        Share(sum(one.verdict == "block" for one in bad), len(bad)),
        Share(sum(one.verdict == "block" for one in good), len(good)),
        Share(sum(one.verdict == "warn" for one in good), len(good)),
        {rule: Found.of(_pairs(some, rule)) for rule in RULES if any(rule in one.gold.rules for one in some)},
    )


def _pairs(some: Sequence[Judged], rule: str) -> list[tuple[bool, bool]]:
    return [(one.gold.rules[rule] == "fail", rule in one.found) for one in some if rule in one.gold.rules]
