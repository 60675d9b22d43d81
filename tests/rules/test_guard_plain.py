"""What is plainly wrong is found by the word lists in whatever person, tense or order it is said, alone or in a reply
with nothing else wrong in it; good sentences of the same words pass."""

from pathlib import Path

import pytest
import yaml

from ombud.replies.guard import Draft, Facts, judge
from ombud.replies.guard.learning.exemplars import OK, plain
from ombud.replies.guard.lexicon import LANGUAGES

AROUND = yaml.safe_load((Path(__file__).parent / "plain.yaml").read_text(encoding="utf-8"))
SAID = yaml.safe_load((Path(__file__).parent / "plainly_said.yaml").read_text(encoding="utf-8"))
PLAIN: dict[tuple[str, str], dict[bool, list[str]]] = {}
for one in plain("listed"):
    PLAIN.setdefault((one.language, one.near), {True: [], False: []})[one.rule == OK].append(one.text)


def stopped(text: str, language: str) -> set[str]:
    """The rules for which the lists alone stop a text: what is read between the lines is tried elsewhere."""
    return {finding.rule for finding in judge(Draft(text, language, machine=True), Facts()).blocks}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong_with_the_reply_around(language: str) -> None:
    assert not stopped(AROUND[language].format(""), language)


@pytest.mark.parametrize(("language", "rule"), PLAIN)
def test_what_is_plainly_wrong_is_found_alone_and_beside_what_is_right(language: str, rule: str) -> None:
    said = PLAIN[language, rule][False]
    assert len(said) >= 15
    assert [text for text in said if rule not in stopped(text, language)] == []
    assert [text for text in said if rule not in stopped(AROUND[language].format(text), language)] == []


@pytest.mark.parametrize(("language", "rule"), PLAIN)
def test_good_sentences_of_the_same_words_pass(language: str, rule: str) -> None:
    good = PLAIN[language, rule][True]
    assert [text for text in good if stopped(text, language)] == []
    assert [text for text in good if stopped(AROUND[language].format(text), language)] == []


@pytest.mark.parametrize(("rule", "language"), [(rule, language) for rule in SAID for language in LANGUAGES])
def test_lines_that_blame_or_end_in_nothing_are_stopped_by_the_whole_guard(rule: str, language: str) -> None:
    """The lists and what is read between the lines together, alone and in a good reply, as it is judged."""
    for around in ("{}", AROUND[language]):
        stops = {text: judge(Draft(around.format(text), language), Facts()).blocks for text in SAID[rule][language]}
        assert [text for text, blocks in stops.items() if rule not in {one.rule for one in blocks}] == []
