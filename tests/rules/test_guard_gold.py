"""What of a gold for the guard cannot be used is said, also where it is empty."""

from typing import Any

import pytest

from ombud.replies.guard.scoring import Gold, gold


@pytest.mark.parametrize("rules", [[], "", 0, False, ["R01"], "R01: pass"])
def test_rules_that_are_no_object_are_said_to_be_none(rules: Any) -> None:
    assert gold({"verdict": "pass", "rules": rules}) == (Gold("pass"), ('"gold.rules" is not an object',))


@pytest.mark.parametrize("how", [[], 0, False, "loud"])
def test_how_in_a_word_that_is_none_is_said(how: Any) -> None:
    assert gold({"how": how}) == (Gold(), ('"gold.how" is neither plain nor subtle',))


def test_what_is_not_said_is_not_missed() -> None:
    for said in ({}, {"verdict": None, "rules": None, "how": None}, {"rules": {}, "how": ""}):
        assert gold(said) == (Gold(), ())
