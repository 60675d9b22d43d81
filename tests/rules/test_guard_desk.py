"""R12 at the desk: what she told us of herself, found in her words and in public told by nobody (I6, D24)."""

from __future__ import annotations

import time
from typing import Any

import pytest

from ombud.replies.guard import Draft, Facts, judge, question, with_said


def stopped(said: str, text: str, language: str, name: str = "Maria Keller") -> bool:
    facts = with_said(Facts(customer_name=name, author_name="Jonas Weber"), (said,), language)
    verdict = judge(Draft(text, language, public=True), facts)
    return any(finding.rule == "R12" for finding in verdict.blocks)


TOLD = (
    "Please ring me: +49 171 4471209. Order 4471-2209-88. I live at Hauptstraße 14, 20095 Hamburg. "
    "Mail maria.keller@example.org. IBAN DE89 3704 0044 0532 0130 00."
)


@pytest.mark.parametrize(
    "text",
    [
        "We ring oh one seven one, four four seven one, two oh nine.",
        "We ring the number ending in 209.",
        "We ring 0171 ... 4471209.",
        "The order ending in 2209-88 has left.",
        "Order four four seven one two two zero nine eight eight has left.",
        "We come to number fourteen in Hauptstraße.",
        "We come to Hauptstr. tomorrow.",
        "We wrote to m a r i a . k e l l e r @ example.org.",
        "We wrote to maria dot keller at example dot org.",
        "The account ending 0130 00 has it.",
    ],
)
def test_her_numbers_are_known_in_any_wording(text: str) -> None:
    assert stopped(TOLD, text, "en"), text


@pytest.mark.parametrize(
    "text",
    [
        "Our shop in Hamburg is open until 20.00.",
        "You hear from us by 14 December.",
        "Ring our own number, 0800 2209 100, whenever you like.",
        "Write to care@example.org, and Jonas Weber answers.",
        "Our shop at Hauptstraße 20 is closed.",
    ],
)
def test_what_is_ours_may_be_told(text: str) -> None:
    assert not stopped(TOLD, text, "en"), text


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("I work at Siemens Energy and need my boiler.", "Your employer Siemens Energy surely knows.", "en"),
        ("My employer is Siemens Energy.", "Your colleagues at Siemens know.", "en"),
        ("Ich arbeite bei der Sparkasse Hamburg.", "Ihr Arbeitgeber, die Sparkasse Hamburg, weiß das.", "de"),
        ("Ich arbeite bei der Deutschen Bahn AG.", "Ihre Kollegen der Deutschen Bahn wissen das.", "de"),
        ("Trabajo en Telefónica.", "En su trabajo en Telefónica lo saben.", "es"),
        ("Jeg arbejder i Danske Bank.", "På dit arbejde i Danske Bank ved de det.", "da"),
        ("Saya bekerja di Bank Mandiri.", "Kantor Ibu di Bank Mandiri tahu.", "id"),
        ("I have diabetes and need my boiler.", "With your diabetes warm water is needed.", "en"),
        ("I am pregnant and the heating is off.", "In your pregnancy you need warmth.", "en"),
        ("Ich habe Diabetes und brauche die Heizung.", "Bei Ihrer Zuckerkrankheit ist das wichtig.", "de"),
        ("Tengo asma y no puedo subir.", "Con su asma es importante.", "es"),
        ("Jeg har kræft.", "Med din kræft er det vigtigt.", "da"),
        ("Saya sedang hamil.", "Selama kehamilan Ibu.", "id"),
        ("I am in the middle of a divorce.", "We know about the divorce.", "en"),
        ("My birthday is 12.03.1985.", "Born 12 March 1985, we know.", "en"),
        ("Ich bin am 12.03.1985 geboren, geboren am 12.03.1985.", "Alles Gute zum Geburtstag am 12. März!", "de"),
        ("I earn 3,200 euros a month.", "Your salary of 3200 is noted.", "en"),
        ("Mi sueldo es de 1.850 euros.", "Con los 1850 que gana.", "es"),
        ("Gaji saya Rp 7.500.000.", "Dengan 7,5 juta Ibu bisa.", "id"),
    ],
)
def test_what_she_told_of_her_life_stays_with_us(said: str, text: str, language: str) -> None:
    assert stopped(said, text, language), text


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("I work at Siemens, and my Siemens oven broke.", "Your Siemens oven is repaired on Monday.", "en"),
        ("I work at night and the bell rings.", "At night nobody rings the bell.", "en"),
        ("Ich arbeite bei Regen draußen.", "Bei Regen bleibt das Dach jetzt dicht.", "de"),
        ("Ich arbeite bei der Sparkasse Hamburg.", "Unser Laden in Hamburg hat offen.", "de"),
        ("Jeg arbejder i Danske Bank.", "Danske kunder får svar på dansk i dag.", "da"),
        ("Trabajo en Madrid.", "Nuestra tienda de Madrid abre mañana.", "es"),
        ("I am allergic to nuts, and your label lies.", "People with allergies must be able to trust a label.", "en"),
        ("I use a wheelchair and the lift is off.", "The ramp for wheelchairs opens on Monday.", "en"),
        ("Sie schulden mir eine Antwort, ich warte.", "Wir schulden Ihnen eine Antwort.", "de"),
        ("I am addicted to your coffee!", "We love that you are addicted to our coffee.", "en"),
        ("My birthday is 12.03.1985.", "Your lamp leaves on 12 March.", "en"),
        ("I paid 320 euros for it.", "The lamp costs 320 euros.", "en"),
        ("The wheelchair ramp is missing.", "Your wheelchair ramp is back on Monday.", "en"),
        ("Meine Lampe ist kaputt, ich warte.", "Ihre Lampe kommt am Freitag, Frau Keller.", "de"),
    ],
)
def test_what_tells_nothing_of_her_life_passes(said: str, text: str, language: str) -> None:
    assert not stopped(said, text, language), text


def asked(**fields: Any) -> bool:
    it, remarks = question({"visibility": "public", "language": "en", "customer_name": "Maria Keller", **fields})
    assert remarks == ()
    return any(finding.rule == "R12" for finding in judge(it.draft, it.facts).blocks)


@pytest.mark.parametrize("sensitive", [[], ["K-77120"]])
def test_her_own_number_is_private_whatever_else_is_called_so(sensitive: list[str]) -> None:
    told: dict[str, Any] = {"customer_text": TOLD, "case_sensitive": sensitive}
    for text in ("We ring 0171/4471209.", "We wrote to maria.keller@example.org.", "We come to Hauptstr. 14."):
        assert asked(text=text, **told), text
    assert not asked(text="Thank you, Maria. Your lamp leaves on Friday.", **told)


def test_what_she_said_of_her_life_may_be_taken_up_where_nobody_calls_it_private() -> None:
    said, text = "I have diabetes, and your juice had sugar in it.", "With your diabetes that must not happen."
    assert not asked(text=text, customer_text=said, case_sensitive=[])
    assert asked(text=text, customer_text=said)
    assert asked(text=text, customer_text=said, case_sensitive=["diabetes"])


def test_an_answer_is_held_against_a_long_case_in_bounded_time() -> None:
    said = [f"{TOLD} I work at Siemens Energy {n}. I have diabetes. Ring 07700 {n:06}." for n in range(200)]
    facts = with_said(Facts(customer_name="Maria Keller"), said, "en")
    text = "We are sorry about the boiler, Maria; you hear from us on Friday. " * 30
    began = time.process_time()
    judge(Draft(text, "en", public=True, machine=True), facts)
    assert time.process_time() - began < 1  # seconds; a tenth of that where nothing else runs


@pytest.mark.parametrize(
    "piece",
    [
        "I work a a a ",
        "ich arbeite bei ",
        "zweihundert",
        "one hundred and ",
        "my salary ",
        "1,000,000 ",
        "m a r i a ",
        "Aa ",
    ],
)
def test_hostile_words_and_answers_are_read_in_bounded_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    began = time.process_time()
    facts = with_said(Facts(sensitive=("Müllerstraße 12", "salary 3,200", "Иванов", "pregnant")), (TOLD, text), "en")
    judge(Draft(text, "en", public=True, machine=True), facts)
    assert time.process_time() - began < 5  # seconds; a tenth of that where nothing else runs
