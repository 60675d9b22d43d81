"""What one does with a message: make it a case, set it aside, settle a hint, point at "solved"."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ombud.access.rules import may
from ombud.cases.models import Strand
from ombud.conversations.models import Aside, Message
from ombud.journey import hint as hints
from ombud.journey import let_go, set_aside
from ombud.journey.open_case import make_case as make
from ombud.journey.refused import Refused
from ombud.promises.lanes import Lane
from ombud.team.models import Member
from ombud.web.door import NotHers, desk
from ombud.web.names import kind_name
from ombud.web.reach import case_for, message_for
from ombud.web.refusals import sentence
from ombud.web.said import plain, shortened

from .message import message_context

BACK = tuple(f"/lanes/{lane}/" for lane in Lane)


def home(message: Message) -> str:
    strand: Strand | None = getattr(message.conversation, "strand", None)
    return reverse("case", args=[strand.case_id]) if strand else reverse("message", args=[message.pk])


def _tried(request: HttpRequest, member: Member, message: Message, step: Callable[[], str]) -> HttpResponse:
    """Do the step and go where it says, or show the message again with why not."""
    try:
        return redirect(step())
    except Refused as error:
        refused = sentence(error)
    if getattr(message.conversation, "strand", None):
        messages.error(request, refused)
        return redirect(home(message))
    context = message_context(request, member, message, timezone.now(), refused=refused)
    return render(request, "web/message/page.html", context, status=422)


@require_POST
@desk
def make_case(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /messages/7/case/: what is more than a line can settle becomes a case. Pressing twice makes one."""
    message = message_for(member, number)

    def step() -> str:
        case = make(message, by=member, now=timezone.now())
        messages.success(request, _("It is case no. %(no)d now, and ends when the customer says so.") % {"no": case.pk})
        return reverse("case", args=[case.pk])

    return _tried(request, member, message, step)


def aside_name(as_: str) -> str:
    """What a message was set aside as, in words."""
    return _("what she asked us to leave be") if as_ == Aside.STOPPED else kind_name(as_).lower()


@require_POST
@desk
def aside(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /messages/7/aside/: spam, abuse, or her own wish, said by a named person; it can be taken up again."""
    message = message_for(member, number)
    if not may(member.roles, "set_aside"):
        raise NotHers("set_aside")
    as_ = request.POST.get("as", "")

    def step() -> str:
        if as_ not in Aside.values:
            raise Refused("needs_words")
        set_aside.set_aside(message, as_=as_, by=member, now=timezone.now())
        undo = reverse("take-up", args=[message.pk])
        messages.success(request, _("Set aside as %(as)s, by you.") % {"as": aside_name(as_)}, extra_tags=undo)
        return str(request.POST.get("back")) if request.POST.get("back") in BACK else "/"

    return _tried(request, member, message, step)


@require_POST
@desk
def take_up(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /messages/7/take-up/: it was none after all; an answer is owed again."""
    message = message_for(member, number)
    if not may(member.roles, "set_aside"):
        raise NotHers("set_aside")
    set_aside.take_up_again(message, by=member, now=timezone.now())
    messages.success(request, _("Taken up again: an answer is owed."))
    return redirect(home(message))


@require_POST
@desk
def hint(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /messages/7/hint/: the same person, or somebody else. Only who is on the case may say so."""
    message = message_for(member, number)
    claimed: Strand | None = getattr(message.hint.conversation, "strand", None) if hasattr(message, "hint") else None
    if claimed:
        case_for(member, claimed.case_id)

    def step() -> str:
        if request.POST.get("answer") == "same":
            hints.join(message, by=member, now=timezone.now())
            messages.success(request, _("The same person: it is part of the case now."))
            return reverse("case", args=[claimed.case_id]) if claimed else home(message)
        hints.keep_apart(message, by=member, now=timezone.now())
        messages.success(request, _("Kept apart: it stays a thread of its own."))
        return home(message)

    return _tried(request, member, message, step)


@require_http_methods(["GET", "POST"])
@desk
def solved(request: HttpRequest, member: Member, number: int, message: int) -> HttpResponse:
    """/cases/12/solved/7/: point at the customer's own message in which it says "solved", for all or some concerns."""
    case, said = case_for(member, number), message_for(member, message)
    concerns = list(case.concerns.filter(satisfaction=None))
    refused = ""
    if request.method == "POST":
        chosen = [c for c in concerns if str(c.pk) in request.POST.getlist("concern")]
        if not chosen:
            refused = _("Choose what is solved.")
        else:
            try:
                ended = let_go.said_solved(case, message=said, concerns=chosen, by=member, now=timezone.now())
            except Refused as error:
                refused = sentence(error)
            else:
                done = _("Solved, says the customer. Say thanks.") if ended else _("Noted. The rest stays open.")
                messages.success(request, done)
                return redirect(reverse("case", args=[case.pk]) + "#write")
    shown = {
        "title": _("What is solved, by these words?"), "said": shortened(said.text, 600), "concerns": concerns,
        "action": request.path, "refused": refused, "back": reverse("case", args=[case.pk]), "case": case,
        "name": plain(case.person.called),
    }  # fmt: skip
    only = request.headers.get("HX-Request") == "true"
    template = "web/message/solved_form.html" if only else "web/message/solved.html"
    return render(request, template, shown, status=422 if refused else 200)
