"""Good replies as they are really written pass, and beside each what is nearly the same and must not be said stops."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from ombud.replies.guard import Draft, Facts, judge
from ombud.replies.guard.allowed import closes, laughs
from ombud.replies.guard.between import whole
from ombud.replies.guard.normal import normalise
from ombud.replies.guard.owned import owned

GOOD = yaml.safe_load((Path(__file__).parent / "good.yaml").read_text(encoding="utf-8"))


def stopped(one: dict[str, Any], text: str, said: str) -> set[str]:
    facts = Facts(
        customer_name=one["name"], scenario=one["scenario"], failed_handler_names=tuple(one.get("failed", ())),
        speaks_to_press=False,
    )  # fmt: skip
    draft = Draft(text, one["language"], public=one["visibility"] == "public", quoted=(said,))
    return {found.rule for found in judge(draft, facts).blocks}


@pytest.mark.parametrize("one", GOOD, ids=[f"{one['language']}-{one['rule']}-{one['name']}" for one in GOOD])
def test_a_good_reply_passes_and_its_bad_twin_stops(one: dict[str, Any]) -> None:
    assert stopped(one, one["good"], one["said"]) == set()
    assert one["rule"] in stopped(one, one["bad"], one.get("unsaid", one["said"]))


@pytest.mark.parametrize(
    "said",
    [
        "Yes, it works now, you can close it.", "Right, it's sorted, close it.", "So, geht wieder, Fall kann zu.",
        "Läuft wieder, danke! Könnt ihr zumachen.", "Ya funciona todo, gracias. Podéis cerrarlo.",
        "Nu virker det, I må gerne lukke den.", "Så kører det, luk bare sagen.", "Udah jalan, tutup aja.",
    ],
)  # fmt: skip
def test_who_says_that_it_may_be_closed_is_taken_at_her_word(said: str) -> None:
    assert closes((said,))


@pytest.mark.parametrize(
    "said",
    [
        "Why did you close it?", "Don't close it.", "You can close your shop for all I care.",
        "I never said you can close it.", "Der Fall kann nicht zu.", "Ihr könnt euren Laden zumachen!",
        "No podéis cerrarlo así.", "Podéis cerrar el chiringuito.", "I må ikke lukke den.", "Jangan tutup saja.",
        "Tutup aja tokonya!", "",
    ],
)  # fmt: skip
def test_who_says_anything_else_is_not(said: str) -> None:
    assert not closes((said,))


def test_only_her_last_word_closes() -> None:
    assert not closes(("It is broken again.", "It works, you can close it."))
    assert not closes(())


def test_a_laugh_joins_hers_and_does_not_begin() -> None:
    def weighed(said: str) -> set[str]:
        draft = Draft("Wow, you really managed to lose it again 😂 Well done.", "en", quoted=(said,))
        return {found.severity for found in judge(draft, Facts()).findings if found.entry == "en-moc-16"}

    assert laughs(("So where is my sofa? 😂",))
    assert laughs(("Seminggu rusak wkwkwk",))
    assert not laughs(("So where is my sofa? 🙄 Jaana waits.",))
    assert not laughs(("Now it is not funny any more.", "haha"))
    assert not laughs(())
    assert weighed("So where is my sofa?") == {"block"}
    assert weighed("So where is my sofa? 😂") <= {"warn"}


def test_what_was_blotted_out_is_read_as_something_that_people_write() -> None:
    assert whole("NNNNNN, that is fair.") == "N, that is fair."
    assert whole('Hamish, " " is fair.') == 'Hamish, "…" is fair.'
    assert whole('He said "no" "yes".') == 'He said "no" "yes".'


def test_nobodys_name_stops_a_reply() -> None:
    text = "{}, when somebody leaves after eleven years, such mails are the last thing they want."
    for name in ("Bo", "Moira", "Bartholomew Featherstonehaugh"):
        assert not judge(Draft(text.format(name), "en", public=True), Facts(customer_name=name)).blocks


@pytest.mark.parametrize(
    ("language", "text", "promised"),
    [
        ("de", "Ich kann Ihnen nicht versprechen, dass die Sendung wieder auftaucht.", False),
        ("de", "Dass wir ihn finden, kann niemand versprechen.", False),
        ("de", "Ich kann Ihnen versprechen, dass das nie wieder vorkommt.", True),
        ("da", "En tekniker var lovet til den 12., og der kom ingen.", False),
        ("da", "Jeg lover, at det aldrig sker igen.", True),
        ("es", "Se le había prometido una llamada, y no llegó.", False),
        ("es", "Le prometo que no vuelve a pasar.", True),
    ],
)
def test_a_promise_refused_or_broken_by_others_is_none(language: str, text: str, promised: bool) -> None:
    assert ("R13" in {found.rule for found in judge(Draft(text, language), Facts()).findings}) is promised


@pytest.mark.parametrize(
    "said",
    [
        "I am sorry that we made you feel like a number.", "I'm sorry we left you feeling that nobody cared.",
        "I apologise for making you feel like a liar.", "Es tut mir leid, dass wir Ihnen dieses Gefühl gegeben haben.",
        "Siento que le hayamos dado la impresión de que molestaba.", "Lamento haberle hecho sentir así.",
        "Jeg er ked af, at vi gav dig den følelse.", "Maaf kami sudah memberi kesan seolah-olah Kakak mengganggu.",
    ],
)  # fmt: skip
def test_an_apology_that_says_what_we_did_is_one(said: str) -> None:
    assert owned(normalise(said))


@pytest.mark.parametrize(
    "said",
    [
        "I am sorry that you feel that way.", "I'm sorry if we made you feel that way.",
        "I am sorry that we made you wait, but others waited longer.", "I'm sorry we don't share your view.",
        "Es tut mir leid, dass Sie das so empfinden.",
        "Es tut mir leid, falls wir Ihnen diesen Eindruck gegeben haben.",
        "Siento que usted lo vea así.", "Siento si le hemos dado esa impresión.", "Jeg er ked af, at du har det sådan.",
        "Undskyld, hvis vi gav dig den følelse.", "Maaf kalau kami sudah memberi kesan begitu.",
        "Maaf kalau Kakak merasa begitu.",
    ],
)  # fmt: skip
def test_one_that_leaves_it_with_her_is_none(said: str) -> None:
    assert not owned(normalise(said))


@pytest.mark.parametrize("length", [12, 30, 65, 200, 1500])
def test_how_long_an_address_is_says_nothing(length: int) -> None:
    text = "Ihre eigene Seite finden Sie hier: https://" + "a" * (length - 8)
    assert not judge(Draft(text, "de"), Facts()).blocks
    assert whole("see " + "0" * length) == whole("see " + "0" * 40)
