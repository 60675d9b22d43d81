"""How often the first reading is right, by language, and what it may never be wrong about.

A complaint read as spam or abuse is a person nobody answers, and a danger or threat not seen is worse, so those have no
share of errors. The rest has a floor, and the one that counts is the floor of the texts nobody worked with.
"""

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest
import yaml

from ombud.triage.rules import FirstReading, Kind, read
from ombud.triage.words import LANGUAGES

COMPLAINTS = {"complaint", "angry", "danger", "staff"}
WORKED_WITH = ("held", "tuned", "later", "after")
WORKED_WITH_FLOOR = 0.85
# Just under what was read rightly when these texts were first read, before any list could know of them.
FLOORS = {"en": 0.74, "de": 0.74, "es": 0.74, "da": 0.9, "id": 0.8}
READINGS = {
    language: yaml.safe_load((Path(__file__).parent / f"readings-{language}.yaml").read_text(encoding="utf-8"))
    for language in LANGUAGES
}


def readings(language: str, *parts: str) -> Iterator[tuple[str, str, FirstReading]]:
    """Group, text and reading of every text of these parts."""
    for part in parts:
        for group, lines in READINGS[language][part].items():
            for line in lines.strip().splitlines():
                subject, _, text = line.rpartition(" | ")
                yield group, line, read(text, subject, language)


def is_right(group: str, found: FirstReading) -> bool:
    """The kind, and for what is pressing the urgency and the reason too."""
    if group == "threat":
        return found.threat and found.urgency == 1
    if group == "danger":
        return found.kind is Kind.COMPLAINT and found.safety and found.urgency == 1
    if group == "staff":
        return found.kind is Kind.COMPLAINT and found.urgency == 2
    return found.kind == ("complaint" if group in COMPLAINTS else group)


@pytest.mark.parametrize(
    ("language", "parts", "floor"),
    [(language, WORKED_WITH, WORKED_WITH_FLOOR) for language in LANGUAGES]
    + [(language, ("untouched",), FLOORS[language]) for language in LANGUAGES],
)
def test_enough_is_read_rightly(language: str, parts: tuple[str, ...], floor: float) -> None:
    judged = [(is_right(group, found), group, found.kind, line) for group, line, found in readings(language, *parts)]
    wrong = [what for right, *what in judged if not right]
    assert len(wrong) <= (1 - floor) * len(judged), wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_complaint_is_spam_or_abuse_and_nobody_harmless_is_a_threat(language: str) -> None:
    for group, line, found in readings(language, *WORKED_WITH, "untouched"):
        if group in COMPLAINTS:
            assert found.kind not in (Kind.SPAM, Kind.ABUSE), line
        if group != "threat":
            assert not found.threat, line


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_danger_and_no_threat_is_missed(language: str) -> None:
    for group, line, found in readings(language, *WORKED_WITH, "untouched"):
        if group in ("danger", "threat"):
            assert is_right(group, found), line


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You will regret this when I leave my review."),
        ("de", "Das werdet ihr bereuen, ich schreibe eine Bewertung und gehe zum Anwalt."),
        ("es", "Se van a arrepentir: los voy a denunciar en consumo."),
        ("da", "I vil fortryde det, jeg skriver til Forbrugerrådet."),
        ("id", "Kalian bakal menyesal, saya lapor YLKI."),
    ],
)
def test_to_threaten_with_the_law_or_a_review_is_no_threat(language: str, text: str) -> None:
    found = read(text, "", language)
    assert (found.threat, found.abuse) == (False, False)


@pytest.mark.parametrize("run", ["!", "?x", "1", "1,111", "\n ", "a.", "$1", "http://", "it broke. "])
def test_a_text_made_to_be_slow_is_read_at_once(run: str) -> None:
    started = process_time()
    read(run * (200_000 // len(run)), run * 200, "en")
    assert process_time() - started < 0.5
