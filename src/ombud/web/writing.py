"""The composer: where a reply goes and in which language, what is drafted, the date it sets, what the guard says."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.access.rules import may
from ombud.cases.models import Case, NoteDraft
from ombud.conversations.models import Conversation
from ombud.journey import answer, hold, suggest
from ombud.journey.came_back import came_back as returned_to
from ombud.journey.came_back import joined, unseen
from ombud.journey.deliver import may_speak
from ombud.journey.enclose import carries_of
from ombud.journey.words import language_of
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in
from ombud.replies.guard import Verdict
from ombud.replies.models import Draft
from ombud.replies.waiting import Waiting
from ombud.replies.windows import Written, marks
from ombud.team.models import Member

from .beside import Beside, beside
from .dates import write_local
from .enclosed import Enclosed, LengthLeft, enclosed, length_left
from .findings import Look, look
from .names import channel_name, language_name, template_name
from .said import lang, plain
from .waiting_view import WaitingRow, came_back, waiting_rows
from .when import clock_time


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into the composer, to be shown again as it was."""

    text: str = ""
    note: str = ""
    next_word_by: str = ""
    key: str = ""
    confirm: frozenset[str] = frozenset()
    tab: str = "reply"
    because: Mapping[str, str] = field(default_factory=dict)
    goes: str = ""
    unless: bool = True
    files: frozenset[int] = frozenset()
    back: frozenset[int] | None = None
    since: frozenset[str] | None = None


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
    can_be_drafted: bool
    machine_since: str
    seen: str = ""
    goes: str = ""
    unless: bool = True
    waiting: list[WaitingRow] = field(default_factory=list)
    came_back: str = ""
    back: str = ""
    since: str = ""
    note_since: str = ""
    is_read: bool = False
    enclosed: Enclosed | None = None
    left: LengthLeft | None = None
    plain_only: bool = False
    public: bool = False
    beside: Beside | None = None


def composer(
    conversation: Conversation, member: Member, now: datetime, *, case: Case | None = None,
    threads: Sequence[Conversation] = (), typed: Typed | None = None, found: Look | None = None, refused: str = "",
    main: bool = True,
) -> Composer:  # fmt: skip
    """The composer for `conversation`, with the draft of `member` unless she has just typed something."""
    returned = returned_to(conversation, member)  # before the draft: what comes back in between is then told, not lost
    draft = Draft.objects.filter(conversation=conversation, member=member).first()
    note = NoteDraft.objects.filter(case=case, member=member).first() if case else None
    shown = typed or Typed(text=draft.text if draft else "", note=note.text if note else "")
    note_since: frozenset[str] | None = None
    if typed and typed.tab == "note":
        shown = replace(typed, text=typed.text or (draft.text if draft else ""), since=None)
        note_since = typed.since
    elif typed and note:
        shown = replace(typed, note=typed.note or note.text)
    came = unseen(returned, shown.back, key_of(conversation, member, shown.key))
    if came:
        shown, found = replace(shown, text=joined(came, shown.text)), None
    if found is None and shown.text.strip():
        found = looked(conversation, member, shown)
    newest = hold.newest(conversation, case)
    party = called(conversation)
    language = language_of(conversation.person, conversation.inbox)
    sets = bool(case and case.open and conversation.person_id)
    both = beside(conversation, case, threads, member)
    return Composer(
        conversation.pk, case.pk if case else 0, party, _to(conversation, party, language), lang(language), shown.text,
        shown.note, shown.key or uuid.uuid4().hex, shown.tab, sets,
        shown.next_word_by or (_proposed(case, returned, now) if case and sets else ""), write_local(now),
        _to_choose(conversation, threads, both),
        _saved(conversation, case, member),
        found, refused, _("Draft kept since %(time)s") % {"time": timezone.localtime(draft.at).strftime("%H:%M")}
        if draft and draft.text and not typed else "", main,
        settings.WRITER is not None and conversation.person_id is not None and not shown.text.strip(),
        timezone.localtime(draft.machine_at).strftime("%H:%M") if draft and draft.machine_at else "",
        f"{newest.message}-{newest.waiting}", shown.goes, shown.unless,
        waiting_rows(conversation, case, member, now), came_back(conversation, member, now),
        "-".join(str(one.pk) for one in returned),
        _since(draft, shown.since), _since(note, note_since),
        answer.waits_for_reader(conversation, member), enclosed(conversation, member),
        length_left(conversation, member, shown.text), not carries_of(conversation.inbox).markup, conversation.public,
        both,
    )  # fmt: skip


def _since(draft: Written | None, typed: frozenset[str] | None) -> str:
    """With which words a form began, as it carries it: those it says itself, or what stands in the draft now."""
    return marks(draft) if typed is None else "-".join(sorted(typed))


def key_of(conversation: Conversation, member: Member, key: str) -> str:
    """What makes a form be sent once: it is its author's own, so nobody else's form is ever taken for it."""
    return f"{conversation.pk}:{member.pk}:{key}" if key else ""


def _to_choose(conversation: Conversation, threads: Sequence[Conversation], both: Beside | None) -> list[Choice]:
    """Whom one may write to; nothing where there is no other, or just the one that stands beside."""
    if len(threads) < (3 if both and both.url else 2):
        return []
    return [Choice(str(t.pk), _thread_name(t), t.pk == conversation.pk) for t in threads]


def _saved(conversation: Conversation, case: Case | None, member: Member) -> list[Choice]:
    """Saved replies to begin with: those that fit how it stands, then the team's own, by name. Where she may send no
    words of hers, to the press, none is offered."""
    if conversation.person_id is None or not may_speak(conversation, case, member):
        return []
    fitting = [Choice(key, template_name(key)) for key in suggest.templates(conversation)]
    return fitting + [Choice(f"{suggest.OWN}{row.pk}", row.name) for row in suggest.own_texts()]


def called(conversation: Conversation) -> str:
    """The name of the party of the conversation, as it is shown."""
    if conversation.member:
        return conversation.member.name
    return plain(conversation.person.called) if conversation.person else ""


def looked(conversation: Conversation, member: Member, typed: Typed) -> Look:
    """What the guard says of the words so far."""
    return seen(answer.preview(conversation, by=member, text=typed.text), conversation, member, typed)


def seen(verdict: Verdict, conversation: Conversation, member: Member, typed: Typed) -> Look:
    """The verdict for her eyes; to a handler nothing is stopped that words could lift, before everybody nothing that
    they may."""
    hers = may(member.roles, "override_guard") and conversation.person_id is not None and not conversation.public
    return look(verdict, typed.text, typed.confirm, typed.because if hers else None)


def seen_in(value: str) -> hold.Seen | None:
    """What the page had shown when it was opened, as its form carries it; None for what is nothing of ours."""
    parts = value.split("-")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 18 for part in parts):
        return None
    return hold.Seen(int(parts[0]), int(parts[1]))


def news(conversation: Conversation, member: Member, seen: hold.Seen | None, now: datetime) -> str:
    """What came since, in a line; empty for nothing."""
    came = hold.came_since(conversation, answer.case_of(conversation), member, seen) if seen else None
    if came is None:
        return ""
    name = plain(came.name) or _("Somebody")
    return _("%(name)s wrote at %(time)s.") % {"name": name, "time": clock_time(came.at)}


def _to(conversation: Conversation, party: str, language: str) -> str:
    values = {
        "channel": channel_name(conversation.inbox.channel), "name": party, "language": language_name(language)
    }  # fmt: skip
    if conversation.member_id:
        return _("%(channel)s to %(name)s, who helps; not to the customer") % values
    if conversation.public:
        return _("%(channel)s to %(name)s, everybody reads it · %(language)s") % values
    return _("%(channel)s to %(name)s, private · %(language)s") % values


def _thread_name(thread: Conversation) -> str:
    if thread.member:
        return _("%(name)s, who helps") % {"name": thread.member.name}
    subject = plain(thread.subject) or _("without a subject")
    if thread.public:
        return _("In public: %(subject)s") % {"subject": subject}
    return _("The customer: %(subject)s") % {"subject": subject}


def _proposed(case: Case, returned: Sequence[Waiting], now: datetime) -> str:
    """The next word that she had set in what came back, else that which the terms propose; in the reader's time."""
    hers = returned[-1].next_word_by if returned else None
    if hers and hers > now:
        return write_local(hers)
    due = due_in(case.inbox, TERMS.next_word[Urgency(case.urgency)], now)
    return write_local(due)
