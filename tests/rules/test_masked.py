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


@pytest.mark.parametrize(
    ("text", "language", "gone"),
    [
        ("I work at Siemens Energy, and the lamp is dead.", "en", "Siemens"),
        ("I have diabetes, and the lamp is dead.", "en", "diabetes"),
        ("I earn 3,200 euros a month, and the lamp is dead.", "en", "3,200"),
        ("I am @maria_k on your page, and the lamp is dead.", "en", "maria_k"),
        ("Ring oh one seven one, four four seven one, two oh nine about the lamp.", "en", "four four"),
        ("Ich arbeite bei der Sparkasse Hamburg, die Lampe ist tot.", "de", "Sparkasse"),
        ("Ich bin schwanger, und die Lampe ist tot.", "de", "schwanger"),
        ("Meine Nummer ist null eins sieben eins vier vier sieben eins, die Lampe ist tot.", "de", "sieben"),
        ("Trabajo en Telefónica y la lámpara no va.", "es", "Telefónica"),
        ("Soy enfermera en el Hospital Clínico; la lámpara no va.", "es", "Clínico"),
        ("Tengo asma y la lámpara no va.", "es", "asma"),
        ("Jeg arbejder i Danske Bank, og lampen er død.", "da", "Danske"),
        ("Jeg er sygeplejerske på Rigshospitalet, og lampen er død.", "da", "Rigs"),
        ("Jeg har kræft, og lampen er død.", "da", "kræft"),
        ("Saya bekerja di Bank Mandiri, lampunya mati.", "id", "Mandiri"),
        ("Saya sedang hamil, lampunya mati.", "id", "hamil"),
    ],
)
def test_what_she_tells_of_her_life_is_masked(text: str, language: str, gone: str) -> None:
    masked = mask(text, language)
    assert gone not in masked.text
    assert masked.restored(masked.text) == text
    assert any(lamp in masked.text for lamp in ("lamp", "Lampe", "lámpara"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two lamps and three shades came, one of four broke, and it cost thirty-two euros.", "en"),
        ("The ramp for wheelchairs is closed, and the room is free @ 5 pm.", "en"),
        ("Die Lampe kostet zweihundert Euro und brennt bei Regen nicht.", "de"),
        ("I am a customer at Brightnet, and the lamp is dead.", "en"),
        ("Ich bin Kundin bei Brightnet, und ich bin jetzt bei Ihnen im Laden.", "de"),
        ("Soy clienta en Brightnet.", "es"),
        ("Jeg er medlem i Brightnet, og lampen er nu i Aarhus.", "da"),
        ("La lámpara cuesta treinta y dos euros.", "es"),
        ("Lampen virker ikke, og de tre andre heller ikke.", "da"),
        ("Tiga lampu mati, dua masih menyala.", "id"),
    ],
)
def test_the_matter_is_no_life_of_hers(text: str, language: str) -> None:
    assert mask(text, language).text == text
