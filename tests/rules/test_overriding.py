"""What a person may send although the guard stops it: never in public, never some rules, never without words."""

from __future__ import annotations

import pytest

from ombud.replies.guard import Finding, Verdict
from ombud.replies.overriding import NEVER, may_leave, taken_on


def stopped(*rules: str) -> Verdict:
    """A verdict that these rules stop, one of them twice, beside a warning."""
    found = [Finding(rule, f"{rule}-1", "block", 0, 4, "") for rule in (*rules, rules[0])]
    return Verdict(False, (*found, Finding("R06", "r06", "warn", 0, 0, "")), "0" * 64)


def test_words_for_each_rule_that_stops_let_it_leave() -> None:
    verdict = stopped("R08", "R13")
    assert not may_leave(verdict, {})
    assert not may_leave(verdict, {"R08": "Her own word"})
    assert not may_leave(verdict, {"R08": "Her own word", "R13": "  "})
    assert taken_on(verdict, {"R08": " Her own word ", "R13": "Agreed with Tomas", "R09": "?"}, public=False) == {
        "R08": "Her own word",
        "R13": "Agreed with Tomas",
    }
    assert not may_leave(verdict, {"R08": "Her own word", "R13": "Agreed"}, public=True)


@pytest.mark.parametrize("rule", NEVER)
def test_some_rules_no_words_lift(rule: str) -> None:
    assert not may_leave(stopped(rule), {rule: "It has to go"})
    assert not may_leave(stopped("R08", rule), {"R08": "Her own word", rule: "It has to go"})
