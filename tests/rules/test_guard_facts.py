"""What the facts of a case and the form of a text decide, without anything learnt: R12, R14 and R18.

The replies in `by_facts` are ours and were written to be mistaken. The rules were made by them, so they say what holds,
and not how good it is."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ombud.replies.guard import Draft, Facts, judge, question
from ombud.replies.guard.called import Called
from ombud.replies.guard.dates import days
from ombud.replies.guard.handback import sent_back
from ombud.replies.guard.hinted import hinted
from ombud.replies.guard.leftovers import leftovers
from ombud.replies.guard.normal import normalise
from ombud.replies.texts import keys, placeholders, registers, write


def replies() -> Iterator[Any]:
    for file in sorted((Path(__file__).parent / "by_facts").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            yield pytest.param(one, id=one["id"])


@pytest.mark.parametrize("one", list(replies()))
def test_what_the_case_tells_is_found_and_nothing_else(one: dict[str, Any]) -> None:
    asked, _ = question({key: value for key, value in one.items() if key not in ("rule", "bad", "spot")})
    found = [finding for finding in judge(asked.draft, asked.facts).blocks if finding.rule == one["rule"]]
    assert bool(found) == one["bad"], one["text"]


def test_there_are_many_in_every_language() -> None:
    known = [param.values[0] for param in replies()]
    assert len(known) > 440
    for language in ("en", "de", "es", "da", "id"):
        for rule in ("R12", "R14", "R18"):
            some = [one for one in known if (one["language"], one["rule"]) == (language, rule)]
            assert sum(one["bad"] for one in some) >= 15, (language, rule)
            assert sum(not one["bad"] for one in some) >= 13, (language, rule)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Stefanie Hartl", "Die Steffi schreibt dir.", "Steffi"),
        ("Jochen Meier", "Herr Mayer schreibt Ihnen.", "Mayer"),
        ("Christian Bruun", "Skriv til Kristian.", "Kristian"),
        ("Margaret Tweed", "Mags has your dates.", "Mags"),
        ("Dieter Bertram", "In Herrn Bertrams Stunde.", "Bertrams"),
        ("Morten Bech Jensen", "MBJ tager den.", "MBJ"),
        ("Dean Kowalski", "Drop a line to D. K.", "D. K."),
        ("Filiale Göttingen", "In die Göttinger Filiale.", "Göttinger"),
        ("Brendan Shaw", "The mail that Brendn sent.", "Brendn"),
    ],
)
def test_somebody_is_known_however_she_is_called(name: str, text: str, words: str) -> None:
    ((start, end),) = list(Called(name, ()).within(text))[:1]
    assert text[start:end].rstrip(".") == words.rstrip(".")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Thomas Bergmann", "Tomas Berger kommt am Montag."),
        ("Anders Toft", "Anders Kjær ringer."),
        ("Hanne Krog", "Ihr Handy liegt bereit."),
        ("Daniel Putra", "Dan kami kirim besok."),
        ("Alan Mills", "We open at 9 A.M. on Monday."),
        ("Team Nord", "The team is on its way, and the hotel knows."),
    ],
)
def test_others_are_not_taken_for_her(name: str, text: str) -> None:
    assert not list(Called(name, ("Tomas Berger", "Anders Kjær")).within(text))


def test_two_people_of_one_name_are_told_apart_by_the_whole() -> None:
    both = Called("Sandra Klee", ("Sandra Umbach", "Moritz Klee"))
    assert not list(both.within("Sandra ruft an, und Frau Klee auch."))
    assert list(both.within("Sandra Klee ruft an."))


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("Universidad Nacional Autónoma de México", "Con el descuento de la UNAM."),
        ("diabetes tipo 1", "Con el azúcar como la tiene."),
        ("strik_og_sten84", "Under Strik & Sten med 84 bagefter."),
        ("Nørrebrogade 112, 3. tv., København", "I ejendommen med nummer 112."),
        ("Theodore Okonkwo-Bright", "Tell little Theo his badge waits."),
        ("Magdalena (Tochter, 6)", "Dass eure Leni warten musste."),
    ],
)
def test_a_hint_tells_as_much_as_the_word(fact: str, text: str) -> None:
    assert hinted(fact, text, ())


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("Universidad Nacional Autónoma de México", "The USB cable and the UNO deck."),
        ("diabetes tipo 1", "Der Zuckerguss war zu dick."),
        ("kim-berg@mail.example", "The mountain above Kimberley."),
        ("Theodore Okonkwo-Bright", "The theory is good."),
    ],
)
def test_what_hints_at_nothing_is_left_alone(fact: str, text: str) -> None:
    assert hinted(fact, text, ()) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on the fourteenth of September", (14, 9)),
        ("September the twenty-first", (21, 9)),
        ("am vierzehnten September", (14, 9)),
        ("el siete de octubre", (7, 10)),
        ("den fjortende marts", (14, 3)),
        ("tanggal tujuh belas Agustus", (17, 8)),
    ],
)
def test_a_day_said_in_words_is_a_day(text: str, day: tuple[int, int]) -> None:
    assert day in {(one.day, one.month) for one in days(text)}


@pytest.mark.parametrize(
    "text",
    [
        "You hear from us by  at the latest.",
        "Your number is .",
        "Wir melden uns am ... wieder.",
        "You get a refund/replacement.",
        "Estimado/a Germán:",
        "Es kommt am Montag (Datum noch klären).",
        "It leaves [Tuesday?] by post.",
        "check with legal first!! You hear from us.",
        "Pak NAMA_PETUGAS menelepon.",
    ],
)
def test_what_was_left_undone_is_seen(text: str) -> None:
    assert list(leftovers(normalise(text), text, Facts()))


@pytest.mark.parametrize(
    "text",
    [
        "We are open 24/7, and/or by mail.",
        "Sie/Ihr habt recht (siehe Seite 3).",
        "Please check your mail. Thank you!!",
        "That is  two blanks by mistake, and nothing is missing.",
        "He is back... and so is the lift.",
        "It costs 5 EUR/kg (ask us for more).",
    ],
)
def test_signs_that_leave_nothing_open(text: str) -> None:
    assert not list(leftovers(normalise(text), text, Facts()))


def test_our_own_texts_leave_nothing_undone() -> None:
    for key in keys():
        for language in ("en", "de", "es", "da", "id"):
            for register in registers(language):
                values = {name: "Robin" if name.endswith("name") else "27.11." for name in placeholders(key)}
                body = write(key, language, register, **values).body
                assert not list(leftovers(normalise(body), body, Facts())), (key, language)


def test_nobody_is_sent_back_where_nobody_failed() -> None:
    text = "The same technician will call you, and Kim knows your file."
    assert not list(sent_back(text, text, Facts()))


@pytest.mark.parametrize(
    "piece",
    ["if it is Kim ", "si ", "damit du ", "Kim ", ".", "(check ", "is  at ", "one two ", "kx nineteen oh double "],
)
def test_hostile_texts_are_held_against_the_facts_in_bounded_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    facts = Facts(
        failed_handler_names=("Kim Sato", "Filiale Nord"),
        sensitive=("Müllerstraße 12, 20095 Hamburg", "KX19 OVV", "strik_og_sten84", "12.03.1985", "0171 4471 209"),
    )
    began = time.process_time()
    judge(Draft(text, "en", public=True, machine=True), facts)
    list(leftovers(normalise(text), text, Facts()))
    assert time.process_time() - began < 3  # seconds; a hundredth of that at what people write
