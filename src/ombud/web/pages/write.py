"""Writing: a reply, a private note, the draft kept meanwhile, a saved text to begin with."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ombud.access.rules import may
from ombud.cases.models import Case, Strand
from ombud.conversations.models import Conversation, Message
from ombud.journey import draft as drafting
from ombud.journey import hold as holding
from ombud.journey import note as noting
from ombud.journey import suggest as suggesting
from ombud.journey.alone import alone_with
from ombud.journey.refused import Refused, Stopped
from ombud.replies.texts import MissingValue, UnknownText
from ombud.replies.waiting import Waiting, Why
from ombud.team.models import Member
from ombud.web.dates import read_local
from ombud.web.door import NotHers, desk
from ombud.web.enclosed import length_left
from ombud.web.findings import Look
from ombud.web.reach import case_for, conversation_for, message_for
from ombud.web.refusals import by_the_database, sentence
from ombud.web.said import lines, plain
from ombud.web.uploads import add_files
from ombud.web.waiting_view import told_back
from ombud.web.when import moment
from ombud.web.writing import Typed, called, composer, key_of, looked, seen, seen_in

from .case import case_context
from .frame import way_back
from .message import message_context

BECAUSE = "because-"


def typed_in(request: HttpRequest, tab: str = "reply") -> Typed:
    """Everything that stood in the composer, whole: what is too long is said, never cut."""
    post = request.POST
    because = {name.removeprefix(BECAUSE): lines(post[name]) for name in post if name.startswith(BECAUSE)}
    return Typed(
        lines(post.get("text", "")), lines(post.get("note", "")), post.get("next_word_by", "")[:32],
        post.get("key", "")[:64], frozenset(post.getlist("confirm")), tab, because,
        post.get("goes", "")[:32], "unless" in post,
        _numbers(post.getlist("file")[:200]), _numbers(post["back"][:2000].split("-")) if "back" in post else None,
        frozenset(post["since"][:2000].split("-")) - {""} if "since" in post else None,
    )  # fmt: skip


def _numbers(values: Iterable[str]) -> frozenset[int]:
    return frozenset(int(one) for one in values if one.isascii() and one.isdigit() and len(one) < 18)


def case_of(conversation: Conversation) -> Case | None:
    """The case that the conversation is part of."""
    strand: Strand | None = getattr(conversation, "strand", None)
    return strand.case if strand else None


@require_POST
@desk
def reply(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /conversations/3/reply/: a person's own words, judged by the guard, sent once however often pressed."""
    conversation = conversation_for(member, number)
    case = case_of(conversation)
    if not may(member.roles, "reply", owner=bool(case and case.owner_id == member.pk)):
        raise NotHers("reply")
    typed, now = typed_in(request), timezone.now()
    key = key_of(conversation, member, typed.key or uuid.uuid4().hex)
    found: Look | None = None
    added = add_files(request, conversation, member, now, key)
    if added.refused:
        return again(request, member, conversation, now, typed=typed, refused=" ".join(added.refused))
    try:
        if typed.goes and read_local(typed.goes) is None:
            raise Refused("until_past")
        waiting = holding.hold(
            conversation, by=member, text=typed.text, key=key, now=now,
            next_word_by=read_local(typed.next_word_by), confirm=typed.confirm, because=typed.because,
            at=read_local(typed.goes), unless_heard=typed.unless, seen=seen_in(request.POST.get("seen", "")),
            files=typed.files.union(added.ids), back=typed.back,
            since=typed.since,
        )  # fmt: skip
    except Stopped as stopped:
        refused, found = sentence(stopped), seen(stopped.verdict, conversation, member, typed)
    except Refused as error:
        refused = sentence(error)
    except IntegrityError as error:
        refused = by_the_database(error)
    else:
        messages.success(request, said_of(waiting, now), extra_tags=undo_of(waiting, now))
        return redirect(way_back(request, subject_url(conversation, case)))
    return again(request, member, conversation, now, typed=typed, found=found, refused=refused)


def said_of(waiting: Waiting, now: datetime) -> str:
    """What became of a reply that was sent just now."""
    name = plain(called(waiting.conversation))
    if waiting.go_at is None:
        said = _("To %(name)s: waits for a second reader.") % {"name": name}
    elif waiting.why == Why.LATER:
        said = _("To %(name)s: goes %(when)s.") % {"name": name, "when": moment(waiting.go_at, now)}
    else:
        said = _("To %(name)s: on its way.") % {"name": name}
    if waiting.next_word_by and waiting.case_id:
        said += " " + _("Next word by %(when)s.") % {"when": moment(waiting.next_word_by, now)}
    return said


def undo_of(waiting: Waiting, now: datetime) -> str:
    """Where it is taken back, and for how many seconds, for the toast; empty once that is too late."""
    if not waiting.live:
        return ""
    url = reverse("withdrawal", args=[waiting.pk])
    if waiting.why != Why.UNDO or waiting.go_at is None:
        return url
    left = int((waiting.go_at - now).total_seconds())
    return f"{url} {left}" if left > 0 else ""


def again(
    request: HttpRequest, member: Member, conversation: Conversation, now: datetime, *, typed: Typed,
    found: Look | None = None, refused: str = "", status: int = 422,
) -> HttpResponse:  # fmt: skip
    """The page once more with what was typed, and why it was not done."""
    case = case_of(conversation)
    if case:
        case = case_for(member, case.pk)
        context = case_context(
            request, member, case, now, conversation=conversation.pk, typed=typed, found=found, refused=refused
        )
        return render(request, "web/case/page.html", context, status=status)
    message = message_for(member, _latest(conversation))
    context = message_context(request, member, message, now, typed=typed, found=found, refused=refused)
    return render(request, "web/message/page.html", context, status=status)


def _latest(conversation: Conversation) -> int:
    found = Message.objects.filter(conversation=conversation, direction="in").order_by("-id").first()
    return found.pk if found else 0


def subject_url(conversation: Conversation, case: Case | None) -> str:
    """Where the conversation is read: its case, or its last message."""
    if case:
        return reverse("case", args=[case.pk]) + "#write"
    return reverse("message", args=[_latest(conversation)])


@require_POST
@desk
def alone(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /cases/12/alone/: what is hers alone gets a conversation of its own, beside what everybody reads."""
    case = case_for(member, number)
    if not may(member.roles, "reply", owner=case.owner_id == member.pk):
        raise NotHers("reply")
    conversation = alone_with(case)
    return redirect(f"{reverse('case', args=[case.pk])}?to={conversation.pk}#write")


@require_POST
@desk
def note(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /cases/12/note/: a private note, which no channel can be handed."""
    case, now = case_for(member, number), timezone.now()
    typed = typed_in(request, "note")
    try:
        noting.write(case, by=member, text=typed.note, now=now, key=typed.key, since=typed.since)
    except Refused as error:
        context = case_context(request, member, case, now, typed=typed, refused=sentence(error))
        return render(request, "web/case/page.html", context, status=422)
    if noting.heed(typed.note, member).findings:
        said = _("Note kept. It reads as though the customer were to blame or not believed; all on this case read it.")
        messages.warning(request, said)
    else:
        messages.success(request, _("Note kept. It stays with the people on this case."))
    return redirect(reverse("case", args=[case.pk]) + "#write")


@require_POST
@desk
def draft(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /conversations/3/draft/: keep what is being written, and say since when it is kept."""
    conversation = conversation_for(member, number)
    if "text" not in request.POST:
        return HttpResponse(status=204)
    typed = typed_in(request)
    key, now = key_of(conversation, member, typed.key), timezone.now()
    try:
        kept = drafting.keep(
            conversation, by=member, text=typed.text, now=now, key=key, back=typed.back, since=typed.since
        )
    except Refused as error:
        return _kept(request, now, refused=sentence(error))
    says = told_back(conversation, member, now) if kept.came else ""
    return _kept(request, now, came=kept.came, says=says, beside=kept.beside)


@require_POST
@desk
def note_draft(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /cases/12/note/draft/: keep the note that is being written."""
    case = case_for(member, number)
    if "note" not in request.POST:
        return HttpResponse(status=204)
    typed, now = typed_in(request, "note"), timezone.now()
    try:
        kept = drafting.keep_note(case, by=member, text=typed.note, now=now, key=typed.key, since=typed.since)
    except Refused as error:
        return _kept(request, now, refused=sentence(error))
    return _kept(request, now, beside=kept.beside)


def _kept(request: HttpRequest, now: datetime, **more: object) -> HttpResponse:
    return render(request, "web/case/kept.html", {"at": timezone.localtime(now)} | more)


@require_POST
@desk
def look_at(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /conversations/3/look/: what the guard finds in the words so far. Keeps nothing: words stay out of URLs."""
    conversation = conversation_for(member, number)
    typed = typed_in(request)
    found = looked(conversation, member, typed) if typed.text.strip() else None
    left = length_left(conversation, member, typed.text)
    return render(request, "web/case/looked.html", {"found": found, "left": left})


@require_POST
@desk
def suggest(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /conversations/3/suggest/: the composer with a saved text in the customer's language; nothing is sent."""
    conversation, now = conversation_for(member, number), timezone.now()
    typed = typed_in(request)
    try:
        text = suggesting.suggest(conversation, by=member, template=request.POST.get("template", ""), now=now)
    except (UnknownText, MissingValue):
        return again(request, member, conversation, now, typed=typed, refused=_("This text does not fit here."))
    text = f"{typed.text.rstrip()}\n\n{text}" if typed.text.strip() else text
    filled = replace(typed, text=text)
    key = key_of(conversation, member, typed.key)
    drafting.keep(conversation, by=member, text=text, now=now, key=key, back=typed.back, since=typed.since)
    if request.headers.get("HX-Request") == "true":
        case = case_of(conversation)
        threads = (
            list(Conversation.objects.filter(strand__case=case).select_related("person", "member")) if case else []
        )
        shown = composer(conversation, member, now, case=case, threads=threads, typed=filled)
        return render(request, "web/case/composer.html", {"composer": shown})
    return again(request, member, conversation, now, typed=filled, status=200)
