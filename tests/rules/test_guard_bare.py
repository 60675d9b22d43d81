"""Words typed without their language's own letters are found, and spared, as they are with them."""

import pytest

from ombud.replies.guard import Draft, Facts, judge
from ombud.replies.guard.bare import TYPED, bare, loosened
from ombud.replies.guard.lexicon import Entry, lexicon
from tests.rules.test_guard import BAD, found


def spelt_bare(text: str, language: str) -> str:
    """`text` as it is typed without the language's own letters."""
    for letter, typed in TYPED[language].items():
        text = text.replace(letter, typed).replace(letter.upper(), typed.capitalize())
    return text


OWN = [
    (language, entry)
    for language in ("de", "es", "da")
    for entry in lexicon(language).entries
    if not bare(BAD[entry.id], language)
]


@pytest.mark.parametrize(("language", "entry"), OWN, ids=[entry.id for _, entry in OWN])
def test_each_entry_finds_its_example_without_own_letters(language: str, entry: Entry) -> None:
    typed = spelt_bare(BAD[entry.id], language)
    assert bare(typed, language)
    assert entry.id in found(typed, language, public=entry.public_only), typed


@pytest.mark.parametrize("language", ["de", "es", "da"])
def test_what_each_entry_spares_is_spared_without_own_letters(language: str) -> None:
    for entry in lexicon(language).entries:
        typed = spelt_bare(entry.ok, language)
        assert entry.id not in found(typed, language, public=entry.public_only), typed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Le llamare."),
        ("de", "Ich pruefe das."),
        ("da", "Jeg undersoeger det."),
    ],
)
def test_a_next_step_is_found_without_own_letters(language: str, text: str) -> None:
    def missing(text: str) -> set[str]:
        verdict = judge(Draft(text, language), Facts(kind="complaint", first_word=True))
        return {finding.rule for finding in verdict.findings if finding.entry.endswith("-missing")}

    assert "R04" in missing("Hola." if language == "es" else "Hallo.")
    assert "R04" not in missing(text)


def test_one_own_letter_means_the_others_are_left_out_on_purpose() -> None:
    assert bare("Tranquilicese, por favor.", "es")
    assert not bare("Tranquilicese, señora.", "es")
    assert not bare("Calm down", "en"), "a language without own letters has nothing to loosen"


def test_what_is_loosened_matches_what_it_matched_before() -> None:
    assert loosened(r"\bf[äa]ll(?:t|en)ß?\b", "de") == r"\bf(?:[äa]|ae)ll(?:t|en)(?:ß|ss)?\b"
    assert loosened(r"(?<!für )[^äö]x", "de") == r"(?<!für )[^äö]x", (
        "one length alone before a place; no more is shut out"
    )
