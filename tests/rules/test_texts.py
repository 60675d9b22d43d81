"""What we say: every text in every language and register is whole, in the same shape, and passes our own guard."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.replies.guard import Draft, Facts, judge
from ombud.replies.texts import (
    LANGUAGES,
    MissingValue,
    Text,
    UnknownText,
    greeting_name,
    keys,
    placeholders,
    register_for,
    registers,
    say_day,
    say_when,
    write,
)

NOON = datetime(2026, 11, 27, 11, tzinfo=UTC)
NAMES = ("Robin", "@robin_k", "Robin Berg-Olsen")
PARAGRAPHS = {
    "en": "Which lamp was packed on Tuesday?\n\nA new one is on its way.",
    "de": "Welche Lampe wurde am Dienstag gepackt?\n\nEine neue ist unterwegs.",
    "es": "¿Qué lámpara se envió el martes?\n\nUna nueva está en camino.",
    "da": "Hvilken lampe blev pakket i tirsdags?\n\nEn ny er sendt afsted.",
    "id": "Lampu mana yang dikirim hari Selasa?\n\nLampu baru sudah dikirim.",
}
TOPICS = {
    "en": ("the broken lamp", "my lamp does not switch on", "Delivery!!"),
    "de": ("die kaputte Lampe", "meine Lampe geht nicht an", "den Versand"),
    "es": ("la lámpara rota", "mi lámpara no enciende", "el envío"),
    "da": ("den ødelagte lampe", "min lampe tænder ikke", "leveringen"),
    "id": ("lampu yang rusak", "lampu saya tidak menyala", "pengiriman"),
}
PUBLIC_FACTS = {"case_number", "portal_url", "desk_url", "perk"}


def values(language: str, name: str = "Robin", topic: str = "Delivery") -> dict[str, object]:
    when = say_when(NOON, "Europe/Berlin", language)
    people = ("handler", "owner", "agent", "staff", "asked", "approver", "leader")
    return {
        **{f"{person}_name": "Kim Sato" for person in people},
        **dict.fromkeys(
            ("answer", "claim", "done", "message", "outcome", "question", "quote", "recommendation"),
            PARAGRAPHS[language],
        ),
        "customer_name": name,
        "topic": topic,
        "team": "Kundenservice",
        "case_number": 4711,
        "portal_url": "https://care.example/c/4711-lol",
        "desk_url": "https://care.example/cases/4711/",
        "perk": "THANKS10",
        "worth": "10 %",
        "next_update_by": when,
        "answer_by": when,
        "since": when,
        "received_at": when,
        "inbox_name": "care@example.org",
        "incident_name": "Lamps go out",
        "language_name": {"en": "Danish", "de": "Dänisch", "es": "danés", "da": "dansk", "id": "Denmark"}[language],
        "reason": "550 5.1.1",
        "title": "Charge once, or not at all",
    }


def every_text() -> Iterator[tuple[str, str, str]]:
    for key in keys():
        for language in LANGUAGES:
            for register in registers(language):
                yield key, language, register


def texts(key: str, language: str, register: str) -> Iterator[Text]:
    for name in NAMES:
        for topic in TOPICS[language]:
            yield write(key, language, register, **values(language, name, topic))


@pytest.mark.parametrize(("key", "language", "register"), list(every_text()))
def test_every_text_passes_the_guard_without_a_single_finding(key: str, language: str, register: str) -> None:
    for text in texts(key, language, register):
        asked = "" if register == "neutral" else register
        for machine in (True,) if text.internal else (True, False):  # what goes to colleagues nobody types
            draft = Draft(text.body, language, public=text.public, machine=machine, register=asked)
            facts = Facts(customer_name="Robin", owner_name="Kim Sato", links=("https://care.example/c/",))
            assert judge(draft, facts).findings == (), text.body
        assert judge(Draft(text.subject, language, machine=True), Facts()).findings == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["unsatisfied_takeover", "reopened", "taken_back_customer"])
def test_a_text_for_who_had_to_come_back_has_all_that_is_asked_for(key: str, language: str) -> None:
    for register in registers(language):
        text = write(key, language, register, **values(language))
        facts = Facts(
            customer_name="Robin", owner_name="Kim Sato", kind="complaint", scenario="unsatisfied", first_word=True
        )
        assert judge(Draft(text.body, language), facts).findings == (), text.body


@pytest.mark.parametrize(("key", "language", "register"), list(every_text()))
def test_every_text_is_cleanly_set_and_leaves_no_hole(key: str, language: str, register: str) -> None:
    bad = re.compile(r" {2}| \n|\n |\n{3}| [,.;:!?](?: |$)|[{}]")
    for text in texts(key, language, register):
        assert not bad.search(text.body.replace("Delivery!!", "Delivery")), text.body
        assert not bad.search(text.subject)
        assert "\n" not in text.subject
        assert text.body == text.body.strip()
        assert len(text.subject) <= 100


@pytest.mark.parametrize("key", keys())
def test_a_text_has_the_same_places_and_nature_in_all_languages(key: str) -> None:
    wanted = placeholders(key)
    marks = {name: f"«{name}»" for name in wanted} | {"portal_url": "«portal_url»", "desk_url": "«desk_url»"}
    natures = set()
    for language in LANGUAGES:
        for register in registers(language):
            text = write(key, language, register, **marks)
            held = set(re.findall(r"«(\w+)»", text.body)) | set(re.findall(r"«(\w+)»", text.subject))
            assert held == wanted, (language, register)
            natures.add((text.automatic, text.public, text.internal))
    assert len(natures) == 1


def test_public_texts_carry_no_fact_of_a_case() -> None:
    public = [key for key in keys() if write(key, "en", "neutral", **values("en")).public]
    assert "thanks_praise" in public
    for key in public:
        assert not PUBLIC_FACTS & placeholders(key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_automatic_text_to_a_customer_says_that_it_is_one(language: str) -> None:
    word = {"en": "automatic", "de": "automatisch", "es": "automátic", "da": "automatisk", "id": "otomatis"}[language]
    seen = 0
    for key in keys():
        for register in registers(language):
            text = write(key, language, register, **values(language))
            if text.automatic and not text.internal:
                assert word in text.body, (key, register)
                seen += 1
    assert seen >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_names_the_owner_and_the_date(language: str) -> None:
    for register in registers(language):
        for key in ("receipt", "receipt_message"):
            text = write(key, language, register, **values(language))
            assert "Kim Sato" in text.body
            assert say_when(NOON, "Europe/Berlin", language) in text.body


def test_a_missing_or_blank_value_raises_instead_of_leaving_a_hole() -> None:
    full = values("en")
    for name in placeholders("receipt") - {"customer_name"}:
        for nothing in (None, "", "  \n"):
            with pytest.raises(MissingValue) as error:
                write("receipt", "en", "neutral", **{**full, name: nothing})
            assert error.value.names == (name,)
    with pytest.raises(MissingValue):
        write("receipt", "en", "neutral", **{k: v for k, v in full.items() if k != "owner_name"})


@pytest.mark.parametrize(
    ("language", "register", "start"),
    [
        ("en", "neutral", "Hello,\n\n"),
        ("de", "formal", "Guten Tag,\n\n"),
        ("es", "informal", "Hola:\n\n"),
        ("da", "neutral", "Hej\n\n"),
        ("id", "informal", "Halo Kak,\n\n"),
    ],
)
def test_a_customer_without_a_name_is_greeted_without_one(language: str, register: str, start: str) -> None:
    body = write("receipt", language, register, **{**values(language), "customer_name": ""}).body
    assert body.startswith(start)
    with pytest.raises(MissingValue):  # in the middle of a sentence a name cannot be left out
        write("thanks_praise", language, register, **{**values(language), "customer_name": ""})


@pytest.mark.parametrize(("key", "language", "register"), list(every_text()))
def test_a_text_for_our_side_is_written_even_for_a_customer_without_a_name(
    key: str, language: str, register: str
) -> None:
    if not write(key, language, register, **values(language)).internal:
        return
    text = write(key, language, register, **{**values(language), "customer_name": ""})
    assert "Robin" not in text.body
    small = re.compile(r"(?:[a-z)][.?]\s+|(?<![,\n])\n+)(?:this person|diese Person|esta persona|kunden|pelanggan ini)")
    assert not small.search(text.body), text.body
    assert judge(Draft(text.body, language, machine=True), Facts()).findings == ()


def test_a_nameless_customer_is_this_person_to_us() -> None:
    body = write("owner_alarm", "en", "neutral", **{**values("en"), "customer_name": ""}).body
    assert "A word to this person is promised" in body
    assert (
        "\n\nThis person says" in write("owner_not_yet", "en", "neutral", **{**values("en"), "customer_name": ""}).body
    )


def test_unknown_keys_languages_and_registers() -> None:
    with pytest.raises(UnknownText):
        write("no_such_text", "en", "neutral")
    with pytest.raises(UnknownText):
        placeholders("no_such_text")
    with pytest.raises(ValueError, match="unknown register"):
        write("receipt", "de", "shouting", **values("de"))
    french = write("receipt", "fr", "formal", **values("en"))
    assert (french.language, french.register) == ("en", "neutral")
    assert (register_for("de", "neutral"), register_for("en", "informal")) == ("formal", "neutral")


@given(st.text(max_size=80), st.text(max_size=400))
def test_no_value_can_break_out_of_its_place(name: str, question: str) -> None:
    text = write(
        "enquiry_asked", "en", "neutral", **{**values("en"), "customer_name": f"x{name}", "question": f"x{question}"}
    )
    start = text.body.index("Kim Sato,\n\n") + len("Kim Sato,\n\n")
    assert "\n" not in text.body[start : text.body.index(" wrote to us about")]
    assert not re.search(r"[\x00-\x08\u202a-\u202e\ud800-\udfff]", text.body)


@pytest.mark.parametrize(
    ("given_name", "greeted"),
    [
        ("Robin", "Robin"),
        ("Berg-Olsen, Robin", "Robin Berg-Olsen"),
        ("'Robin K.'", "Robin K."),
        ("@robin_k", "@robin_k"),
        ("WIN NOW http://bad.example", ""),
        ("visit bad.example/now", ""),
        ("robin@example.org", ""),
        ("+45 1234 5678", ""),
        ("<script>", ""),
        ("{customer_name}", ""),
        ("you have been chosen to get a very large prize from us", ""),
        ("x" * 90, ""),
        ("Ro\u202ebin\n", "Robin"),
        ("👍", ""),
        ("", ""),
    ],
)
def test_a_greeting_never_repeats_a_strangers_advertisement(given_name: str, greeted: str) -> None:
    assert greeting_name(given_name) == greeted


@given(st.text(max_size=200))
def test_a_greeting_name_is_one_short_line(name: str) -> None:
    greeted = greeting_name(name)
    assert len(greeted) <= 60
    assert "\n" not in greeted


@pytest.mark.parametrize(
    ("language", "whole", "half"),
    [
        ("en", "Friday, 27 November, 12:00", "Friday, 27 November, 12:30"),
        ("de", "Freitag, 27. November, 12 Uhr", "Freitag, 27. November, 12:30 Uhr"),
        ("es", "viernes 27 de noviembre a las 12:00", "viernes 27 de noviembre a las 12:30"),
        ("da", "fredag den 27. november kl. 12", "fredag den 27. november kl. 12.30"),
        ("id", "Jumat, 27 November pukul 12.00", "Jumat, 27 November pukul 12.30"),
        ("fr", "Friday, 27 November, 12:00", "Friday, 27 November, 12:30"),
    ],
)
def test_a_time_is_said_as_people_say_it(language: str, whole: str, half: str) -> None:
    assert say_when(NOON, "Europe/Berlin", language) == whole
    assert say_when(NOON + timedelta(minutes=30), ZoneInfo("Europe/Berlin"), language) == half


def test_a_time_is_said_on_the_local_clock() -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert say_when(late, "Asia/Jakarta", "id") == "Jumat, 1 Januari pukul 06.30"
    assert say_when(late, "Europe/Madrid", "es") == "viernes 1 de enero a las 0:30"
    assert say_when(late + timedelta(hours=1), "Europe/Madrid", "es").endswith("a la 1:30")
    assert say_day(late, "Europe/Copenhagen", "da") == "fredag den 1. januar"
    with pytest.raises(ValueError, match="time zone"):
        say_when(datetime(2026, 1, 1), "UTC", "en")  # noqa: DTZ001 - a naive time is what is refused here
