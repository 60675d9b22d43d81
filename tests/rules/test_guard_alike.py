"""What a reader sees is what is read: look-alikes, unseen signs and turned words hide nothing (R08 to R12, R18)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.replies.guard import Draft, Facts, judge
from ombud.replies.guard.alike import latin, unaccented, unveiled
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


@pytest.mark.parametrize("hole", ["[ΝΑΜΕ]", "{na\u200bme}", "［NAME］", "{\u2066x\u2069}"])
def test_no_disguise_hides_a_hole(hole: str) -> None:
    assert {f.rule for f in judge(Draft(f"Hello {hole}, we look into it.", "en"), Facts()).blocks} == {"R18"}


def test_a_word_of_another_script_stays_what_it_is() -> None:
    assert latin("Вы правы, спасибо.") == "Вы правы, спасибо."
    assert latin("Hello Ελένη and Привет") == "Hello Ελένη and Привет"
    assert latin("Grüße, Søren") == "Grüße, Søren"
    assert unaccented("naïve Ελένη") == "naive Ελένη"


@given(st.text(max_size=200))
def test_letters_are_exchanged_one_for_one(text: str) -> None:
    assert len(latin(text)) == len(unaccented(text)) == len(text)
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
