"""Two failures in a row: what we say to whoever had to come back is read like a first word (D07, D38, D45)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.cases.models import Case
from ombud.journey import help as helping
from ombud.journey import let_go
from ombud.journey.answer import answer, preview
from ombud.journey.hand_off import hand_off
from ombud.journey.open_case import make_case
from ombud.journey.refused import Stopped
from ombud.replies.judging import facts_about
from ombud.team.models import Member
from ombud.triage.models import Reading
from tests.world import HANNAH, World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PARTS = {"R01", "R02", "R03", "R04", "R05", "R06"}
CURT = "Hello,\n\nwe look at it once more."
GOOD = (
    "Hello Hannah,\n\nyou are right to come back, and I am sorry that your lamp is still broken after all this. I take "
    "it on myself: Tomas decides it today, you need not tell it again, and I write to you by Friday at noon.\n\nMira"
)
BACK = "Hello Hannah,\n\nI am sorry about the lamp. {name} will look at it and write to you by Friday at noon.\n\nMira"


@pytest.fixture
def world() -> World:
    return World()


def found(world: World, case: Case, text: str) -> dict[str, str]:
    """What the guard finds in a reply of Mira's: the rule and how grave it is."""
    verdict = preview(case.opener.conversation, by=world.mira, text=text)
    return {finding.rule: finding.severity for finding in verdict.findings}


def helped_in_vain(world: World, case: Case, by: Member) -> None:
    """Somebody is asked, says that it is done, and she says that it is not."""
    handoff = hand_off(
        case, by=world.mira, to=by, what="The lamp of shelf 7b", until=world.now + DAY, key=world.key(), now=world.now
    )
    world.pass_time(timedelta(hours=1))
    assert not PARTS & set(found(world, case, CURT)), "she was told who and until when"
    helping.report_done(handoff, words="Repaired", now=world.now)
    world.pass_time(timedelta(hours=1))
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.pass_time(timedelta(hours=1))
    let_go.not_yet(case, words="The lamp still flickers.", key=world.key(), now=world.now)
    world.pass_time(timedelta(minutes=5))


def test_after_the_second_failure_our_words_are_asked_for_everything_again(world: World) -> None:
    case = world.complaint(HANNAH)
    assert set(found(world, case, CURT)) >= PARTS - {"R04"}
    world.answer(case.opener.conversation, GOOD)
    assert not PARTS & set(found(world, case, CURT)), "what follows a first word may be short"
    world.pass_time(timedelta(hours=1))
    helped_in_vain(world, case, world.jonas)
    assert set(found(world, case, CURT)) >= {"R01", "R03", "R05", "R06"}, "once failed"
    helped_in_vain(world, case, world.bianca)
    case = world.again(case)
    assert case.round == 3
    asked = found(world, case, CURT)
    assert set(asked) >= {"R01", "R02", "R03", "R05", "R06"}, "and twice"
    assert set(asked.values()) == {"warn"}, "what is missing stops nothing"
    with pytest.raises(Stopped, match="guard_asks"):
        answer(
            case.opener.conversation, by=world.mira, text=CURT, key="curt", now=world.now, next_word_by=world.now + DAY
        )
    for name in ("Jonas", "Bianca"):
        assert found(world, case, BACK.format(name=name))["R14"] == "block", "never back to who did not help"
    assert found(world, case, GOOD) == {}
    answer(case.opener.conversation, by=world.mira, text=GOOD, key="good", now=world.now, next_word_by=world.now + DAY)
    world.pass_time(timedelta(minutes=5))
    assert not PARTS & set(found(world, case, CURT)), "she has been answered"


def test_a_word_that_confirms_what_is_missing_leaves(world: World) -> None:
    case = world.complaint(HANNAH)
    helped_in_vain(world, case, world.jonas)
    before = len(world.letters(HANNAH))
    world.answer(case.opener.conversation, CURT)
    assert len(world.letters(HANNAH)) == before + 1


def test_a_case_that_rested_and_is_opened_again_counts_as_well(world: World) -> None:
    case = world.complaint(HANNAH)
    world.answer(case.opener.conversation, GOOD)
    helping_once = hand_off(
        case, by=world.mira, to=world.jonas, what="Repair", until=world.now + DAY, key="h", now=world.now
    )
    helping.report_done(helping_once, words="Repaired", now=world.now)
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    assert let_go.solved(case, concerns=None, words="", key=world.key(), now=world.now)
    world.pass_time(3 * DAY)
    world.hear(world.mail(HANNAH, "The lamp is broken again. Please help me!", to=world.letters(HANNAH)[-1]))
    case = world.again(case)
    assert (case.round, case.open) == (2, True)
    facts = facts_about(case.person, case, owner="Mira")
    assert (facts.first_word, facts.scenario) == (True, "unsatisfied")
    assert {"R03", "R06"} <= set(found(world, case, CURT))


@pytest.mark.parametrize(
    ("kind", "read", "scenario"),
    [
        ("complaint", "refund", "refund"),
        ("complaint", "staff", "staff"),
        ("complaint", "safety", "safety"),
        ("complaint", "chronic", "chronic"),
        ("complaint", "question", "product_or_service"),
        ("question", "question", "question"),
        ("suggestion", "product_or_service", "suggestion"),
        ("praise", "praise", "praise"),
        ("press", "question", "press"),
        ("spam", "none", ""),
    ],
)
def test_the_guard_knows_what_the_case_is_about(world: World, kind: str, read: str, scenario: str) -> None:
    (heard,) = world.hear(world.mail(HANNAH, "Hello, does the lamp fit a Danish socket? Hannah", subject="Socket"))
    case = make_case(heard, by=world.mira, now=world.now)
    Case.objects.filter(pk=case.pk).update(kind=kind, urgency=3)
    Reading.objects.filter(message=heard).update(scenario=read)
    case = world.again(case)
    assert facts_about(case.person, case, owner="Mira").scenario == scenario
    case.round = 2
    assert facts_about(case.person, case, owner="Mira").scenario == ("press" if kind == "press" else "unsatisfied")
