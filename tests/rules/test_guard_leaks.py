"""R12: no fact of a case in public, however it is written; and no alarm where there is none (I6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.replies.guard import Draft, Facts, judge, with_said
from ombud.replies.guard.said import MOST_FACTS

FACTS = Facts(
    customer_name="Robin",
    emails=("robin.berg@example.org",),
    phones=("+45 12 34 56 78",),
    order_numbers=("ORD-2231-77", "99812345"),
    case_numbers=("4711", "2026-00815"),
    addresses=("Müllerstraße 12, 20095 Hamburg",),
    full_names=("Robin Berg-Olsen",),
    links=("https://care.example/c/",),
    perks=("THANKS-10X",),
)


def public(text: str) -> set[str]:
    return {f.entry for f in judge(Draft(text, "en", public=True), FACTS).blocks}


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("We wrote to robin.berg@example.org yesterday.", "r12-email"),
        ("We wrote to Robin.Berg (at) example [dot] org yesterday.", "r12-email"),
        ("We rang 12345678 twice.", "r12-phone"),
        ("We rang 12 34 56 78 twice.", "r12-phone"),
        ("We rang 0045-1234-5678 twice.", "r12-phone"),
        ("We rang １２３４５６７８ twice.", "r12-phone"),
        ("Order ord 2231 77 left today.", "r12-order_number"),
        ("Order ORD223177 left today.", "r12-order_number"),
        ("Number 998 123 45 left today.", "r12-order_number"),
        ("Your case 4711 is with me.", "r12-case_number"),
        ("#4711 is with me.", "r12-case_number"),
        ("2026-00815 is with me.", "r12-case_number"),
        ("It went to Mueller Str. 12 in Hamburg.", "r12-address"),
        ("It went to Hamburg, Mullerstrasse 12.", "r12-address"),
        ("It went to 12 MÜLLERSTRASSE.", "r12-address"),
        ("Thank you, Olsen-Berg, Robin!", "r12-full_name"),
        ("See https://care.example/c/abc for more.", "r12-link"),
        ("Use thanks10x as a thank-you.", "r12-perk"),
    ],
)
def test_a_fact_is_found_however_it_is_written(text: str, entry: str) -> None:
    assert entry in public(text)
    private = judge(Draft(text, "en"), FACTS)
    assert not [f for f in private.findings if f.rule == "R12"]


@pytest.mark.parametrize(
    "text",
    [
        "Robin, thank you for telling us. I have sent you a private message.",
        "We answer by Friday, 27 November, 12:00.",
        "It costs 4711 crowns.",
        "Our shop in Hamburg is open from 9 to 17.",
        "Call us on 87 65 43 21.",
        "The order left today; the order desk is open.",
        "See https://care.example/help for more.",
        "Example.org is a nice domain, and so is robin.example.",
    ],
)
def test_what_is_no_fact_of_the_case_passes(text: str) -> None:
    assert public(text) == set()


@given(st.lists(st.sampled_from([" ", ".", "-", "/", "(", ")", ". ", " - "]), min_size=7, max_size=7))
def test_no_separator_hides_a_phone_number(gaps: list[str]) -> None:
    spelled = "".join(digit + gap for digit, gap in zip("12345678", [*gaps, ""], strict=True))
    assert "r12-phone" in public(f"We rang {spelled} twice.")


@given(st.text("ab cd,.12", max_size=60))
def test_empty_or_tiny_facts_match_nothing(text: str) -> None:
    tiny = Facts(
        emails=("", "@"),
        phones=("", "12"),
        order_numbers=("", "1"),
        addresses=("", "ab"),
        full_names=("", "a"),
        links=("",),
    )
    assert not [f for f in judge(Draft(text, "en", public=True), tiny).findings if f.rule == "R12"]


SAID = (
    "Robin Berg-Olsen here, mail me at robin [at] example [dot] org or ring 07700 900123. Thank Lena Skov for me.",
    "Order A-48213, my IBAN is GB29 NWBK 6016 1331 9268 19 and my NI number QQ 12 34 56 C.",
    "I live at 14 Larkspur Road, Leeds LS6 3AB. My card is 4111 1111 1111 1111.",
)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("We wrote to robin@example.org.", "r12-email"),
        ("We rang 07700-900-123.", "r12-phone"),
        ("A 48213 left today.", "r12-order_number"),
        ("It goes to GB29NWBK60161331926819.", "r12-number"),
        ("You gave us qq123456c.", "r12-number"),
        ("We paid 4111-1111-1111-1111 back.", "r12-number"),
        ("It went to Larkspur Road 14.", "r12-address"),
        ("Thank you, Robin Berg Olsen!", "r12-full_name"),
    ],
)
def test_what_she_wrote_of_herself_is_a_fact_of_the_case(text: str, entry: str) -> None:
    facts = with_said(Facts(customer_name="Robin"), SAID, "en")
    assert entry in {f.entry for f in judge(Draft(text, "en", public=True), facts).blocks}
    assert not judge(Draft(text, "en", public=True), Facts(customer_name="Robin")).blocks


def test_whom_she_thanks_may_be_thanked_in_public() -> None:
    facts = with_said(Facts(customer_name="Robin"), SAID, "en")
    assert judge(Draft("Lena Skov is glad to read this, Robin.", "en", public=True), facts).passes


def test_what_is_known_already_stays_and_a_flood_of_facts_is_bounded() -> None:
    known = Facts(phones=("+45 12 34 56 78",))
    flood = [f"ring 07700 {number:06}" for number in range(1000)]
    facts = with_said(known, flood, "en")
    assert facts.phones[0] == "+45 12 34 56 78"
    assert len(facts.phones) <= 1 + MOST_FACTS
    assert with_said(known, ["thank you"], "en") == known
