"""/cases/12/concerns/5/: one of its own, part of another, or none? A person says so, and takes it back on one key."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ombud.access.rules import may
from ombud.cases.models import Case, Concern
from ombud.journey.concern import drop_concern, join_concern, take_up_concern
from ombud.journey.refused import Refused
from ombud.team.models import Member
from ombud.web.door import NotHers, desk
from ombud.web.reach import case_for
from ombud.web.refusals import sentence
from ombud.web.said import plain

NONE = "none"


def _concern(member: Member, number: int, concern: int) -> tuple[Case, Concern]:
    case = case_for(member, number)
    if not may(member.roles, "reply"):
        raise NotHers("reply")
    found = Concern.every.select_related("case").filter(case=case, pk=concern).first()
    if found is None:
        raise Http404
    return case, found


@require_http_methods(["GET", "POST"])
@desk
def concern(request: HttpRequest, member: Member, number: int, concern: int) -> HttpResponse:
    """POST `into`: another concern of the case, or "none" where it is no concern at all."""
    case, found = _concern(member, number, concern)
    home = reverse("case", args=[case.pk])
    others = list(case.concerns.exclude(pk=found.pk))
    refused = ""
    if request.method == "POST":
        try:
            _leave(found, others, request.POST.get("into", ""), member)
        except Refused as error:
            refused = sentence(error)
        else:
            undo = reverse("concern-take-up", args=[case.pk, found.pk])
            messages.success(request, _("Noted under your name. Its words stay in the message."), extra_tags=undo)
            return redirect(home)
    shown = {
        "title": _("One concern, or part of another?"), "words": plain(found.words), "others": others, "case": case,
        "name": plain(case.person.called), "back": home, "action": request.path, "refused": refused, "none": NONE,
        "found": found.start is not None,
    }  # fmt: skip
    only = request.headers.get("HX-Request") == "true"
    template = "web/case/concern_form.html" if only else "web/case/concern.html"
    return render(request, template, shown, status=422 if refused else 200)


def _leave(found: Concern, others: list[Concern], into: str, member: Member) -> None:
    if into == NONE:
        drop_concern(found, by=member, now=timezone.now())
        return
    target = next((other for other in others if str(other.pk) == into), None)
    if target is None:
        raise Refused("other_concern")
    join_concern(found, into=target, by=member, now=timezone.now())


@require_POST
@desk
def take_up(request: HttpRequest, member: Member, number: int, concern: int) -> HttpResponse:
    """POST /cases/12/concerns/5/take-up/: it is one of its own after all."""
    case, found = _concern(member, number, concern)
    try:
        take_up_concern(found, by=member, now=timezone.now())
        messages.success(request, _("It is a concern of its own again."))
    except Refused as error:
        messages.error(request, sentence(error))
    return redirect(reverse("case", args=[case.pk]))
