"""Exemplars: what we wrote is read as it was marked, and a slip is said with its file and line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ombud.triage.kinds import Kind, Scenario
from ombud.triage.learning.exemplars import Exemplar, Unreadable, exemplars, read
from ombud.triage.words import LANGUAGES

LABEL = "= complaint refund 3 a1 b0 neg"
WHOLE = """# Boats, by people who like them.
# = complaint is no label in a remark
= praise praise 3 a0 b0 pos +refund review mixed:de
{praise|Lovely canoe.} So: {complaint|the paddle is not here}\\n\\nJo
# a message may begin like this, too

= abuse none 1 a2 b3 neg threat
Mind your back.
"""


def test_messages_bear_the_label_before_them() -> None:
    first, second, third = read(WHOLE, "en", "boats")
    assert first.text == "Lovely canoe. So: the paddle is not here\n\nJo"
    assert [(first.text[start:end], kind) for start, end, kind in first.concerns] == [
        ("Lovely canoe.", Kind.PRAISE), ("the paddle is not here", Kind.COMPLAINT),
    ]  # fmt: skip
    label = first.label
    assert (label.kind, label.scenario, label.urgency, label.anger, label.abuse) == ("praise", "praise", 3, 0, 0)
    assert (label.sentiment, label.secondary, label.doubtful, label.mixed) == (
        "positive", (Scenario.REFUND,), True, "de",
    )  # fmt: skip
    assert (first.language, first.topic) == ("en", "boats")
    assert second.text.startswith("# a message")
    assert second.concerns == ((0, len(second.text), Kind.PRAISE),)
    assert (third.label.threat, third.label.abuse, third.label.spam) == (True, 3, False)


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("No label yet.", 1),
        (f"{LABEL}\nFine.\n= complaint refund 3 a1 b0", 3),
        ("= complaint refund 3 a1 b0 bad", 1),
        ("= grumble refund 3 a1 b0 neg", 1),
        ("= complaint nowhere 3 a1 b0 neg", 1),
        ("= complaint refund three a1 b0 neg", 1),
        ("= complaint refund 3 1 b0 neg", 1),
        ("= complaint refund 3 a1 x0 neg", 1),
        ("= complaint refund 5 a1 b0 neg", 1),
        ("= complaint refund 3 a4 b0 neg", 1),
        (f"{LABEL} loud", 1),
        (f"{LABEL} +nowhere", 1),
        (f"{LABEL}\nOne.\n\nA {{grumble|part}} of it.", 4),
    ],
)
def test_a_slip_is_said_with_its_file_and_line(tmp_path: Path, written: str, line: int) -> None:
    place = tmp_path / "train" / "xx"
    place.mkdir(parents=True)
    (place / "boats.txt").write_text(written, encoding="utf-8")
    with pytest.raises(Unreadable, match=rf"xx/boats\.txt, line {line}\b"):
        exemplars("train", folder=tmp_path)


def test_a_sign_that_some_take_for_a_line_end_ends_no_message() -> None:
    assert [one.text for one in read(f"{LABEL}\nOne\u2028and\x85the same.", "en", "boats")] == [
        "One\u2028and\x85the same."
    ]


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    place = tmp_path / "train" / "xx"
    place.mkdir(parents=True)
    (place / "boats.txt").write_bytes(f"{LABEL}\n".encode() + b"\xff\xfe")
    with pytest.raises(Unreadable, match=r"xx/boats\.txt"):
        exemplars("train", folder=tmp_path)


def test_a_part_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="folder train"):
        exemplars("train", folder=tmp_path)


def test_only_the_languages_asked_for_are_read(tmp_path: Path) -> None:
    for language in ("aa", "bb"):
        place = tmp_path / "train" / language
        place.mkdir(parents=True)
        (place / "boats.txt").write_text(f"{LABEL}\nMy boat sank in {language}.", encoding="utf-8")
        (place / "notes.md").write_text("no exemplars here", encoding="utf-8")
    assert [one.language for one in exemplars("train", folder=tmp_path)] == ["aa", "bb"]
    assert [one.text for one in exemplars("train", ["bb"], tmp_path)] == ["My boat sank in bb."]


@pytest.fixture(scope="module")
def ours() -> list[Exemplar]:
    """What is shipped to learn from."""
    return exemplars("train")


def test_ours_are_many_in_every_language_and_of_every_kind(ours: list[Exemplar]) -> None:
    counted = Counter((one.language, one.label.kind) for one in ours)
    assert {language for language, _ in counted} == set(LANGUAGES)
    assert all(counted[language, kind] >= 20 for language in LANGUAGES for kind in Kind)


def test_ours_keep_to_what_a_reading_may_say(ours: list[Exemplar]) -> None:
    for one in ours:
        label, said = one.label, (one.language, one.topic, one.text[:60])
        assert 1 <= label.urgency <= 4, said
        assert 0 <= label.anger <= 3, said
        assert 0 <= label.abuse <= 3, said
        assert label.kind is not Kind.COMPLAINT or label.urgency <= 3, said
        assert label.kind is not Kind.COMPLAINT or label.scenario in list(Scenario)[:7], said
        assert label.kind not in (Kind.SPAM, Kind.ABUSE) or label.scenario is Scenario.NONE, said
        assert not label.threat or (label.urgency, label.abuse) == (1, 3), said


def test_the_marks_of_ours_are_places_of_their_texts(ours: list[Exemplar]) -> None:
    assert sum(len(one.concerns) > 1 for one in ours) > 100
    for one in ours:
        assert one.text.strip()
        assert not any(f"{{{kind}|" in one.text for kind in Kind), one.text
        ends = 0
        for start, end, _ in one.concerns:
            assert ends <= start < end <= len(one.text), one.text
            assert one.text[start:end].strip(), one.text
            ends = end


def test_nobody_wrote_the_same_twice(ours: list[Exemplar]) -> None:
    long = Counter(one.text for one in ours if len(one.text) > 40)
    assert [text for text, times in long.items() if times > 1] == []
