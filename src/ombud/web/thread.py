"""The thread of a case or of one conversation: what was said, noted and done, in the order it happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.cases.models import Case, Event, Note
from ombud.conversations.models import Attachment, Message
from ombud.conversations.shown import TURNING, reflowed
from ombud.replies.models import Outgoing

from . import signs
from .enclosed import FileRow, file_rows
from .names import channel_name
from .reading_view import ReadingView, reading_view, with_facts
from .said import lang, plain, without_links
from .timeline import SHOWN_OTHERWISE, icon_of, sentence
from .when import clock_time, day, moment

PAGE = 40
MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `kind` is theirs, ours, handler, machine, note or line. `text` is whole, `warnings` are sentences."""

    kind: str
    at: datetime
    time: str
    name: str
    sign: SafeString
    text: str | SafeString = ""
    lang: str = ""
    where: str = ""
    icon: SafeString = field(default_factory=lambda: SafeString(""))
    message: int = 0
    reading: ReadingView | None = None
    foot: str = ""
    trouble: str = ""
    lost: bool = False
    warnings: tuple[str, ...] = ()
    files: tuple[FileRow, ...] = ()
    whole: bool = False
    can_say_solved: bool = False
    can_correct: bool = False
    public: bool = False
    waits: bool = False
    can_set_aside: bool = False
    can_translate: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day."""

    title: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Thread:
    """Days in order; `earlier` is the id of the message below which the page before lies, 0 where there is none."""

    days: list[Day]
    earlier: int

    @property
    def can_translate(self) -> bool:
        """Whether any of its messages can be translated."""
        return any(entry.can_translate for day in self.days for entry in day.entries)


def messages_of(found: QuerySet[Message], below: int = 0) -> tuple[list[Message], int]:
    """The last page of `found` in order, and where the page before it begins."""
    if below:
        found = found.filter(id__lt=below)
    rows = found.select_related(
        "by", "person", "inbox", "reading", "replaced", "aside_by", "conversation__member"
    ).prefetch_related(
        Prefetch("attachments", Attachment.objects.order_by("id")),
        Prefetch("outgoing", Outgoing.objects.only("message", "sent_at", "failed_at", "bounced_at", "trouble")),
    )
    last = list(rows.defer("inbox__settings").order_by("-id")[: PAGE + 1])
    earlier = last[PAGE - 1].pk if len(last) > PAGE else 0
    return list(reversed(last[:PAGE])), earlier


def thread_of_case(case: Case, now: datetime, below: int = 0) -> Thread:
    """The last page of a case's thread with its notes and its timeline."""
    messages, earlier = messages_of(Message.objects.filter(conversation__strand__case=case), below)
    begin = messages[0].heard_at if earlier and messages else None
    lines = Event.objects.filter(case=case).exclude(what__in=SHOWN_OTHERWISE).select_related("by")
    notes = Note.objects.filter(case=case).select_related("by")
    if begin:
        lines, notes = lines.filter(at__gte=begin), notes.filter(at__gte=begin)
    if below and messages:
        lines, notes = lines.filter(at__lte=messages[-1].heard_at), notes.filter(at__lte=messages[-1].heard_at)
    customer = plain(case.person.called)
    entries = [message_entry(m, case=case) for m in messages]
    entries += [note_entry(n) for n in list(notes.order_by("-id")[:MOST_LINES])[::-1]]
    entries += [line_entry(e, customer, now) for e in list(lines.order_by("-id")[:MOST_LINES])[::-1]]
    return Thread(days(entries, now), earlier)


def thread_of(messages: Sequence[Message], now: datetime, earlier: int = 0) -> Thread:
    """The thread of messages that are no case."""
    return Thread(days([message_entry(m) for m in messages], now), earlier)


def days(entries: Iterable[Entry], now: datetime) -> list[Day]:
    """The entries by day, each day under its name."""
    ordered = sorted(entries, key=lambda e: e.at)
    by_day = groupby(ordered, key=lambda e: timezone.localtime(e.at).date())
    return [Day(day(members[0].at, now), members) for _date, group in by_day for members in [list(group)]]


def line_entry(event: Event, customer: str, now: datetime) -> Entry:
    """One line of the timeline."""
    icon = signs.icon(icon_of(event.what))
    return Entry("line", event.at, clock_time(event.at), "", icon, text=sentence(event, customer, now))


def note_entry(note: Note) -> Entry:
    """A private note."""
    where, icon = _("Private note, stays with the people on this case"), signs.icon("pen", "icon-small")
    sign = signs.who(note.by.name, "ours", "large")
    return Entry("note", note.at, clock_time(note.at), note.by.name, sign, note.text, where=where, icon=icon)


def message_entry(message: Message, case: Case | None = None) -> Entry:
    """One message: hers, a handler's, one of ours, or the machine's."""
    reading = getattr(message, "reading", None)
    kind, name = _speaker(message)
    ours = kind in ("ours", "machine")
    hers = kind == "theirs" and message.auto == "no"
    language = reading.language if reading else ""
    public = message.conversation.public and message.via != "page"
    return Entry(
        kind, message.heard_at, clock_time(message.at if not ours else message.heard_at), name,
        signs.who(name, "ours" if kind != "theirs" else "theirs", "large"),
        with_facts(_words(message), message) if hers else _words(message),
        lang(language),
        _where(message, kind), signs.icon("globe" if public else "lock", "icon-small"), message.pk,
        reading_view(message) if hers else None, _foot(message), *_trouble(message), tuple(_warnings(message)),
        tuple(file_rows(message.attachments.all())),
        whole=not ours and message.via == message.inbox.channel,
        can_say_solved=bool(
            hers and case and case.open and message.person_id == case.person_id and not message.forged
        ),
        can_correct=hers and reading is not None,
        waits=hers and reading is None,
        can_set_aside=hers and message.owed and case is None,
        public=public,
        can_translate=settings.TRANSLATOR is not None and kind in ("theirs", "handler") and bool(message.text.strip()),
    )  # fmt: skip


def _words(message: Message) -> str:
    text = reflowed(TURNING.sub("", message.text))
    return without_links(text, _("[a link for its reader alone]")) if message.direction == "out" else text


def _speaker(message: Message) -> tuple[str, str]:
    if message.direction == "out":
        if message.by:
            return "ours", message.by.name
        return "machine", _("Automatic")
    if message.by:
        return "handler", message.by.name
    name = plain(message.person.called) if message.person else ""
    return "theirs", name or plain(message.address) or _("Somebody without a name")


def _where(message: Message, kind: str) -> str:
    if message.via == "page":
        return _("On the handler's page, private") if kind == "handler" else _("On the customer's page, private")
    channel = channel_name(message.inbox.channel)
    if message.conversation.public:
        return _("%(channel)s, everybody reads it") % {"channel": channel}
    where = _("%(channel)s, private") % {"channel": channel}
    other = message.conversation.member
    if other and message.direction == "out":
        return _("To %(name)s, %(where)s") % {"name": other.name, "where": where}
    return where


def _foot(message: Message) -> str:
    if message.aside_by:
        why = {"spam": _("spam"), "abuse": _("abuse"), "stopped": _("a wish that we stop writing")}
        values = {"name": message.aside_by.name, "why": why.get(message.aside, message.aside)}
        return _("Set aside as %(why)s by %(name)s") % values
    autos = {
        "reply": _("An automatic reply: neither answered nor taken for a word of hers."),
        "bounce": _("A bounce: a mail of ours came back."),
        "list": _("List mail: stored, not answered."),
        "own": _("One of our own mails that came back to us."),
    }
    return autos.get(message.auto, "")


def _trouble(message: Message) -> tuple[str, bool]:
    """What became of a letter of ours, and whether it was lost."""
    letters: list[Outgoing] = [getattr(message, "outgoing")] if hasattr(message, "outgoing") else []  # noqa: B009
    for letter in letters:
        if letter.bounced_at:
            return _("Came back: it could not be delivered. What it answered is owed again."), True
        if letter.failed_at:
            return _("Could not be sent. What it answered is owed again."), True
        if not letter.sent_at:
            return _("On its way out."), False
    return "", False


def _warnings(message: Message) -> Iterable[str]:
    if replaced := getattr(message, "replaced", None):
        values = {"time": moment(replaced.at, timezone.now())}
        yield (
            _("Changed by its writer, %(time)s: what counts now stands below.")
            if replaced.by_id
            else _("Taken back by its writer, %(time)s. It stays here because somebody may have answered it.")
        ) % values
    if message.forged:
        yield _("The receiving server could not vouch for this sender: it may be somebody else.")
    count = len(message.problems)
    if count:
        yield ngettext(
            "%(n)d part of this mail could not be read; the whole mail has it.",
            "%(n)d parts of this mail could not be read; the whole mail has them.",
            count,
        ) % {"n": count}
