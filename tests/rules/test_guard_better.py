"""Better wordings: in whose language they are offered, filled with what is known, and where the missing ones go."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.replies.guard import CATALOGUE, Draft, Facts, Finding, judge
from ombud.replies.guard.belongs import belongs, greeted
from ombud.replies.guard.better import frames, wordings
from ombud.replies.guard.cited import cited
from ombud.replies.guard.lexicon import LANGUAGES
from ombud.replies.guard.offered import missing
from ombud.replies.texts import registers


@pytest.mark.parametrize(
    ("text", "meant", "language", "register"),
    [
        ("Hello Robin, I have read it all. It is only a small scratch, so please calm down.", "de", "en", ""),
        ("Guten Tag, ich habe Ihre Nachricht gelesen. Beruhigen Sie sich bitte erst einmal.", "en", "de", "formal"),
        ("Hola, he leído tu mensaje con atención. Primero cálmate, por favor, y te escribo.", "en", "es", "informal"),
        ("Calm down.", "en", "en", ""),
        ("Beruhigen Sie sich.", "de", "de", "formal"),
        ("Hallo Robin, danke für deine Nachricht. Beruhig dich bitte, dann gehe ich dem nach.", "xx", "de", "informal"),
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


ROBIN = Facts(
    customer_name="Robin Berg", owner_name="Mia Holm", author_name="Mia Holm", kind="complaint", first_word=True
)
SAID = {
    "en": "My charger stopped working after two days. You are all idiots, call me on 0151 2345678!",
    "de": "Mein Ladegerät geht seit zwei Tagen nicht. Ihr seid alle unfähig, ruft mich an: 0151 2345678!",
    "es": "Mi cargador dejó de funcionar a los dos días. ¡Sois unos inútiles, mi número es 0151 2345678!",
    "da": "Min oplader holdt op med at virke efter to dage. I er ubrugelige, ring på 0151 2345678!",
    "id": "Pengisi daya saya rusak setelah dua hari. Kalian parah, telepon saya di 0151 2345678!",
}
BARE = {
    "en": "Thanks for your message.", "de": "Danke für die Nachricht.", "es": "Gracias por el mensaje.",
    "da": "Tak for beskeden.", "id": "Pesannya sudah masuk.",
}  # fmt: skip


def every() -> list[tuple[str, str]]:
    return [(language, register) for language in LANGUAGES for register in registers(language)]


def lacks(text: str, language: str, register: str = "", facts: Facts = ROBIN, **more: object) -> dict[str, Finding]:
    """What is missing in `text`, by rule."""
    draft = Draft(text, language, quoted=(SAID.get(language, ""),), register=register, **more)  # type: ignore[arg-type]
    return {f.rule: f for f in judge(draft, facts).findings if missing(f)}


def with_it(text: str, finding: Finding) -> str:
    """`text` after its author took the words that were offered."""
    assert finding.place
    assert finding.put
    start, end = finding.place
    return text[:start] + finding.put + text[end:]


def test_each_rule_has_words_but_those_where_only_the_writer_knows_them() -> None:
    """Nobody else can shorten her text (R00), translate it (R15) or know what belongs into a gap (R18)."""
    for language, register in every():
        known = {rule.split()[0] for rule in (*wordings(language, register), *frames(language, register))}
        assert CATALOGUE.keys() - known == {"R00", "R15", "R18"}, (language, register)
        assert set(frames(language, register)) == {"R01", "R02", "R02 praise", "R05", "R05 another"}


@pytest.mark.parametrize(("language", "register"), every())
@pytest.mark.parametrize("author", ["Mia Holm", ""])
def test_what_is_missing_is_offered_and_taken_is_missing_no_more(language: str, register: str, author: str) -> None:
    facts, text = replace(ROBIN, author_name=author), BARE[language]
    found = lacks(text, language, register, facts)
    assert {"R01", "R02", "R03", "R05", "R06"} <= set(found)
    for rule, finding in found.items():
        after = with_it(text, finding)
        assert rule not in lacks(after, language, register, facts), after
        draft = Draft(after, language, quoted=(SAID[language],), register=register)
        assert not judge(draft, facts).blocks, after
        assert "{" not in after
        assert "0151" not in after


@pytest.mark.parametrize(("language", "register"), every())
def test_filled_words_pass_by_themselves(language: str, register: str) -> None:
    for frame in frames(language, register).values():
        words = frame.format(name="Robin Berg", words="oplader 49")
        facts = Facts(customer_name="Robin Berg", failed_handler_names=("Kim Sato",))
        verdict = judge(Draft(words, language, quoted=("oplader 49",), register=register), facts)
        assert verdict.findings == (), (words, verdict.findings)


@pytest.mark.parametrize(("language", "register"), every())
def test_all_that_is_offered_taken_one_after_the_other_makes_a_reply_that_lacks_nothing(
    language: str, register: str
) -> None:
    text = BARE[language]
    for _ in range(8):
        found = lacks(text, language, register)
        if not found:
            break
        text = with_it(text, next(iter(found.values())))
    assert lacks(text, language, register) == {}
    assert BARE[language] in text
    assert "Robin Berg" in text.splitlines()[0], "the greeting comes first"


def test_praise_is_thanked_and_not_looked_into() -> None:
    facts = Facts(customer_name="Robin Berg", scenario="praise", first_word=True)
    said = "The new lamp is wonderful, my evenings are bright again."
    draft = Draft("Hello Robin, how nice.", "en", quoted=(said,))
    (finding,) = judge(draft, facts).findings
    assert finding.better == "You wrote: “my evenings are bright again”. That made my day, thank you."


@pytest.mark.parametrize(
    ("facts", "starts"),
    [
        ({"owner_name": "Mia Holm", "author_name": "Mia Holm"}, "I am Mia Holm,"),
        ({"owner_name": "Mia Holm", "author_name": "Jo Berg"}, "Mia Holm is"),
        ({"owner_name": "Mia Holm", "handler_name": "Kim Sato"}, "Kim Sato is"),
        ({"handler_names": ("Kim Sato", "Ada Obi"), "failed_handler_names": ("Kim Sato",)}, "Ada Obi is"),
        ({"author_name": "Siobhán O’Neill"}, "I am Siobhán O’Neill,"),
        ({"author_name": "Ng"}, "I am Ng,"),
        ({"author_name": "X"}, "I am X,"),
        ({"owner_name": "Kim Sato", "failed_handler_names": ("Kim Sato",)}, ""),
        ({"owner_name": "win at https://prize.example"}, ""),
    ],
)
def test_who_takes_care_is_named_and_never_who_failed(facts: dict[str, Any], starts: str) -> None:
    known = Facts(kind="complaint", first_word=True, **facts)
    text = "Thank you for your message, it is read."
    finding = lacks(text, "en", facts=known)["R05"]
    assert (finding.better or "").startswith(starts)
    assert (finding.better is None) is (starts == "")
    if starts:
        assert "R05" not in lacks(with_it(text, finding), "en", facts=known)


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Siobhán O’Neill", "Hello Siobhán O’Neill,"),
        ("O'Neill, Siobhan", "Hello Siobhan O'Neill,"),
        ("Ng", "Hello Ng,"),
        ("X", "Hello X,"),
        ("x", "Hello X,"),
        ("李", "Hello 李,"),
        ("Only", "Hello Only,"),
        ("https://prize.example", None),
    ],
)
def test_she_is_greeted_by_whatever_name_she_has(name: str, greeting: str | None) -> None:
    facts = replace(ROBIN, customer_name=name)
    finding = lacks(BARE["en"], "en", facts=facts)["R01"]
    assert finding.better == greeting
    if greeting:
        assert "R01" not in lacks(with_it(BARE["en"], finding), "en", facts=facts)


def test_nothing_private_and_nothing_thrown_at_us_is_repeated() -> None:
    said = (
        "You are thieves. Call me on 0151 2345678. THIS IS A SCANDAL OF LAMPS. My name is Robin Berg. The lamp on my "
        "bed flickers. > my old mail\nI live in Elm Street 4."
    )
    assert list(cited((said,), ROBIN)) == ["The lamp on my bed flickers"]
    assert list(cited(("Scam!", "", "12345", "you did not answer my lamp"), ROBIN)) == []


def test_in_public_nothing_of_the_case_is_offered() -> None:
    facts = replace(ROBIN, sensitive=("epilepsy",), full_names=("Robin Berg",))
    said = ("My epilepsy lamp flickers in the kitchen.",)
    found = judge(Draft("Thank you for your message.", "en", public=True, quoted=said), facts).findings
    better = {f.rule: f.better for f in found if missing(f)}
    assert better["R01"] == "Hello Robin,"
    assert better["R02"] is None
    assert better["R07"] == wordings("en", "")["R07"]


PLACES = [
    ("R01", "thanks.", "[Hi,\n\n]thanks."),
    ("R01", "", "[Hi,]"),
    ("R01", "Hello,\n\nthanks.", "[Hi,]\n\nthanks."),
    ("R01", "Dear customer! Thanks.", "[Hi!] Thanks."),
    ("R01", "Hej\n\nTak.", "[Hi]\n\nTak."),
    ("R01", "Hola, Renate:\n\nGracias.", "[Hi:]\n\nGracias."),
    ("R01", "Hallo ich sehe nach.", "[Hi,\n\n]Hallo ich sehe nach."),
    ("R01", "Hello Robin, Thanks for all.", "[Hi,] Thanks for all."),
    ("R01", "Hello I see to it.", "[Hi,\n\n]Hello I see to it."),
    ("R03", "Hello Robin,\n\nI see to it. More.\n\nMia", "Hello Robin,\n\nI see to it.[ Hi,] More.\n\nMia"),
    ("R03", "I asked Dr. Holm on 3. May. More.", "I asked Dr. Holm on 3. May.[ Hi,] More."),
    ("R03", "Hello Robin,\n\nMia", "Hello Robin,[\n\nHi,]\n\nMia"),
    ("R04", "I see to it.\n\nKind regards,\nMia Holm\nUs", "I see to it.[ Hi,]\n\nKind regards,\nMia Holm\nUs"),
    ("R04", "I see to it.\n\nBest wishes Mia", "I see to it.[ Hi,]\n\nBest wishes Mia"),
    ("R04", "I see to it.\nO’Neill, Pellamo", "I see to it.[ Hi,]\nO’Neill, Pellamo"),
    ("R04", "I see to it.\n\nX", "I see to it.[ Hi,]\n\nX"),
    ("R04", "I see to it. – Mia", "I see to it.[ Hi,] – Mia"),
    ("R04", "I see to it", "I see to it[\n\nHi,]"),
    ("R04", "Hallo,\n\nDanke für alles.\n\nGern.\n\nMia", "Hallo,\n\nDanke für alles.\n\nGern.[ Hi,]\n\nMia"),
    ("R06", "I do.\n\nMia\n\nRobin wrote:\n> so\n> it is", "I do.[ Hi,]\n\nMia\n\nRobin wrote:\n> so\n> it is"),
    ("R06", "Hola:\n\nLo miro.\n\nUn saludo,\nMia", "Hola:\n\nLo miro.[ Hi,]\n\nUn saludo,\nMia"),
    ("R06", "Halo Kak,\n\nsudah.\n\nSalam hangat,\nMia", "Halo Kak,\n\nsudah.[ Hi,]\n\nSalam hangat,\nMia"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "after"), PLACES)
def test_what_is_missing_goes_where_it_belongs(rule: str, text: str, after: str) -> None:
    start, end, put = belongs(rule, "Hi,", text)
    assert f"{text[:start]}[{put}]{text[end:]}" == after


def test_a_german_letter_goes_on_small_after_a_comma() -> None:
    assert belongs("R01", "Hallo Robin,", "Ich sehe nach.", "de")[2] == "Hallo Robin!\n\n"
    assert belongs("R01", "Hallo Robin,", "ich sehe nach.", "de")[2] == "Hallo Robin,\n\n"


@given(
    st.sampled_from(sorted(set(CATALOGUE) & {"R01", "R02", "R03", "R04", "R05", "R06", "R07"})),
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(["Hello", " Robin", ",", ".", "\n", "> x", " – Mia", "Grüße", "ß", "Dr.", "…"])).map(
            "".join
        ),
    ),
)
def test_nothing_is_written_over_but_a_greeting(rule: str, text: str) -> None:
    start, end, put = belongs(rule, "WORDS,", text)
    assert 0 <= start <= end <= len(text)
    assert put.strip().startswith("WORDS")
    assert start == end or (rule, (start, end)) == ("R01", greeted(text))
    assert not (text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()), "never within a word"


def test_a_place_is_found_at_once_in_any_text() -> None:
    for text in ("\n" * 20_000, "a." * 10_000, "> x\n" * 5_000, "Hello " * 3_000, "– A" * 6_000, "A.-" * 6_000):
        began = time.perf_counter()
        for rule in ("R01", "R03", "R06"):
            belongs(rule, "Words.", text)
        list(cited((text,), ROBIN))
        assert time.perf_counter() - began < 1, text[:6]
