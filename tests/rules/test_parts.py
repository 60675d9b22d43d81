"""Where one concern may end: parts lie in order, lose no word, and are cut where people turn round."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.triage.parts import parts

PIECES = st.sampled_from(
    [
        "The tap drips",
        "ok",
        "but the tea is lovely",
        ", but ",
        ", aber ",
        ". ",
        "! ",
        "\n\n",
        " - ",
        "; ",
        "…",
        "?",
        " ",
    ]
)


def words(text: str) -> list[str]:
    """The parts as words."""
    return [text[start:end] for start, end in parts(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("A great shop. The lid was cracked.", ["A great shop.", "The lid was cracked."]),
        ("Such lovely tea, but the tin was dented", ["Such lovely tea", "but the tin was dented"]),
        ("Super Laden!!! Nur die Tür klemmt seit Tagen.", ["Super Laden!!!", "Nur die Tür klemmt seit Tagen."]),
        ("Todo perfecto, pero llegó tarde", ["Todo perfecto", "pero llegó tarde"]),
        ("Tempatnya bagus, tapi AC-nya mati", ["Tempatnya bagus", "tapi AC-nya mati"]),
        ("Dejligt sted – men kaffen var kold", ["Dejligt sted –", "men kaffen var kold"]),
        ("Nice colour, soft wool, warm", ["Nice colour, soft wool, warm"]),
        ("Lovely! Fast.", ["Lovely! Fast."]),
        ("The cable is too short. Ok. Bye", ["The cable is too short. Ok. Bye"]),
        ("It cost 3.50 at example.org/menu.html", ["It cost 3.50 at example.org/menu.html"]),
        ("", [""]),
        ("  \n ", [""]),
    ],
)
def test_a_text_is_cut_where_its_writer_turns(text: str, cut: list[str]) -> None:
    assert words(text) == cut


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_parts_lie_in_order_and_hold_every_word(text: str) -> None:
    found = parts(text)
    assert 1 <= len(found) <= 24
    assert all(0 <= start <= end <= len(text) for start, end in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
    assert all(own == own.strip() for own in words(text))
    between = [*(end for _, end in found[:-1]), found[-1][1]], [*(start for start, _ in found[1:]), len(text)]
    left = text[: found[0][0]] + "".join(text[end:start] for end, start in zip(*between, strict=True))
    assert not any(char.isalnum() for char in left), "nothing that was said is left out"


def test_a_thousand_sentences_are_few_parts() -> None:
    text = "The tap drips all night. " * 1000
    assert len(parts(text)) == 24
    assert parts(text)[-1][1] == len(text) - 1
