"""One message that is no case: GET /messages/7/ whole, GET /messages/7/pane/ beside a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ombud.access.circle import cases_seen_by
from ombud.access.rules import may
from ombud.cases.models import Strand
from ombud.conversations.models import Conversation, Hint, Message
from ombud.promises.models import DUE, Promise
from ombud.team.models import Member
from ombud.thanks.lists import of_message
from ombud.thanks.models import Thanks
from ombud.triage.models import Kind
from ombud.web import signs
from ombud.web.door import desk
from ombud.web.findings import Look
from ombud.web.listing import beside_list
from ombud.web.names import kind_name
from ombud.web.reach import message_for
from ombud.web.said import lang, plain
from ombud.web.thank_form import may_be_thanked
from ombud.web.thanked_rows import told_line
from ombud.web.thread import messages_of, thread_of
from ombud.web.when import due, moment
from ombud.web.writing import Choice, Typed, composer


@dataclass(frozen=True, slots=True)
class HintView:
    """The case that a message claims to belong to. `case` is 0 where the reader is not on it."""

    message: int
    case: int
    says: str
    forged: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """The head of a message's page."""

    id: int
    name: str
    topic: str
    lang: str
    kind: str
    kinds: list[Choice]
    threat: bool
    unsure: bool
    suspected: str
    aside: str
    clock: SafeString | None
    owed: str
    late: bool
    settled: str
    hint: HintView | None
    can_be_case: bool
    can_set_aside: bool
    writes: bool
    can_thank: bool
    thanked: str


@require_GET
@desk
def page(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The whole page; a message that has become part of a case leads there."""
    message = message_for(member, number)
    strand: Strand | None = getattr(message.conversation, "strand", None)
    if strand:
        return redirect(f"{reverse('case', args=[strand.case_id])}#m{message.pk}")
    return render(request, "web/message/page.html", message_context(request, member, message, timezone.now()))


@require_GET
@desk
def pane(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The message without the frame, to stand beside a list."""
    context = message_context(request, member, message_for(member, number), timezone.now())
    return render(request, "web/message/pane.html", context | beside_list(request))


def message_context(
    request: HttpRequest, member: Member, message: Message, now: datetime, *, typed: Typed | None = None,
    found: Look | None = None, refused: str = "",
) -> dict[str, object]:  # fmt: skip
    """What the templates of a message need, after a refused form with everything that was typed."""
    conversation = (
        Conversation.objects.select_related("person", "member", "inbox")
        .defer("inbox__settings")
        .get(pk=message.conversation_id)
    )
    messages, earlier = messages_of(Message.objects.filter(conversation=conversation))
    view = message_view(message, member, now)
    return {
        "message": view, "thread": thread_of(messages, now, earlier), "refused": refused,
        "composer": composer(conversation, member, now, typed=typed, found=found, refused=refused, main=not view.late)
        if view.writes or refused else None,
    }  # fmt: skip


def message_view(message: Message, member: Member, now: datetime) -> MessageView:
    """The head: what it is read as, what is owed, what may be done."""
    reading = getattr(message, "reading", None)
    kind = reading.kind if reading else ""
    promise = Promise.objects.filter(DUE, message__conversation=message.conversation_id).order_by("due_at").first()
    when = due(promise.due_at, promise.made_at, now) if promise and message.owed else None
    name = plain(message.person.called) if message.person else ""
    if message.by is not None:
        name = message.by.name  # somebody of ours, who answers to praise that was passed on
    thanks = of_message(message)
    suspected = ""
    if reading and message.owed and reading.suspected:
        suspected = (
            _("It may be a threat. Nothing went out, and it is not argued with: make it a case and bring a leader in.")
            if reading.threat
            else _("Suspected %(kind)s. Only a person sets it aside; nothing automatic went out.")
            % {"kind": kind_name(kind).lower()}
        )
    aside = ""
    if message.aside_by and message.aside_at:
        values = {"name": message.aside_by.name, "when": moment(message.aside_at, now), "as": message.aside}
        aside = _("%(name)s set it aside as %(as)s, %(when)s.") % values
    return MessageView(
        message.pk, name or plain(message.address), plain(message.subject), lang(reading.language if reading else ""),
        kind_name(kind) if kind else _("Not read yet"),
        [Choice(k.value, kind_name(k.value), k.value == kind) for k in Kind] if reading else [],
        bool(reading and reading.threat), bool(reading and reading.unsure and message.owed), suspected, aside,
        signs.clock(when.clock, when.left) if when else None,
        _("An answer is owed: %(when)s") % {"when": when.words} if when else "", bool(when and when.clock == "late"),
        _("Answered.") if message.answered_by_id else "", _hint(message, member),
        message.direction == "in" and message.auto == "no" and message.person_id is not None and not message.forged,
        message.owed and may(member.roles, "set_aside"),
        message.aside_by is None and message.auto == "no",
        thanks is None and may_be_thanked(message), _thanked(thanks, now),
    )  # fmt: skip


def _thanked(thanks: Thanks | None, now: datetime) -> str:
    if thanks is None:
        return ""
    said = _("%(name)s thanked for it, %(when)s.") % {"name": thanks.by.name, "when": moment(thanks.at, now)}
    told = told_line([credit.member.name for credit in thanks.credits.all()])
    return f"{said} {told}." if told else said


def _hint(message: Message, member: Member) -> HintView | None:
    hint = (
        Hint.objects.filter(message=message, settled_at=None)
        .select_related("conversation__strand__case__owner", "conversation__strand__case__person")
        .first()
    )
    if hint is None:
        return None
    strand: Strand | None = getattr(hint.conversation, "strand", None)
    forged = hint.because == "forged"
    if strand is None:
        says = _("It answers an earlier conversation with somebody else, from an address that we do not know.")
        return HintView(message.pk, 0, says, forged)
    if not cases_seen_by(member).filter(pk=strand.case_id).exists():
        says = _("It claims to belong to a case that %(name)s owns. Ask there.") % {"name": strand.case.owner.name}
        return HintView(message.pk, 0, says, forged)
    says = _("This may belong to case no. %(no)d of %(name)s.") % {
        "no": strand.case_id, "name": plain(strand.case.person.called)
    }  # fmt: skip
    return HintView(message.pk, strand.case_id, says, forged)
