"""Traces: small, without a word of the text, and the same after they were kept."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
from hypothesis import given

from ombud.incidents.neighbours import WIDTH
from ombud.incidents.traces import stems, trace, unpack

PLACE = np.full(WIDTH, WIDTH**-0.5, np.float32)


@given(st.text(max_size=400), st.sampled_from(["en", "de", "unknown"]), st.integers(0, 100))
def test_what_was_packed_is_what_comes_back(text: str, language: str, share: int) -> None:
    one = trace(text, language, PLACE, share / 100)
    again = unpack(one.pack(), PLACE)
    assert (again.words, again.names, again.language, again.length, again.trouble) == (
        one.words, one.names, one.language, one.length, one.trouble,
    )  # fmt: skip


def test_a_trace_holds_no_word_of_the_text() -> None:
    packed = trace("My grandmother Renate Bachmann broke her wrist", "en", PLACE).pack()
    assert not any(word in packed.lower() for word in (b"grandmother", b"grand", b"renate", b"bachmann", b"wrist"))
    assert len(packed) < 200


def test_a_long_telling_stays_small() -> None:
    assert len(trace("word " * 100_000 + " ".join(f"w{n}x" for n in range(5000)), "en", PLACE).pack()) < 1000


def test_forms_of_a_word_are_one_stem() -> None:
    assert stems("refund refunds REFUNDED")[0] == stems("refund")[0]
    assert stems("Straße")[0] == stems("strase")[0]
    assert stems("a an I 12")[0] == frozenset()
