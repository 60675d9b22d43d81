"""Few words: copied they are one wording however few, and of her own they count; a lone word says nothing."""

from __future__ import annotations

from itertools import combinations
from typing import Final

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ombud.incidents.learning.streams import worlds
from ombud.incidents.rules import Teller, copying, people, proposes, same_words, says_little, voices, wordings
from ombud.incidents.traces import stems

SHORT_TEXTS: Final = {
    "en": ("The app crashes", "It does not work", "No login possible", "Still no parcel", "Screen stays black"),
    "de": ("App stürzt ab", "Funktioniert nicht", "Anmelden unmöglich", "Wieder kein Paket", "Bild bleibt schwarz"),
    "es": ("La app se cierra", "No funciona nada", "No puedo entrar", "Sigo sin paquete", "Pantalla en negro"),
    "da": ("Appen går ned", "Det virker ikke", "Kan ikke logge ind", "Stadig ingen pakke", "Skærmen er sort"),
    "id": ("Aplikasi sering mati", "Tidak berfungsi", "Gagal masuk terus", "Paket belum datang", "Layarnya hitam"),
}
STEMS: Final = st.frozensets(st.integers(0, 30), max_size=8)
SAYING: Final = st.frozensets(st.integers(0, 30), min_size=2, max_size=8)


def told(*by: tuple[int, frozenset[int]], language: str = "en") -> list[Teller]:
    named = wordings(words for _, words in by)
    return [
        Teller(person, wording, few=says_little(words, language))
        for (person, words), wording in zip(by, named, strict=True)
    ]


@given(STEMS, st.integers(2, 40))
def test_one_text_from_many_accounts_is_one_voice_however_short(text: frozenset[int], accounts: int) -> None:
    tellers = told(*((number, text) for number in range(accounts)))
    assert voices(tellers) == 1
    assert copying(tellers).copied == accounts - 1
    assert not proposes(tellers)


@given(SAYING, st.integers(2, 40))
def test_a_name_beneath_a_text_does_not_make_it_ones_own(text: frozenset[int], accounts: int) -> None:
    assert voices(told(*((number, text | {100 + number}) for number in range(accounts)))) == 1


@given(st.lists(st.frozensets(st.integers(0, 30), max_size=1), max_size=40))
def test_lone_words_are_one_voice_together_and_propose_nothing(texts: list[frozenset[int]]) -> None:
    tellers = told(*enumerate(texts))
    assert voices(tellers) == min(1, len(texts))
    assert copying(tellers).copied == len(texts) - len(set(texts)), "another lone word is nobody's copy"
    assert not proposes(tellers)


@given(st.lists(st.tuples(st.integers(1, 6), STEMS), max_size=10), st.integers(1, 6), STEMS)
def test_one_more_telling_takes_nothing_back(
    by: list[tuple[int, frozenset[int]]], person: int, text: frozenset[int]
) -> None:
    before, after = told(*by), told(*by, (person, text))
    assert after[: len(before)] == before
    assert voices(after) - voices(before) in (0, 1)
    assert proposes(after) >= proposes(before)
    assert voices(after) + copying(after).copied <= people(after)


@given(STEMS, STEMS)
def test_the_same_is_the_same_both_ways(some: frozenset[int], others: frozenset[int]) -> None:
    assert same_words(some, some)
    assert same_words(some, others) == same_words(others, some)


@pytest.mark.parametrize("language", SHORT_TEXTS)
def test_short_complaints_in_words_of_ones_own_count(language: str) -> None:
    texts = SHORT_TEXTS[language]
    tellers = told(*((number, stems(text)[0]) for number, text in enumerate(texts)), language=language)
    assert voices(tellers) == len(texts)
    assert proposes(tellers[:3])


def test_short_complaints_in_five_languages_count() -> None:
    by = [(number, stems(texts[1])[0]) for number, texts in enumerate(SHORT_TEXTS.values())]
    assert voices(told(*by)) == len(SHORT_TEXTS)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("It does not work", "Hello, it does not work! Bob", True),
        ("App down", "The app is down", True),
        ("It does not work. Bob", "It does not work. Jim", True),
        ("It does not work. Best regards, Bob", "It does not work. Best regards, Jim", True),
        ("App down", "App broken", False),
        ("App crashes", "Parcel lost", False),
        ("down", "App down", False),
        ("App down", "App down since the update, I cannot log in", False),
    ],
)
def test_how_near_few_words_are(one: str, other: str, same: bool) -> None:
    assert same_words(stems(one)[0], stems(other)[0]) is same


DRESSED: Final = (
    "{}",
    "Hello, {} Anna",
    "Dear team, {} Ben",
    "Hey there, {} Carl K",
    "OMG {} Dora Miller",
    "Good morning, {}\n\nKind regards, Emil",
    "{} https://www.example.com/x?u=1",
    "{} #boycott @brand",
    "{} Read this",
    "Hola, {} Gracias. Juan Pérez",
)


@pytest.mark.parametrize(
    "text",
    [
        "this company sends rotten food to children and hides it. Share!",
        "Me cobraron dos veces el pedido de marzo y nadie me contesta",
        "Die Lampe kam zerbrochen an und niemand antwortet mir seit drei Wochen",
    ],
)
def test_a_greeting_and_a_name_on_both_sides_do_not_make_a_text_ones_own(text: str) -> None:
    assert len(set(wordings(stems(one.format(text))[0] for one in DRESSED))) == 1


def test_two_who_tell_the_same_trouble_use_words_of_their_own() -> None:
    told: dict[tuple[str, str | None, str], list[frozenset[int]]] = {}
    for world in worlds("plain"):
        for one in world.tellings:
            told.setdefault((world.name, one.trouble, one.language), []).append(stems(one.text)[0])
    copied = [key for key, said in told.items() for one, other in combinations(said, 2) if same_words(one, other)]
    assert not copied


def test_where_nobody_puts_spaces_one_stem_may_be_a_sentence() -> None:
    assert not says_little(stems("電源が入りません")[0], "ja")
    assert says_little(stems("Broken!")[0], "en")
    assert says_little(stems("!!!")[0], "ja")
