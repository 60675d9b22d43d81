"""Letters about a brief: to its leader, in her language and with a link of her own, and to its owner."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from ombud.advocacy.links import brief_url
from ombud.advocacy.models import Brief, Happening
from ombud.replies.judging import judge_machine
from ombud.replies.models import Outgoing
from ombud.replies.outbox import Letter, put
from ombud.replies.texts import LANGUAGES, Text, register_for, write
from ombud.team.models import Member
from ombud.work.queue import enqueue

from .refused import Stopped
from .words import speaks, when


def hold(brief: Brief) -> Brief:
    """The brief as it is now, held until the transaction ends."""
    return (
        Brief.objects.select_for_update(of=("self",))
        .select_related("owner", "to", "decision", "incident", "inbox__owner", "answer_promise", "tell_promise")
        .get(pk=brief.pk)
    )


def record(brief: Brief, what: str, now: datetime, *, by: Member | None = None, **params: object) -> None:
    """One line of what happened to the brief."""
    Happening.objects.create(brief=brief, what=what, by=by, params=params, at=now)


def leader_language(brief: Brief) -> str:
    """The language in which its leader is written to."""
    if brief.to:
        return speaks(brief.to)
    return brief.to_language if brief.to_language in LANGUAGES else "en"


def to_leader(brief: Brief, text: str, key: str, now: datetime, *, by: Member | None = None) -> Outgoing:
    """Write `text` (a key of the catalogue) to its leader, with a fresh link. Once per `key`. Raises `Stopped`."""
    language = leader_language(brief)
    written = write(
        text, language, register_for(language, "neutral"), leader_name=brief.leader_name,
        agent_name=by.name if by else brief.owner.name, owner_name=brief.owner.name, team=brief.inbox.brand,
        title=brief.title, claim=brief.claim, portal_url=brief_url(brief, now),
        answer_by=when(brief.answer_by or now, brief.inbox, language),
    )  # fmt: skip
    sender = f"{by.name}, {brief.inbox.brand}" if by else brief.inbox.brand
    return _put(brief, written, brief.leader_name, brief.leader_address, sender, key, now, by)


def to_owner(brief: Brief, text: str, key: str, until: datetime, now: datetime) -> Outgoing:
    """Write `text` (a key of the catalogue) to its owner; `until` is the date that it names. Once per `key`."""
    language = speaks(brief.owner)
    written = write(
        text, language, register_for(language, "neutral"), owner_name=brief.owner.name, leader_name=brief.leader_name,
        title=brief.title, answer_by=when(until, brief.inbox, language),
        desk_url=f"{settings.PUBLIC_URL}/briefs/{brief.pk}/",
    )  # fmt: skip
    return _put(brief, written, brief.owner.name, brief.owner.email, brief.inbox.brand, key, now, None)


@transaction.atomic
def _put(
    brief: Brief, text: Text, name: str, address: str, sender: str, key: str, now: datetime, by: Member | None
) -> Outgoing:
    verdict = judge_machine(text.body, text.language, "handler")
    if not verdict.passes:
        raise Stopped(verdict)
    sent = put(
        [
            Letter(
                key=key, inbox=brief.inbox, audience="member", to_name=name, to_address=address, subject=text.subject,
                text=text.body, language=text.language, judged=verdict, sender_name=sender, by=by.pk if by else None,
            )
        ],
        now,
    )  # fmt: skip
    enqueue("send", [letter.pk for letter in sent], now)
    return sent[0] if sent else Outgoing.objects.get(key=key)
