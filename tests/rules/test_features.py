"""What of a message is read, and what it shows: whatever is written, and only what is seen counts."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.triage.features import GLANCES, LONGEST, clipped, glance, plainer


def test_of_a_long_message_head_and_tail_are_read() -> None:
    text = "a" * 5000 + "b" * 5000
    found = clipped(text)
    assert len(found) == LONGEST + 1
    assert found.startswith("a" * 1000)
    assert found.endswith("b" * 300)
    assert clipped(text[:LONGEST]) == text[:LONGEST]


@given(st.text(max_size=300), st.integers(8, 100))
def test_clipping_never_lengthens_much_and_leaves_what_is_short(text: str, longest: int) -> None:
    found = clipped(text, longest)
    assert found == text if len(text) <= longest else len(found) == longest + 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Call 0170 1234", "call 99 1"),
        ("see https://shop.example/a?b=1 now", "SEE www.other.example now"),
        ("thanks @lena_k", "thanks @bob"),
        ("sooooo good", "soo good"),
        ("write to ada@example.org ok", "write to bo.li@shop.example ok"),
    ],
)
def test_what_differs_from_person_to_person_is_one_sign(one: str, other: str) -> None:
    assert plainer(one).split() == plainer(other).split()


def test_words_that_differ_stay_different() -> None:
    assert plainer("good") != plainer("god")
    assert plainer("¿Año?") == plainer("¿AÑO?")


SEEN = [
    ("THE LID IS CRACKED AGAIN", 2, 1.0), ("the lid is cracked again", 2, 0.0), ("OK", 2, 0.0),
    ("no!!", 3, 0.5), ("no!!!!!!!!", 3, 1.0), ("why??", 4, 2 / 3), ("what?!", 5, 1.0), ("see www.a.example", 6, 1 / 3),
    ("@lena hello", 7, 1.0), ("#broken", 8, 1.0), ("12 € or 10%", 9, 2 / 3), ("nice 😀😀", 10, 0.5),
    ("nice :-)", 11, 1.0), ("a\nb\nc", 12, 1 / 3), ("123456", 13, 0.5), ("really?", 14, 1.0), ("hello", 15, 1.0),
    ("hello, this is a longer one", 15, 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "share"), SEEN)
def test_what_a_message_shows(text: str, place: int, share: float) -> None:
    assert glance(text)[place] == pytest.approx(share)


@given(st.text(st.characters(), max_size=300))
def test_what_any_message_shows_is_between_nothing_and_a_little_more_than_one(text: str) -> None:
    found = glance(text)
    assert len(found) == GLANCES
    assert all(math.isfinite(one) and 0 <= one <= 1.5 for one in found)
