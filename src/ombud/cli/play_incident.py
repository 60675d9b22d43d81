"""The demo's hot incident: its warning is heeded, it is confirmed, everybody in it is told, each one call of the
journey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from ombud.conversations.models import Message
from ombud.demo.incident import (
    ASKED,
    CAUSE,
    CONFIRMED,
    FIRST_STEPS,
    FIX,
    HEEDED,
    LETTER,
    TITLE,
    WORDS,
    WRITERS,
    Told,
)
from ombud.demo.people import colleague
from ombud.incidents.affected import languages
from ombud.incidents.looking_back import ringing
from ombud.incidents.models import Incident
from ombud.incidents.standing import members
from ombud.journey.enquire import enquire
from ombud.journey.her_letter import HOLE, frame
from ombud.journey.incident import confirm, note_cause, note_fix
from ombud.journey.ring import heed
from ombud.journey.send_update import UpdateStopped, send_update
from ombud.journey.write_update import begin_update, write_update
from ombud.team.models import Member

Step = Callable[[datetime], None]


class PlayIncident:
    """One incident from its warning to the word that it is put right. `letters` are the messages by the names of their
    letters."""

    def __init__(self, letters: dict[str, Message], run: str, today: datetime) -> None:
        self.letters, self.run, self.today = letters, run, today

    def cues(self) -> Iterator[tuple[datetime, Step]]:
        """When which step is taken."""
        yield self._ago(HEEDED[0]), self._heed
        yield self._ago(CONFIRMED), self._confirm
        yield self._ago(FIRST_STEPS), self._first_steps
        yield self._ago(CAUSE[0]), lambda now: note_cause(self._it(), words=CAUSE[1], by=_member("mira"), now=now)
        yield self._ago(FIX[0]), lambda now: note_fix(self._it(), words=FIX[1], by=_member("mira"), now=now)
        for told in WORDS:
            yield self._ago(told.begun), partial(self._write, told)
            yield self._ago(told.sent), partial(self._send, told)

    def _ago(self, minutes: int) -> datetime:
        return self.today - timedelta(minutes=minutes)

    def _it(self) -> Incident:
        """The incident that the letter is in."""
        return Incident.objects.get(
            memberships__case__opener=self.letters[LETTER], memberships__left_at=None, merged_into=None
        )

    def _heed(self, now: datetime) -> None:
        for alarm in ringing().filter(incident=self._it()):
            heed(alarm, by=_member(HEEDED[1]), words=HEEDED[2], now=now)

    def _confirm(self, now: datetime) -> None:
        mira = _member("mira")
        confirm(self._it(), owner=mira, title=TITLE, next_update_by=self._ago(WORDS[0].sent - 60), by=mira, now=now)

    def _write(self, told: Told, now: datetime) -> None:
        incident = self._it()
        begin_update(incident, by=_member("mira"), now=now)
        for language in languages(incident):
            text = frame(incident, language).replace(HOLE, told.words[language])
            write_update(incident, language, text, by=_member(WRITERS[language]), now=now, ready=True)

    def _send(self, told: Told, now: datetime) -> None:
        """Send; what the guard only asks about has been looked at, as a person would confirm it."""
        until, mira = self._ago(told.next_by), _member("mira")
        looked: dict[str, frozenset[str]] = {}
        for _ in told.words:
            try:
                send_update(self._it(), next_update_by=until, by=mira, now=now, confirm=looked)
            except UpdateStopped as stopped:
                warned = frozenset(one.entry for one in stopped.stops if one.severity == "warn")
                language = stopped.rendering.language
                looked[language] = looked.get(language, frozenset()) | warned
            else:
                return
        send_update(self._it(), next_update_by=until, by=mira, now=now, confirm=looked)

    def _first_steps(self, now: datetime) -> None:
        for place in members(self._it()).filter(case__first_action=None, case__ended_at=None).select_related("case"):
            enquire(
                place.case, by=_member("mira"), of=_member("tomas"), what=ASKED, until=self._ago(-1200 - place.case_id),
                key=f"demo-{self.run}-incident-{place.case_id}", now=now,
            )  # fmt: skip


def _member(key: str) -> Member:
    return Member.objects.get(email=colleague(key).address)
