"""What a reader sees is what is read: look-alikes, unseen signs and turned words hide nothing (R08 to R12, R18)."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.languages.alike import as_seen, latin, spellings, unaccented, undressed, unveiled
from ombud.replies.guard import Draft, Facts, judge
from ombud.replies.guard.normal import normalise
from ombud.replies.guard.placeholders import holes

DISGUISED = {
    "Cyrillic letters": "Please с\u0430lm d\u043ewn, Robin.",
    "Greek letters": "Please c\u03b1lm d\u03bfwn, Robin.",
    "bold letters": "Please 𝐜𝐚𝐥𝐦 𝐝𝐨𝐰𝐧, Robin.",
    "wide letters": "Please ｃａｌｍ ｄｏｗｎ, Robin.",
    "ringed letters": "Please ⓒⓐⓛⓜ ⓓⓞⓦⓝ, Robin.",
    "strokes": "Please c\u0336a\u0336l\u0336m\u0336 d\u0336o\u0336w\u0336n\u0336, Robin.",
    "accents": "Please cálm dówn, Robin.",
    "zero width": "Please ca\u200blm do\u2060wn, Robin.",
    "isolates": "Please ca\u2066lm\u2069 down, Robin.",
    "selectors": "Please ca\ufe0elm down, Robin.",
    "tags": "Please ca\U000e0061lm down, Robin.",
    "written backwards": "Please \u202enwod mlac\u202c, Robin.",
}


@pytest.mark.parametrize("text", DISGUISED.values(), ids=DISGUISED)
def test_no_disguise_hides_a_word(text: str) -> None:
    (finding,) = judge(Draft(text, "en"), Facts()).blocks
    assert finding.rule == "R11"
    assert "ow" in normalise(text[finding.start : finding.end]).casefold() or finding.end - finding.start >= 9
    assert finding.start >= text.index(" ")
    assert finding.end <= text.index(",")


def _letters(small: int, large: int, text: str) -> str:
    return "".join(
        chr(small + ord(char) - 97)
        if "a" <= char <= "z"
        else chr(large + ord(char) - 65)
        if "A" <= char <= "Z"
        else char
        for char in text
    )


def _each(sign: str, text: str) -> str:
    return "".join(char + sign if char.isalpha() else char for char in text)


# Ways of typing a text so that it looks the same, or nearly so, and its letters are others.
DISGUISES: dict[str, Callable[[str], str]] = {
    "Cyrillic": lambda text: text.translate(str.maketrans("aeopcyxijsh", "аеорсухіјѕһ")),
    "some Cyrillic": lambda text: text.translate(str.maketrans("ae", "ае")),
    "Greek": lambda text: text.translate(str.maketrans("aobn", "αοβη")),
    "Armenian": lambda text: text.replace("o", "օ").replace("u", "ս"),
    "bold": lambda text: _letters(0x1D41A, 0x1D400, text),
    "bold, marks apart": lambda text: _letters(0x1D41A, 0x1D400, unicodedata.normalize("NFD", text)),
    "typewriter": lambda text: _letters(0x1D68A, 0x1D670, text),
    "ringed": lambda text: _letters(0x24D0, 0x24B6, text),
    "wide": lambda text: "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text),
    "struck": "\u0336".join,
    "dotted": lambda text: _each("\u0323", text),
    "heaped": lambda text: _each("\u0316\u0330\u0311\u0315", text),
    "foreign accents": lambda text: text.translate(str.maketrans("aenrs", "àèńřś")),
    "marks apart": lambda text: unicodedata.normalize("NFD", text),
    "zero width": "\u200b".join,
    "joiners": "\u200d".join,
    "soft hyphens": "\u00ad".join,
    "isolates": "\u2066".join,
    "selectors": "\ufe0e".join,
    "more selectors": "\U000e0100".join,
    "tags": "\U000e0061".join,
    "backwards": lambda text: f"\u202e{text[::-1]}\u202c",
    "backwards, isolated": lambda text: f"\u2067\u202e{text[::-1]}\u202c\u2069",
    "each word backwards": lambda text: re.sub(r"\w+", lambda word: f"\u202e{word[0][::-1]}\u202c", text),
}
SAID = {
    "en": [
        ("R08", "That is just a small delay, Robin."), ("R09", "You must have dropped it, Robin."),
        ("R14", "Kim Sato will call you, Robin."), ("R12", "We were at Müllerstraße 12, Robin."),
        ("R18", "Hello [first name], we look into it."),
    ],
    "de": [
        ("R08", "Das ist doch halb so wild, Robin."), ("R08", "Das ist nur eine kleine Verzögerung, Robin."),
        ("R11", "Bitte beruhigen Sie sich, Robin."), ("R14", "Kim Sato ruft Sie heute an, Robin."),
        ("R12", "Wir waren in der Müllerstraße 12, Robin."), ("R18", "Hallo {vorname}, wir sehen nach."),
    ],
    "es": [
        ("R08", "No es para tanto, Robin."), ("R11", "Cálmese, por favor, Robin."),
        ("R11", "No hace falta ponerse así, Robin."), ("R14", "Kim Sato le llamará hoy, Robin."),
        ("R12", "Escribimos a robin.berg@example.org, Robin."), ("R18", "Hola [NOMBRE], lo miramos."),
    ],
    "da": [
        ("R08", "Det er da ikke så slemt, Robin."), ("R11", "Slap nu af, kære Robin."),
        ("R14", "Kim Sato ringer til dig i dag, Robin."), ("R12", "Robin, vi var hos Stadtwerke Kassel."),
        ("R18", "Hej <fornavn>, vi ser på det."),
    ],
    "id": [
        ("R08", "Ini hanya keterlambatan kecil, Robin."), ("R11", "Mohon bersabar, Ibu Robin."),
        ("R14", "Kim Sato akan menelepon Ibu, Robin."), ("R12", "Robin, kami menelepon 0171 4471209."),
        ("R18", "Halo [isi nama], kami periksa."),
    ],
}  # fmt: skip
FACTS = Facts(
    customer_name="Robin", failed_handler_names=("Kim Sato",), phones=("0171 4471209",),
    addresses=("Müllerstraße 12, 20095 Hamburg",), emails=("robin.berg@example.org",), sensitive=("Stadtwerke Kassel",),
)  # fmt: skip


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize(
    ("language", "rule", "text"), [(language, *one) for language, some in SAID.items() for one in some]
)
def test_no_disguise_hides_anything_in_any_language(
    language: str, rule: str, text: str, disguise: Callable[[str], str]
) -> None:
    for typed in (text, disguise(text), f"Robin\n\n{disguise(text)}\n\nMira"):
        draft = Draft(typed, language, public=rule == "R12", machine=True)
        found = [one for one in judge(draft, FACTS).blocks if one.rule == rule]
        assert found, typed
        assert all(0 <= one.start < one.end <= len(typed) for one in found)


def test_accents_that_no_word_of_spanish_carries_hide_nothing() -> None:
    for typed in ("No es párá tánto, Robin.", "Nó éś pára táńtó, Robin."):
        assert "R08" in {one.rule for one in judge(Draft(typed, "es"), Facts()).blocks}


@pytest.mark.parametrize("hole", ["[ΝΑΜΕ]", "{na\u200bme}", "［NAME］", "{\u2066x\u2069}"])
def test_no_disguise_hides_a_hole(hole: str) -> None:
    assert {f.rule for f in judge(Draft(f"Hello {hole}, we look into it.", "en"), Facts()).blocks} == {"R18"}


def test_a_word_of_another_script_stays_what_it_is() -> None:
    assert latin("Вы правы, спасибо.") == "Вы правы, спасибо."
    assert latin("Hello Ελένη and Привет") == "Hello Ελένη and Привет"
    assert latin("Grüße, Søren") == "Grüße, Søren"
    assert (
        latin("Это очень мило, спасибо. Ваш Wi-Fi снова работает.")
        == "Это очень мило, спасибо. Ваш Wi-Fi снова работает."
    )
    assert unaccented("naïve Ελένη", "en") == "naive Ελένη"
    assert unaccented("schön, Café", "de") == "schön, Cafe"
    assert unaccented("¿mañana, così?", "es") == "¿mañana, cosi?"
    assert unaccented("på idé, ǻ", "da") == "på ide, å"
    assert spellings("más fácil", "es") == ("más fácil",), "one accent a word is how Spanish is written"


@given(st.text(max_size=200))
def test_letters_are_exchanged_one_for_one(text: str) -> None:
    assert len(latin(text)) == len(undressed(text)) == len(text)
    assert {len(unaccented(text, language)) for language in ("en", "de", "es", "da")} == {len(text)}
    seen, kept = unveiled(text)
    if kept is not None:
        assert [text[place] for place in kept] == list(seen)
        assert len(set(kept)) == len(kept)


HOLES = (
    "[name of the customer]",
    "<Kundenname>",
    "‹pet's name, check file›",
    "{x}",
    "{{ x }}",
    "%s",
    "%1$s",
    "${name}",
    "$customer_name",
    "#NAME#",
    "TODO",
    "TBD",
    "XXX",
    "XX.XX.",
    "___",
    "TT.MM.JJJJ",
    "(insert date here)",
    "[Datum]",
    "<<NAME>>",
    "[NOMBRE]",
    "[indsæt navn]",
    "[isi tanggal]",
    "customer_name",
    "<%= name %>",
    "[  ]",
    "??? ",
)


@pytest.mark.parametrize(
    "text",
    [
        "Dear , I am sorry.",
        "Thank you. Halo Kak , kami minta maaf.",
        "Yth. Bapak/Ibu ....., terima kasih.",
        "Please see: insert link here.",
        "Mehr hier: Link hier einfügen.",
        "Your case is #NNNN.",
        "Hello *|FNAME|*,",
        "I write again by (date).",
        "Dear Customer Name, thank you.",
        "Kære FORNAVN, tak.",
    ],
)
def test_a_hole_that_only_its_place_shows(text: str) -> None:
    assert holes(text)


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_is_one_however_it_is_written(hole: str) -> None:
    assert holes(f"Hello {hole}, we write by Friday.")


@pytest.mark.parametrize(
    "text",
    [
        "See [1], [this page](https://x.example) and […].",
        "Lo sabe TODO el mundo.",
        "Del siglo XX.",
        "Size XXL, 50 % off.",
        "It costs $5 and 100%.",
        "We are #1, see #winner.",
        "He said [sic] so.",
        "Talk to cool_guy_77 or @some_name.",
        "a < b and b > c",
        "The order (number 5) left.",
        "The name is right.",
        "What? Really?!",
        "I wrote your name (Anna) and the date (2 May) down, /names/ are in the list, see https://x.example/date/.",
        "Well , yes. Hello, Anna.",
        "Thank you ..... really.",
        "Please insert the card here.",
    ],
)
def test_what_only_looks_like_a_hole_is_left_alone(text: str) -> None:
    assert holes(text) == []


@pytest.mark.parametrize("way", [way for way in DISGUISED if way != "accents"])
def test_a_text_is_seen_as_its_reader_sees_it(way: str) -> None:
    assert as_seen(DISGUISED[way]) == "Please calm down, Robin."


@pytest.mark.parametrize("text", ["Kære hold … 👩‍👧", "Все письма приходят поздно", "می‌خواهم پول", "m²"])
def test_what_hides_nothing_stays_as_it_was_typed(text: str) -> None:
    assert as_seen(text) == text
