"""What one does with a case. Each act is a form, its page, and one call of the journey: /cases/12/handoff/."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ombud.access.rules import may
from ombud.journey.refused import Refused, Stopped
from ombud.team.models import Member
from ombud.web.acts import ACTS, Asked
from ombud.web.door import NotHers, desk
from ombud.web.findings import look
from ombud.web.reach import case_for
from ombud.web.refusals import by_the_database, sentence
from ombud.web.said import plain


@require_http_methods(["GET", "POST"])
@desk
def act(request: HttpRequest, member: Member, number: int, name: str) -> HttpResponse:
    """GET asks what is needed, POST does it or says why not, with everything that was typed still there."""
    wanted = ACTS.get(name)
    if wanted is None:
        raise Http404
    case, now = case_for(member, number), timezone.now()
    if not may(member.roles, wanted.verb, owner=case.owner_id == member.pk):
        raise NotHers(wanted.verb)
    asked = Asked(case, member, now, request.POST.get("key", "")[:64] or uuid.uuid4().hex)
    form = wanted.form(asked, request.POST if request.method == "POST" else None)
    refused, found = "", None
    if request.method == "POST" and request.POST.get("act") == "preview" and wanted.preview:
        form = wanted.form(asked, wanted.preview(asked, request.POST))
        form.is_valid()
    elif request.method == "POST" and form.is_valid():
        try:
            said = wanted.do(asked, form.cleaned_data)
        except Stopped as stopped:
            text = str(form.cleaned_data.get(wanted.writes, ""))
            refused, found = sentence(stopped), look(stopped.verdict, text, form.cleaned_data.get("confirm", ()))
        except Refused as error:
            refused = sentence(error)
        except IntegrityError as error:
            refused = by_the_database(error)
        else:
            messages.success(request, said)
            return redirect(wanted.after(asked) if wanted.after else reverse("case", args=[case.pk]))
    shown = {
        "case": case, "name": plain(case.person.called), "act": wanted, "title": wanted.title(asked), "form": form,
        "intro": wanted.intro(asked), "key": asked.key, "refused": refused, "found": found, "action": request.path,
        "previews": wanted.preview is not None,
    }  # fmt: skip
    only_form = request.headers.get("HX-Request") == "true"
    template = "web/acts/form.html" if only_form else "web/acts/page.html"
    return render(request, template, shown, status=422 if refused or form.errors else 200)
