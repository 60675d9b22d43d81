"""Rows of the lists, prepared here so that the templates only print them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.cases import lists
from ombud.cases.models import Case
from ombud.cases.rules import status
from ombud.conversations.models import Message
from ombud.promises import owed
from ombud.promises.models import Owe, Promise
from ombud.team.models import Member

from . import signs
from .brief_rows import owed_briefs
from .names import channel_name, kind_name, language_name, owe_name, status_name
from .owed_updates import update_rows
from .row import Row, has
from .said import lang, plain, quoted
from .when import due, moment

TO_HANDLER = (Owe.ACCEPT, Owe.ASK_HANDLER)


def where(channel: str, language: str, kind: str) -> str:
    """Where and how it was said: "Mail, private · Danish · Complaint"."""
    parts = [_("%(channel)s, private") % {"channel": channel_name(channel)}, language_name(language), kind_name(kind)]
    return " · ".join(parts)


def flag(urgency: int, *, threat: bool = False) -> str:
    """The word that must not be overlooked, if there is one."""
    if threat:
        return _("Threat")
    return _("At once") if urgency == 1 else ""


def owed_rows(promises: Iterable[Promise], member: Member, now: datetime) -> list[Row]:
    """Rows of the Owed page. What she is not on is shown without whose it is (D23)."""
    promises = list(promises)
    cases = {p.pk: owed.case_of(p) for p in promises}
    mine = owed.on_case(member, {c.pk for c in cases.values() if c})
    hers = owed.inbox_ids(member)
    words = owed.last_words(promises)
    updates = update_rows(promises, member, now) | owed_briefs(promises, member, now)
    rows = []
    for promise in promises:
        if promise.pk in updates:
            rows.append(updates[promise.pk])
            continue
        case = cases[promise.pk]
        open_to_her = case.pk in mine if case else bool(promise.message and promise.message.inbox_id in hers)
        rows.append(_owed_row(promise, case, words.get(promise.pk, ""), member, now, open_to_her=open_to_her))
    return rows


def _owed_row(
    promise: Promise, case: Case | None, words: str, member: Member, now: datetime, *, open_to_her: bool
) -> Row:
    when = due(promise.due_at, promise.made_at, now)
    keeper, sign = has(promise.keeper, member)
    message = promise.message
    name, said, language = _party(promise, case, words)
    reading = getattr(message, "reading", None)
    kind = reading.kind if reading else case.kind if case else "question"
    channel = case.inbox if case and promise.case else message.inbox if message else case.inbox if case else None
    meta = where(channel.channel if channel else "mail", language, kind)
    alarm = flag(promise.urgency, threat=bool(reading and reading.threat))
    if not open_to_her:
        name, said, meta, alarm = _("A case you are not on"), "", _("Only those on it see whose it is"), ""
    url, pane = _ways(case, message)
    return Row(
        f"p{promise.pk}", url, pane if open_to_her else "", when.group, when.clock if when.clock != "fine" else "",
        signs.clock(when.clock, when.left), name, owe_name(promise.owe), when.words, said, lang(language),
        signs.icon("lock", "icon-small"), meta, alarm, keeper, sign, case.pk if case else 0,
        message.pk if message else 0,
    )  # fmt: skip


def _party(promise: Promise, case: Case | None, words: str) -> tuple[str, str, str]:
    """Whom the word is owed to, what to quote, and in which language."""
    message = promise.message
    if message and message.by:
        return plain(message.by.name), quoted(words, ""), ""
    if case and promise.owe in TO_HANDLER and case.handler:
        about = _("Helps %(name)s: %(topic)s") % {"name": plain(case.person.called), "topic": plain(case.topic)}
        return plain(case.handler.name), about, case.language
    reading = getattr(message, "reading", None)
    language = reading.language if reading else case.language if case else ""
    person = message.person if message else case.person if case else None
    name = plain(person.called) if person else ""
    return name or _("Somebody without a name"), quoted(words, language), language


def _ways(case: Case | None, message: Message | None) -> tuple[str, str]:
    if case:
        return reverse("case", args=[case.pk]), reverse("case-pane", args=[case.pk])
    number = message.pk if message else 0
    return reverse("message", args=[number]), reverse("message-pane", args=[number])


def case_rows(cases: Iterable[Case], member: Member, now: datetime) -> list[Row]:
    """Rows of the list of cases: state instead of what is owed."""
    cases = list(cases)
    words = lists.last_words([c.pk for c in cases])
    rows = []
    for case in cases:
        keeper, sign = has(case.owner, member)
        when = due(case.next_update_by, case.heard_at, now) if case.open and case.next_update_by else None
        state = when.clock if when and when.clock != "fine" else ""
        clock = signs.clock(when.clock, when.left) if when else signs.clock("kept" if case.satisfaction_id else "todo")
        url, pane = _ways(case, None)
        rows.append(
            Row(
                f"c{case.pk}", url, pane, "", state, clock, plain(case.person.called) or _("Somebody without a name"),
                status_name(status(case, now)), when.words if when else moment(case.ended_at or case.heard_at, now),
                quoted(words.get(case.pk, ""), case.language) or plain(case.topic), lang(case.language),
                signs.icon("lock", "icon-small"), where(case.inbox.channel, case.language, case.kind),
                flag(case.urgency) if case.open else "", keeper, sign, case.pk,
            )
        )  # fmt: skip
    return rows


def message_rows(messages: Iterable[Message], member: Member, now: datetime) -> list[Row]:
    """Rows of a lane: messages that wait for a person's eye, or were set aside by a named one."""
    rows = []
    for message in messages:
        reading = getattr(message, "reading", None)
        language = reading.language if reading else ""
        url, pane = _ways(None, message)
        aside = message.aside_by
        keeper, sign = has(aside, member) if aside else (_("nobody yet"), signs.who("", "nobody", "small"))
        when = due(message.due_at, message.heard_at, now) if message.due_at and not aside else None
        name = plain(message.person.called) if message.person else ""
        rows.append(
            Row(
                f"m{message.pk}", url, pane, "", when.clock if when and when.clock != "fine" else "",
                signs.clock(when.clock, when.left) if when else signs.clock("todo"), name or plain(message.address),
                plain(message.subject)[:80], when.words if when else moment(message.aside_at or message.heard_at, now),
                quoted(str(getattr(message, "begins", "")), language), lang(language),
                signs.icon("lock", "icon-small"),
                where(message.inbox.channel, language, reading.kind if reading else "question"),
                flag(4, threat=bool(reading and reading.threat)), keeper, sign, 0, message.pk,
            )
        )  # fmt: skip
    return rows
