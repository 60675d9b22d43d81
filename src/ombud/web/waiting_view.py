"""Replies that wait, for the eye: whose, in which words, when they go, and what can still be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from ombud.access.rules import may_read_first
from ombud.cases.models import Case
from ombud.conversations.models import Conversation, Message
from ombud.replies.waiting import LIVE, Waiting, Why
from ombud.team.models import Member

from .dates import write_local
from .enclosed import FileRow, file_rows
from .findings import title_of
from .when import moment


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One reply that waits. `goes` is the value of its date field, empty where it has none to change."""

    id: int
    name: str
    by: str
    says: str
    text: str
    seconds: int
    goes: str
    earliest: str
    can_read: bool
    overrides: str
    files: list[FileRow]
    since: bool


def waiting_rows(conversation: Conversation, case: Case | None, member: Member, now: datetime) -> list[WaitingRow]:
    """What waits in the case, or in the conversation where there is none, oldest first; `since`: the customer has
    written after it."""
    here = Q(conversation__strand__case=case) if case else Q(conversation=conversation)
    found = Waiting.objects.filter(LIVE, here).select_related("by", "conversation__member").order_by("pk")[:20]
    if not found:
        return []
    hers = Message.objects.filter(here, direction="in", auto="no", voice="customer")
    newest = hers.aggregate(Max("pk"))["pk__max"] or 0
    return [_row(waiting, newest, member, now) for waiting in found]


def _row(waiting: Waiting, newest: int, member: Member, now: datetime) -> WaitingRow:
    name = _("You") if waiting.by_id == member.pk else waiting.by.name
    left = max(0, int((waiting.go_at - now).total_seconds())) if waiting.go_at and waiting.why == Why.UNDO else 0
    return WaitingRow(
        waiting.pk, name, waiting.by.name, _says(waiting, now), waiting.text, left,
        write_local(waiting.wanted_at) if waiting.wanted_at else "", write_local(now),
        waiting.why == Why.READER and waiting.approved_by_id is None and waiting.by_id != member.pk
        and may_read_first(member.roles),
        "; ".join(f"{title_of(rule)}: {words}" for rule, words in waiting.because.items() if words.strip()),
        file_rows(waiting.enclosures.order_by("pk")) if waiting.files else [],
        newest > waiting.after,
    )  # fmt: skip


def _says(waiting: Waiting, now: datetime) -> str:
    if waiting.go_at is None:
        return _("waits for a second reader since %(when)s") % {"when": moment(waiting.made_at, now)}
    if waiting.why == Why.UNDO or waiting.go_at <= now:
        return _("on its way")
    values = {"when": moment(waiting.go_at, now)}
    if waiting.unless_heard:
        return _("goes %(when)s, unless the customer writes first") % values
    return _("goes %(when)s") % values


def came_back(conversation: Conversation, member: Member, now: datetime) -> str:
    """Why her last reply here did not go, if it came back and she has not sent another since; empty otherwise."""
    last = Waiting.objects.filter(conversation=conversation, by=member).select_related("withdrawn_by").last()
    if last is None or last.withdrawn_at is None or last.withdrawn == "undone":
        return ""
    if last.withdrawn == "sent_back" and last.withdrawn_by:
        return _("%(name)s read it and sends it back: “%(words)s”") % {
            "name": last.withdrawn_by.name, "words": last.words
        }  # fmt: skip
    if last.withdrawn == "heard":
        return _("The customer wrote first, so your reply did not go. Your words are here.")
    return _("Your reply did not go: it can no longer be sent as it was. Your words are here.")


def told_back(conversation: Conversation, member: Member, now: datetime) -> str:
    """The same for a composer that stood open as it came: where its words are now."""
    why = came_back(conversation, member, now) or _("A reply of yours was taken back.")
    return why + " " + _("What came back stands above what you are writing.")
