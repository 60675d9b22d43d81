"""The guard asked from outside: which fields mean what, what is asked for in which scenario, and what is unchecked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.replies.guard import Verdict, judge, question, unchecked
from ombud.replies.guard.required import named, signs

GOOD: dict[str, Any] = {
    "text": "Hello Ms O’Brien,\n\nI am sorry that the kettle broke on the second day. I have asked the workshop what "
    "it can do and write to you by Friday at noon.\n\nJo Berg",
    "visibility": "private",
    "scenario": "product_or_service",
    "customer_name": "Ann O'Brien",
    "language": "en",
    "customer_text": "My kettle broke after two days.",
    "handler_names": ["Jo Berg"],
    "failed_handlers": [],
    "next_update_by": "2026-11-27T12:00:00+00:00",
    "author_role": "community manager",
    "author_may_refund": False,
    "case_sensitive": [],
}


def asked(**changed: Any) -> tuple[Verdict, tuple[str, ...]]:
    it, remarks = question({**GOOD, **changed})
    assert remarks == ()
    verdict = judge(it.draft, it.facts)
    return verdict, unchecked(it, verdict)


def rules(**changed: Any) -> set[str]:
    return {f.rule for f in asked(**changed)[0].findings}


def test_a_good_reply_passes_with_everything_checked() -> None:
    verdict, lacking = asked()
    assert (verdict.word, verdict.findings, lacking) == ("pass", (), ())


@pytest.mark.parametrize(
    ("gone", "rule"),
    [
        (" Ms O’Brien", "R01"),
        ("kettle broke on the second day", "R02"),
        ("I am sorry that", "R03"),
        ("Jo Berg", "R05"),
        ("by Friday at noon", "R06"),
    ],
)
def test_each_part_that_is_missing_warns(gone: str, rule: str) -> None:
    verdict, _ = asked(text=GOOD["text"].replace(gone, ""))
    assert verdict.word == "warn"
    assert rule in {f.rule for f in verdict.findings}


def test_a_text_alone_leaves_most_unchecked_and_is_judged_all_the_same() -> None:
    it, _ = question({"text": "Please calm down."})
    verdict = judge(it.draft, it.facts)
    assert verdict.word == "block"
    lacking = unchecked(it, verdict)
    assert {"R01", "R02", "R03", "R04", "R05", "R06", "R07", "R12", "R13", "R14", "R15"} == set(lacking)
    it, _ = question({"text": "We will refund you today."})
    assert "R13" not in unchecked(it, judge(it.draft, it.facts))


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("customer_name", "R01"),
        ("customer_text", "R02"),
        ("scenario", "R03"),
        ("visibility", "R07"),
        ("author_may_refund", "R13"),
        ("failed_handlers", "R14"),
    ],
)
def test_what_is_not_told_is_unchecked(field: str, rule: str) -> None:
    assert rule in asked(**{field: None})[1]


def test_praise_needs_no_apology_and_an_answered_question_no_date() -> None:
    thanks = "Hello Ann, thank you for your kind words about the kettle. I have told the workshop.\n\nJo"
    assert rules(text=thanks, scenario="praise") == set()
    assert "R03" in rules(text=thanks, scenario="product_or_service")
    answer = "Hello Ann, yes, the kettle has a lid.\n\nJo"
    assert rules(text=answer, scenario="question", handler_names=None, next_update_by=None) == set()
    assert "R06" in rules(text=answer, scenario="question")


def test_the_author_may_answer_for_herself() -> None:
    text = GOOD["text"].replace("Jo Berg", "Mia Holm")
    assert rules(text=text) == set()
    assert rules(text=text.replace("Mia Holm", "the team of care")) == {"R05"}
    assert signs("I write by noon.\n\n– Mia, care")
    assert not signs("Someone will look.\n\nMia")


def test_a_name_is_a_name_in_every_form() -> None:
    for name, text in (
        ("Anna Müller", "Guten Tag Frau Mueller,"),
        ("Budi", "Halo Bapak Budi,"),
        ("Doña Inés", "Estimada doña Ines:"),
        ("O'Brien", "Dear Mr O’Brien,"),
        ("Q", "Hello Q,"),
        ("Berg-Olsen", "Hej Olsen,"),
    ):
        assert named(name, text), name
    assert not named("Q", "Hello quick fox,")
    assert not named("A", "Here is a word.")


@pytest.mark.parametrize("name", ["Sorry", "Only", "Refund"])
def test_a_customer_may_be_called_anything(name: str) -> None:
    text = GOOD["text"].replace("Ms O’Brien", name)
    verdict, _ = asked(text=text, customer_name=name)
    assert verdict.word == "pass", verdict.findings
    assert "R03" in rules(text=text.replace("I am sorry that", "I see that"), customer_name=name)
    assert asked(text=f"Hello {name}, please calm down.", customer_name=name)[0].word == "block"


def test_nobody_is_sent_back_to_somebody_without_a_name_either() -> None:
    for language, text in (
        ("en", "Your previous contact will ring you."),
        ("en", "Please talk to the colleague who handled this before."),
        ("de", "Ihr bisheriger Ansprechpartner meldet sich bei Ihnen."),
        ("es", "Su anterior gestora le llamará."),
        ("da", "Kollegaen, du talte med, ringer til dig."),
        ("id", "Petugas yang sama akan menghubungi Ibu."),
    ):
        it, _ = question({"text": text, "language": language, "failed_handlers": ["Kim Sato"]})
        assert "R14" in {f.rule for f in judge(it.draft, it.facts).blocks}, text
        it, _ = question({"text": text, "language": language})
        assert "R14" in unchecked(it, judge(it.draft, it.facts))


def test_her_form_of_address_is_kept() -> None:
    said = {"language": "es", "customer_text": "Les ruego que revisen mi libreta. Atentamente, Eduvigis"}
    assert "R15" in rules(text="Hola, te mando tu libreta el lunes.", **said)
    assert "R15" not in rules(text="Le mando su libreta el lunes.", **said)


def test_a_language_without_a_list_is_said_to_be_unread() -> None:
    french = "Bonjour, nous avons bien reçu votre message et nous revenons vers vous vendredi avant midi sans faute."
    _, lacking = asked(text=french, language="fr", customer_text="Ma bouilloire est cassée depuis deux jours.")
    assert {"R03", "R08", "R19"} <= set(lacking)
    assert "R18" not in lacking


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("visibility", "everywhere"),
        ("scenario", "war"),
        ("customer_name", 7),
        ("handler_names", "Jo"),
        ("case_sensitive", [1, "x"]),
        ("author_may_refund", "no"),
        ("language", ["en"]),
        ("failed_handlers", {"a": 1}),
    ],
)
def test_a_field_that_cannot_be_used_is_left_aside_with_a_word(field: str, value: object) -> None:
    _, remarks = question({**GOOD, field: value})
    assert len(remarks) == 1
    assert field in remarks[0]


VALUES = st.one_of(st.none(), st.text(max_size=30), st.integers(), st.lists(st.text(max_size=9), max_size=3))


@given(st.dictionaries(st.sampled_from([*GOOD]), VALUES))
def test_no_field_can_break_it(changed: dict[str, Any]) -> None:
    values = {**GOOD, **changed}
    if not isinstance(values["text"], str):
        with pytest.raises(ValueError, match="text"):
            question(values)
        return
    it, _ = question(values)
    unchecked(it, judge(it.draft, it.facts))


ENGLISH = "Dear Maria, I am sorry that your washing machine leaks again. Jonas Weber calls you by Friday at 12:00."
FRENCH = (
    "Chère Maria, je suis désolée que votre machine à laver fuie de nouveau. Jonas Weber vous appelle vendredi à midi."
)
HERS = {
    "en": "My washing machine leaks again and the kitchen floor is ruined, since Friday.",
    "de": "Meine Waschmaschine leckt schon wieder, und der Küchenboden ist ruiniert.",
    "es": "Mi lavadora pierde agua otra vez y el suelo de la cocina está arruinado.",
    "da": "Min vaskemaskine lækker igen, og gulvet i mit køkken er helt ødelagt.",
    "id": "Mesin cuci saya bocor lagi dan lantai dapur saya sudah rusak semua.",
    "fr": "Bonjour, ma machine à laver fuit de nouveau et le sol est abîmé.",
    "pl": "Moja pralka znowu przecieka i podłoga w kuchni jest zniszczona.",
}


@pytest.mark.parametrize("language", HERS)
def test_a_reply_in_another_language_than_hers_is_found_whichever_hers_is(language: str) -> None:
    other = FRENCH if language == "en" else ENGLISH
    for told in ({"language": language}, {"language": language.upper() + "-XX"}, {"language": None}):
        verdict, lacking = asked(text=other, customer_text=HERS[language], **told)
        assert "R15" in {f.rule for f in verdict.findings}
        assert "R15" not in lacking
    if language == "fr":
        verdict, lacking = asked(text=FRENCH, customer_text=HERS["fr"], language=None)
        assert "R15" not in {f.rule for f in verdict.findings} | set(lacking)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ENGLISH, {"language": "xx"}),  # nothing that we could recognise
        ("Merci, Maria!", {"language": "fr"}),  # too short to tell
        (ENGLISH, {"language": None, "customer_text": "Ma machine!"}),
        ("Hej Maria, jeg beklager at maskinen lækker. Jonas ringer til dig inden fredag.", {"language": "nb"}),
    ],
)
def test_where_two_languages_cannot_be_held_together_that_is_said(text: str, told: dict[str, Any]) -> None:
    verdict, lacking = asked(text=text, **told)
    assert "R15" not in {f.rule for f in verdict.findings}
    assert "R15" in lacking
