"""What a model or a translator may read: the matter, and nobody's name, address or number."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ombud.triage.personal.masked import mask

LETTER = (
    "Hello, this is Renate Vogel. My lamp (order 4711-2290) is dead. Call me on +49 171 2345678 or write to "
    "renate@post.example. Again: +49 171 2345678. Renate"
)


def test_the_matter_stays_and_the_person_goes() -> None:
    masked = mask(LETTER, "en", ["Renate Vogel"])
    for word in ("Renate", "Vogel", "171", "2345678", "renate@", "post.example"):
        assert word not in masked.text
    assert "My lamp" in masked.text
    assert masked.text.count("[phone 1]") == 2, "the same number has the same mark"
    assert "[mail 1]" in masked.text


def test_what_comes_back_has_what_was_taken_out() -> None:
    masked = mask(LETTER, "en", ["Renate Vogel"])
    assert masked.restored(masked.text) == LETTER
    assert masked.restored("Rufen Sie [phone 1] an.") == "Rufen Sie +49 171 2345678 an."


@pytest.mark.parametrize("name", ["O'Brien", "Åse-Maj", "A"])
def test_any_name_is_masked_but_not_a_letter(name: str) -> None:
    masked = mask(f"I am {name}, and a lamp is a lamp.", "en", [name])
    assert masked.text.endswith("and a lamp is a lamp.")
    assert (name in masked.text) == (len(name) == 1)


@given(st.text(max_size=300), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_comes_back_whole(text: str, names: list[str]) -> None:
    masked = mask(text, "unknown", names)
    if "[" not in text:
        assert masked.restored(masked.text).casefold() == text.casefold()
