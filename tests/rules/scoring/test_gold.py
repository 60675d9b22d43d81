"""What may stand in `gold`, and what is said of it where it is wrong."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.triage.kinds import Kind, Scenario
from ombud.triage.learning.exemplars import read
from ombud.triage.scoring import Gold, gold, written
from ombud.triage.scoring.spans import Span
from ombud.triage.scoring.types import TYPES, type_named


def test_everything_a_reading_says_can_be_gold() -> None:
    said = {
        "language": "en-GB",
        "second_language": None,
        "kind": "complaint",
        "scenario": "refund",
        "secondary_scenarios": ["staff", "staff"],
        "urgency": 2,
        "anger": True,
        "degrees": {"anger": 0.1, "abuse": 0.5, "spam": 0.49},
        "sentiment": "negative",
        "concerns": [{"start": 0, "end": 4, "kind": "praise"}],
        "personal": [{"start": 2, "end": 10, "type": "E-Mail"}],
        "must_reply": True,
        "human_review": False,
        "confidence": "not scored",
        "mood": 7,
    }
    assert gold(said, 10) == (
        Gold(
            "en", "", "complaint", "refund", ("staff",), 2, True, True, False, "negative",
            (Span(0, 4, "praise"),), (Span(2, 10, "mail"),), True, False,
        ),
        (),
    )  # fmt: skip


def test_what_is_not_said_is_not_scored() -> None:
    assert gold({}, 0) == (Gold(), ())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("language", 4),
        ("second_language", " "),
        ("kind", "Complaint!"),
        ("scenario", None),
        ("secondary_scenarios", "staff"),
        ("secondary_scenarios", ["boss"]),
        ("urgency", "3"),
        ("urgency", True),
        ("urgency", 5),
        ("anger", 1),
        ("spam", "no"),
        ("sentiment", "angry"),
        ("degrees", {"abuse": 2}),
        ("degrees", {"abuse": True}),
        ("degrees", []),
        ("concerns", [{"start": 0, "end": 11, "kind": "praise"}]),
        ("concerns", [{"start": 3, "end": 3, "kind": "praise"}]),
        ("concerns", [{"start": 0, "end": 3}]),
        ("personal", [{"start": 0, "end": 3, "type": "shoe size"}]),
        ("personal", [{"start": 0.0, "end": 3, "type": "mail"}]),
        ("personal", [None]),
        ("must_reply", 0),
    ],
)
def test_a_wrong_field_is_named_and_left_out(field: str, value: object) -> None:
    found, wrong = gold({field: value, "human_review": True}, 10)
    assert found == Gold(human_review=True)
    assert len(wrong) == 1
    assert f'"{field}"' in wrong[0]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["start", "end", "kind", "type", "anger", "abuse"]), inner, max_size=4)
    ),
)


@given(st.dictionaries(st.sampled_from([*Gold.__dataclass_fields__, "degrees"]), ANYTHING), st.integers(0, 9))
def test_no_gold_stops_the_rest(said: dict[str, Any], length: int) -> None:
    found, wrong = gold(said, length)
    for span in (*(found.concerns or ()), *(found.personal or ())):
        assert 0 <= span.start < span.end <= length
    assert len(wrong) <= len(said)


def test_types_are_understood_by_their_usual_names() -> None:
    usual = {
        "EMAIL": "mail",
        "ssn": "national_id",
        "NIK": "national_id",
        "order": "order_number",
        "Credit Card": "card",
    }
    assert {name: type_named(name) for name in usual} == usual
    assert [type_named(name) for name in TYPES] == list(TYPES)
    assert type_named("shoe size") is None
    assert type_named(4) is None


def test_an_exemplar_becomes_gold_without_its_subject() -> None:
    line = "Subject: Two things\\n\\nHi, {praise|Mia was kind.} {complaint|The lid still leaks.}"
    (one,) = read(f"= praise praise 3 a1 b2 pos +product_or_service review mixed:de\n{line}\n", "en", "pans")
    message, should = written(one)
    assert (message.subject, message.text) == ("Two things", "Hi, Mia was kind. The lid still leaks.")
    assert [message.text[span.start : span.end] for span in should.concerns or ()] == [
        "Mia was kind.",
        "The lid still leaks.",
    ]
    assert (should.kind, should.secondary_scenarios) == (Kind.PRAISE, (Scenario.PRODUCT_OR_SERVICE,))
    assert (should.anger, should.abuse, should.doubtful, should.second_language) == (False, True, True, "de")
