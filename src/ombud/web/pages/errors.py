"""When a page cannot be shown: what is true, what one can do, nothing that anybody else may not know."""

from __future__ import annotations

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST

from ombud.access.rules import may
from ombud.cases.models import Case
from ombud.journey import circle
from ombud.journey.refused import Refused
from ombud.team.models import Member
from ombud.web.door import NotHers, NotOurs, desk, in_our_words, member_of
from ombud.web.reach import OutsideTheCase
from ombud.web.refusals import by_the_database, sentence


def plain(request: HttpRequest, status: int, title: str, says: str) -> HttpResponse:
    """A page with a title, one sentence and the way home."""
    return render(request, "web/errors/plain.html", {"title": title, "says": says}, status=status)


@requires_csrf_token
@in_our_words
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not on the case (who owns it, how to get in), not for her role, or not on the team."""
    member = member_of(request)
    if isinstance(exception, OutsideTheCase) and member:
        return outside(request, member, exception.case)
    if isinstance(exception, NotHers):
        says = _("Your role does not allow this. A community manager or an admin can do it, or give you the role.")
    elif isinstance(exception, NotOurs):
        says = _("You are signed in, but not a member of this team. An admin can add you on the team page.")
    else:
        says = _("This page is not for you.")
    return plain(request, 403, _("Not for you"), says)


def outside(request: HttpRequest, member: Member, case: Case, refused: str = "") -> HttpResponse:
    """The page of a case to somebody who is not on it: its owner's name, and nothing of the customer's."""
    shown = {
        "case": case.pk, "owner": case.owner.name, "refused": refused, "words": request.POST.get("words", "")[:2000],
        "may_step_in": may(member.roles, "step_in"),
    }  # fmt: skip
    return render(request, "web/errors/outside.html", shown, status=403)


@require_POST
@desk
def step_in(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /cases/12/entry/: a leader or admin opens a case she is not on, with a reason that stays on record (D23)."""
    case = Case.objects.select_related("owner").filter(pk=number).first()
    if case is None:
        return missing(request, None)
    try:
        circle.step_in(case, member=member, words=request.POST.get("words", "")[:2000], now=timezone.now())
    except Refused as error:
        return outside(request, member, case, sentence(error))
    return redirect(reverse("case", args=[case.pk]))


@requires_csrf_token
@in_our_words
def missing(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    """404: nothing here, or nothing that one may see; which of the two is not said."""
    return plain(request, 404, _("Nothing here"), _("There is no such page, or it is not yours to see."))


@requires_csrf_token
@in_our_words
def broken(request: HttpRequest) -> HttpResponse:
    """500: our mistake. Says whether anything was changed, and shows no detail."""
    says = _("Nothing was changed. Go back: what you typed is still in the form. If it stays so, tell your admin when.")
    shown = {"title": _("This went wrong on our side"), "says": says}
    # Without the request: its session and messages need the database, which may be what has failed.
    return HttpResponse(render_to_string("web/errors/plain.html", shown), status=500)


@in_our_words
def refused_by_database(request: HttpRequest, error: IntegrityError) -> HttpResponse:
    """409: the database keeps a promise that this would have broken."""
    return plain(request, 409, _("This cannot be done"), by_the_database(error))


@in_our_words
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose secret is missing or old: nothing was changed, and what to do."""
    says = _("Nothing was changed. Go back, load the page again and send it once more; your draft is kept.")
    return plain(request, 403, _("This form was too old"), says)
