"""The concerns that a message holds, each of which is settled apart (D18)."""

from __future__ import annotations

from datetime import datetime

from ombud.cases.models import Case, Concern
from ombud.conversations.models import Message
from ombud.triage.models import Kind, Reading

from .begin import log

# More parts than this are an account of one trouble rather than so many troubles.
MOST = 8
LONGEST = 400


def places(reading: Reading, text: str) -> list[tuple[int, int]]:
    """Where in `text` its complaints stand, without white space at their ends; in order, none twice."""
    found = []
    for begin, stop, kind in reading.concerns:
        words = text[begin:stop]
        if kind == Kind.COMPLAINT and words.strip():
            found.append((begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())))
    return sorted(set(found))[:MOST]


def concerns_of(case: Case, reading: Reading | None, now: datetime) -> list[Concern]:
    """Unsaved concerns of a case that its opener opens: one for each complaint in it, or the whole as one.

    A complaint that is all of its message is called by its subject; one inside praise or a question by its own words.
    """
    opener = case.opener
    found = places(reading, opener.text) if reading else []
    if len(found) > 1 or (found and reading and reading.kind != Kind.COMPLAINT):
        return [_part(case, opener, start, end, now) for start, end in found]
    return [Concern(case_id=case.pk, message_id=case.opener_id, words=case.topic, kind=case.kind, at=now)]


def find_more(case: Case, reading: Reading, now: datetime) -> None:
    """The opener was read again: what it holds beside the one concern of a case that nobody has begun yet."""
    found = places(reading, case.opener.text)
    standing = list(Concern.every.filter(case=case))
    if case.ended_at or case.first_action_id or case.asked_at or len(found) < 2 or len(standing) != 1:
        return
    whole = standing[0]
    if whole.message_id != case.opener_id or whole.satisfaction_id or whole.start is not None:
        return
    (start, end), *others = found
    whole.words, whole.start, whole.end = _words(case.opener, start, end), start, end
    whole.save(update_fields=["words", "start", "end"])
    for start, end in others:
        part = _part(case, case.opener, start, end, now)
        part.save()
        log(case, "concern_added", now, words=part.words)


def _part(case: Case, message: Message, start: int, end: int, now: datetime) -> Concern:
    words = _words(message, start, end)
    return Concern(
        case_id=case.pk, message_id=message.pk, words=words, kind=Kind.COMPLAINT, start=start, end=end, at=now
    )


def _words(message: Message, start: int, end: int) -> str:
    words = " ".join(message.text[start:end].split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
