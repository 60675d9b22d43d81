"""When a group counts as an incident: people and wordings, never messages (D32, D33)."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
from hypothesis import given

from ombud.incidents import rules
from ombud.incidents.counting import Counted
from ombud.incidents.neighbours import WIDTH
from ombud.incidents.traces import Trace, trace


def told(words: str) -> Trace:
    return trace(words, "en", np.zeros(WIDTH, np.float32))


OWN = [
    told("The kettle burst while my tea was brewing"),
    told("Boiling water everywhere, the glass just shattered"),
    told("Your product exploded in our kitchen yesterday evening"),
]


def counted(*tellings: tuple[str, Trace], danger: bool = False) -> Counted:
    found = Counted()
    for author, trace_ in tellings:
        found.add(author, trace_, danger=danger)
    return found


def test_the_third_person_makes_an_incident() -> None:
    assert not counted(("a", OWN[0]), ("b", OWN[1])).incident
    assert counted(("a", OWN[0]), ("b", OWN[1]), ("c", OWN[2])).incident


def test_the_second_does_where_somebody_is_in_danger() -> None:
    assert not counted(("a", OWN[0]), danger=True).incident
    assert counted(("a", OWN[0]), ("b", OWN[1]), danger=True).incident


def test_one_person_who_writes_often_is_one() -> None:
    assert not counted(*(("a", one) for one in OWN * 5)).incident


def test_forty_accounts_with_one_text_are_one_wording_and_shown_as_copied() -> None:
    campaign = counted(*((f"troll {number}", OWN[0]) for number in range(40)))
    assert not campaign.incident
    assert campaign.copied
    assert not counted(("a", OWN[0]), ("b", OWN[1]), ("c", OWN[2])).copied


def test_few_words_from_forty_accounts_are_one_wording_too() -> None:
    campaign = counted(*((f"troll {number}", told("it does not work")) for number in range(40)))
    assert not campaign.incident
    assert campaign.copied


def test_lone_words_are_one_voice_together_and_nobody_copied_them() -> None:
    grumbling = counted(*((name, told(name)) for name in ("broken", "useless", "rubbish", "again", "why")))
    assert (grumbling.voices, grumbling.copied, grumbling.incident) == (1, False, False)
    assert counted(("a", OWN[0]), ("b", OWN[1]), ("c", told("broken"))).incident


SOME = [*OWN, told("app down"), told("login fails again"), told("broken"), told("useless")]


@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from(SOME)), max_size=8),
    st.lists(st.tuples(st.sampled_from("defgh"), st.sampled_from(SOME)), max_size=8),
)
def test_two_groups_together_count_as_if_they_had_been_one(
    some: list[tuple[str, Trace]], others: list[tuple[str, Trace]]
) -> None:
    both = counted(*some)
    both.join(counted(*others))
    whole = counted(*some, *others)
    assert (both.people, both.voices, both.incident) == (whole.people, whole.voices, whole.incident)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(range(len(SOME)))), max_size=12), st.booleans())
def test_a_stream_and_the_desk_count_alike(by: list[tuple[str, int]], danger: bool) -> None:
    """Three texts of one account, one of them copied by two others, are two voices, not three."""
    tellers = [
        rules.Teller(ord(author), str(number), danger, rules.says_little(SOME[number].words, "en"))
        for author, number in by
    ]
    found = counted(*((author, SOME[number]) for author, number in by), danger=danger)
    assert found.incident == rules.proposes(tellers)
    assert found.voices == min(rules.voices(tellers), rules.PEOPLE)
