"""What people tell in five languages: who is in the right is no troll, danger no question, a stone not forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ombud.triage.kinds import Kind, Scenario, Sentiment
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard, Understood

TOLD = yaml.safe_load((Path(__file__).parent / "told.yaml").read_text(encoding="utf-8"))


def told(*stories: str) -> list[object]:
    """A case for each message of these stories."""
    return [
        pytest.param(language, text, id=f"{story}-{language}-{number}")
        for story in stories
        for language, texts in TOLD[story].items()
        for number, text in enumerate(texts, 1)
    ]


def found(reader: Reader, language: str, text: str) -> Understood:
    """The reading of a message, which is in its language."""
    (reading,) = reader.read([Heard(text)])
    assert reading.language == language
    return reading


@pytest.mark.parametrize(("language", "text"), told("furious"))
def test_furious_and_rightful_is_a_complaint_and_no_abuse(reader: Reader, language: str, text: str) -> None:
    reading = found(reader, language, text)
    assert (reading.kind, reading.anger, reading.abuse, reading.threat, reading.spam) == (
        Kind.COMPLAINT, True, False, False, False,
    )  # fmt: skip
    assert reading.degrees.anger > 0.3
    assert reading.urgency <= 3
    assert reading.must_reply
    assert reading.sentiment is Sentiment.NEGATIVE


@pytest.mark.parametrize(("language", "text"), told("dangerous"))
def test_polite_and_dangerous_is_no_question_and_no_thanks(reader: Reader, language: str, text: str) -> None:
    reading = found(reader, language, text)
    assert reading.kind is Kind.COMPLAINT
    assert reading.urgency <= 2
    assert not reading.abuse


@pytest.mark.parametrize(("language", "text"), told("stone"))
def test_praise_with_a_stone_in_it_keeps_both(reader: Reader, language: str, text: str) -> None:
    reading = found(reader, language, text)
    assert reading.kind is Kind.PRAISE
    assert reading.urgency <= 3
    assert "complaint_inside" in reading.why
    assert [part.kind for part in reading.concerns] == [Kind.PRAISE, Kind.COMPLAINT]
    stone = reading.concerns[1]
    assert " C " in text[stone.start : stone.end], "the seat in row C"
    assert "Milo" not in text[stone.start : stone.end]
    assert reading.secondary


@pytest.mark.parametrize(("language", "text"), told("sarcasm"))
def test_sarcasm_is_no_praise(reader: Reader, language: str, text: str) -> None:
    reading = found(reader, language, text)
    assert (reading.kind, reading.sentiment, reading.abuse) == (Kind.COMPLAINT, Sentiment.NEGATIVE, False)


@pytest.mark.parametrize("language", TOLD["threat"])
def test_profanity_is_no_abuse_and_a_threat_beside_it_is_one(reader: Reader, language: str) -> None:
    (swearing,), (threat,) = TOLD["swearing"][language], TOLD["threat"][language]
    angry, dangerous = reader.read([Heard(swearing), Heard(threat)])
    assert (angry.kind, angry.abuse, angry.threat) == (Kind.COMPLAINT, False, False)
    assert angry.must_reply
    assert (dangerous.threat, dangerous.abuse, dangerous.urgency) == (True, True, 1)
    assert dangerous.human_review
    assert dangerous.degrees.abuse > angry.degrees.abuse + 0.2


@pytest.mark.parametrize(("language", "text"), told("plain"))
def test_a_complaint_in_few_words_is_one(reader: Reader, language: str, text: str) -> None:
    reading = found(reader, language, text)
    assert (reading.kind, reading.abuse, reading.spam) == (Kind.COMPLAINT, False, False)


@pytest.mark.parametrize(("language", "text"), told("asking"))
def test_a_question_is_a_question(reader: Reader, language: str, text: str) -> None:
    reading = found(reader, language, text)
    assert (reading.kind, reading.scenario, reading.urgency) == (Kind.QUESTION, Scenario.QUESTION, 4)
    assert reading.must_reply
    assert not reading.human_review
