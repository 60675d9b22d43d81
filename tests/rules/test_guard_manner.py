"""Who is named, what a first word must hold, and in which language and form of address (R01 to R07, R14, R15)."""

import pytest

from ombud.replies.guard import Draft, Facts, Finding, judge
from ombud.replies.guard.lexicon import LANGUAGES


def shown(text: str, finding: Finding) -> str:
    return text[finding.start : finding.end]


def test_nobody_is_sent_back_to_who_did_not_help() -> None:
    facts = Facts(failed_handler_names=("Kim Sato",), handler_name="Priya Nair", owner_name="Mia Holm")
    blocked = {
        "en": "Kim will take it from here and write to you by Friday.",
        "de": "Frau Sato übernimmt Ihren Fall ab jetzt.",
        "es": "Kim Sato le escribirá el lunes.",
        "da": "Jeg har givet sagen videre til Kim.",
        "id": "Kasus ini sudah saya teruskan kepada Kim Sato.",
    }
    for language, text in blocked.items():
        assert "R14" in {f.rule for f in judge(Draft(text, language), facts).blocks}, text
    for language, text in {
        "en": "You will not have to talk to Kim again. Priya takes it from here.",
        "de": "Kim konnte Ihnen nicht helfen, das tut mir leid. Priya übernimmt.",
        "da": "Priya tager den herfra i stedet for Kim.",
    }.items():
        verdict = judge(Draft(text, language), facts)
        assert not [f for f in verdict.findings if f.rule == "R14"], verdict.findings
    (finding,) = judge(Draft("Kim in the office on Friday.", "en"), facts).findings
    assert (finding.rule, finding.severity) == ("R14", "block")  # why else is he named?


def test_two_people_of_the_same_first_name_are_told_apart() -> None:
    facts = Facts(failed_handler_names=("Kim Sato",), handler_name="Kim Berg")
    assert judge(Draft("Kim Berg takes it from here.", "en"), facts).findings == ()
    assert not judge(Draft("Kim Sato takes it from here.", "en"), facts).passes


def first_word(text: str, language: str = "en", **more: object) -> set[str]:
    facts = Facts(customer_name="Robin Berg", owner_name="Mia Holm", kind="complaint", first_word=True, **more)  # type: ignore[arg-type]
    draft = Draft(text, language, quoted=("The charger stopped working after two days.",))
    return {f.rule for f in judge(draft, facts).findings}


def test_a_first_word_is_asked_for_its_parts() -> None:
    good = (
        "Hello Robin,\n\nI am sorry that the charger stopped. I will ask the workshop "
        "and write to you by Friday at noon.\n\nMia Holm"
    )
    assert first_word(good) == set()
    for gone, rule in (
        ("Robin", "R01"),
        ("charger stopped", "R02"),
        ("I am sorry", "R03"),
        ("Mia Holm", "R05"),
        ("by Friday at noon", "R06"),
    ):
        assert rule in first_word(good.replace(gone, "x")), rule
    assert {"R04", "R06"} <= first_word("Robin, I am sorry about the charger. Mia Holm")
    assert "R06" not in first_word("Mia: 27 Nov, I am sorry Robin, charger, I will write", next_update_by="27 Nov")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_warns_and_never_stops(language: str) -> None:
    verdict = judge(
        Draft("x", language), Facts(customer_name="Robin", owner_name="Mia", kind="complaint", first_word=True)
    )
    assert verdict.passes
    assert {"R01", "R03", "R04", "R05", "R06"} <= {f.rule for f in verdict.findings}


def test_another_language_or_a_mixed_address_warns() -> None:
    german = "Guten Tag, ich habe Ihre Nachricht gelesen und kümmere mich heute noch darum."
    (finding,) = judge(Draft(german, "en"), Facts()).findings
    assert (finding.rule, finding.hint, finding.severity) == ("R15", "other_language", "warn")
    mixed = "Ich habe Ihre Nachricht gelesen und melde mich morgen bei dir."
    assert [(f.hint, shown(mixed, f)) for f in judge(Draft(mixed, "de"), Facts()).findings] == [
        ("mixed_register", "dir")
    ]
    assert [f.hint for f in judge(Draft(german, "de", register="informal"), Facts()).findings] == ["too_formal"]
    assert judge(Draft(german, "de", register="formal"), Facts()).findings == ()


def test_a_reply_in_another_language_is_read_with_that_languages_list() -> None:
    text = "Beruhigen Sie sich bitte, das ist doch wirklich nicht so schlimm, wir haben es gelesen."
    assert not judge(Draft(text, "en"), Facts()).passes
    assert not judge(Draft(text, "unknown"), Facts()).passes
