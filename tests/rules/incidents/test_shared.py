"""Why two tellings lie near is said in words that a person can check, in five languages; what is private never."""

from __future__ import annotations

import time

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ombud.incidents.inflected import same_word
from ombud.incidents.shared import MOST, Shared, Worded, opened, shared


def both(one: str, other: str, language: str = "en", others: str = "", names: tuple[str, ...] = ()) -> Shared:
    return shared(opened(Worded(one, language, names)), opened(Worded(other, others or language, names)))


@pytest.mark.parametrize(
    ("language", "one", "other", "words"),
    [
        (
            "en",
            "My lamp has been flickering since Monday.",
            "Both lamps flickered, please help!",
            ("lamps", "flickered"),
        ),
        ("de", "Meine Lampe flackert seit Montag.", "Die Lampen haben geflackert, eine Lampe summt.", ("Lampen",)),
        (
            "es",
            "La factura llegó duplicada.",
            "Me llegaron dos facturas duplicadas, ayuda.",
            ("facturas", "duplicadas"),
        ),
        ("da", "Lampen blinker hele natten.", "Min lampe blinkede og er nu død.", ("lampe", "blinkede")),
        ("id", "Lampunya berkedip sejak Senin.", "Kak, lampu saya berkedip terus.", ("lampu", "berkedip")),
    ],
)
def test_words_that_both_use_stand_as_the_other_wrote_them(
    language: str, one: str, other: str, words: tuple[str, ...]
) -> None:
    found = both(one, other, language).words
    assert set(words) <= set(found)
    assert all(word in other for word in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hello, I am very disappointed, nobody has answered me. Please help, thank you."),
        ("de", "Guten Tag, ich bin sehr enttäuscht, niemand antwortet. Bitte helfen Sie, danke."),
        ("es", "Hola, estoy muy decepcionada, nadie me ha escrito. Ayuda por favor, gracias."),
        ("da", "Hej, jeg er meget skuffet, ingen har skrevet. Hjælp mig, tak."),
        ("id", "Halo, saya sangat kecewa, belum ada balasan. Mohon bantuan, terima kasih."),
    ],
)
def test_what_stands_in_every_complaint_is_no_reason(language: str, text: str) -> None:
    assert both(text, text, language) == Shared()


def test_words_that_only_begin_alike_are_not_the_same() -> None:
    assert not both("Ich verstehe nichts", "Der Abfluss ist verstopft", "de").words
    assert not both("The internet hangs", "My interest faded", "en").words
    assert not same_word("charged", "charger", "en")
    assert same_word("refund", "refunded", "en")
    assert not same_word("lampe", "lampen", "fr"), "of a language that is not known, no ending is"


def test_in_two_languages_nothing_is_claimed_but_what_is_the_same() -> None:
    assert both("The gift is broken", "Das Gift wirkt fast nicht", "en", "de").words == ()
    found = both("My lamp flickers", "Lampu saya berkedip", "en", "id")
    assert (found.words, found.things) == ((), ("Lampu",))
    assert both("The firmware hangs", "Die Firmware hängt", "en", "de").words == ("Firmware",)
    assert both("My lamp flickers", "Mon lampadaire clignote", "en", "fr") == Shared()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Unsere Tischlampe summt."), ("es", "La lámpara zumba."), ("da", "Bordlampen brummer."),
        ("id", "Lampunya mendengung."),
    ],
)  # fmt: skip
def test_the_same_thing_is_known_in_five_languages(language: str, said: str) -> None:
    assert both("Both lamps hum.", said, "en", language).things


@pytest.mark.parametrize(
    ("language", "one", "others", "other", "name"),
    [
        ("de", "Seit Montag ist der Lausch 2 stumm.", "id", "Lausch 2 putus sendiri tiap malam", "Lausch 2"),
        ("de", "Meine Lampe Lausch 2 ist stumm.", "id", "Lampu Lausch 2 putus", "Lausch 2"),
        ("de", "Meine Lampe Lausch 2 ist stumm.", "de", "Die Lampe Lausch 2 auch", "Lampe Lausch 2"),
        ("en", "My Galaxy Pro is dead", "es", "Compré la Galaxy Pro en mayo", "Galaxy Pro"),
        ("en", "Nobody helped me in Aarhus.", "da", "Butikken i Aarhus var lukket.", "Aarhus"),
        ("de", "In der Filiale Lübeck war niemand.", "de", "Ich war in Lübeck, keiner da.", "Lübeck"),
        ("es", "La tienda en Sevilla cerró", "en", "Your shop in Sevilla is closed", "Sevilla"),
        ("id", "Toko di Bandung tutup", "id", "Saya datang ke Bandung", "Bandung"),
    ],
)
def test_products_and_places_are_named(language: str, one: str, others: str, other: str, name: str) -> None:
    assert both(one, other, language, others).names == (name,)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Bestellte 2 Lampen in Panik, nach Hause kam nichts. Am 4. November, Bestellung 12."),
        ("en", "Order 12 of November 4 in English, see Facebook. Ordered 2 lamps."),
        ("es", "Pedido 12 en español, en Noviembre. Compré 2 lámparas."),
        ("da", "Ordre 12 i Juni. Købte 2 lamper."),
        ("id", "Pesanan 12 di Facebook. Membeli 2 lampu."),
    ],
)
def test_a_capital_alone_makes_no_name(language: str, text: str) -> None:
    assert both(text, text, language).names == ()


def test_nothing_private_is_shown() -> None:
    letter = (
        "My name is Renate Vogel, Hauptstraße 12, 20095 Hamburg. Phone +49 171 2345678, renate@vogel.example, order "
        "number 4711-2290. Renate's lamp from Pellamo flickers."
    )
    found = both(letter, letter, names=("Renate Vogel", "Pellamo"))
    shown = " ".join((*found.names, *found.things, *found.words))
    assert "flickers" in shown
    for private in ("Renate", "Vogel", "vogel", "Hauptstr", "Hamburg", "4711", "171", "example", "Pellamo"):
        assert private not in shown, private


def test_a_first_name_that_nobody_told_us_is_none_of_the_words() -> None:
    assert both("Sabine was rude to me", "I spoke to Sabine, rude as well").words == ("rude",)


@given(st.text(max_size=300), st.sampled_from(["en", "de", "es", "da", "id", "unknown"]))
def test_of_any_text_few_words_are_shown_and_all_stand_there(text: str, language: str) -> None:
    found = both(text, text, language)
    assert max(map(len, (found.names, found.things, found.words))) <= MOST


@pytest.mark.parametrize("text", ["In Ab " * 20_000, "Ab 1 " * 20_000, "a-" * 50_000, "Shop in A" * 9_000])
def test_hostile_words_take_no_time(text: str) -> None:
    began = time.process_time()
    both(text, text)
    assert time.process_time() - began < 2
