"""When a trouble is put before a person, what a case joins, what people see: decided without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import permutations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ombud.incidents import rules
from ombud.incidents.rules import (
    SAID,
    Status,
    Teller,
    alarms,
    copying,
    in_danger,
    isolated,
    likest,
    linked,
    pair,
    people,
    proposes,
    same_words,
    status,
    voices,
    wordings,
)

TELLERS = st.lists(st.builds(Teller, st.integers(1, 4), st.sampled_from("abcd"), st.booleans()), max_size=7)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def told(*by: tuple[int, str], safety: bool = False) -> list[Teller]:
    return [Teller(person, wording, safety) for person, wording in by]


@pytest.mark.parametrize(
    ("tellers", "wanted"),
    [
        (told((1, "a"), (2, "b"), (3, "c")), True),
        (told((1, "a"), (2, "b")), False),
        (told((1, "a"), (2, "b"), safety=True), True),
        (told((1, "a"), safety=True), False),
        (told((1, "a"), (1, "b"), (1, "c"), (2, "d")), False),
        (told(*((number, "a") for number in range(40))), False),
        (told(*((number, "a") for number in range(40)), (41, "b"), (42, "c")), True),
        ([*told((1, "a")), *told((2, "b"), safety=True)], True),
    ],
    ids=[
        "third",
        "second",
        "second-safety",
        "lone-safety",
        "one-writes-often",
        "forty-copies",
        "and-two-more",
        "mixed",
    ],
)
def test_an_incident_is_proposed_by_people_and_wordings(tellers: list[Teller], wanted: bool) -> None:
    assert proposes(tellers) is wanted


@given(TELLERS)
def test_voices_are_people_with_words_of_their_own(tellers: list[Teller]) -> None:
    """The most people who can each be given a wording that is nobody else's, tried by hand."""
    persons = sorted({t.person for t in tellers})
    wordings = sorted({t.wording for t in tellers})
    has = {(t.person, t.wording) for t in tellers}
    given_out = permutations([*wordings, *[""] * len(persons)], len(persons))
    best = max(sum((p, w) in has for p, w in zip(persons, order, strict=True)) for order in given_out)
    assert voices(tellers) == best
    assert voices(tellers) + copying(tellers).copied == people(tellers)


@given(TELLERS, st.builds(Teller, st.integers(1, 6), st.sampled_from("abcdef"), st.booleans()))
def test_one_more_telling_never_takes_a_proposal_back(tellers: list[Teller], more: Teller) -> None:
    assert voices([*tellers, more]) - voices(tellers) in (0, 1)
    assert proposes([*tellers, more]) >= proposes(tellers)


def test_a_safety_matter_alarms_unless_somebody_knows() -> None:
    assert alarms(True, known=False)
    assert not alarms(True, known=True)
    assert not alarms(False, known=False)


@given(st.lists(st.floats(-20, 20), max_size=6))
def test_a_no_shuts_and_a_yes_opens(odds: list[float]) -> None:
    assert linked(odds, [True, False]) is None
    assert linked(odds, [True]) == SAID
    assert linked([], []) is None
    if odds:
        assert linked(odds, []) == pytest.approx(sum(odds) / len(odds))


def test_the_likest_group_is_chosen_if_it_is_likely_enough() -> None:
    assert likest([("far", 1.0, 1.25), ("near", 2.0, 0.5), ("nearer", 1.9, 0.0)]) == "nearer"
    assert likest([("far", 1.0, 1.25), ("apart", None, 0.0)]) is None
    assert likest([("just", 1.25, 1.25)]) == "just"
    assert likest([]) is None


def test_the_same_text_is_one_wording_but_for_a_greeting() -> None:
    text = frozenset(range(20))
    first, second, other = wordings([text, text | {99}, frozenset(range(100, 120))])
    assert first == second
    assert other != first


@given(st.lists(st.frozensets(st.integers(1, 9), max_size=9), max_size=9))
def test_wordings_are_those_of_holding_each_against_all(tellings: list[frozenset[int]]) -> None:
    known: list[frozenset[int]] = []
    for stems, found in zip(tellings, wordings(tellings), strict=True):
        first = next((n for n, other in enumerate(known) if same_words(stems, other)), len(known))
        if first == len(known):
            known.append(stems)
        assert found == f"wording {first}"


@pytest.mark.parametrize("sort", ["one text", "one text with a name", "many texts", "many alike at the end"])
def test_finding_copied_text_grows_with_the_tellings_and_not_with_their_square(
    sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []

    def counted(some: frozenset[int], others: frozenset[int]) -> bool:
        held.append(same_words(some, others))
        return held[-1]

    def made(n: int) -> frozenset[int]:
        return {
            "one text": frozenset(range(20)),
            "one text with a name": frozenset((*range(20), 100 + n)),
            "many texts": frozenset(range(100 + 20 * n, 120 + 20 * n)),
            "many alike at the end": frozenset((*range(10), *range(100 + 10 * n, 110 + 10 * n))),
        }[sort]

    monkeypatch.setattr(rules, "same_words", counted)
    found = wordings(made(n) for n in range(500))
    assert len(set(found)) == (1 if sort.startswith("one") else 500)
    assert len(held) <= 500


def test_a_long_chain_of_wordings_is_followed_to_its_end() -> None:
    chain = [Teller(n, f"w{n + more}") for n in range(3000) for more in (0, 1)]
    assert voices([*chain, Teller(3000, "w0"), Teller(3001, "w0")]) == 3001


@pytest.mark.parametrize(
    ("tellers", "campaign"),
    [
        ([(n, "a") for n in range(40)], True),
        ([*((n, "a") for n in range(40)), (50, "b"), (51, "c")], True),
        ([(1, "a"), (2, "a"), (3, "b")], False),
        ([(1, "a"), (1, "a"), (1, "a")], False),
        ([(n, f"{n // 2}") for n in range(8)], False),
        ([], False),
    ],
)
def test_a_campaign_is_mostly_one_text_from_many(tellers: list[tuple[int, str]], campaign: bool) -> None:
    assert copying(told(*tellers)).campaign is campaign


def test_danger_is_what_may_hurt_somebody() -> None:
    assert in_danger(1, "complaint", ())
    assert in_danger(1, "praise", ("safety",))
    assert not in_danger(1, "press", ())
    assert not in_danger(2, "complaint", ("safety",))


def test_a_pair_is_a_pair() -> None:
    assert pair(3, 2) == pair(2, 3) == (2, 3)


def test_nobody_is_isolated_unseen() -> None:
    assert isolated(0, 0, False) is None
    assert isolated(1, 0, False) is True
    assert isolated(1, 1, False) is False
    assert isolated(1, 0, True) is False


@dataclass
class Facts:
    """An incident as its label sees it."""

    confirmed_at: datetime | None = None
    cause_at: datetime | None = None
    fixed_at: datetime | None = None
    dismissed_at: datetime | None = None
    ended_at: datetime | None = None
    merged_into_id: int | None = None


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (Facts(), Status.PROPOSED),
        (Facts(NOW), Status.CONFIRMED),
        (Facts(NOW, NOW), Status.CAUSE_FOUND),
        (Facts(NOW, None, NOW), Status.FIXED),
        (Facts(NOW, NOW, NOW, None, NOW), Status.ENDED),
        (Facts(NOW, NOW, None, NOW), Status.DISMISSED),
        (Facts(NOW, merged_into_id=3), Status.MERGED),
    ],
)
def test_the_label_follows_from_facts(facts: Facts, wanted: Status) -> None:
    assert status(facts) is wanted


@given(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from("abcd"), st.booleans()), min_size=1, max_size=8), st.data()
)
def test_copies_never_propose_what_could_not_be(told: list[tuple[int, str, bool]], data: st.DataObject) -> None:
    tellers = [Teller(person, words, risk, few=words == "d") for person, words, risk in told]
    again = data.draw(st.lists(st.sampled_from(tellers), max_size=8))
    copies = [Teller(100 + number, one.wording, few=one.few) for number, one in enumerate(again)]
    if rules.proposes([*tellers, *copies]):
        assert rules.could_propose(tellers)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_the_longer_apart_the_less_likely_and_never_more(some: int, more: int) -> None:
    short, long = sorted((timedelta(days=some), timedelta(days=more)))
    assert rules.odds_of_time(long) <= rules.odds_of_time(short) <= 0
    assert rules.odds_of_time(-long) == rules.odds_of_time(long)


def test_what_is_told_while_a_trouble_lasts_is_as_likely_as_on_one_day() -> None:
    assert rules.odds_of_time(timedelta(days=14)) == 0
    assert -0.7 < rules.odds_of_time(timedelta(days=28)) < -0.69, "twice as long is half as likely"


def test_what_was_settled_long_ago_is_of_the_past() -> None:
    assert rules.living(None, NOW)
    assert rules.living(NOW - timedelta(days=3), NOW)
    assert not rules.living(NOW - timedelta(days=15), NOW)


def test_who_copies_has_no_words_of_her_own() -> None:
    told = [
        rules.Teller(1, "a"),
        rules.Teller(2, "a"),
        rules.Teller(2, "b"),
        rules.Teller(3, "a"),
        rules.Teller(3, "b"),
    ]
    assert rules.copiers(told) == {3}
    assert rules.copiers([]) == set()
