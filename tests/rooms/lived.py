"""A life of cases: how a step is taken and what is asked after it, and the mails that arrive."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import hypothesis.strategies as st
from django.db import transaction
from django.db.models import QuerySet
from hypothesis.stateful import RuleBasedStateMachine, rule

from ombud.cases.models import Case, Concern
from ombud.cases.rules import status
from ombud.channels.contract import Permanent
from ombud.conversations.models import Hint, Message
from ombud.handoffs.models import Handoff
from ombud.journey.refused import Refused
from ombud.promises.models import Promise
from ombud.replies.models import Outgoing
from ombud.team.models import Member
from tests.rooms.breaking import photograph
from tests.world import BUDI, CUSTOMERS, HANNAH, LUCIA, RENATE, Customer, World

FEW = st.integers(0, 5)
WHO = st.sampled_from([RENATE, BUDI, HANNAH])
SAID = st.sampled_from(["", "Thanks, all good now!", "But it is still broken.", "Nothing came yet.", "Danke!"])
MAILS = st.sampled_from(
    [
        "It is still broken, please help!",
        "The lamp caught fire and burned my hand!",
        "Thank you so much, wonderful!",
        "When are you open?",
    ]
)
LONG = st.sampled_from([timedelta(minutes=20), timedelta(hours=3), timedelta(hours=26), timedelta(days=4)])


def told() -> str:
    """Every case's timeline and promises, for whoever has to understand a failure."""
    lines = []
    for case in Case.objects.order_by("pk"):
        lines.append(f"case {case.pk}: {status(case, case.heard_at)}, next word {case.next_update_by}")
        lines += [f"  {e.at:%d %H:%M} {e.what} {e.params}" for e in case.events.order_by("pk")]
    for p in Promise.objects.order_by("pk"):
        lines.append(f"{p.key} case {p.case_id} due {p.due_at} kept {p.kept_at} {p.released} broken {p.broken_at}")
    return "\n".join(lines)


class Lived(RuleBasedStateMachine):
    """A world, and what may happen in it."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.world = World()
        self.mails: list[bytes] = []

    def teardown(self) -> None:
        """Nothing of it stays."""
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    # How a step is taken

    def step(self, do: Callable[[], object]) -> None:
        """Take a step; refused, it has changed nothing; taken again, it changes nothing more."""
        self.world.now += timedelta(minutes=1)
        before = photograph()
        try:
            do()
        except Refused:
            assert photograph() == before, "refused, and yet something changed"
            return
        self.world.work()
        before = photograph()
        with suppress(Refused):
            do()
        self.world.work()
        after = photograph()
        assert after == before, f"done twice: {[table for table in after if after[table] != before[table]]}"

    @staticmethod
    def pick[T: (Case, Message, Handoff, Hint, Outgoing, Member, Concern)](rows: QuerySet[T], number: int) -> T | None:
        """One of the rows, the newest first."""
        found = list(rows.order_by("-pk")[:6])
        return found[number % len(found)] if found else None

    def case(self, number: int) -> Case | None:
        """A case, as somebody would have it on her screen."""
        case = self.pick(Case.objects.all(), number)
        return World.again(case) if case else None

    def member(self, number: int) -> Member:
        """Somebody on our side, or who was."""
        found = self.pick(Member.objects.all(), number)
        assert found is not None
        return found

    # Mails

    def heard(self, mail: bytes) -> None:
        """A mail arrives, and then once more."""
        self.mails.append(mail)
        self.step(lambda: self.world.hear(mail))

    @rule(who=WHO, text=MAILS)
    def writes(self, who: Customer, text: str) -> None:
        """A new thread."""
        self.heard(self.world.mail(who, text))

    @rule(number=FEW, text=MAILS, away=st.booleans(), forged=st.booleans(), stranger=st.booleans())
    def replies(self, number: int, text: str, away: bool, forged: bool, stranger: bool) -> None:
        """A reply to a letter of ours: hers, her machine's, somebody's in her name, somebody else's."""
        letters = [o for o in reversed(self.world.post.sent) if any(c.address == o.to.address for c in CUSTOMERS)][:6]
        if not letters:
            return
        letter = letters[number % len(letters)]
        who = next(c for c in CUSTOMERS if c.address == letter.to.address)
        headers = {"Auto-Submitted": "auto-replied"} if away else {}
        if forged:
            headers["Authentication-Results"] = f"mx.ombud.test; dmarc=fail header.from={who.address.partition('@')[2]}"
        self.heard(self.world.mail(LUCIA if stranger else who, text, to=letter, headers=headers))

    @rule(number=FEW, final=st.booleans())
    def bounces(self, number: int, final: bool) -> None:
        """A letter of ours comes back."""
        if self.world.post.sent:
            letter = self.world.post.sent[-1 - number % len(self.world.post.sent)]
            self.heard(self.world.bounce(letter, final=final))

    @rule(who=WHO, broken=st.booleans())
    def post(self, who: Customer, broken: bool) -> None:
        """From now on her mail server refuses our letters, or takes them again."""
        self.world.post.refuses = {who.address: Permanent("refused")} if broken else {}
