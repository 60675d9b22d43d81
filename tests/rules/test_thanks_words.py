"""Whose name stands in praise, which of her words are quoted, and what of them is passed on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.thanks.words import LONGEST_PASSED, LONGEST_QUOTE, Named, named, passed_on, quote, said_of_her_own

TEAM = [(1, "Ana Restrepo"), (2, "Jonas Petri"), (3, "Mira Halvorsen"), (4, "Ana Lund"), (5, "Will"), (6, "Bo")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jonas was wonderful", [Named(2, sure=True)]),
        ("JONAS war großartig!", [Named(2, sure=True)]),
        ("jonas baik sekali", [Named(2, sure=True)]),
        ("Thanks to jonas and Mira", [Named(3, sure=True)]),
        ("Ana was wonderful", [Named(1, sure=False), Named(4, sure=False)]),
        ("Ana Lund was wonderful", [Named(4, sure=True)]),
        ("Gracias a Ána y a Míra", [Named(1, sure=False), Named(3, sure=True), Named(4, sure=False)]),
        ("I will come back, and may the lamp shine", []),
        ("Bananas and Jonasson are none of them", []),
        ("Bo's help was the best", []),
        ("", []),
    ],
)
def test_whom_the_words_name(text: str, found: list[Named]) -> None:
    assert named(text, TEAM) == found


@pytest.mark.parametrize(
    ("text", "complaint", "said"),
    [
        ("Hi!\nI love the lamp a lot. Jonas was kind on the phone. Bye", "", "Jonas was kind on the phone"),
        ("I love the lamp a lot. The lid has a crack in it, and it is ugly.", "The lid", "I love the lamp a lot"),
        ("Can you tell me whether Jonas works on Sundays?", "", ""),
        ("Thanks!", "", ""),
        ("¡Me encanta la lámpara nueva!\nLucía", "", "¡Me encanta la lámpara nueva"),
    ],
)  # fmt: skip
def test_the_sentence_to_take_up(text: str, complaint: str, said: str) -> None:
    begin = text.find(complaint) if complaint else 0
    places = [(begin, begin + 40, "complaint")] if complaint else []
    assert quote(text, places, [], ["Jonas Petri"]) == said


def test_a_sentence_with_something_private_is_not_quoted_and_not_passed_on() -> None:
    text = "Jonas rang me at +45 20 30 40 50 and was so kind. The lamp is lovely now. Signe Lund"
    phone = (text.index("+45"), text.index("+45") + 15, "phone")
    name = (text.index("Signe"), len(text), "name")
    ours = (0, 5, "name")
    assert quote(text, [], [phone, name], ["Jonas"]) == "The lamp is lovely now"
    assert passed_on(text, [], [ours, phone, name], ["Jonas Petri"]) == (
        "Jonas rang me at […] and was so kind. The lamp is lovely now. […]"
    )


def test_neighbouring_gaps_are_one_and_a_long_text_ends() -> None:
    text = "Lovely. " + "a" * 5 + " " + "b" * 5 + " end"
    assert passed_on(text, [(8, 13, "complaint")], [(14, 19, "mail")]) == "Lovely. […] end"
    long = passed_on("very kind " * 1000)
    assert len(long) <= LONGEST_PASSED
    assert long.endswith("…")


@given(
    st.text(max_size=300),
    st.lists(st.tuples(st.integers(0, 320), st.integers(0, 320), st.sampled_from(["name", "mail", "complaint"]))),
    st.text(max_size=20),
)
def test_any_text_and_any_places(text: str, places: list[tuple[int, int, str]], name: str) -> None:
    spans = [(begin, end, sort) for begin, end, sort in places if begin < end]
    whole = passed_on(text, [], spans, [name])
    assert len(whole) <= LONGEST_PASSED
    for begin, end, sort in spans:
        hidden = text[begin:end].strip()
        if sort != "name" and len(hidden) > 12 and text.count(hidden) == 1:
            assert hidden not in whole
    assert len(quote(text, [], spans, [name])) <= LONGEST_QUOTE
    assert all(one.id == 1 for one in named(text, [(1, name)]))


@pytest.mark.parametrize(("text", "count"), [("Thanks!", 1), ("", 0), ("I am so glad: it is lovely, truly.", 3)])
def test_how_much_she_says(text: str, count: int) -> None:
    assert said_of_her_own(text) == count
