"""One person's letter of an update: the holes filled with her own details, and what the guard says of exactly that."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet

from ombud.cases.models import Case
from ombud.conversations.models import Conversation
from ombud.incidents.affected import reading, to_tell
from ombud.incidents.filling import VARIABLES, Filled, Unfilled, fill
from ombud.incidents.models import Incident, Rendering
from ombud.replies.guard import Finding, Verdict
from ombud.replies.guard.offered import hers_alone, missing
from ombud.replies.texts import LANGUAGES, register_for, write
from ombud.team.models import Member

from .alone import alone_with
from .answer import judge_words
from .words import about, signed, when

# Where the author says what she knows: nothing that stands for anything, so that it cannot be sent as it is.
HOLE = "{…}"
UNFILLED = "r18-unfilled"


@dataclass(frozen=True, slots=True)
class Stop:
    """What stops an update in the letter of `case`, from `start` to `end` of the words as they were written, and the
    `place` that `better` takes there."""

    case: int
    rule: str
    entry: str
    severity: str
    start: int
    end: int
    hint: str = ""
    better: str | None = None
    place: tuple[int, int] | None = None

    @property
    def as_kept(self) -> dict[str, Any]:
        """As a rendering keeps it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Words:
    """What is to be sent, in which language, by whom, and the date of the next word that it names."""

    text: str
    language: str
    by: Member
    until: datetime


def words_of(rendering: Rendering) -> Words:
    """Of a rendering that is on its way. Raises ValueError for one that nobody has sent."""
    if rendering.pressed_by is None or rendering.next_update_by is None:
        raise ValueError("nobody has sent it")
    return Words(rendering.text, rendering.language, rendering.pressed_by, rendering.next_update_by)


@dataclass(frozen=True, slots=True)
class Hers:
    """Her letter, and the guard's word on `text`, as it leaves. Without one, what is missing is the one stop."""

    case: Case
    filled: Filled | None
    text: str
    verdict: Verdict | None
    stops: tuple[Stop, ...]

    def unconfirmed(self, confirmed: Collection[str]) -> list[Stop]:
        """What stops it: a block, or a warning that its author has not confirmed."""
        return [one for one in self.stops if one.severity == "block" or one.entry not in confirmed]


def whole(cases: QuerySet[Case]) -> QuerySet[Case]:
    """These cases with everything that their letters need."""
    return cases.select_related(
        "person", "owner", "handler", "inbox__owner", "opener__conversation__person", "opener__conversation__inbox"
    )


def thread_of(case: Case) -> Conversation:
    """The thread in which she is told."""
    conversation = alone_with(case)
    conversation.inbox, conversation.person = case.inbox, case.person
    return conversation


def frame(incident: Incident, language: str) -> str:
    """A letter to begin with, with a hole for what is known; in the form of address that most of its readers use."""
    rows = to_tell(incident).filter(reading(language)).order_by().values_list("person__register").annotate(Count("pk"))
    most = max(rows, key=lambda row: (row[1], row[0]), default=("", 0))[0]
    spoken = language if language in LANGUAGES else "en"
    holes: dict[str, object] = {name: f"{{{name}}}" for name in VARIABLES}
    return write("incident_update", spoken, register_for(spoken, most or "neutral"), message=HOLE, **holes).body


def values_of(case: Case, language: str, *, by: Member, until: datetime) -> dict[str, str]:
    """Her own details. A date is said in the letter's language; in one that we have no words for, in numbers."""
    known = when(until, case.inbox, language) if language in LANGUAGES else _in_numbers(until, case)
    details = about(case, agent=by.name, next_update_by=known)
    return {name: " ".join(str(details.get(name) or "").split()) for name in VARIABLES}


def _in_numbers(until: datetime, case: Case) -> str:
    return until.astimezone(ZoneInfo(case.inbox.zone)).strftime("%Y-%m-%d %H:%M")


def her_letter(case: Case, words: Words) -> Hers:
    """What `case`'s customer would get, and what stops it. Writes nothing but the thread with her alone, where there
    was none."""
    try:
        filled = fill(words.text, values_of(case, words.language, by=words.by, until=words.until))
    except Unfilled as hole:
        stop = Stop(case.pk, "R18", UNFILLED, "block", hole.start, hole.end, "unfilled")
        return Hers(case, None, "", None, (stop,))
    text = signed(filled.text, words.by, case.inbox)
    verdict = judge_words(thread_of(case), case, words.by, text, language=words.language)
    stops = tuple(
        Stop(
            case.pk, one.rule, one.entry, one.severity, *filled.written(one.start, one.end), one.hint, _for_all(one),
            filled.written(*one.place) if one.place and not (missing(one) or hers_alone(one)) else None,
        )
        for one in verdict.findings
    )  # fmt: skip
    return Hers(case, filled, text, verdict, stops)


def _for_all(finding: Finding) -> str | None:
    """Better words for everybody who gets the letter: never her name, or what she wrote, in another's (D23)."""
    return None if hers_alone(finding) else finding.better
