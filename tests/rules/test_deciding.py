"""From scores to a reading: what may outweigh what, and what may never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.triage.deciding import decide
from ombud.triage.kinds import COMPLAINTS, Kind, Scenario, Sentiment
from ombud.triage.reading import UNSURE
from ombud.triage.rules import FirstReading, read

NAMES = [
    *(f"kind:{kind}" for kind in Kind), *(f"scenario:{one}" for one in COMPLAINTS),
    *(f"sentiment:{one}" for one in Sentiment), "urgent:1", "urgent:2", "anger:degree", "anger", "idle", "abuse",
    "abuse:here", "threat", "spam",
]  # fmt: skip
SILENT = read("", "", "en")  # words that tell nothing
SMOKE = read("The plug gave off smoke and sparks, there was a fire.", "", "en")
KILL = read("I will kill you, I know where you live.", "", "en")
CURSING = read("Fucking hell, I am furious about this shit!!", "", "en")


def scores(kind: Kind, scenario: Scenario = Scenario.PRODUCT_OR_SERVICE, **more: float) -> dict[str, float]:
    """Scores that speak clearly for a kind and for nothing else; `more` by name, with _ for the colon."""
    found = dict.fromkeys(NAMES, -0.99)
    found |= {f"kind:{kind}": 0.9, f"scenario:{scenario}": 0.9, "anger:degree": 0.0}
    for name, score in more.items():
        known = name.replace("_", ":")
        assert known in found
        found[known] = score
    return found


@pytest.mark.parametrize(
    ("kind", "scenario", "urgency"),
    [
        (Kind.COMPLAINT, Scenario.REFUND, 3),
        (Kind.PRAISE, Scenario.PRAISE, 4),
        (Kind.QUESTION, Scenario.QUESTION, 4),
        (Kind.SUGGESTION, Scenario.SUGGESTION, 4),
        (Kind.PRESS, Scenario.PRESS, 2),
        (Kind.SPAM, Scenario.NONE, 4),
        (Kind.ABUSE, Scenario.NONE, 2),
    ],
)
def test_what_nothing_speaks_against_is_read_as_it_says(kind: Kind, scenario: Scenario, urgency: int) -> None:
    found = decide(scores(kind, Scenario.REFUND), SILENT)
    assert (found.kind, found.scenario, found.urgency, found.secondary) == (kind, scenario, urgency, ())
    assert found.confidence > UNSURE
    assert found.spam == (kind is Kind.SPAM)


@pytest.mark.parametrize("first", [SILENT, CURSING], ids=["silent", "cursing"])
@pytest.mark.parametrize("kind", Kind)
def test_anger_alone_is_never_abuse(kind: Kind, first: FirstReading) -> None:
    found = decide(scores(kind, anger=1.5, anger_degree=1.4), first)
    assert (found.anger, found.abuse, found.threat, found.degrees.anger) == (True, False, False, 1.0)
    assert "anger" in found.why
    assert found.degrees.abuse < 0.2


def test_abuse_is_abuse_without_any_anger() -> None:
    found = decide(scores(Kind.COMPLAINT, abuse=0.8, abuse_here=0.8), SILENT)
    assert (found.abuse, found.anger, found.kind) == (True, False, Kind.COMPLAINT)
    assert found.degrees.abuse > 0.8


@pytest.mark.parametrize("kind", [Kind.QUESTION, Kind.SUGGESTION, Kind.PRAISE])
def test_danger_beats_a_question_and_thanks(kind: Kind) -> None:
    found = decide(scores(kind, urgent_1=0.5, kind_complaint=-0.3), SILENT)
    assert (found.kind, found.urgency) == (Kind.COMPLAINT, 1)
    assert "danger" in found.why


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SPAM])
def test_danger_is_at_once_in_every_kind_but_spam(kind: Kind) -> None:
    assert decide(scores(kind, urgent_1=0.5), SILENT).urgency == 1


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.QUESTION, Kind.SUGGESTION, Kind.PRAISE])
def test_what_may_be_a_danger_is_read_before_the_rest(kind: Kind) -> None:
    assert decide(scores(kind, urgent_1=-0.5, urgent_2=-0.2), SILENT).urgency == 2


def test_praise_that_tells_of_a_danger_past_stays_praise_and_is_seen_at_once() -> None:
    found = decide(scores(Kind.PRAISE, urgent_1=0.5), SILENT)
    assert (found.kind, found.urgency) == (Kind.PRAISE, 1)


def test_what_has_failed_before_presses_where_the_words_say_so() -> None:
    again = read("The lamp is broken again, still no answer after my third mail.", "", "en")
    assert "second_failure" in again.why
    doubtful = scores(Kind.COMPLAINT, urgent_2=-0.4)
    assert decide(doubtful, SILENT).urgency == 3
    assert decide(doubtful, again).urgency == 2


def test_words_of_danger_count_beside_what_was_learnt() -> None:
    doubtful = scores(Kind.COMPLAINT, urgent_1=-0.6)
    assert decide(doubtful, SILENT).urgency > 1
    found = decide(doubtful, SMOKE)
    assert found.urgency == 1
    assert "danger" in found.why


def test_words_of_a_threat_count_beside_what_was_learnt() -> None:
    doubtful = scores(Kind.ABUSE, threat=-0.6)
    assert not decide(doubtful, SILENT).threat
    assert decide(doubtful, KILL).threat


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SPAM])
def test_a_threat_is_at_once_and_abuse(kind: Kind) -> None:
    found = decide(scores(kind, threat=0.6), SILENT)
    assert (found.threat, found.abuse, found.urgency) == (True, True, 1)
    assert "threat" in found.why
    assert found.degrees.abuse > 0.5


def test_spam_threatens_nobody() -> None:
    found = decide(scores(Kind.SPAM, threat=0.6, urgent_1=0.6, spam=0.9), KILL)
    assert (found.threat, found.urgency, found.spam) == (False, 4, True)
    assert found.degrees.spam > 0.9


def test_a_stone_in_praise_is_a_complaint_to_be_answered() -> None:
    found = decide(scores(Kind.PRAISE, Scenario.REFUND), SILENT, (Kind.PRAISE, Kind.COMPLAINT))
    assert (found.kind, found.urgency, found.scenario, found.secondary) == (
        Kind.PRAISE, 3, Scenario.PRAISE, (Scenario.REFUND,),
    )  # fmt: skip
    assert "complaint_inside" in found.why
    plain = decide(scores(Kind.PRAISE, Scenario.REFUND), SILENT, (Kind.PRAISE, Kind.QUESTION))
    assert (plain.urgency, plain.secondary) == (4, ())


@pytest.mark.parametrize("scenario", [Scenario.STAFF, Scenario.UNSATISFIED, Scenario.SAFETY])
def test_some_complaints_press_by_what_they_are_about(scenario: Scenario) -> None:
    assert decide(scores(Kind.COMPLAINT, scenario), SILENT).urgency == 2


def test_a_second_matter_is_told_where_it_is_clear() -> None:
    both = scores(Kind.COMPLAINT, Scenario.REFUND, scenario_member=0.4, scenario_chronic=-0.6)
    assert decide(both, SILENT).secondary == (Scenario.MEMBER,)


def test_small_talk_is_about_nothing() -> None:
    assert decide(scores(Kind.QUESTION, idle=0.6), SILENT).scenario is Scenario.NONE
    assert decide(scores(Kind.COMPLAINT, idle=0.6), SILENT).scenario is Scenario.PRODUCT_OR_SERVICE


def test_who_writes_two_kinds_alike_is_read_without_confidence() -> None:
    found = decide(scores(Kind.COMPLAINT, kind_question=0.88, kind_suggestion=0.87), SILENT)
    assert found.confidence < UNSURE


def test_a_kind_brings_its_feeling_where_words_are_even() -> None:
    even = {f"sentiment:{one}": 0.1 for one in Sentiment}
    assert decide(scores(Kind.COMPLAINT) | even, SILENT).sentiment is Sentiment.NEGATIVE
    assert decide(scores(Kind.PRAISE) | even, SILENT).sentiment is Sentiment.POSITIVE
    assert decide(scores(Kind.PRAISE) | even | {"sentiment:negative": 0.9}, SILENT).sentiment is Sentiment.NEGATIVE


@given(
    st.lists(st.floats(-3, 3), min_size=len(NAMES), max_size=len(NAMES)),
    st.sampled_from([SILENT, SMOKE, KILL, CURSING]),
    st.lists(st.sampled_from(list(Kind)[:5]), max_size=3).map(tuple),
)
def test_the_promises_hold_always(said: list[float], first: FirstReading, inside: tuple[Kind, ...]) -> None:
    found = decide(dict(zip(NAMES, said, strict=True)), first, inside)
    assert found.urgency in (1, 2, 3, 4)
    assert found.kind is not Kind.COMPLAINT or found.urgency <= 3  # I2
    assert found.kind is not Kind.COMPLAINT or found.scenario in COMPLAINTS
    assert not found.threat or (found.abuse and found.urgency == 1)
    assert found.spam == (found.kind is Kind.SPAM)
    assert all(0 <= share <= 1 for share in (found.degrees.anger, found.degrees.abuse, found.degrees.spam))
    assert 1 / len(Kind) - 0.001 <= found.confidence <= 1
    assert found.scenario not in found.secondary
    assert found.why


@given(st.lists(st.floats(-3, 3), min_size=len(NAMES), max_size=len(NAMES)), st.floats(-3, 3), st.floats(-3, 3))
def test_no_anger_whatever_moves_abuse_or_kind(said: list[float], anger: float, degree: float) -> None:
    before = dict(zip(NAMES, said, strict=True))
    one, other = decide(before, SILENT), decide({**before, "anger": anger, "anger:degree": degree}, SILENT)
    assert (one.abuse, one.threat, one.kind, one.degrees.abuse, one.urgency) == (
        other.abuse, other.threat, other.kind, other.degrees.abuse, other.urgency,
    )  # fmt: skip
