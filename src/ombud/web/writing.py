"""The composer: where a reply goes and in which language, what is drafted, the date it sets, what the guard says."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.cases.models import Case
from ombud.conversations.models import Conversation
from ombud.journey import answer, suggest
from ombud.journey.words import language_of
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in
from ombud.replies.models import Draft
from ombud.team.models import Member

from .dates import write_local
from .findings import Look, look
from .names import channel_name, language_name, template_name
from .said import lang, plain


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into the composer, to be shown again as it was."""

    text: str = ""
    note: str = ""
    next_word_by: str = ""
    key: str = ""
    confirm: frozenset[str] = frozenset()
    tab: str = "reply"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few: its value, its words, whether it is taken."""

    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Composer:
    """Everything the composer shows."""

    conversation: int
    case: int
    name: str
    to: str
    lang: str
    text: str
    note: str
    key: str
    tab: str
    sets_date: bool
    next_word_by: str
    earliest: str
    threads: list[Choice]
    templates: list[Choice]
    found: Look | None
    refused: str
    kept: str
    main: bool


def composer(
    conversation: Conversation, member: Member, now: datetime, *, case: Case | None = None,
    threads: Sequence[Conversation] = (), typed: Typed | None = None, found: Look | None = None, refused: str = "",
    main: bool = True,
) -> Composer:  # fmt: skip
    """The composer for `conversation`, with the draft of `member` unless she has just typed something."""
    draft = Draft.objects.filter(conversation=conversation, member=member).first()
    shown = typed or Typed(text=draft.text if draft else "", note=draft.note if draft else "")
    if found is None and shown.text.strip():
        found = looked(conversation, member, shown.text, shown.confirm)
    party = (
        conversation.member.name
        if conversation.member
        else plain(conversation.person.called)
        if conversation.person
        else ""
    )
    language = language_of(conversation.person, conversation.inbox)
    sets = bool(case and case.open and conversation.person_id)
    return Composer(
        conversation.pk, case.pk if case else 0, party, _to(conversation, party, language), lang(language), shown.text,
        shown.note, shown.key or uuid.uuid4().hex, shown.tab, sets,
        shown.next_word_by or (_proposed(case, now) if case and sets else ""), write_local(now),
        [Choice(str(t.pk), _thread_name(t), t.pk == conversation.pk) for t in threads] if len(threads) > 1 else [],
        [Choice(k, template_name(k)) for k in suggest.templates(conversation)] if conversation.person_id else [],
        found, refused, _("Draft kept since %(time)s") % {"time": timezone.localtime(draft.at).strftime("%H:%M")}
        if draft and (draft.text or draft.note) and not typed else "", main,
    )  # fmt: skip


def looked(conversation: Conversation, member: Member, text: str, confirm: Collection[str] = ()) -> Look:
    """What the guard says of the words so far."""
    return look(answer.preview(conversation, by=member, text=text), text, confirm)


def keep_draft(
    conversation: Conversation, member: Member, now: datetime, *, text: str | None, note: str | None
) -> None:
    """Keep what she is writing, hers alone. None leaves that half as it was."""
    changes: dict[str, object] = {"at": now}
    changes |= {"text": text} if text is not None else {}
    changes |= {"note": note} if note is not None else {}
    Draft.objects.update_or_create(conversation=conversation, member=member, defaults=changes)


def _to(conversation: Conversation, party: str, language: str) -> str:
    values = {
        "channel": channel_name(conversation.inbox.channel), "name": party, "language": language_name(language)
    }  # fmt: skip
    if conversation.member_id:
        return _("%(channel)s to %(name)s, who helps; not to the customer") % values
    return _("%(channel)s to %(name)s, private · %(language)s") % values


def _thread_name(thread: Conversation) -> str:
    if thread.member:
        return _("%(name)s, who helps") % {"name": thread.member.name}
    subject = plain(thread.subject) or _("without a subject")
    return _("The customer: %(subject)s") % {"subject": subject}


def _proposed(case: Case, now: datetime) -> str:
    """The next word that the terms propose for this urgency, in the reader's time."""
    due = due_in(case.inbox, TERMS.next_word[Urgency(case.urgency)], now)
    return write_local(due)
