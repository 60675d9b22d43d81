"""How a case stands, as its customer needs to know it: who has it, by when she hears from us, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ombud.access.links import customer_word
from ombud.cases.endings import Because
from ombud.cases.forgotten import is_forgotten
from ombud.cases.models import Case, Concern
from ombud.handoffs.models import IN_HAND

from .speech import Speech
from .thread import initials


@dataclass(frozen=True, slots=True)
class Clock:
    """A promise with its date. `left` is what is left of its whole time, in hundredths."""

    when: str
    left: int
    late: bool


@dataclass(frozen=True, slots=True)
class Helping:
    """Somebody who was asked to help, and what became of it so far."""

    name: str
    initials: str
    accepted: bool
    until: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The case at this moment. `ended` is "", confirmed, no_answer or a reason of release; `into` is the word
    of the page where it goes on if it was put together with another case of hers."""

    owner: str
    owner_initials: str
    helping: Helping | None
    clock: Clock | None
    asked: bool
    ended: str
    ended_on: str
    into: str
    concerns: tuple[Concern, ...]
    settled: tuple[Concern, ...]


def standing(case: Case, speech: Speech, now: datetime) -> Standing:
    """Read it from the case and its rooms, in four queries at most."""
    concerns = list(case.concerns.all())
    return Standing(
        owner=case.owner.name,
        owner_initials=initials(case.owner.name),
        helping=_helping(case, speech, now) if case.open else None,
        clock=_clock(case, speech, now),
        asked=case.asked_at is not None,
        ended=_ended(case),
        ended_on=speech.day(case.ended_at, now) if case.ended_at else "",
        into=customer_word(case.release.into) if case.release and case.release.into else "",
        concerns=tuple(c for c in concerns if c.satisfaction_id is None),
        settled=tuple(c for c in concerns if c.satisfaction_id is not None),
    )


def _helping(case: Case, speech: Speech, now: datetime) -> Helping | None:
    handoff = case.handoffs.filter(IN_HAND).select_related("handler").first()
    if handoff is None:
        return None
    name = handoff.handler.name
    return Helping(name, initials(name), handoff.accepted_at is not None, speech.when(handoff.until, now))


def _clock(case: Case, speech: Speech, now: datetime) -> Clock | None:
    if case.next_update_by is None or not case.open:
        return None
    since = max(moment for moment in (case.opened_at, case.answered_at) if moment)
    return clock_of(since, case.next_update_by, speech, now)


def clock_of(since: datetime, until: datetime, speech: Speech, now: datetime) -> Clock:
    """The dial for something promised at `since` until `until`."""
    whole = (until - since).total_seconds()
    left = (until - now).total_seconds()
    share = round(100 * left / whole) if whole > 0 else 0
    return Clock(speech.when(until, now), min(100, max(0, share)), left < 0)


def _ended(case: Case) -> str:
    if is_forgotten(case) and not (case.release and case.release.into):
        return Because.FORGOTTEN.value
    if case.satisfaction_id:
        return "confirmed"
    if case.no_answer_id:
        return "no_answer"
    return case.release.because if case.release else ""
