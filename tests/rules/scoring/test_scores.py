"""The figures of a handful of messages, worked out by hand."""

from typing import Any

import pytest

from ombud.triage.kinds import Kind, Scenario
from ombud.triage.personal import Personal
from ombud.triage.reading import Degrees, Part
from ombud.triage.scoring import Gold, mistakes, scores
from ombud.triage.scoring.counts import Found, Share
from ombud.triage.scoring.mistakes import SHOWN, shown
from ombud.triage.scoring.spans import Span
from tests.rules.scoring.reading import judged

COMPLAINT: dict[str, Any] = {"kind": Kind.COMPLAINT, "urgency": 3}


def test_nothing_is_scored_that_nobody_spoke_of() -> None:
    made = scores([judged(Gold()), judged(Gold(language="de"), language="de")])
    assert list(made) == ["all", "en", "de"]
    assert made["all"].messages == 2
    assert set(made["all"].tables) == {"language"}
    assert made["all"].found == {}
    assert made["all"].shares == {}
    assert made["en"].tables == {}


def test_languages_are_those_of_the_gold_ours_first() -> None:
    golds = [("pl", "en"), ("da", "no"), ("en", "en"), (None, "fr")]
    made = scores([judged(Gold(language=should), language=was) for should, was in golds])
    assert list(made) == ["all", "en", "da", "fr", "pl"]
    assert made["all"].tables["language"].accuracy == Share(1, 3)


def test_complaints_are_what_matters_most() -> None:
    made = scores(
        [
            judged(Gold(kind="complaint"), **COMPLAINT),
            judged(Gold(kind="complaint"), kind=Kind.SPAM, spam=True),
            judged(Gold(kind="complaint"), kind=Kind.PRAISE, urgency=3),
            judged(Gold(kind="complaint"), kind=Kind.ABUSE, urgency=2),
            judged(Gold(kind="praise", doubtful=True), **COMPLAINT),
            judged(Gold(kind="praise"), kind=Kind.PRAISE),
        ]
    )["all"]
    assert made.tables["kind"].accuracy == Share(2, 6)
    assert made.tables["kind_clear"].accuracy == Share(2, 5)
    # One complaint seen, one wrongly seen, three missed; of the others one seen, three wrongly, one missed.
    assert made.tables["complaint"].macro_f1 == pytest.approx((2 / 6 + 2 / 6) / 2)
    assert made.shares["complaints_read_as_spam"] == Share(1, 4)
    assert made.shares["complaints_read_as_abuse"] == Share(1, 4)
    assert made.shares["complaints_below_3"] == Share(1, 4)  # the one taken for spam, urgency 4
    assert made.shares["read_as_complaint_below_3"] == Share(0, 2)


def test_urgency_and_who_would_be_left_in_danger() -> None:
    pairs = [(1, 1), (1, 2), (1, 3), (1, 4), (4, 3), (3, 3)]
    made = scores([judged(Gold(urgency=should), urgency=was) for should, was in pairs])["all"]
    assert made.tables["urgency"].accuracy == Share(2, 6)
    assert made.shares["urgency_within_one"] == Share(4, 6)
    assert made.shares["urgency_1_read_as_3_or_4"] == Share(2, 4)


def test_anger_is_not_abuse() -> None:
    angry, vile, calm = Gold(anger=True, abuse=False), Gold(anger=True, abuse=True), Gold(anger=False, abuse=False)
    made = scores(
        [
            judged(angry, abuse=True, degrees=Degrees(abuse=0.6)),
            judged(angry, degrees=Degrees(abuse=0.2)),
            judged(vile, abuse=True, degrees=Degrees(abuse=0.9)),
            judged(vile, degrees=Degrees(abuse=0.4)),
            judged(calm, abuse=True, degrees=Degrees(abuse=1.0)),
        ]
    )["all"]
    assert made.found["abuse"] == Found(right=1, wrong=2, missed=1, left=1)
    assert made.shares["angry_read_as_abuse"] == Share(1, 2)
    half, *_, most = made.abuse_curve
    assert (half.threshold, half.recall, half.false) == (0.9, Share(1, 2), Share(0, 2))
    assert (most.threshold, most.recall, most.false) == (0.4, Share(2, 2), Share(1, 2))


def test_second_languages_and_further_scenarios() -> None:
    made = scores(
        [
            judged(Gold(second_language="en", secondary_scenarios=("staff", "refund")), second_language="en"),
            judged(Gold(second_language=""), second_language="id"),
            judged(Gold(second_language="en", secondary_scenarios=()), second_language="da"),
            judged(Gold(second_language="", secondary_scenarios=("staff",)), secondary=(Scenario.STAFF,)),
        ]
    )["all"]
    assert made.found["second_language"] == Found(right=1, wrong=2, missed=1, left=1)
    assert made.found["secondary_scenarios"] == Found(right=1, wrong=0, missed=2)


def test_concerns_by_place_and_kind() -> None:
    two = (Span(0, 10, "praise"), Span(11, 20, "complaint"))
    made = scores(
        [
            judged(Gold(concerns=two), concerns=(Part(0, 11, Kind.PRAISE), Part(11, 20, Kind.QUESTION))),
            judged(Gold(concerns=(Span(0, 5, "praise"),)), concerns=(Part(0, 5, Kind.PRAISE),)),
        ]
    )["all"]
    assert made.found["concerns"] == Found(right=2, wrong=1, missed=1)
    assert made.found["concerns_any_kind"] == Found(right=3)
    assert made.found["concerns_of_several"] == Found(right=1, wrong=1, missed=1)


def test_personal_is_scored_by_type_and_only_what_somebody_marked() -> None:
    made = scores(
        [
            judged(
                Gold(personal=(Span(0, 5, "mail"), Span(6, 12, "phone"))),
                personal=(Personal(0, 5, "mail"), Personal(7, 12, "phone"), Personal(20, 25, "name")),
            ),
            judged(Gold(personal=()), personal=(Personal(3, 9, "phone"),)),
            judged(Gold(), personal=(Personal(3, 9, "mail"),)),
        ]
    )["all"]
    assert set(made.personal) == {"mail", "phone", "hard", "all"}
    assert made.personal["mail"] == (Found(right=1), Found(right=1))
    assert made.personal["phone"] == (Found(wrong=2, missed=1), Found(right=1, wrong=1))
    assert made.personal["hard"] == (Found(1, 2, 1), Found(2, 1, 0))


def test_the_gravest_mistakes_come_first() -> None:
    made = mistakes(
        [
            judged(Gold(kind="question"), where="line 1"),
            judged(Gold(sentiment="negative"), where="line 2"),
            judged(Gold(kind="press"), where="line 3"),
            judged(Gold(kind="complaint"), where="line 4", spam=True),
            judged(Gold(urgency=1, anger=True), where="line 5", text="It\x1b[31m\u202e\nburns " + "!" * 500),
            judged(Gold(must_reply=True), where="line 6", kind=Kind.ABUSE),
            judged(Gold(personal=(Span(0, 4, "mail"),)), where="line 7", personal=(Personal(9, 12, "phone"),)),
        ]
    )
    assert [(one.where, one.gravity) for one in made] == [
        ("line 5", 3), ("line 4", 2), ("line 6", 2), ("line 3", 1), ("line 2", 0), ("line 7", 0),
    ]  # fmt: skip
    assert made[0].fields == (("urgency", "1", "4"), ("anger", "yes", "no"))
    assert made[0].text.startswith("It [31m burns !!!")
    assert len(made[0].text) == SHOWN
    assert made[-1].fields == (("personal", "mail 0-4", "phone 9-12"),)
    assert shown("\ud800\x00") == ""
