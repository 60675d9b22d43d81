"""tell_reader: a reply waits to be read. Who owes that is told before it is late; once it is, somebody else is, too."""

from __future__ import annotations

from datetime import datetime

from ombud.promises.models import Promise
from ombud.replies.texts import register_for, write
from ombud.replies.waiting import Waiting
from ombud.team.models import Member

from .second_reader import others_who_may, waiting_of
from .tell import notify
from .tell_author import party_of, place_of
from .words import speaks, when


def remind_reader(promise: Promise, now: datetime) -> None:
    """The time in which it was to be read is nearly over: its reader hears so."""
    if waiting := waiting_of(promise):
        _tell("reader_alarm", promise, waiting, promise.keeper, now)


def nobody_has_read_it(promise: Promise, now: datetime) -> None:
    """It was not read in time: its reader hears so, and whoever else may read it, who is on the case from here."""
    if waiting := waiting_of(promise):
        for member in (promise.keeper, *others_who_may(waiting, promise.keeper_id, now)):
            _tell("reader_breach", promise, waiting, member, now)


def _tell(key: str, promise: Promise, waiting: Waiting, member: Member, now: datetime) -> None:
    language, inbox = speaks(member), waiting.conversation.inbox
    text = write(
        key, language, register_for(language, "neutral"), owner_name=member.name, agent_name=waiting.by.name,
        customer_name=party_of(waiting), next_update_by=when(promise.due_at, inbox, language),
        desk_url=place_of(waiting),
    )  # fmt: skip
    notify(member, inbox, text, f"{key}:{promise.pk}:{member.pk}", now, case=waiting.case)
