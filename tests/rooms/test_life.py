"""Random lives of cases: whatever is done in whatever order, the invariants hold after every step.

Each step is one that a page, a mail or the clock can take. It may be refused, and then nothing has changed. Done again
with the same key (a double click, a mail delivered twice), it changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.journey import add, let_go, release
from ombud.promises.models import Promise
from tests.rooms.breaking import photograph
from tests.rooms.lived import FEW, LONG, SAID, told
from tests.rooms.lived_by_us import Worked
from tests.rooms.truths import against
from tests.sampling import thorough
from tests.world import RENATE


class Life(Worked):
    """What she does on her page, what we do, what time does."""

    @rule(number=FEW, words=SAID, part=st.booleans())
    def solved(self, number: int, words: str, part: bool) -> None:
        """She presses "it is solved", for all of it or for one concern."""
        if (case := self.case(number)) is None:
            return
        named = list(case.concerns.filter(satisfaction=None)[:1]) if part else None
        key = self.world.key()
        self.step(lambda: let_go.solved(case, concerns=named, words=words, key=key, now=self.world.now))

    @rule(number=FEW, words=SAID)
    def not_yet(self, number: int, words: str) -> None:
        """She presses "not yet"."""
        if case := self.case(number):
            key = self.world.key()
            self.step(lambda: let_go.not_yet(case, words=words, key=key, now=self.world.now))

    @rule(number=FEW, words=SAID)
    def adds(self, number: int, words: str) -> None:
        """She adds something."""
        if case := self.case(number):
            key = self.world.key()
            self.step(lambda: add.add_words(case, words=words, files=(), key=key, now=self.world.now))

    @rule(number=FEW)
    def wants_no_more(self, number: int) -> None:
        """She wants no more letters about it."""
        if case := self.case(number):
            key = self.world.key()
            self.step(lambda: release.stop_writing(case, key=key, now=self.world.now))

    @rule(number=FEW, which=FEW)
    def pointed_at(self, number: int, which: int) -> None:
        """A person points at the message in which she says that it is solved."""
        if (case := self.case(number)) is None:
            return
        message = self.pick(Message.objects.filter(conversation__strand__case=case), which)
        if message:
            self.step(
                lambda: let_go.said_solved(case, message=message, concerns=None, by=case.owner, now=self.world.now)
            )

    # Time

    @rule(long=LONG)
    def time(self, long: timedelta) -> None:
        """Time passes."""
        self.world.pass_time(long)
        before = photograph()
        self.world.pass_time(timedelta(0))
        assert photograph() == before, "the clock was kept twice"

    @precondition(lambda self: self.mails)
    @rule(number=FEW)
    def again(self, number: int) -> None:
        """A mail from long ago is delivered once more."""
        before = photograph()
        self.world.hear(self.mails[number % len(self.mails)])
        assert photograph() == before

    @invariant()
    def holds(self) -> None:
        """Every truth, now."""
        self.world.pass_time(timedelta(0))
        wrong = against(self.world.now)
        assert wrong == {}, told()


@pytest.mark.django_db
@pytest.mark.timeout(1800 if thorough() else 300)
def test_every_life_keeps_the_promise() -> None:
    # A step costs PostgreSQL four times what it costs SQLite, and more with each life: nothing is cleaned up within a
    # test's one transaction. Shrinking a life takes longer than a run may.
    quick = connection.vendor == "sqlite"
    lives = (400 if quick else 60) if thorough() else (20 if quick else 8)
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=lives, stateful_step_count=50 if thorough() else 30, deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=list(Phase) if thorough() and quick else [Phase.explicit, Phase.generate],
        ),
    )  # fmt: skip


@pytest.fixture
def life(db: None) -> Iterator[Life]:
    """A life whose steps a test takes itself."""
    lived = Life()
    yield lived
    lived.teardown()


def test_words_that_are_read_again_take_back_no_ending(life: Life) -> None:
    """What was read in haste is read in full after a person let the case go, and turns out to be more."""
    life.begin(who=RENATE, far=0)
    life.again(number=0)
    life.not_yet(number=0, words="Nothing came yet.")
    life.release(because="mistake", into=0, number=0)
    life.holds()


def test_what_is_owed_after_the_end_is_owed_by_somebody_who_is_here(life: Life) -> None:
    """A letter bounces when the case has ended and its owner has left."""
    life.begin(who=RENATE, far=0)
    first = Case.objects.get().owner
    other, third = [number for number in range(5) if life.member(number) != first][:2]
    life.hand_off(hours=24, number=0, to=third)
    life.change_owner(number=0, to=other)
    life.wants_no_more(number=0)
    life.staff(back=False, number=0, who=other)
    assert Case.objects.get().owner.left_at
    for letter in range(len(life.world.post.sent)):
        life.bounces(final=True, number=letter)
    again = Promise.objects.get(key__startswith="o", owe="answer")
    assert again.keeper == Case.objects.get().inbox.owner
    life.holds()
