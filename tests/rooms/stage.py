"""The stage on which the guarantees are tried: one case of every sort, brought there by the journey alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ombud.cases.models import Action, Ask, Case, Concern, NoAnswer, Release, Satisfaction
from ombud.conversations.models import Message
from ombud.handoffs.models import Handoff
from ombud.journey import fix, hand_off, let_go, release
from ombud.journey.concern import add_concern
from ombud.people.models import Person
from ombud.promises.models import Promise
from ombud.promises.terms import Urgency
from ombud.replies.judging import judge_machine
from ombud.replies.models import Outgoing
from ombud.replies.outbox import Letter, put
from tests.world import BUDI, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

DAY = timedelta(days=1)
FORGED = {"Authentication-Results": "mx.ombud.test; dmarc=fail header.from=vogel.example"}
AWAY = {"Auto-Submitted": "auto-replied"}


class Stage:
    """`clock` ended without an answer, `chair` is confirmed, `cup` was stopped by her, `fan` was opened again.

    `lamp` is open: something was done, she said of one of two concerns that it is solved, was asked twice and wrote in
    between. `invoice` is the same person's, with nothing done. `radio` is in Bianca's hands after Jonas failed.
    """

    def __init__(self) -> None:
        self.world = world = World()
        self.clock = self._silent(LUCIA)
        self.chair = self._confirmed(SIGNE, "Stuhl")
        self.fan = self._confirmed(HANNAH, "Fan")
        world.pass_time(DAY)
        self.reopening = world.hear(world.mail(HANNAH, "My fan is broken again!", to=world.letters(HANNAH)[-1]))[0]
        self.cup = world.complaint(HANNAH, subject="Cup")
        release.stop_writing(self.cup, key=world.key(), now=world.now)
        self.lamp = self._half_solved(RENATE)
        self.invoice = world.complaint(RENATE, subject="Rechnung")
        self.radio = self._with_a_second_handler(BUDI)
        (self.praise,) = world.hear(world.mail(HANNAH, "Thank you so much, what a lovely lamp!", subject="Thanks"))
        reply = world.mail(RENATE, "Ich bin im Urlaub.", to=world.letters(RENATE)[0], headers=AWAY)
        forged = world.mail(RENATE, "Bitte alles stornieren.", to=world.letters(RENATE)[0], headers=FORGED)
        self.away, self.forged = world.hear(reply, forged)
        self.now = world.now
        for name in ("clock", "chair", "fan", "cup", "lamp", "invoice", "radio"):
            setattr(self, name, world.again(getattr(self, name)))

    def _done(self, who: Customer, subject: str) -> Case:
        world = self.world
        case = world.complaint(who, subject=subject)
        world.answer(case.opener.conversation, "Hello, I am looking into it today and write to you tomorrow. Mira")
        world.now += timedelta(hours=1)
        fix.fix(case, by=world.mira, what="A new one is on its way", now=world.now, key=world.key())
        let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
        world.work()
        return world.again(case)

    def _silent(self, who: Customer) -> Case:
        case = self._done(who, "Reloj")
        self.world.pass_time(9 * DAY)
        return self.world.again(case)

    def _confirmed(self, who: Customer, subject: str) -> Case:
        case = self._done(who, subject)
        let_go.solved(case, concerns=None, words="", key=self.world.key(), now=self.world.now)
        return self.world.again(case)

    def _half_solved(self, who: Customer) -> Case:
        world = self.world
        case = self._done(who, "Lampe")
        second = add_concern(case, words="Die Rechnung stimmt nicht", by=world.mira, now=world.now)
        first = case.concerns.exclude(pk=second.pk).get()
        world.now += timedelta(hours=1)
        let_go.solved(case, concerns=[first], words="", key=world.key(), now=world.now)
        world.pass_time(DAY)
        let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
        return case

    def _with_a_second_handler(self, who: Customer) -> Case:
        world = self.world
        case = world.complaint(who, subject="Radio")
        for to in (world.jonas, world.bianca):
            until = world.now + DAY
            hand_off.hand_off(case, by=world.mira, to=to, what="Repair it", until=until, key=world.key(), now=world.now)
            world.now += timedelta(hours=1)
            if to == world.jonas:
                let_go.not_yet(case, words="Masih rusak.", key=world.key(), now=world.now)
        return case

    # What a page or a person would point at

    def hers(self, case: Case) -> Message:
        """The customer's last word in the case."""
        theirs = Message.objects.filter(conversation__strand__case=case, voice="customer")
        return theirs.latest("pk")

    def ours(self, case: Case) -> Message:
        """A person's last word to the customer of the case."""
        return Message.objects.filter(conversation__strand__case=case, person=case.person, voice="person").latest("pk")

    def letter_to(self, case: Case) -> Message:
        """A person's new letter to the customer of the case, as a message."""
        letter = self.world.answer(case.opener.conversation, "Hello, I am still looking into it. More tomorrow. Mira")
        assert letter.message is not None
        return letter.message

    def unsettled(self, case: Case) -> Concern:
        """A concern of the case that nobody has called solved."""
        return Concern.objects.filter(case=case, satisfaction=None).earliest("pk")

    def satisfaction(self, case: Case) -> Satisfaction:
        """What she said of a concern of the case."""
        return Satisfaction.objects.filter(case=case).earliest("pk")

    def word(self, case: Case, **values: Any) -> dict[str, Any]:
        """Her word about the unsettled concern of the case, as a row, with some values exchanged."""
        return {
            "case_id": case.pk, "concern_id": self.unsettled(case).pk, "person_id": case.person_id,
            "message_id": self.hers(case).pk, "words": "", "round": case.round, "at": self.now,
        } | values  # fmt: skip

    def says_solved(self, case: Case) -> Satisfaction:
        """She says it of the unsettled concern; nothing else is done about it."""
        return Satisfaction.objects.create(**self.word(case))

    def no_answer(self) -> NoAnswer:
        """How the clock's case ended."""
        return NoAnswer.objects.get(case=self.clock)

    def asks(self, case: Case) -> list[Ask]:
        """What she was asked, first to last."""
        return list(Ask.objects.filter(case=case).order_by("pk"))

    def released(self, case: Case, **values: Any) -> dict[str, Any]:
        """A release of the case by mistake, as a row, with some values exchanged."""
        return {
            "case_id": case.pk, "because": "mistake", "by_id": self.world.mira.pk, "message_id": None, "into_id": None,
            "words": "Not for us", "at": self.now,
        } | values  # fmt: skip

    def release(self, case: Case, **values: Any) -> Release:
        """Such a release, written."""
        return Release.objects.create(**self.released(case, **values))

    def action(self, case: Case) -> Action:
        """The last thing that was done about the case."""
        return Action.objects.filter(case=case).latest("pk")

    def correction(self, **values: Any) -> dict[str, Any]:
        """A correction of how the praise was read."""
        row = {
            "reading_id": self.praise.pk, "by_id": self.world.mira.pk, "at": self.now, "was": "praise",
            "becomes": "question", "field": "kind", "kind": "praise", "language": "en",
        }  # fmt: skip
        return row | values

    def in_hand(self) -> Handoff:
        """The radio in Bianca's hands."""
        return Handoff.objects.get(case=self.radio, returned_at=None)

    def failed(self) -> Handoff:
        """The radio in Jonas' hands, who did not help."""
        return Handoff.objects.get(case=self.radio, returned_at__isnull=False)

    def due(self, case: Case) -> Promise:
        """A promise on the case that is still to be kept."""
        return Promise.objects.filter(case=case, kept_at=None, released_at=None, broken_at=None).latest("pk")

    def sent(self, case: Case) -> Outgoing:
        """Our last letter to the customer of the case."""
        return Outgoing.objects.filter(case=case, audience="customer").latest("pk")

    def stranger(self) -> Person:
        """Somebody else than Renate."""
        return self.radio.person

    def letter(self, case: Case, audience: str, text: str) -> Outgoing:
        """A letter in the outbox, judged, and nothing more."""
        judged = judge_machine(text, "en", "customer" if audience == "customer" else "handler")
        (sent,) = put(
            [
                Letter(
                    key=self.world.key(), inbox=case.inbox, audience=audience, to_name="", to_address="a@mail.example",
                    case=case, subject="Re", text=text, language="en", judged=judged, sender_name="Pellamo",
                )
            ],
            self.now,
        )  # fmt: skip
        return sent

    def promise(self, case: Case, owe: str) -> Promise:
        """A promise on the case, made now."""
        return Promise.objects.create(
            key=self.world.key(), owe=owe, case=case, keeper=self.world.mira, urgency=Urgency.COMPLAINT,
            made_at=self.now, due_at=self.now + DAY, alarm_at=self.now + DAY / 2,
        )  # fmt: skip

    def handing(self, case: Case, to: Any, **values: Any) -> dict[str, Any]:
        """A whole hand-off of the case, as a row, with some values exchanged; all that it needs is there."""
        action = Action.objects.create(
            key=self.world.key(), case=case, move="introduction", by=self.world.mira, what="Look at it", handler=to,
            whom=to.name, until=self.now + DAY, round=case.round, at=self.now,
        )  # fmt: skip
        return {
            "case_id": case.pk, "action_id": action.pk, "handler_id": to.pk, "by_id": self.world.mira.pk,
            "what": "Look at it", "at": self.now, "until": self.now + DAY, "round": case.round,
            "notice_id": self.letter(case, "customer", "Bianca has it in hand.").pk,
            "letter_id": self.letter(case, "handler", "Please look at it.").pk,
            "follow_customer_id": self.promise(case, "ask_customer").pk,
            "follow_handler_id": self.promise(case, "ask_handler").pk,
        } | values  # fmt: skip
