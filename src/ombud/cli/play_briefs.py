"""The demo's briefs, each moment of them one call of the journey."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from ombud.advocacy.models import Brief
from ombud.cases.models import Case, Strand
from ombud.conversations.models import Message
from ombud.demo.briefs import BRIEFS, DemoBrief, Said
from ombud.demo.people import colleague
from ombud.journey import decide, quote, raise_concern
from ombud.journey.raise_concern import Asked, Written
from ombud.team.models import Member

WRITING = timedelta(hours=2)  # from the first line to the letter: time for people to be asked
Step = Callable[[datetime], None]


class PlayBriefs:
    """Carries concerns to their leader. `letters` are the messages by the names of their letters."""

    def __init__(self, letters: dict[str, Message], run: str) -> None:
        self.letters, self.run = letters, run
        self.briefs: dict[str, Brief] = {}

    def cues(self, now: datetime) -> Iterator[tuple[datetime, Step]]:
        """When which step is taken."""
        for told in BRIEFS:
            sent = now - timedelta(hours=told.sent)
            yield sent - WRITING, self._begin(told, sent)
            yield sent, self._send(told)
            if told.read is not None:
                yield now - timedelta(hours=told.read), self._read(told)
            if told.answered:
                hours, said, words = told.answered
                yield now - timedelta(hours=hours), self._answer(told, said, words)

    def _begin(self, told: DemoBrief, sent: datetime) -> Step:
        def step(now: datetime) -> None:
            mira, tomas = _member("mira"), _member("tomas")
            brief = raise_concern.draft(by=mira, now=now)
            pleas = [
                Asked(what, of, (sent + timedelta(days=days)).date(), cost) for what, of, days, cost in told.pleas
            ]  # fmt: skip
            words = Written(
                told.title, told.claim, "en", told.leaving, tomas, evidence=told.evidence, counters=told.counters,
                answer_on=(sent + timedelta(days=told.answer_in_days)).date(), pleas=tuple(pleas),
            )  # fmt: skip
            raise_concern.write_down(brief, words, by=mira, now=now)
            cases = [case.pk for name in told.mails if (case := self._case(name))]
            raise_concern.put_in(brief, cases, by=mira, now=now)
            for said in told.quotes:
                self._ask(brief, said, mira, now)
            self.briefs[told.title] = brief

        return step

    def _ask(self, brief: Brief, said: Said, mira: Member, now: datetime) -> None:
        """She is asked about one sentence of hers; who answers in the play does so at once."""
        case = self._case(said.mail)
        found = re.search(re.escape(said.start) + r"[^.!?]*[.!?]", " ".join(self.letters[said.mail].text.split()))
        if case is None or found is None:
            return
        key = f"demo-{self.run}-{said.mail}"
        asked = quote.ask_to_quote(brief, case, words=found[0], by=mira, key=key, now=now)
        if said.means:
            quote.translate(asked, words=said.means, by=mira)
        if said.allows is not None:
            quote.say_of_quote(case, asked.pk, allows=said.allows, key=key, now=now)

    def _send(self, told: DemoBrief) -> Step:
        return lambda now: raise_concern.send(self.briefs[told.title], by=_member("mira"), now=now)

    def _read(self, told: DemoBrief) -> Step:
        return lambda now: decide.note_read(self.briefs[told.title], by=_member("tomas"), now=now)

    def _answer(self, told: DemoBrief, said: str, words: str) -> Step:
        def step(now: datetime) -> None:
            key = f"demo-{self.run}-{self.briefs[told.title].pk}"
            decide.answer(
                self.briefs[told.title], said=said, words=words, until=None, key=key, now=now, by=_member("tomas")
            )

        return step

    def _case(self, name: str) -> Case | None:
        message = self.letters.get(name)
        strands = Strand.objects.select_related("case").filter(conversation=message.conversation_id if message else 0)
        strand = strands.first()
        return strand.case if strand else None


def _member(key: str) -> Member:
    return Member.objects.get(email=colleague(key).address)
