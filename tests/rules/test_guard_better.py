"""Better wordings: in whose language they are offered, filled with what is known, and where those go that are missing."""

from __future__ import annotations

import pytest

from ombud.replies.guard import Draft, Facts, judge
from ombud.replies.guard.better import wordings


@pytest.mark.parametrize(
    ("text", "meant", "language", "register"),
    [
        ("Hello Robin, I have read it all. It is only a small scratch, so please calm down.", "de", "en", ""),
        ("Guten Tag, ich habe Ihre Nachricht gelesen. Beruhigen Sie sich bitte erst einmal.", "en", "de", "formal"),
        ("Hola, he leído tu mensaje con atención. Primero cálmate, por favor, y te escribo.", "en", "es", "informal"),
        ("Calm down.", "en", "en", ""),
        ("Beruhigen Sie sich.", "de", "de", "formal"),
        ("Hallo Robin, danke für deine Nachricht. Beruhig dich bitte, dann sehen wir weiter.", "unknown", "de", "informal"),
    ],
)  # fmt: skip
def test_words_are_offered_in_the_language_of_the_reply(text: str, meant: str, language: str, register: str) -> None:
    found = [f for f in judge(Draft(text, meant), Facts()).findings if f.rule == "R11"]
    assert found
    assert {f.better for f in found} == {wordings(language, register)["R11"]}


def test_where_the_reply_is_too_short_to_tell_its_language_is_the_customers() -> None:
    found = judge(Draft("Beruhigen Sie sich.", "en"), Facts()).findings
    assert {f.better for f in found if f.rule == "R11"} == {wordings("en", "")["R11"]}


def test_no_words_are_offered_in_a_language_that_the_reply_is_not_in() -> None:
    text = "Bonjour, nous avons bien reçu votre message et nous vous remercions de votre patience. Haha, calm down."
    found = judge(Draft(text, "en"), Facts()).findings
    assert "R15" in {f.rule for f in found}
    assert {f.better for f in found} == {None}
