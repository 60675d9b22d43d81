"""/briefs/14/: one brief as its leader reads it, with what its owner does about it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ombud.advocacy import lists, paper
from ombud.advocacy.models import Brief, Quote
from ombud.advocacy.sheet import sheet_of
from ombud.journey import decide, quote, raise_concern
from ombud.journey.refused import Refused
from ombud.team.models import Member
from ombud.web.brief_acts import ACTS, Asking, may_do
from ombud.web.brief_names import lacks, title_of
from ombud.web.brief_view import brief_view
from ombud.web.brief_writing import Writing
from ombud.web.door import NotHers, desk_for
from ombud.web.names import language_name
from ombud.web.refusals import by_the_database, sentence


def _brief(number: int) -> Brief:
    found = lists.one(number)
    if found is None:
        raise Http404
    return found


@require_GET
@desk_for("see_briefs")
def page(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The sheet, and everything about it."""
    view = brief_view(_brief(number), member, timezone.now())
    return render(request, "web/briefs/page.html", {"brief": view, "sheet": view.sheet, "zone": _zone()})


def _zone() -> str:
    return timezone.get_current_timezone_name()


@require_http_methods(["GET", "POST"])
@desk_for("keep_briefs")
def words(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """Write it: POST keeps what was typed, whole or not."""
    brief, now = _brief(number), timezone.now()
    form = Writing(brief, now, request.POST if request.method == "POST" else None)
    refused = ""
    if brief.sent_at or brief.withdrawn_at:
        return redirect("brief", number)
    if request.method == "POST" and form.is_valid():
        try:
            raise_concern.write_down(brief, form.written(), by=member, now=now)
        except Refused as error:
            refused = sentence(error)
        else:
            messages.success(request, _("Kept. Nobody has it yet."))
            return redirect("brief-words" if request.POST.get("then") == "more" else "brief", number)
    shown = {"brief": brief, "title": title_of(brief), "form": form, "refused": refused}
    return render(request, "web/briefs/words.html", shown, status=422 if refused or form.errors else 200)


@require_http_methods(["GET", "POST"])
@desk_for("see_briefs")
def act(request: HttpRequest, member: Member, number: int, name: str) -> HttpResponse:
    """GET asks what is needed, POST does it or says why not, with everything that was typed still there."""
    wanted, brief = ACTS.get(name), _brief(number)
    if wanted is None:
        raise Http404
    if not may_do(wanted, brief, member):
        raise NotHers("keep_briefs")
    asked = Asking(brief, member, timezone.now(), request.POST.get("key", "")[:32] or uuid.uuid4().hex)
    form = wanted.form(asked, request.POST if request.method == "POST" else None)
    refused, letters = "", None
    looks = wanted.preview is not None and request.POST.get("act") == "preview"
    if wanted.preview is not None and looks and form.is_valid():
        letters = wanted.preview(asked, form.cleaned_data)
        refused = "" if letters else _("Nothing is written yet, so there is no letter to look at.")
    elif request.method == "POST" and form.is_valid():
        try:
            said = wanted.do(asked, form.cleaned_data)
        except Refused as error:
            refused = _why(error)
        except IntegrityError as error:
            refused = by_the_database(error)
        else:
            messages.success(request, said)
            return redirect(reverse("brief", args=[number]))
    shown = {
        "brief": brief, "name": title_of(brief), "act": wanted, "title": wanted.title(asked), "form": form,
        "intro": wanted.intro(asked), "refused": refused, "action": request.path, "key": asked.key,
        "previews_letters": wanted.preview is not None, "letters": letters,
    }  # fmt: skip
    only_form = request.headers.get("HX-Request") == "true"
    template = "web/acts/form.html" if only_form else "web/briefs/act.html"
    return render(request, template, shown, status=422 if refused or form.errors else 200)


def _why(error: Refused) -> str:
    """Why it was not done; all that a draft lacks, and all languages that are missing, are named at once."""
    codes, languages = error.params.get("codes"), error.params.get("languages")
    if isinstance(codes, tuple):
        lacking = " ".join(lacks(code, str(error.params.get("name", ""))) for code in codes)
        return _("Not sent. It still lacks: %(lacking)s") % {"lacking": lacking}
    if isinstance(languages, list):
        names = ", ".join(language_name(code) for code in languages)
        return _("People wait in these languages, too, and nothing is guessed: %(names)s.") % {"names": names}
    return sentence(error)


@require_POST
@desk_for("see_briefs")
def reading(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST: its leader has it before her eyes."""
    try:
        decide.note_read(_brief(number), by=member, now=timezone.now())
    except Refused as error:
        raise NotHers("keep_briefs") from error
    return HttpResponse(status=204)


@require_POST
@desk_for("keep_briefs")
def quoted(request: HttpRequest, member: Member, number: int, which: int) -> HttpResponse:
    """POST: what a quote means in the language of the brief, or that it is left out."""
    found = Quote.objects.select_related("brief").filter(pk=which, brief=number).first()
    if found is None:
        raise Http404
    try:
        if "drop" in request.POST:
            quote.drop_quote(found, by=member, now=timezone.now())
            messages.success(request, _("Left out."))
        else:
            quote.translate(found, words=request.POST.get("translation", "")[:2000], by=member)
            messages.success(request, _("Kept, with your name beside it."))
    except Refused as error:
        messages.error(request, sentence(error))
    return redirect(reverse("brief", args=[number]) + "#quotes")


@require_GET
@desk_for("see_briefs")
def pdf(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The brief as PDF; where this machine makes none the page says how to have it made."""
    try:
        made = paper.pdf(sheet_of(_brief(number), timezone.now()), _zone())
    except paper.NoPaper as error:
        raise Http404 from error
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="brief-{number}.pdf"'
    return response
