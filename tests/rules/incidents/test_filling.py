"""A letter's holes: filled with her own details, or not at all; and the way back to the words as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.incidents.filling import VARIABLES, Unfilled, fill, unknown, used

HERS = {name: f"<{name}>" for name in VARIABLES} | {"customer_name": "Renate", "case_number": "12"}
LETTER = "Hello {customer_name},\n\nyour case {case_number} is looked at.\n\n{agent_name}"


def test_each_hole_is_filled_with_her_own() -> None:
    assert fill(LETTER, HERS).text == "Hello Renate,\n\nyour case 12 is looked at.\n\n<agent_name>"
    assert fill("{ customer_name }!", HERS).text == "Renate!"
    assert used("a {topic}") == [(2, 9, "topic")]


def test_what_has_no_value_raises_with_its_place() -> None:
    for text, values, name in (
        ("About {topic}", HERS | {"topic": ""}, "topic"),
        ("About {her_order}", HERS, "her_order"),
        ("{}", HERS, "{}"),
        ("Dear friend, {customer_name}", HERS | {"customer_name": ""}, "customer_name"),
    ):
        with pytest.raises(Unfilled) as error:
            fill(text, values)
        assert error.value.name == name
        assert text[error.value.start : error.value.end].startswith("{")


def test_holes_that_nobody_knows_are_named_each_once() -> None:
    assert unknown("{…} {topic} {name} {…} {case number}") == ["{…}", "{name}", "{case number}"]
    assert unknown(LETTER) == []


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("Hello {customer_name},\n\nx", "Hello,\n\nx"),
        ("Hola, {customer_name}:\n\nx", "Hola:\n\nx"),
        ("Hej {customer_name}\n\nx", "Hej\n\nx"),
    ],
)
def test_somebody_without_a_name_is_greeted_without_one(written: str, reads: str) -> None:
    assert fill(written, HERS | {"customer_name": ""}).text == reads


def test_what_is_found_in_her_letter_is_shown_where_it_was_written() -> None:
    filled = fill(LETTER, HERS)
    start = filled.text.index("looked")
    written = filled.written(start, start + 6)
    assert LETTER[slice(*written)] == "looked"
    start = filled.text.index("12")
    assert LETTER[slice(*filled.written(start, start + 1))] == "{case_number}", "a hole counts as a whole"
    across = filled.written(filled.text.index("case"), filled.text.index(" is"))
    assert LETTER[slice(*across)] == "case {case_number}"
    assert filled.written(0, 0) == (0, 0), "what is missing stands nowhere"


@given(st.text(alphabet="ab {}_\n", max_size=60), st.sampled_from(["", "Ida"]))
def test_whatever_is_written_it_is_filled_whole_or_refused(text: str, name: str) -> None:
    try:
        filled = fill(text, HERS | {"customer_name": name})
    except Unfilled:
        return
    assert unknown(text) == []
    for place in range(len(filled.text)):
        start, end = filled.written(place, place + 1)
        assert 0 <= start < end <= len(text)
