"""D13 without a desk: who is no spokesperson tells the press where its question goes, and nothing else."""

from typing import Any

import pytest

from ombud.replies.guard import judge, question, unchecked
from ombud.replies.guard.better import wordings
from ombud.replies.guard.lexicon import LANGUAGES
from ombud.replies.guard.press import is_spokesperson
from ombud.replies.texts import registers

# In each language: what may be said by anybody, and what a spokesperson alone may tell.
PASSED_ON = {
    "en": "Dear Ms Halloran, thank you for asking us. Our spokesperson, Grace Nakamura, answers you by Friday at noon.",
    "de": "Guten Tag, danke für Ihre Frage. Unsere Pressesprecherin Mechthild Oser ruft Sie bis Freitag um 12 Uhr an.",
    "es": "Buenos días, gracias por preguntarnos. Nuestra portavoz, Mercedes Llorente, le llamará antes del viernes.",
    "da": "Hej, tak for din henvendelse. Vores pressechef, Katrine Aagaard, ringer til dig inden fredag middag.",
    "id": "Selamat pagi, terima kasih atas pertanyaannya. Juru bicara kami, Ibu Saraswati, menelepon sebelum Jumat.",
}
FACTS = {
    "en": ["The pump failed and two visitors were hurt.", "All our kettles are safe.",
           "It is true that the fish was bad.", "We can confirm the leak, and our spokesperson calls you.",
           "No customer data was lost."],
    "de": ["Die Pumpe ist ausgefallen, zwei Besucher wurden verletzt.", "Alle unsere Wasserkocher sind sicher.",
           "Das trifft nicht zu.", "Wir bestätigen das Leck, und unsere Sprecherin ruft Sie an."],
    "es": ["La bomba falló y dos visitantes resultaron heridos.", "Todas nuestras teteras son seguras.",
           "No es cierto que el pescado estuviera malo.", "Confirmamos la fuga, y nuestra portavoz le llamará."],
    "da": ["Pumpen gik i stykker, og to gæster kom til skade.", "Alle vores kedler er sikre.", "Det er ikke rigtigt.",
           "Vi kan bekræfte lækagen, og vores pressechef ringer til dig."],
    "id": ["Pompanya gagal dan dua pengunjung terluka.", "Semua ketel kami aman digunakan.", "Itu tidak benar.",
           "Kami membenarkan kebocoran itu dan juru bicara kami akan menelepon."],
}  # fmt: skip
# They confirm it, and pass the question on: a person decides.
BESIDE = ("We can", "Wir best", "Confirmamos", "Vi kan", "Kami membenarkan")
PRESS = {"scenario": "press", "visibility": "public", "author_may_refund": False}


def told(text: str, **more: Any) -> tuple[set[str], set[str]]:
    """What is found of R13, and what is unchecked."""
    it, remarks = question({"text": text} | PRESS | more)
    assert remarks == ()
    verdict = judge(it.draft, it.facts)
    found = {f.hint for f in verdict.findings if f.rule == "R13"}
    return found, set(unchecked(it, verdict))


CASES = [(code, text) for code, some in FACTS.items() for text in some]


@pytest.mark.parametrize(("language", "text"), CASES)
@pytest.mark.parametrize("role", ["trainee", "community manager"])
def test_a_fact_told_to_the_press_by_anybody_else_is_stopped(language: str, text: str, role: str) -> None:
    for whole in (text, f"{PASSED_ON[language]} {text}"):
        for visibility in ("public", "private"):
            found, _ = told(whole, language=language, author_role=role, visibility=visibility)
            assert found == {"press_needs_spokesperson"}
    if not text.startswith(BESIDE):
        it, _ = question(PRESS | {"text": text, "language": language, "author_role": role})
        assert judge(it.draft, it.facts).word == "block"


@pytest.mark.parametrize("language", FACTS)
def test_what_happened_is_stopped_beside_a_question_passed_on(language: str) -> None:
    text = f"{FACTS[language][0]} {PASSED_ON[language]}"
    it, _ = question(PRESS | {"text": text, "language": language, "author_role": "agent"})
    assert judge(it.draft, it.facts).word == "block"


@pytest.mark.parametrize(("language", "text"), CASES)
def test_a_spokesperson_tells_it_and_so_does_anybody_to_a_customer(language: str, text: str) -> None:
    assert told(text, language=language, author_role="spokesperson")[0] == set()
    assert told(text, language=language, author_role="trainee", scenario="question")[0] == set()
    found, lacking = told(text, language=language, author_may_refund=True)
    assert "press_needs_spokesperson" not in found
    assert "R13" in lacking  # who writes was not told


@pytest.mark.parametrize("language", PASSED_ON)
def test_anybody_may_pass_the_question_on(language: str) -> None:
    found, lacking = told(PASSED_ON[language], language=language, author_role="trainee")
    assert found == set()
    assert "R13" not in lacking


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I confirm that we have received your question."),
        ("de", "Ich bestätige den Eingang Ihrer Frage."),
        ("es", "Le confirmo que hemos recibido su consulta."),
        ("da", "Jeg kan bekræfte, at vi har modtaget din henvendelse."),
        ("id", "Saya mengonfirmasi bahwa pertanyaan Saudara sudah kami terima."),
    ],
)
def test_that_a_question_came_may_be_confirmed_by_anybody(language: str, text: str) -> None:
    assert told(f"{text} {PASSED_ON[language]}", language=language, author_role="trainee")[0] == set()


@pytest.mark.parametrize(("language", "register"), [(code, form) for code in LANGUAGES for form in registers(code)])
def test_what_is_offered_instead_passes(language: str, register: str) -> None:
    it, _ = question(PRESS | {"text": FACTS[language][0], "language": language, "author_role": "trainee"})
    (found,) = (f for f in judge(it.draft, it.facts).findings if f.hint == "press_needs_spokesperson")
    assert found.better in {wordings(language, form)["R13 press"] for form in registers(language)}
    assert told(wordings(language, register)["R13 press"], language=language, author_role="trainee")[0] == set()


def test_a_spokesperson_is_called_in_many_ways() -> None:
    for role in ("spokesperson", "Press officer", "Pressesprecherin", "portavoz", "pressechef", "Juru bicara", "humas"):
        assert is_spokesperson(role)
    for role in ("trainee", "community_manager", "leader", "Teamleiter", "agente"):
        assert not is_spokesperson(role)
