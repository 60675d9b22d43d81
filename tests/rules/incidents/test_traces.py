"""Traces: small, without a word of the text, and the same after they were kept."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
from hypothesis import given

from ombud.incidents.neighbours import WIDTH
from ombud.incidents.sameness import shipped
from ombud.incidents.traces import quiet, stems, trace, unpack

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


def test_what_is_shouted_is_compared_as_if_it_were_said() -> None:
    assert quiet("MY PARCEL NEVER ARRIVED!") == "my parcel never arrived!"
    assert quiet("¿DÓNDE ESTÁ MI PEDIDO?") == "¿dónde está mi pedido?"
    assert quiet("The USB cable NEVER came, says GLS.") == "The USB cable never came, says GLS."
    assert quiet("Das Paket kam nie an.") == "Das Paket kam nie an."
    assert quiet("") == ""


def test_two_who_tell_the_same_are_one_though_one_of_them_shouts() -> None:
    said = ("My parcel never arrived.", "Mein Paket ist nie angekommen.")
    low, other, loud = shipped().traces([*said, said[0].upper()], ["en", "de", "en"], [1, 1, 1])
    assert float(loud.place @ low.place) > 0.95
    assert float(loud.place @ other.place) > float(low.place @ other.place) - 0.05
