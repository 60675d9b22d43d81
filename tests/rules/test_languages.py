"""Which language a message is in: close neighbours told apart, and "unknown" where there is nothing to go by."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ombud.languages import detect, fold, normalise

READINGS = yaml.safe_load((Path(__file__).parent / "readings.yaml").read_text(encoding="utf-8"))
OURS = [(lang, entry["text"]) for lang, parts in READINGS.items() for part in parts.values() for entry in part]

NEIGHBOURS = {
    "no": (
        "Hei, jeg bestilte en lampe for tre uker siden og har ikke fått noe svar fra dere ennå.",
        "Hva skjer med pakken min? Jeg har ventet lenge nå.",
        "Tusen takk for hjelpen, dere er flinke!",
    ),
    "sv": (
        "Hej, jag beställde en lampa för tre veckor sedan och har inte fått något svar.",
        "Tack så mycket för hjälpen, ni är bäst!",
        "Var är mitt paket?",
    ),
    "da": (
        "Hvad sker der med min pakke? Jeg har ventet længe nu.",
        "Tusind tak for hjælpen, I er dygtige!",
        "Hvor er min pakke?",
    ),
    "ms": (
        "Saya telah membuat pesanan tiga minggu lepas tetapi bungkusan masih belum sampai, sila semak akaun saya.",
        "Kenapa duit saya tak dipulangkan lagi? Awak kata hari ini.",
    ),
    "id": (
        "Kenapa uang saya belum dikembalikan? Katanya hari ini.",
        "Min, paket saya mana?",
        "gan barangnya kok blm nyampe ya",
    ),
    "fr": ("Bonjour, ma lampe est arrivée cassée et personne ne me répond.",),
    "nl": ("Mijn lamp is kapot aangekomen, wat nu?",),
    "pt": ("Olá, o meu candeeiro chegou partido e ninguém me responde.",),
    "ja": ("ランプが壊れています。とても困っています。",),
}


def test_the_languages_we_speak_are_recognised() -> None:
    wrong = [(language, text) for language, text in OURS if detect(text).language != language]
    assert len(wrong) <= len(OURS) // 50, wrong


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in NEIGHBOURS.items() for text in texts])
def test_neighbours_are_told_apart(language: str, text: str) -> None:
    assert detect(text).language == language


def test_tags_in_a_sentence_make_it_no_program() -> None:
    text = "<b>Hallo</b> <script>alert(1)</script> meine Lampe kam heute kaputt an und niemand antwortet mir."
    assert detect(text).language == "de"
    assert detect('  <li class="price"><b>12.50</b></li>').language == "unknown"


@pytest.mark.parametrize(
    "text",
    ["", "ok", "👍", "ok 👍", "ORDER 123", "LMP-2231", "12", "Re: Fwd:", "!!!", "Robin", "iPhone 15 Pro", "\ud800",
     "https://example.org/the-and-you", "robin@example.org", "@robin_k #lamp", "Email: OK"],
)  # fmt: skip
def test_what_tells_nothing_is_unknown(text: str) -> None:
    assert detect(text).language == "unknown"
    assert detect(text).confidence == 0


def test_what_the_sender_wrote_before_breaks_a_tie_and_never_overrules_the_words() -> None:
    assert detect("Hej og tak", hint="da").language == "da"
    assert detect("Hvor er min pakke?", hint="no").confidence < detect("Hvor er min pakke?", hint="da").confidence
    assert detect("Where is my parcel? I have been waiting for two weeks.", hint="da").language == "en"
    assert detect("ok", hint="da").language == "unknown"


@given(st.text(max_size=300), st.sampled_from([None, "da", "xx", ""]))
def test_detection_never_raises_and_answers_in_form(text: str, hint: str | None) -> None:
    found = detect(text, hint)
    assert found.language == "unknown" or len(found.language) == 2
    assert 0 <= found.confidence <= 1
    assert (found.language == "unknown") == (found.confidence == 0)


def test_a_very_long_text_is_judged_by_its_beginning() -> None:
    german = "Meine Lampe geht seit gestern nicht mehr an, und niemand antwortet mir. "
    assert detect(german * 5_000).language == "de"


def test_nothing_is_loaded_before_it_is_needed() -> None:
    asked = "import sys, ombud.languages; print({'fasttext', 'eldc', 'numpy', 'django'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


@given(st.text(max_size=200))
def test_the_plain_form_is_stable_and_can_be_stored(text: str) -> None:
    plain = normalise(text)
    assert normalise(plain) == plain
    plain.encode("utf-8")
    assert "\x00" not in plain
    assert len(fold(plain)) == len(plain)


def test_two_ways_of_typing_compare_equal() -> None:
    assert normalise("cafe\u0301 \u201cnow\u201d\u00a0 it\u2019s\u00ad") == normalise('café "now" it\'s')
    assert fold("ÜBER Ærø Straße １２") == "uber aro strase 12"
