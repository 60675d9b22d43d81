"""Several things in one message: each is seen, settled apart, and only a person says that one is none (D18)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from ombud.cases.models import Case, Concern
from ombud.conversations.models import Message
from ombud.journey import correct, let_go
from ombud.journey.concern import add_concern, drop_concern, join_concern, take_up_concern
from ombud.journey.fix import fix
from ombud.journey.refused import Refused
from ombud.triage.kinds import Kind, Scenario
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard, Part, Tier, Understood
from tests.world import HANNAH, RENATE, World

pytestmark = pytest.mark.django_db
PRAISE = "I love this lamp, Ana was wonderful on the phone!"
LID = "The lid arrived with a crack, though."
BILL = "And I was charged for two."
WORDS = f"{PRAISE} {LID} {BILL} Hannah"


def reads(monkeypatch: pytest.MonkeyPatch, kind: Kind, *complaints: str) -> None:
    """Everything is read as `kind` from here on, with these words in it as complaints."""
    plain = Reader.read

    def read(
        reader: Reader, messages: Sequence[Heard], tier: Tier = Tier.FULL, only: frozenset[str] | None = None
    ) -> list[Understood]:
        return [
            replace(
                found, kind=kind, urgency=3, scenario=Scenario.PRODUCT_OR_SERVICE, confidence=0.9, why=(),
                concerns=tuple(
                    Part(m.text.index(words), m.text.index(words) + len(words), Kind.COMPLAINT)
                    for words in complaints if words in m.text
                ),
            )
            for m, found in zip(messages, plain(reader, messages, tier, only), strict=True)
        ]  # fmt: skip

    monkeypatch.setattr(Reader, "read", read)


@pytest.fixture
def world() -> World:
    """Monday morning."""
    return World()


def heard(world: World) -> tuple[Message, Case]:
    (message,) = world.hear(world.mail(HANNAH, WORDS, subject="Lovely"))
    return message, Case.objects.get(opener=message)


def test_praise_with_a_stone_in_it_is_a_case_about_the_stone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Kind.PRAISE, LID)
    message, case = heard(world)
    assert [c.words for c in case.concerns.all()] == [LID]
    assert message.text[case.concerns.get().start : case.concerns.get().end] == LID
    assert case.urgency == 3


def test_each_of_several_concerns_is_settled_apart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Kind.COMPLAINT, LID, BILL)
    _, case = heard(world)
    lid, bill = case.concerns.all()
    assert (lid.words, bill.words) == (LID, BILL)
    fix(case, by=world.mira, what="Sent a new lid.", now=world.now, key=world.key())
    assert not let_go.solved(case, concerns=[lid], words="", key=world.key(), now=world.now)
    assert world.again(case).open
    assert let_go.solved(case, concerns=[bill], words="", key=world.key(), now=world.now)
    assert world.again(case).satisfaction


def test_one_complaint_that_is_the_whole_message_goes_by_its_subject(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, Kind.COMPLAINT, LID)
    _, case = heard(world)
    assert [(c.words, c.start) for c in case.concerns.all()] == [("Lovely", None)]


def test_what_is_joined_is_settled_with_the_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Kind.COMPLAINT, LID, BILL)
    _, case = heard(world)
    lid, bill = case.concerns.all()
    join_concern(bill, into=lid, by=world.mira, now=world.now)
    assert [c.words for c in case.concerns.all()] == [LID]
    assert Concern.every.get(pk=bill.pk).left_by == world.mira
    fix(case, by=world.mira, what="Sent a new lid.", now=world.now, key=world.key())
    assert let_go.solved(case, concerns=None, words="", key=world.key(), now=world.now)
    assert world.again(case).satisfaction


def test_what_is_dropped_bears_a_name_and_is_taken_up_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Kind.COMPLAINT, LID, BILL)
    _, case = heard(world)
    lid, bill = case.concerns.all()
    drop_concern(bill, by=world.mira, now=world.now)
    assert case.events.get(what="concern_dropped").by == world.mira
    with pytest.raises(Refused, match="last_concern"):
        drop_concern(lid, by=world.mira, now=world.now)
    with pytest.raises(Refused, match="concern_settled"):
        drop_concern(bill, by=world.mira, now=world.now)
    take_up_concern(bill, by=world.ana, now=world.now)
    take_up_concern(bill, by=world.ana, now=world.now)
    assert case.concerns.count() == 2
    assert case.events.filter(what="concern_taken_up").count() == 1


def test_what_a_person_wrote_down_is_joined_but_not_dropped(world: World) -> None:
    case, other = world.complaint(RENATE), world.complaint(HANNAH)
    second = add_concern(case, words="Die Rechnung stimmt nicht", by=world.mira, now=world.now)
    with pytest.raises(Refused, match="not_found_by_reading"):
        drop_concern(second, by=world.mira, now=world.now)
    with pytest.raises(Refused, match="other_concern"):
        join_concern(second, into=other.concerns.get(), by=world.mira, now=world.now)
    join_concern(second, into=case.concerns.exclude(pk=second.pk).get(), by=world.mira, now=world.now)
    assert case.concerns.count() == 1


def test_reading_it_again_finds_what_else_it_holds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Kind.COMPLAINT, LID)
    (message,) = world.hear(world.mail(HANNAH, WORDS, subject="Lovely"), history=True)
    case = Case.objects.get(opener=message)
    monkeypatch.undo()
    reads(monkeypatch, Kind.COMPLAINT, LID, BILL)
    world.pass_time(timedelta(minutes=2))
    assert [c.words for c in case.concerns.all()] == [LID, BILL]


def test_a_person_who_sees_the_complaint_opens_the_same_case(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Kind.PRAISE)
    (message,) = world.hear(world.mail(HANNAH, WORDS))
    assert not Case.objects.exists()
    correct.correct(message, kind="complaint", by=world.mira, now=world.now)
    world.work()
    assert Case.objects.get().concerns.count() == 1
