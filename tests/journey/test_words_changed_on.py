"""Words are changed, changed again and taken back in any order, in one batch or several, while they are compared: what
is compared at last is what she says now, or nothing (D32)."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from ombud.cases.models import Case, Event
from ombud.channels.contract import Arrival
from ombud.channels.registry import get
from ombud.conversations.models import Message, Replaced
from ombud.incidents.index import index, placed
from ombud.incidents.models import Telling
from ombud.journey.hear import hear
from ombud.journey.notice_pattern import ahead
from tests.alike import ByMark, by_mark
from tests.journey.test_incidents import TEXTS
from tests.sampling import thorough
from tests.world import CARE, HANNAH, World

MARKS = ("lamp", "kettle", "radio", "invoice")
FIRST = TEXTS["en"]
Write = Callable[[Sequence[int], datetime], None]


def text_of(mark: str) -> str:
    return f"My {mark} has been broken since Monday and nobody has answered me. Please help."


def place_of(mark: str) -> bytes | None:
    return placed(ByMark().traces([mark], ["en"], [1.0])[0].place)


class Chain(RuleBasedStateMachine):
    """One who writes, changes what she wrote and takes it back; `says` is the mark of what she says now, none once she
    took it back."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        by_mark(self.patch)
        self.block = transaction.atomic()
        self.block.__enter__()
        self.world = World()
        self.says: str | None = "lamp"
        self.ids: list[str] = []
        self.begun: list[Write] = []
        first = self.arrival("lamp", replaces="")
        self.first = hear(self.world.inbox, [first], now=self.world.now)[0]

    def arrival(self, mark: str | None, replaces: str) -> Arrival:
        read = get("mail").read(self.world.mail(HANNAH, "-"), CARE, self.world.now)
        if mark is not None:
            self.ids.append(read.remote_id)
        return replace(read, text=text_of(mark) if mark else "", replaces=replaces)

    @rule(
        changes=st.lists(st.tuples(st.sampled_from([*MARKS, None]), st.integers(0, 9)), min_size=1, max_size=3),
        again=st.booleans(),
    )
    def changes(self, changes: list[tuple[str | None, int]], again: bool) -> None:
        """She changes it or takes it back, naming what she wrote first or any later; it may be heard twice."""
        self.world.now += timedelta(minutes=1)
        batch = []
        for mark, named in changes:
            batch.append(self.arrival(mark, replaces=self.ids[named % len(self.ids)]))
            # Whoever names words that were taken back, or came after that, changes nothing.
            if self.says is not None:
                self.says = mark
            elif mark is not None:
                self.ids.pop()
        hear(self.world.inbox, batch, now=self.world.now)
        if again:
            hear(self.world.inbox, batch, now=self.world.now)

    def case(self) -> Case | None:
        return Case.objects.filter(opener=self.first).first()

    @rule()
    def begins(self) -> None:
        """A worker looks at what the case tells, and takes its time."""
        if case := self.case():
            self.begun.append(ahead([case.pk], self.world.now))

    @precondition(lambda self: self.begun)
    @rule(which=st.integers(0, 9))
    def writes(self, which: int) -> None:
        """It writes down what it has made of that."""
        write = self.begun.pop(which % len(self.begun))
        case = self.case()
        assert case is not None
        write([case.pk], self.world.now)

    @rule()
    def works(self) -> None:
        """All that is due is done."""
        self.world.work()

    def teardown(self) -> None:
        """In the end all is done, and nothing of it stays."""
        try:
            while self.begun:
                self.writes(0)
            self.world.work()
            self.holds()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)
            self.patch.undo()

    def holds(self) -> None:
        case = self.case()
        assert case is not None
        tellings = Telling.objects.filter(case=case)
        told = [bytes(place or b"") for place in tellings.values_list("place", flat=True)]
        assert told == ([] if self.says is None else [place_of(self.says)])
        found = index().near(ByMark().traces([FIRST], ["en"], [1.0])[0].place, 9)
        assert set(found) == set(tellings.values_list("pk", flat=True))
        heard = Message.objects.filter(replaces__isnull=False).count()
        assert Replaced.objects.count() == heard + (self.says is None)
        assert Event.objects.filter(case=case, what="words_taken_back").count() <= 1


@pytest.mark.django_db
def test_what_is_compared_at_last_is_what_she_says_now() -> None:
    run_state_machine_as_test(
        seed(int(os.environ["OMBUD_SEED"]))(Chain),
        settings=settings(
            max_examples=200 if thorough() else 15, stateful_step_count=8, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, *([Phase.shrink] if thorough() else [])],
        ),
    )  # fmt: skip
