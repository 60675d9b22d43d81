"""The first reading: complaints are not missed, anger is not abuse, and what is pressing is seen."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ombud.triage.rules import FirstReading, Kind, read
from ombud.triage.words import LANGUAGES, lists

READINGS = yaml.safe_load((Path(__file__).parent / "readings.yaml").read_text(encoding="utf-8"))
ALL = [(lang, entry) for lang, parts in READINGS.items() for part in parts.values() for entry in part]
PARTS = [(lang, part) for lang, parts in READINGS.items() for part in parts]


def reading(entry: dict[str, str], language: str) -> FirstReading:
    subject, _, text = entry["text"].rpartition(" | ")
    return read(text, subject, language)


@pytest.mark.parametrize(("language", "part"), PARTS)
def test_kinds_are_read_rightly_often_enough(language: str, part: str) -> None:
    entries = READINGS[language][part]
    wrong = [
        (e["kind"], reading(e, language).kind, e["text"]) for e in entries if reading(e, language).kind != e["kind"]
    ]
    assert len(wrong) <= 0.15 * len(entries), wrong


@pytest.mark.parametrize(("language", "entry"), [(lang, e) for lang, e in ALL if "urgency" in e])
def test_what_is_pressing_is_seen(language: str, entry: dict[str, str]) -> None:
    assert reading(entry, language).urgency == int(entry["urgency"])


@pytest.mark.parametrize(("language", "entry"), [(lang, e) for lang, e in ALL if "flags" in e])
def test_threat_and_abuse_are_suspected(language: str, entry: dict[str, str]) -> None:
    read_as = reading(entry, language)
    assert all(getattr(read_as, flag) for flag in entry["flags"])


@pytest.mark.parametrize(("language", "entry"), [(lang, e) for lang, e in ALL if e["kind"] not in ("abuse", "spam")])
def test_nobody_else_is_suspected_of_anything(language: str, entry: dict[str, str]) -> None:
    read_as = reading(entry, language)
    assert (read_as.abuse, read_as.threat, read_as.spam) == (False, False, False)


ANGRY = {
    "en": "What the fuck is this shit?! My damn order is STILL not here, I am furious!!!",
    "de": "Verdammte Scheiße, was ist das für ein Saftladen?! Meine Bestellung ist immer noch nicht da!!!",
    "es": "¡¡Joder, qué mierda de servicio!! ¡Mi pedido todavía no ha llegado, estoy hasta las narices!",
    "da": "Hvad fanden er det for noget lort?! Min pakke er STADIG ikke kommet, jeg er rasende!!",
    "id": "Anjing, taik banget pelayanannya!! Pesanan gue belum sampai juga, kesel gue!!!",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_anger_alone_is_never_abuse(language: str) -> None:
    read_as = read(ANGRY[language], "", language)
    assert (read_as.kind, read_as.anger, read_as.abuse, read_as.threat) == (Kind.COMPLAINT, True, False, False)
    assert "anger" in read_as.why


CURSES = {
    "en": "Fuck, shit, damn, bullshit!!",
    "de": "Verdammte Scheiße!!",
    "es": "¡Joder, mierda, puta madre!",
    "da": "For fanden, lort!",
    "id": "Anjir, bangsat, taik!",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_curse_without_anything_else_is_not_abuse_either(language: str) -> None:
    assert not read(CURSES[language], "", language).abuse


def test_an_insult_inside_a_complaint_does_not_make_it_abuse() -> None:
    read_as = read("You idiots sent me the wrong lamp again and it is broken.", "", "en")
    assert read_as.kind is Kind.COMPLAINT
    assert not read_as.abuse
    assert "insult_inside" in read_as.why


def test_a_threat_inside_a_complaint_is_seen_and_stays_a_complaint() -> None:
    read_as = read("My lamp is broken and I will come and hurt you, I know where you live.", "", "en")
    assert (read_as.kind, read_as.threat, read_as.urgency) == (Kind.COMPLAINT, True, 1)


def test_going_to_court_is_no_threat() -> None:
    read_as = read("If my refund does not come I will go to my lawyer and take legal action.", "", "en")
    assert (read_as.kind, read_as.threat) == (Kind.COMPLAINT, False)


def test_praise_with_a_complaint_inside_keeps_urgency_three() -> None:
    read_as = read("I love it, wonderful work, thank you so much! Only the plug is a bit loose.", "", "en")
    assert (read_as.kind, read_as.urgency) == (Kind.PRAISE, 3)
    assert "complaint_inside" in read_as.why


def test_praise_denied_is_a_complaint() -> None:
    assert read("This was not great and not a fantastic service.", "", "en").kind is Kind.COMPLAINT


@pytest.mark.parametrize(
    "text",
    [
        "You have won! Claim your gift card prize. But seriously: my gift card never arrived.",
        "I bought your bitcoin lamp as a gift card holder and it arrived broken.",
    ],
)
def test_a_complaint_with_the_words_of_spam_is_not_spam(text: str) -> None:
    assert read(text, "", "en").kind is Kind.COMPLAINT


def test_a_child_alone_is_no_emergency_and_a_child_in_danger_is() -> None:
    assert read("The lamp for my daughter's birthday arrived broken.", "", "en").urgency == 3
    in_danger = read("A member keeps harassing my 13 year old daughter with sexual comments.", "", "en")
    assert (in_danger.urgency, in_danger.safety) == (1, True)
    assert "child" in in_danger.why


def test_a_private_address_made_public_is_an_emergency() -> None:
    read_as = read("Somebody posted my home address in the forum.", "", "en")
    assert (read_as.kind, read_as.urgency, read_as.safety) == (Kind.COMPLAINT, 1, True)


def test_a_language_without_lists_is_a_complaint_until_a_person_knows_better() -> None:
    read_as = read("Bonjour, le colis est toujours en route depuis le mois de septembre.", "", "fr")
    assert (read_as.kind, read_as.urgency) == (Kind.COMPLAINT, 3)
    assert read_as.confidence <= 0.4
    assert "language_not_read" in read_as.why


@given(st.text(max_size=300), st.text(max_size=40), st.sampled_from([*LANGUAGES, "fr", "unknown", ""]))
def test_reading_never_raises_and_keeps_the_invariant(text: str, subject: str, language: str) -> None:
    read_as = read(text, subject, language)
    assert 1 <= read_as.urgency <= 4
    assert read_as.kind is not Kind.COMPLAINT or read_as.urgency <= 3  # I2
    assert 0 <= read_as.confidence <= 1
    assert read_as.why
    assert read_as.spam == (read_as.kind is Kind.SPAM)


@given(st.sampled_from(ALL), st.sampled_from([str.upper, str.lower, lambda s: s.replace(" ", "\n")]))
def test_typing_does_not_change_the_kind_of_a_complaint(case: tuple[str, dict[str, str]], typed: object) -> None:
    language, entry = case
    assert callable(typed)
    if reading(entry, language).kind is Kind.COMPLAINT:
        subject, _, text = entry["text"].rpartition(" | ")
        assert read(typed(text), subject, language).kind is Kind.COMPLAINT


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_class_of_words(language: str) -> None:
    def classes(name: str) -> set[str]:
        table = lists(name)
        follow = [*table.loose.values(), *(e for seconds in table.pairs.values() for e in seconds.values())]
        return (
            {sort for sorts in table.whole.values() for sort in sorts}
            | {entry[-1] for entries in follow for entry in entries}
            | {entry[-1] for entries in table.stems.values() for entry in entries}
        )

    assert classes(language) == classes("en")
    assert len(lists(language).whole) > 200
