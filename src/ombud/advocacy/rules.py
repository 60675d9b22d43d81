"""Decisions about briefs: pure, codes and no prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

LEFT_OUT: Final = "[…]"  # stands in a quote for what is nobody's business
SHORTEST: Final = 12  # of her words, in code points, that can be found in her message again
REMINDERS: Final = 3  # to a leader who is late; then it is the owner's to speak to her


class Status(StrEnum):
    """What people see of a brief."""

    DRAFT = "draft"
    SENT = "sent"
    READ = "read"
    LATER = "later"
    YES = "yes"
    NO = "no"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Said(StrEnum):
    """What a leader answers. Only yes and no are decisions."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class BriefFacts(Protocol):
    """The facts of a brief that its label is derived from."""

    sent_at: datetime | None
    read_at: datetime | None
    put_off_at: datetime | None
    closed_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def said(self) -> str: ...


def status(brief: BriefFacts) -> Status:
    """The label that the facts amount to."""
    if brief.withdrawn_at:
        return Status.WITHDRAWN
    if brief.closed_at:
        return Status.CLOSED
    if brief.said:
        return Status(brief.said)
    if brief.put_off_at:
        return Status.LATER
    if brief.read_at:
        return Status.READ
    return Status.SENT if brief.sent_at else Status.DRAFT


@dataclass(frozen=True, slots=True)
class Case:
    """A brief as far as it can be sent: what it claims, how much it stands on, what it asks of whom, by when."""

    title: str
    claim: str
    people: int
    evidence: int
    asks: int
    addressee: bool
    answer_by: datetime | None
    addressee_left: bool = False
    unweighed: int = 0


def lacking(case: Case, now: datetime) -> tuple[str, ...]:
    """What keeps a brief from being sent (D14), as codes in the order in which one writes it; empty where nothing."""
    wanting = (
        ("no_title", not case.title.strip()),
        ("no_claim", not case.claim.strip()),
        ("no_evidence", case.people + case.evidence == 0),
        ("not_weighed", case.unweighed > 0),
        ("no_ask", case.asks == 0),
        ("no_addressee", not case.addressee),
        ("addressee_left", case.addressee_left),
        ("no_date", case.answer_by is None),
        ("date_past", case.answer_by is not None and case.answer_by <= now),
    )
    return tuple(code for code, wants in wanting if wants)


def answerable(said: str, words: str, until: datetime | None, now: datetime) -> str:
    """Why this is no answer, as a code; "" for one that is: a no has reasons, a later a date that lies ahead."""
    if said not in tuple(Said):
        return "needs_answer"
    if said == Said.NO and not words.strip():
        return "needs_reasons"
    if said == Said.LATER and until is None:
        return "needs_date"
    if said == Said.LATER and until is not None and until <= now:
        return "until_past"
    return ""


def plain(text: str) -> str:
    """A text as it is compared: on one line, quotation marks and blanks alike, case folded."""
    return re.sub(r"\s+", " ", re.sub(r"[“”„«»\"'‘’`´]", "", text)).strip().casefold()


def hers(words: str, message: str) -> bool:
    """Whether every part of `words`, in this order, stands in what she wrote; "[…]" or "…" leaves something out."""
    parts = [plain(part) for part in re.split(r"\[\s*(?:…|\.{3})\s*\]|…|\.{3}", words)]
    parts = [part for part in parts if part]
    text, at = plain(message), 0
    if sum(map(len, parts)) < SHORTEST:
        return False
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def anonymous(words: str, personal: Iterable[tuple[int, int]]) -> str:
    """`words` without what is personal (places in code points, in order, none overlapping), on one line a paragraph."""
    out, at = [], 0
    for start, end in personal:
        out.append(words[at:start])
        out.append(LEFT_OUT)
        at = end
    whole = "".join([*out, words[at:]]).strip()
    return re.sub(rf"(?:{re.escape(LEFT_OUT)}[\s,.;]*)+(?={re.escape(LEFT_OUT)})", "", whole)


def without_name(words: str, name: str) -> str:
    """`words` without any part of her own name, which no list of names need know."""
    parts = sorted({part for part in re.split(r"[\s\-@_.]+", name) if len(part) > 1}, key=len, reverse=True)
    if not parts:
        return words
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, parts))})\b", LEFT_OUT, words, flags=re.IGNORECASE)


class Spared(StrEnum):
    """Why somebody is not told what came of it: the closed list."""

    STOPPED = "stopped"  # she asked us to write no more about it
    FORGOTTEN = "forgotten"  # she asked to be erased
    NO_ADDRESS = "no_address"  # there is no way to reach her
    PRESS = "press"  # a press enquiry: hers is a spokesperson's to answer


def spared(released: str, *, reachable: bool) -> Spared | None:
    """Whether somebody is not to be told, by how her case was let go; None: she is owed the word (D16)."""
    if released in (Spared.STOPPED, Spared.FORGOTTEN):
        return Spared(released)
    return None if reachable else Spared.NO_ADDRESS


def missing[Language](spoken: Iterable[Language], written: Sequence[Language]) -> list[Language]:
    """The languages in which somebody waits for the outcome and nobody has written it: asked for, never guessed."""
    return sorted(set(spoken) - set(written), key=str)


def closable(status_now: Status, untold: int) -> str:
    """Why a brief cannot be closed, as a code; "" where it can (D16)."""
    if status_now not in (Status.YES, Status.NO):
        return "not_decided"
    return "not_all_told" if untold else ""
