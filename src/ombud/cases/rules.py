"""Decisions about a case: pure, `now` is an argument, codes and no prose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Status(StrEnum):
    """What people see (HOUSE, Words)."""

    NEW = "new"
    OPEN = "open"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_HANDLER = "waiting_handler"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    NO_ANSWER = "no_answer"
    RELEASED = "released"


class CaseFacts(Protocol):
    """The facts of a case that its label is derived from."""

    satisfaction_id: int | None
    no_answer_id: int | None
    release_id: int | None
    handler_id: int | None
    asked_at: datetime | None
    snoozed_until: datetime | None
    answered_at: datetime | None
    heard_at: datetime


def status(case: CaseFacts, now: datetime) -> Status:
    """The label that the facts amount to."""
    if case.satisfaction_id:
        return Status.CONFIRMED
    if case.no_answer_id:
        return Status.NO_ANSWER
    if case.release_id:
        return Status.RELEASED
    if case.snoozed_until and case.snoozed_until > now:
        return Status.SNOOZED
    if case.asked_at:
        return Status.RESOLVED
    if case.answered_at is None:
        return Status.NEW if case.handler_id is None else Status.WAITING_HANDLER
    if case.heard_at > case.answered_at:
        return Status.OPEN
    if case.handler_id:
        return Status.WAITING_HANDLER
    return Status.WAITING_CUSTOMER


@dataclass(frozen=True, slots=True)
class Said:
    """An inbound word of a customer, as far as opening a case goes."""

    kind: str
    complaint_inside: bool
    suspected: bool
    forged: bool


class Next(StrEnum):
    """What an understood message leads to."""

    JOIN = "join"
    REOPEN = "reopen"
    OPEN = "open"
    WAIT = "wait"


def after(said: Said, *, in_case: bool, ended: bool, asked_before: bool) -> Next:
    """Complaints, and what is asked for again, become cases; a word of thanks does not reopen one (D03, D18).

    `asked_before`: the same conversation already held a question, suggestion or press enquiry of hers.
    """
    if in_case:
        return Next.REOPEN if ended and said.kind != "praise" and not said.suspected else Next.JOIN
    if said.forged or said.suspected:
        return Next.WAIT
    if said.kind == "complaint" or said.complaint_inside:
        return Next.OPEN
    if asked_before and said.kind in ("question", "suggestion", "press"):
        return Next.OPEN
    return Next.WAIT


def after_breach(urgency: int) -> int:
    """A broken promise raises urgency to 2 at least, and never lowers it (D19)."""
    return min(urgency, 2)


def reopened(urgency: int) -> int:
    """Coming back unsatisfied counts as urgency 2 at least (D45)."""
    return min(urgency, 2)
