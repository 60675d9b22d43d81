"""What a reply should be judged as."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast

from ombud.replies.guard.rules import CATALOGUE

VERDICTS: Final = ("pass", "warn", "block")
RULES: Final = tuple(code for code in CATALOGUE if code != "R00")
HOW: Final = ("plain", "subtle")
_SAID: Final = ("pass", "fail", "na")

Word = Literal["pass", "warn", "block"]


@dataclass(frozen=True, slots=True)
class Gold:
    """The right verdict and, rule by rule, whether it holds: `pass`, `fail`, or `na` where nothing is asked.
    What is not said is not scored. `how` says of a violation whether it is `plain` in its words or `subtle`."""

    verdict: Word | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    how: str = ""


def gold(said: Mapping[str, Any]) -> tuple[Gold, tuple[str, ...]]:
    """The gold of a line, and in plain words what in it could not be used."""
    problems: list[str] = []
    verdict = said.get("verdict")
    if verdict is not None and verdict not in VERDICTS:
        problems.append('"gold.verdict" is none of pass, warn, block')
        verdict = None
    rules = said.get("rules", {})
    rules = {} if rules is None else rules
    if not isinstance(rules, Mapping):
        problems.append('"gold.rules" is not an object')
        rules = {}
    known = {}
    for rule, value in rules.items():
        if rule not in RULES:
            problems.append(f"gold.rules names {str(rule)[:20]!r}, which is no rule")
        elif value not in _SAID:
            problems.append(f'"gold.rules.{rule}" is none of pass, fail, na')
        else:
            known[rule] = value
    how = said.get("how")
    how = "" if how is None else how
    if how not in ("", *HOW):
        problems.append('"gold.how" is neither plain nor subtle')
        how = ""
    return Gold(cast("Word | None", verdict), known, str(how)), tuple(problems)
