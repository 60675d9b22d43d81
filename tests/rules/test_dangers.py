"""Dangers told plainly ring in five languages; what only has their words does not (D20, D33)."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Final

import pytest
import yaml

from ombud.incidents.rules import in_danger
from ombud.triage.kinds import Kind
from ombud.triage.perils import PERIL
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard, Tier
from ombud.triage.rules import read
from ombud.triage.signs import signs

TOLD: Final = yaml.safe_load(Path(__file__).with_name("dangers.yaml").read_text(encoding="utf-8"))
LANGUAGES: Final = tuple(PERIL)


def rings(texts: list[str], tier: Tier = Tier.FULL) -> dict[str, bool]:
    found = Reader().read([Heard(text=text) for text in texts], tier)
    return {text: in_danger(one.urgency, one.kind, one.secondary) for text, one in zip(texts, found, strict=True)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_danger_that_is_told_plainly_rings(language: str) -> None:
    assert [text for text, rung in rings(TOLD["danger"][language]).items() if not rung] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_only_has_the_words_of_one_does_not(language: str) -> None:
    assert [text for text, rung in rings(TOLD["none"][language]).items() if rung] == []


@pytest.mark.parametrize(
    "text", ["I will kill myself if nobody helps me.", "Me voy a matar si nadie me ayuda.", "Saya akan bunuh diri."]
)
@pytest.mark.parametrize("tier", Tier)
def test_whoever_may_harm_herself_is_no_threat_and_never_abusive(text: str, tier: Tier) -> None:
    (found,) = Reader().read([Heard(text=text)], tier)
    assert (found.kind, found.urgency, found.threat, found.must_reply) == (Kind.COMPLAINT, 1, False, True)


def test_who_threatens_others_beside_herself_still_does() -> None:
    assert read("I will kill you all and then I will kill myself.", "", "en").threat


@pytest.mark.parametrize("text", ["Do you sell alarms for smoke?", "Could there be a piece of glass in my jam?"])
def test_a_question_tells_of_nothing_that_happened(text: str) -> None:
    assert not read(text, "", "en").peril


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_text_costs_no_more_than_its_words(language: str) -> None:
    text = " ".join(TOLD["danger"][language] * 20).replace(".", "")
    begun = process_time()
    signs(text, "", language)
    assert process_time() - begun < 1
