"""R12: what a case calls sensitive is found however it is repeated; and nothing else is (I6)."""

from datetime import date

import pytest

from ombud.languages.spoken import spelled
from ombud.replies.guard import Draft, Facts, judge
from ombud.replies.guard.dates import concrete, days, names
from ombud.replies.guard.spelling import sounds

SENSITIVE = (
    "0171 4471 209",
    "Müllerstraße 12, 20095 Hamburg",
    "K-77120",
    "Stadtwerke Kassel",
    "Oksana Schröder",
    "12.03.1985",
    "annika.voss@mail.example",
    "St Brannoc's Hospital",
    "DE89 3704 0044 0532 0130 00",
)
FACTS = Facts(customer_name="Robin", handler_names=("Lena Skov",), sensitive=SENSITIVE)


def told(text: str, language: str = "en") -> set[str]:
    return {f.entry for f in judge(Draft(text, language, public=True), FACTS).blocks if f.rule == "R12"}


@pytest.mark.parametrize(
    "text",
    [
        "We ring you on 01714471209.",
        "We ring you on +49 (171) 44 71-209.",
        "We ring the number ending in 1209.",
        "We ring oh one seven one, four four seven one, two oh nine.",
        "Wir rufen null eins sieben eins vier vier sieben eins zwei null neun an.",
        "Wir rufen die Nummer an, die auf zwölf null neun endet.",
        "Vi ringer på nul et syv et fireogfyrre enoghalvfjerds to nul ni.",
        "Llamamos al cero uno siete uno cuarenta y cuatro setenta y uno dos cero nueve.",
        "Kami telepon nol satu tujuh satu empat empat tujuh satu dua nol sembilan.",
        "It goes to Muellerstrasse, as always.",
        "It goes to Hamburg, to number 12 of Mullerstr.",
        "Order k 77 120 has left.",
        "Your colleagues at the Kassel Stadtwerke need not know.",
        "Frau Schroeder from the other flat wrote, too.",
        "Оксана wrote to us as well.",
        "O. S. wrote to us as well.",
        "Happy birthday on 12 March!",
        "Born on March 12th, 1985, you pay half.",
        "The good people of the infirmary named after Saint Brannoc work odd hours.",
        "Account three seven zero four double zero four four has it.",
        "Account 3704-0044-0532-0130-00 has it.",
    ],
)
def test_it_is_found_in_other_words(text: str) -> None:
    assert told(text), text


@pytest.mark.parametrize(
    "text",
    [
        "Robin, thank you. We answer by Friday, 27 November, 12:00.",
        "Our shop in Hamburg is open from nine to five.",
        "One of two things happened, and three people saw it.",
        "Lena Skov writes to you in private.",
        "The hospital street is closed, the company says.",
        "It costs 77 euros, order 120 of them.",
    ],
)
def test_what_tells_nothing_is_left_alone(text: str) -> None:
    assert told(text) == set()


def test_in_private_the_customer_may_read_what_is_hers() -> None:
    verdict = judge(Draft("It goes to Müllerstraße 12.", "de"), FACTS)
    assert not [f for f in verdict.findings if f.rule == "R12"]


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("four seven one two", "4712"),
        ("siebenundvierzig elf", "4711"),
        ("cero seis cuarenta y siete", "0647"),
        ("syvogfyrre elleve", "4711"),
        ("nol delapan dua puluh tiga", "0823"),
        ("double four one 9", "4419"),
        ("zwei und zwanzig", "220"),
        ("veintitrés once", "2311"),
    ],
)
def test_number_words_are_digits(words: str, digits: str) -> None:
    assert spelled(f"We say {words} here.", digits)
    assert not spelled("We say nothing here.", digits)


def test_names_sound_alike_in_other_letters() -> None:
    for one, other in (
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Søren", "Soeren"),
        ("Оксана", "Oksana"),
        ("O'Brien", "OBrien"),
        ("Ελένη", "Eleni"),
    ):
        assert sounds(one) & sounds(other), (one, other)
    assert not sounds("Miller") & sounds("Müller")


@pytest.mark.parametrize(
    "text",
    [
        "by Friday",
        "bis Freitag um zwölf",
        "el viernes 27",
        "senest fredag",
        "paling lambat Jumat",
        "on 27/11",
        "27. November",
        "Nov 27th",
        "within 24 hours",
        "in zwei Tagen",
        "dentro de tres días",
        "inden for to dage",
        "dalam dua hari",
        "at 4 pm",
        "um 16 Uhr",
        "a las cuatro",
        "kl. 16",
        "pukul 16.00",
        "today",
        "mañana",
        "i morgen",
        "besok",
        "at noon",
    ],
)
def test_a_day_or_an_hour_is_concrete(text: str) -> None:
    assert concrete(f"I write {text}.")


@pytest.mark.parametrize(
    "text", ["as soon as possible", "zeitnah", "a la brevedad", "snarest", "secepatnya", "in 3 boxes"]
)
def test_a_vague_time_is_none(text: str) -> None:
    assert not concrete(f"I write {text}.")


def test_a_day_is_named_in_any_way() -> None:
    when = date(2026, 11, 27)
    for text in (
        "27 November",
        "November 27",
        "27.11.",
        "11/27",
        "el viernes",
        "27. november",
        "2026-11-27",
        "Freitag",
    ):
        assert names(text, when), text
    assert not names("28 November, Thursday", when)
    assert [(d.day, d.month) for d in days("on the 3rd of May")] == [(3, 5)]
