"""The demo's acts, each performed by one call of the journey."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import singledispatchmethod

from ombud.cases.models import Case, Strand
from ombud.conversations.models import Message
from ombud.demo import acts
from ombud.demo.mails import manifest
from ombud.demo.people import colleague
from ombud.demo.script import script, worded
from ombud.handoffs.models import IN_HAND, Handoff
from ombud.inboxes.models import Inbox
from ombud.journey import (
    answer,
    circle,
    concern,
    correct,
    enclose,
    enquire,
    fix,
    hand_off,
    let_go,
    note,
    open_case,
    release,
    rest,
    set_aside,
)
from ombud.journey import help as helping
from ombud.journey.refused import Stopped
from ombud.journey.words import language_of, when
from ombud.replies.enclosures import Enclosure
from ombud.team.models import Member
from ombud.triage.models import Kind, Reading

# Letters of praise with a concern inside, which somebody takes up in the play.
CONCERNED = frozenset(act.mail for act in script() if not isinstance(act, acts.Reply))


BEGUN = frozenset(act.mail for act in script() if isinstance(act, acts.HandOff | acts.Enquire | acts.Fix))
ASKED = "What happened here, and who can put it right?"


class Astray(Exception):
    """The play and the product disagree: an act could not be performed. Shown by the demo's test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAgain(acts.Act):
    """The second, automatic ask."""


class Play:
    """Performs acts. `letters` are the messages by the names of their letters."""

    def __init__(self, run: str, today: datetime) -> None:
        self.run, self.today = run, today
        self.letters: dict[str, Message] = {}
        self.inboxes = list(Inbox.objects.order_by("pk"))
        self._count = 0

    def read_again(self, name: str, now: datetime) -> None:
        """A person reads the letter, and corrects what the first reading took it for."""
        kind = manifest()[name]["kind"]
        message = self.letters[name]
        reading = Reading.objects.filter(message=message).first()
        if reading and kind in set(Kind) and reading.kind != kind:
            correct.correct(message, kind=kind, by=message.inbox.owner, now=now)
        case = Case.objects.filter(opener=message, ended_at=None).first()
        if case is not None and kind == Kind.PRAISE and name not in CONCERNED:
            release.release(case, because="mistake", by=case.owner, words="Praise, and nothing to settle.", now=now)

    def _key(self) -> str:
        self._count += 1
        return f"demo-{self.run}-{self._count}"

    @staticmethod
    def _member(key: str) -> Member:
        return Member.objects.get(email=colleague(key).address)

    def _message(self, act: acts.Act) -> Message:
        return Message.objects.select_related("conversation__inbox__owner", "conversation__person", "person").get(
            pk=self.letters[act.mail].pk
        )

    def _case(self, act: acts.Act, now: datetime) -> Case:
        """The case of the letter; a person makes it one where the reading did not."""
        message = self._message(act)
        strand = Strand.objects.filter(conversation=message.conversation).select_related("case").first()
        return strand.case if strand else open_case.make_case(message, by=message.inbox.owner, now=now)

    @singledispatchmethod
    def do(self, act: acts.Act, now: datetime) -> None:
        """Perform `act` at `now`. Raises `Astray` for an act nobody knows how to perform."""
        raise Astray(type(act).__name__)

    @do.register
    def _(self, act: acts.Reply, now: datetime) -> None:
        message = self._message(act)
        case = answer.case_of(message.conversation)
        # Settled by these words; where it is a case all the same, the next date lies ahead of today.
        settled = self.today - now + timedelta(hours=30)
        next_word = now + (timedelta(hours=act.next_word_in) if act.next_word_in else settled)
        language = language_of(message.person, message.inbox)
        text = worded(act.text, when(next_word, message.inbox, language))
        by = self._member(act.by)
        ends = next_word if case and case.open else None

        files = [self._file(message, by, name, words, now) for name, words in act.files.items()]

        def send(confirm: frozenset[str]) -> None:
            answer.answer(
                message.conversation, by=by, text=text, key=self._key(), now=now, next_word_by=ends, confirm=confirm,
                files=files,
            )  # fmt: skip

        self._looked_at(send)
        for file in files:
            enclose.take_out(file, by=by, now=now)  # it went with the letter, and does not lie with the next one
        if case and case.open and act.mail not in BEGUN and not case.actions.exists():
            # What is only written to in the play gets its first step as well: somebody is asked (D26).
            asked = Member.objects.get(email=colleague("tomas").address)
            enquire.enquire(case, by=by, of=asked, what=ASKED, until=next_word, key=self._key(), now=now)

    @staticmethod
    def _file(message: Message, by: Member, name: str, words: str, now: datetime) -> Enclosure:
        content = words.encode()
        brought = enclose.Brought(name, "text/plain", len(content), lambda: content)
        added = enclose.enclose(message.conversation, by=by, file=brought, now=now)
        if added is None:
            raise Astray(name)
        return added

    @staticmethod
    def _looked_at(send: Callable[[frozenset[str]], None]) -> None:
        """Send; what the guard only asks about has been looked at, as a person would confirm it."""
        try:
            send(frozenset())
        except Stopped as stopped:
            send(frozenset(f.entry for f in stopped.verdict.findings if f.severity == "warn"))

    @do.register
    def _(self, act: acts.HandOff, now: datetime) -> None:
        hand_off.hand_off(
            self._case(act, now), by=self._member(act.by), to=self._member(act.to), what=act.why,
            until=now + timedelta(hours=act.until), key=self._key(), now=now,
        )  # fmt: skip

    def _in_hand(self, act: acts.Act, now: datetime) -> Handoff:
        return Handoff.objects.get(IN_HAND, case=self._case(act, now))

    @do.register
    def _(self, act: acts.Accept, now: datetime) -> None:
        helping.accept(self._in_hand(act, now), now=now)

    @do.register
    def _(self, act: acts.Decline, now: datetime) -> None:
        helping.decline(self._in_hand(act, now), words=act.words, now=now)

    @do.register
    def _(self, act: acts.Done, now: datetime) -> None:
        helping.report_done(self._in_hand(act, now), words=act.words, now=now)

    @do.register
    def _(self, act: acts.Enquire, now: datetime) -> None:
        member = Member.objects.filter(name=act.of).first()
        enquire.enquire(
            self._case(act, now), by=self._member(act.by), of=member or act.of, what=act.what,
            until=now + timedelta(hours=act.until), key=self._key(), now=now,
        )  # fmt: skip

    @do.register
    def _(self, act: acts.Fix, now: datetime) -> None:
        fix.fix(self._case(act, now), by=self._member(act.by), what=act.what, now=now, key=self._key())

    @do.register
    def _(self, act: acts.AskSolved, now: datetime) -> None:
        let_go.ask_if_solved(self._case(act, now), by=self._member(act.by), key=self._key(), now=now)

    @do.register
    def _(self, act: AskAgain, now: datetime) -> None:
        rest.ask_again([self._case(act, now).pk], now)

    @do.register
    def _(self, act: acts.NoAnswer, now: datetime) -> None:
        rest.rest([self._case(act, now).pk], now)

    @do.register
    def _(self, act: acts.CustomerSays, now: datetime) -> None:
        case = self._case(act, now)
        if act.solved:
            let_go.solved(case, concerns=None, words=act.words, key=self._key(), now=now)
        else:
            let_go.not_yet(case, words=act.words, key=self._key(), now=now)

    @do.register
    def _(self, act: acts.Withdrawn, now: datetime) -> None:
        case = self._case(act, now)
        hers = Message.objects.filter(conversation__strand__case=case, voice="customer").order_by("-pk").first()
        release.release(case, because="withdrawn", by=self._member(act.by), message=hers, words=act.words, now=now)

    @do.register
    def _(self, act: acts.OpenCase, now: datetime) -> None:
        open_case.make_case(self._message(act), by=self._member(act.by), now=now)

    @do.register
    def _(self, act: acts.AddConcern, now: datetime) -> None:
        concern.add_concern(self._case(act, now), words=act.about, by=self._member(act.by), now=now)

    @do.register
    def _(self, act: acts.Note, now: datetime) -> None:
        message = self._message(act)
        case = answer.case_of(message.conversation)
        if case is not None:
            note.write(case, by=self._member(act.by), text=act.text, now=now)

    @do.register
    def _(self, act: acts.Snooze, now: datetime) -> None:
        case = self._case(act, now)
        until = min(now + timedelta(hours=act.hours), case.next_update_by or now)
        circle.snooze(case, until=until, by=self._member(act.by), now=now)

    @do.register
    def _(self, act: acts.Exempt, now: datetime) -> None:
        set_aside.set_aside(self._message(act), as_=act.kind, by=self._member(act.by), now=now)
