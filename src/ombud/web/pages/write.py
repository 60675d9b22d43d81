"""Writing: a reply, a private note, the draft kept meanwhile, a saved text to begin with."""

from __future__ import annotations

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
from ombud.journey import answer as answering
from ombud.journey import note as noting
from ombud.journey import suggest as suggesting
from ombud.journey.refused import Refused, Stopped
from ombud.replies.models import Draft
from ombud.replies.texts import MissingValue, UnknownText
from ombud.team.models import Member
from ombud.web.dates import read_local
from ombud.web.door import NotHers, desk
from ombud.web.findings import Look, look
from ombud.web.reach import case_for, conversation_for, message_for
from ombud.web.refusals import by_the_database, sentence
from ombud.web.said import lines, plain
from ombud.web.when import moment
from ombud.web.writing import Typed, composer, keep_draft, looked

from .case import case_context
from .frame import way_back
from .message import message_context

LONGEST = 20_000


def typed_in(request: HttpRequest, tab: str = "reply") -> Typed:
    """Everything that stood in the composer."""
    post = request.POST
    return Typed(
        lines(post.get("text", ""))[:LONGEST], lines(post.get("note", ""))[:LONGEST], post.get("next_word_by", "")[:32],
        post.get("key", "")[:64], frozenset(post.getlist("confirm")), tab,
    )  # fmt: skip


def _case_of(conversation: Conversation) -> Case | None:
    strand: Strand | None = getattr(conversation, "strand", None)
    return strand.case if strand else None


@require_POST
@desk
def reply(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /conversations/3/reply/: a person's own words, judged by the guard, sent once however often pressed."""
    conversation = conversation_for(member, number)
    case = _case_of(conversation)
    if not may(member.roles, "reply", owner=bool(case and case.owner_id == member.pk)):
        raise NotHers("reply")
    typed, now = typed_in(request), timezone.now()
    found: Look | None = None
    try:
        letter = answering.answer(
            conversation, by=member, text=typed.text, key=f"{conversation.pk}:{typed.key}", now=now,
            next_word_by=read_local(typed.next_word_by), confirm=typed.confirm,
        )  # fmt: skip
    except Stopped as stopped:
        refused, found = sentence(stopped), look(stopped.verdict, typed.text, typed.confirm)
    except Refused as error:
        refused = sentence(error)
    except IntegrityError as error:
        refused = by_the_database(error)
    else:
        name = plain(letter.to_name) or letter.to_address
        said = _("To %(name)s: on its way.") % {"name": name}
        due = read_local(typed.next_word_by)
        if case and case.open and due and conversation.person_id:
            said += " " + _("Next word by %(when)s.") % {"when": moment(due, now)}
        messages.success(request, said)
        return redirect(way_back(request, _subject_url(conversation, case)))
    return again(request, member, conversation, now, typed=typed, found=found, refused=refused)


def again(
    request: HttpRequest, member: Member, conversation: Conversation, now: datetime, *, typed: Typed,
    found: Look | None = None, refused: str = "", status: int = 422,
) -> HttpResponse:  # fmt: skip
    """The page once more with what was typed, and why it was not done."""
    case = _case_of(conversation)
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


def _subject_url(conversation: Conversation, case: Case | None) -> str:
    if case:
        return reverse("case", args=[case.pk]) + "#write"
    return reverse("message", args=[_latest(conversation)])


@require_POST
@desk
def note(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /cases/12/note/: a private note, which no channel can be handed."""
    case, now = case_for(member, number), timezone.now()
    typed = typed_in(request, "note")
    try:
        noting.write(case, by=member, text=typed.note, now=now)
    except Refused as error:
        context = case_context(request, member, case, now, typed=typed, refused=sentence(error))
        return render(request, "web/case/page.html", context, status=422)
    Draft.objects.filter(conversation__strand__case=case, member=member).update(note="")
    if noting.heed(typed.note, member).findings:
        said = _("Note kept. It reads as though the customer were to blame or not believed; all on this case read it.")
        messages.warning(request, said)
    else:
        messages.success(request, _("Note kept. It stays with the people on this case."))
    return redirect(reverse("case", args=[case.pk]) + "#write")


@require_POST
@desk
def draft(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /conversations/3/draft/: keep what is being written and say what the guard finds in it so far."""
    conversation, now = conversation_for(member, number), timezone.now()
    typed = typed_in(request)
    keep_draft(
        conversation, member, now, text=typed.text if "text" in request.POST else None,
        note=typed.note if "note" in request.POST else None,
    )  # fmt: skip
    if "text" not in request.POST:
        return HttpResponse(status=204)
    found = looked(conversation, member, typed.text, typed.confirm) if typed.text.strip() else None
    return render(request, "web/case/looked.html", {"found": found, "at": timezone.localtime(now)})


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
    filled = Typed(text, typed.note, typed.next_word_by, typed.key, typed.confirm)
    keep_draft(conversation, member, now, text=text, note=None)
    if request.headers.get("HX-Request") == "true":
        case = _case_of(conversation)
        threads = (
            list(Conversation.objects.filter(strand__case=case).select_related("person", "member")) if case else []
        )
        shown = composer(conversation, member, now, case=case, threads=threads, typed=filled)
        return render(request, "web/case/composer.html", {"composer": shown})
    return again(request, member, conversation, now, typed=filled, status=200)
