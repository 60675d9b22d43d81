"""Briefs, decided purely: what is lacking, what is hers, what is left out, what an answer is, what a picture shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.advocacy import rules
from ombud.advocacy.rules import LEFT_OUT, Case, Status, anonymous, answerable, hers, lacking, without_name
from ombud.advocacy.trend import COLUMNS, Trend, trend

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WHOLE = Case("Lamps", "They go out.", 3, 1, 1, True, NOW + timedelta(days=3))
TODAY = date(2026, 11, 23)


def test_a_whole_brief_lacks_nothing_and_each_part_is_missed() -> None:
    assert lacking(WHOLE, NOW) == ()
    parts: dict[str, dict[str, object]] = {
        "no_title": {"title": " "}, "no_claim": {"claim": "\n"}, "no_evidence": {"people": 0, "evidence": 0},
        "not_weighed": {"unweighed": 1}, "no_ask": {"asks": 0}, "no_addressee": {"addressee": False},
        "addressee_left": {"addressee_left": True}, "no_date": {"answer_by": None}, "date_past": {"answer_by": NOW},
    }  # fmt: skip
    for code, change in parts.items():
        assert lacking(replace(WHOLE, **change), NOW) == (code,)  # type: ignore[arg-type]
    assert lacking(replace(WHOLE, people=0), NOW) == (), "what our own books say is evidence"


@pytest.mark.parametrize(
    ("said", "words", "until", "why"),
    [
        ("yes", "", None, ""), ("no", "", None, "needs_reasons"), ("no", " too dear ", None, ""),
        ("later", "", None, "needs_date"), ("later", "", NOW, "until_past"),
        ("later", "", NOW + timedelta(days=1), ""), ("", "x", None, "needs_answer"),
        ("perhaps", "x", NOW, "needs_answer"),
    ],
)  # fmt: skip
def test_an_answer_is_yes_or_no_with_reasons_or_later_with_a_date(
    said: str, words: str, until: datetime | None, why: str
) -> None:
    assert answerable(said, words, until, NOW) == why


MESSAGE = "Guten Tag,\nich lebe von einer „kleinen“ Rente, das Geld fehlt mir jetzt. Bitte helfen Sie!"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ich lebe von einer kleinen Rente", True), ("Ich lebe  von einer 'kleinen' Rente,\ndas Geld", True),
        ("ich lebe von […] das Geld fehlt mir", True), ("ich lebe von ... Bitte helfen Sie", True),
        ("Bitte helfen Sie! … ich lebe von einer", False), ("ich lebe von einer großen Rente", False),
        ("Rente", False), ("", False), ("[…]", False), ("… … …", False),
    ],
)  # fmt: skip
def test_only_her_own_words_in_their_order_are_a_quote(words: str, said: bool) -> None:
    assert hers(words, MESSAGE) is said


@given(st.text(max_size=200), st.text(max_size=60))
def test_looking_for_words_never_fails(message: str, words: str) -> None:
    hers(words, message)
    assert rules.plain(rules.plain(words)) == rules.plain(words)


@given(st.text(min_size=1, max_size=80), st.lists(st.integers(0, 79), max_size=8))
def test_what_is_personal_is_gone(text: str, cuts: list[int]) -> None:
    ends = sorted({min(cut, len(text)) for cut in cuts})
    spans = [(ends[n], ends[n + 1]) for n in range(0, len(ends) - 1, 2)]
    shown = anonymous(text, spans)
    hidden = sum(end - start for start, end in spans)
    assert len(shown) <= len(text) - hidden + len(LEFT_OUT) * len(spans)
    assert shown.count(LEFT_OUT) >= bool(hidden)


def test_her_own_name_is_left_out_however_it_is_written() -> None:
    said = without_name("I am RENATE, renate vogel (vogel@x), a bird.", "Renate Vogel")
    assert "renate" not in said.lower()
    assert "vogel" not in said.lower()
    assert without_name("Ann annoys nobody", "Ann") == f"{LEFT_OUT} annoys nobody"
    assert without_name("nothing", "") == "nothing"
    assert without_name("a (b", "(b* [c") == "a (b", "a name is no pattern"


def test_a_brief_ends_only_decided_and_told() -> None:
    assert rules.closable(Status.SENT, 0) == "not_decided"
    assert rules.closable(Status.LATER, 0) == "not_decided"
    assert rules.closable(Status.NO, 2) == "not_all_told"
    assert rules.closable(Status.YES, 0) == ""


def test_a_missing_language_is_asked_for() -> None:
    assert rules.missing(["de", "id", "de"], ["de", "en"]) == ["id"]
    assert rules.missing([], []) == []


def test_who_asked_for_silence_is_spared() -> None:
    assert rules.spared("stopped", reachable=True) == "stopped"
    assert rules.spared("", reachable=False) == "no_address"
    assert rules.spared("merged", reachable=True) is None


DAYS = st.lists(st.integers(0, 3000).map(lambda ago: TODAY - timedelta(days=ago)), min_size=1, max_size=60)


@given(DAYS)
def test_a_picture_counts_everybody_once_and_has_no_gap(firsts: list[date]) -> None:
    found = trend(firsts, TODAY)
    assert found.before + sum(column.new for column in found.columns) == len(firsts)
    assert found.columns[-1].total == len(firsts)
    assert len(found.columns) <= COLUMNS
    assert [c.day for c in found.columns] == sorted({c.day for c in found.columns})
    assert Trend.of_json(found.as_json()) == found
    assert found.columns[-1].day <= TODAY


def test_a_picture_goes_by_days_weeks_or_months() -> None:
    for ago, unit in ((0, "day"), (13, "day"), (14, "week"), (80, "week"), (91, "month"), (900, "month")):
        assert trend([TODAY - timedelta(days=ago), TODAY], TODAY).unit == unit, ago
    assert trend([], TODAY).columns == ()
    assert trend([TODAY + timedelta(days=3)], TODAY).columns[-1].new == 1, "a clock that is ahead counts as today"
    assert trend([TODAY - timedelta(days=900), TODAY], TODAY).before == 1
