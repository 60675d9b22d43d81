"""What we do in a life of cases, sensible or not."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import hypothesis.strategies as st
from hypothesis.stateful import initialize, precondition, rule

from ombud.conversations.models import Hint, Message
from ombud.handoffs.models import IN_HAND, Handoff
from ombud.inboxes.models import Seat
from ombud.journey import (
    circle,
    concern,
    correct,
    enquire,
    fix,
    hand_off,
    hint,
    let_go,
    note,
    open_case,
    release,
    set_aside,
    staffing,
)
from ombud.journey import help as helping
from ombud.journey.refused import Refused
from tests.rooms.lived import FEW, WHO, Lived
from tests.world import BROKEN, Customer


class Worked(Lived):
    """Our side of it."""

    @initialize(who=WHO, far=st.integers(0, 5))
    def begin(self, who: Customer, far: int) -> None:
        """A life begins with a complaint, and may be some way on: handed off, accepted, done, asked about, silent."""
        world = self.world
        self.heard(world.mail(who, BROKEN[who.language], subject="Lampe"))
        case = self.case(0)
        assert case is not None
        if far > 0:
            until = world.now + timedelta(hours=30)
            handoff = hand_off.hand_off(
                case, by=world.mira, to=world.jonas, what="Repair it", until=until, key=world.key(), now=world.now
            )
            if far > 1:
                helping.accept(handoff, now=world.now)
            if far > 2:
                helping.report_done(handoff, words="Repaired", now=world.now)
        if far > 3:
            let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
        if far > 4:
            world.pass_time(timedelta(days=4))

    @rule(number=FEW, by=FEW, days=st.sampled_from([1, 3]))
    def answer(self, number: int, by: int, days: int) -> None:
        """A person's own words to somebody who is owed some."""
        message = self.pick(Message.objects.filter(direction="in", auto="no"), number)
        if message is None:
            return
        conversation, key = message.conversation, self.world.key()
        member = self.member(by)
        text = "Hello, thank you for writing. I am looking into it and write to you again tomorrow."
        self.step(lambda: self.world.answer(conversation, text, by=member, days=days, key=key))

    @rule(number=FEW, of=FEW, hours=st.integers(-1, 48), told=st.booleans())
    def enquire(self, number: int, of: int, hours: int, told: bool) -> None:
        """Somebody is asked what happened."""
        if (case := self.case(number)) is None:
            return
        member, key, until = self.member(of), self.world.key(), self.world.now + timedelta(hours=hours)
        tell = "Hello, I am sorry. I have asked our workshop and write to you again tomorrow." if told else ""
        warned = self.world.warned(case.opener.conversation, tell)
        self.step(
            lambda: enquire.enquire(
                case, by=case.owner, of=member, what="What happened?", until=until, key=key, now=self.world.now,
                tell=tell, confirm=warned,
            )
        )  # fmt: skip

    @rule(number=FEW)
    def fix(self, number: int) -> None:
        """Somebody puts it right."""
        if case := self.case(number):
            key = self.world.key()
            self.step(lambda: fix.fix(case, by=case.owner, what="Sent a new one", now=self.world.now, key=key))

    @rule(number=FEW, to=FEW, hours=st.integers(-1, 48))
    def hand_off(self, number: int, to: int, hours: int) -> None:
        """Somebody is asked to helping."""
        if (case := self.case(number)) is None:
            return
        member, key, until = self.member(to), self.world.key(), self.world.now + timedelta(hours=hours)
        self.step(
            lambda: hand_off.hand_off(
                case, by=case.owner, to=member, what="Repair it", until=until, key=key, now=self.world.now
            )
        )

    @precondition(lambda self: Handoff.objects.exists())
    @rule(number=FEW, what=st.sampled_from(["accept", "decline", "ask_back", "done"]))
    def handler(self, number: int, what: str) -> None:
        """What a handler does on her page, also by a link that is old."""
        if (handoff := self.pick(Handoff.objects.all(), number)) is None:
            return
        key = self.world.key()
        self.step(
            {
                "accept": lambda: helping.accept(handoff, now=self.world.now),
                "decline": lambda: helping.decline(handoff, words="I am away", now=self.world.now),
                "ask_back": lambda: helping.ask_back(handoff, words="Which lamp?", key=key, now=self.world.now),
                "done": lambda: helping.report_done(handoff, words="Repaired", now=self.world.now),
            }[what]
        )

    @precondition(lambda self: Handoff.objects.filter(IN_HAND).exists())
    @rule(number=FEW)
    def take_back(self, number: int) -> None:
        """The owner takes the case back."""
        if case := self.case(number):
            self.step(lambda: helping.take_back(case, by=case.owner, words="I do it myself", now=self.world.now))

    @rule(number=FEW)
    def ask(self, number: int) -> None:
        """We ask whether it is solved."""
        if case := self.case(number):
            key = self.world.key()
            self.step(lambda: let_go.ask_if_solved(case, by=case.owner, key=key, now=self.world.now))

    @rule(number=FEW, hours=st.integers(-1, 72))
    def snooze(self, number: int, hours: int) -> None:
        """Out of sight."""
        if case := self.case(number):
            until = self.world.now + timedelta(hours=hours)
            self.world.now += timedelta(minutes=1)
            with suppress(Refused):
                circle.snooze(case, until=until, by=case.owner, now=self.world.now)

    @rule(number=FEW, to=FEW)
    def change_owner(self, number: int, to: int) -> None:
        """Somebody else keeps the promises."""
        if case := self.case(number):
            member = self.member(to)
            self.step(lambda: circle.change_owner(case, to=member, by=case.owner, now=self.world.now))

    @rule(number=FEW, who=FEW, back=st.booleans())
    def staff(self, number: int, who: int, back: bool) -> None:
        """Somebody leaves, or comes back."""
        member = self.member(who)
        if back:
            self.step(lambda: staffing.come_back(member))
        else:
            Seat.objects.filter(member=member).delete()
            self.step(lambda: staffing.leave(member, now=self.world.now))

    @rule(number=FEW)
    def write_note(self, number: int) -> None:
        """A private note."""
        if case := self.case(number):
            note.write(
                case, by=case.owner, text=f"Between us {self.world.key()}: the depot lost it", now=self.world.now
            )

    @rule(number=FEW)
    def concern(self, number: int) -> None:
        """One more concern."""
        if case := self.case(number):
            self.step(
                lambda: concern.add_concern(case, words="And the bill is wrong", by=case.owner, now=self.world.now)
            )

    @rule(number=FEW, because=st.sampled_from(["mistake", "forgotten", "withdrawn", "merged"]), into=FEW)
    def release(self, number: int, because: str, into: int) -> None:
        """Let go for one of the closed reasons, with what it needs."""
        if (case := self.case(number)) is None:
            return
        hers = Message.objects.filter(conversation__strand__case=case, voice="customer").order_by("-pk").first()
        target = self.case(into) if because == "merged" else None
        self.step(
            lambda: release.release(
                case, because=because, by=case.owner, message=hers if because == "withdrawn" else None, into=target,
                words="Not ours", now=self.world.now,
            )
        )  # fmt: skip

    @rule(number=FEW, kind=st.sampled_from(["complaint", "question", "praise", "spam", "abuse", "press"]))
    def correct(self, number: int, kind: str) -> None:
        """A person reads better than the machine."""
        if message := self.pick(Message.objects.filter(reading__isnull=False), number):
            self.step(lambda: correct.correct(message, kind=kind, by=self.world.mira, now=self.world.now))

    @rule(number=FEW, what=st.sampled_from(["spam", "abuse", "stopped", "again", "case"]))
    def sort(self, number: int, what: str) -> None:
        """Set aside, taken up again, made a case."""
        if (message := self.pick(Message.objects.filter(direction="in"), number)) is None:
            return
        mira = self.world.mira
        if what == "again":
            self.step(lambda: set_aside.take_up_again(message, by=mira, now=self.world.now))
        elif what == "case":
            self.step(lambda: open_case.make_case(message, by=mira, now=self.world.now))
        else:
            self.step(lambda: set_aside.set_aside(message, as_=what, by=mira, now=self.world.now))

    @precondition(lambda self: Hint.objects.exists())
    @rule(number=FEW, same=st.booleans())
    def settle_hint(self, number: int, same: bool) -> None:
        """Is the stranger the same person?"""
        if (found := self.pick(Hint.objects.all(), number)) is None:
            return
        message, mira = found.message, self.world.mira
        settle = hint.join if same else hint.keep_apart
        self.step(lambda: settle(message, by=mira, now=self.world.now))
