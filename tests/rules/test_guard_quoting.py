"""Whose words stand in quotation marks and behind ">": hers are repeated, all others are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.replies.guard import Draft, Facts, judge
from ombud.replies.guard.hers import hers, unmarked, without
from ombud.replies.guard.normal import normalise

FACTS = Facts(
    customer_name="Robin", failed_handler_names=("Kim Sato",), phones=("07700 900123",),
    addresses=("Müllerstraße 12, 20095 Hamburg",), sensitive=("St. Anna Hospital",),
)  # fmt: skip
SAID = (
    "Kim told me to calm down and that it is just a small delay! Kim will call me tomorrow, he said.\n"
    "I live at Müllerstraße 12 and work at St. Anna Hospital. Your letter began with “Dear {first_name}” and {answer}.",
)


def rules(text: str, *, public: bool = False, quoted: tuple[str, ...] = (), language: str = "en") -> dict[str, str]:
    found = judge(Draft(text, language, public=public, quoted=quoted), FACTS).findings
    return {one.rule: one.severity for one in found if one.rule in ("R08", "R11", "R12", "R14", "R18")}


@pytest.mark.parametrize(
    ("text", "language", "rule"),
    [
        ("> Robin lives at Müllerstraße 12", "en", "R12"),
        ("> Robin wohnt in der Müllerstraße 12", "de", "R12"),
        ("> Llame al 07700 900123", "es", "R12"),
        ("> Kim will call", "en", "R14"),
        ("> Kim ruft Sie an", "de", "R14"),
        ("> Kim ringer til dig", "da", "R14"),
        ("> {name}", "en", "R18"),
        ("> Hola {nombre}", "es", "R18"),
        ("> Calm down", "en", "R11"),
        ("> Calm\n> down", "en", "R11"),
        ("  >> Beruhigen Sie sich", "de", "R11"),
        ("> Slap nu af, kære Robin.", "da", "R11"),
        ("> Cálmese, por favor.", "es", "R11"),
        ("> Mohon bersabar, Ibu Robin.", "id", "R11"),
    ],
)
def test_a_sign_before_a_line_hides_nothing(text: str, language: str, rule: str) -> None:
    assert rules(text, public=rule == "R12", language=language)[rule] == "block"
    assert rules(f"Hello Robin,\n\n{text}\n", public=rule == "R12", language=language)[rule] == "block"


@pytest.mark.parametrize(
    "text",
    [
        f"I am sorry.\n\n> {SAID[0].splitlines()[0]}",
        "> Kim told me to CALM   DOWN and that\n> it is just a small delay!\n\nThat was wrong.",
        "> told me to calm down […] that it is just a small delay\n\nThat was wrong.",
        "> Robin wrote:\n> Kim told me to calm down and that it is just a small delay!\n\nThat was wrong.",
        "You wrote: “just a small delay”. It was not.",
    ],
)
def test_her_own_words_may_be_repeated(text: str) -> None:
    assert "block" not in rules(text, quoted=SAID).values()
    spoken_of = '"' in normalise(text)
    weight = "warn" if spoken_of else "block"
    assert weight in rules(text).values(), "nobody knows that they are hers; a harmless sentence that quotes is shown"


@pytest.mark.parametrize(
    "text",
    [
        "> Please calm down, Robin.",
        "> calm\n> down",
        "> just a small delay and nothing more",
        "> calm down",
        "> small\n> calm down",
    ],
)
def test_words_of_hers_put_together_otherwise_are_ours(text: str) -> None:
    assert {"R11", "R08"} & set(rules(text, quoted=SAID))


def test_what_is_private_stays_so_in_her_own_words() -> None:
    for text in ("You wrote: “I live at Müllerstraße 12”.", "> I live at Müllerstraße 12 and work at St. Anna."):
        assert rules(text, public=True, quoted=SAID) == {"R12": "block"}
        assert rules(text, quoted=SAID) == {}


def test_her_words_about_who_failed_her_warn_and_his_name_alone_stops() -> None:
    assert rules("You wrote: “Kim will call me tomorrow”. He did not, and I am sorry.", quoted=SAID) == {"R14": "warn"}
    assert rules("> Kim will call me tomorrow, he said.", quoted=SAID) == {"R14": "warn"}
    assert rules("Please ask for “Kim”.", quoted=SAID) == {"R14": "block"}
    assert rules("> Kim will call you tomorrow, he said.", quoted=SAID) == {"R14": "block"}


def test_an_open_place_that_she_wrote_of_warns_unless_it_is_one_of_ours() -> None:
    assert rules("It began with “Dear {first_name}”, you say.", quoted=SAID) == {"R18": "warn"}
    assert rules("It began with “Dear {last_name}”, you say.", quoted=SAID) == {"R18": "block"}
    assert judge(Draft("> Your letter began with “Dear {first_name}” and {answer}.", "en", quoted=SAID), FACTS).blocks


def test_a_message_of_hers_may_be_short() -> None:
    assert rules("> Calm down\n\nThat was wrong of Kim.", quoted=("Calm down.",)) == {}
    assert rules("> Calm down\n\nThat was wrong of Kim.", quoted=("I will not calm down.",)) == {"R11": "block"}


@given(st.text('> \n"“”…calmdown.{}', max_size=60), st.text('> \n"calmdown.{}', max_size=40))
def test_only_what_she_wrote_is_left_out_and_nothing_moves(text: str, said: str) -> None:
    spans = hers(text, (said,))
    assert len(without(text, spans)) == len(unmarked(text)) == len(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    if not said.strip():
        assert spans == []


@given(st.lists(st.sampled_from(["> ", ">", ">> ", " > ", "\t>", ""]), min_size=1, max_size=4))
def test_however_lines_are_marked_they_are_read(signs: list[str]) -> None:
    text = "\n".join(f"{sign}Calm down, {{name}}, Kim will call." for sign in signs)
    assert {"R11", "R14", "R18"} <= set(rules(text))
