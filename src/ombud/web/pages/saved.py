"""/saved/: replies kept for the next time, ours and the team's own, each in all its languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ombud.journey.refused import Refused
from ombud.journey.save_text import offer_no_more, save_text
from ombud.journey.suggest import BY_KIND, MORE
from ombud.replies.saved import Saved
from ombud.replies.texts import LANGUAGES, registers
from ombud.replies.texts.own import HOLES, as_written
from ombud.team.models import Member
from ombud.web.door import desk_for
from ombud.web.names import language_name, register_name, template_name
from ombud.web.refusals import sentence
from ombud.web.said import lines

KEYS = tuple(dict.fromkeys([*(key for keys in BY_KIND.values() for key in keys), *MORE]))


@dataclass(frozen=True, slots=True)
class Words:
    """One field of the form: the text in one language and form of address."""

    field: str
    language: str
    title: str
    text: str


@require_GET
@desk_for("keep_texts")
def saved(request: HttpRequest, member: Member) -> HttpResponse:
    """GET /saved/: all of them, the team's own first."""
    rows = list(Saved.objects.filter(left_at=None).select_related("by").order_by("name"))
    taken = {row.replaces for row in rows if row.replaces}
    ours = [(key, template_name(key)) for key in KEYS if key not in taken]
    return render(request, "web/keeping/saved.html", {"rows": rows, "ours": ours})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_for("keep_texts")
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """GET and POST /saved/new/: one of the team's own, or one of ours put otherwise."""
    replaces = request.POST.get("replaces", "") or request.GET.get("replaces", "")
    if replaces and replaces not in KEYS:
        raise Http404
    texts = as_written(replaces) if replaces else {}
    return _form(request, member, None, template_name(replaces) if replaces else "", texts, replaces)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_for("keep_texts")
def one(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """GET and POST /saved/3/: change it."""
    row = _row(number)
    return _form(request, member, row, row.name, row.texts, row.replaces)


@require_POST
@desk_for("keep_texts")
def leave(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /saved/3/leave/: it is no longer offered."""
    row = _row(number)
    offer_no_more(row, by=member, now=timezone.now())
    messages.success(request, _("“%(name)s” is no longer offered.") % {"name": row.name})
    return redirect("saved")


def _row(number: int) -> Saved:
    row = Saved.objects.filter(pk=number, left_at=None).first()
    if row is None:
        raise Http404
    return row


def _form(
    request: HttpRequest, member: Member, row: Saved | None, name: str, texts: dict[str, dict[str, str]], replaces: str
) -> HttpResponse:
    refused = ""
    if request.method == "POST":
        name = lines(request.POST.get("name", "")).strip()
        texts = {
            language: {r: lines(request.POST.get(f"{language}-{r}", "")) for r in registers(language)}
            for language in LANGUAGES
        }
        try:
            save_text(row, by=member, name=name, texts=texts, now=timezone.now(), replaces=replaces)
        except Refused as error:
            refused = sentence(error)
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": name})
            return redirect("saved")
    fields = [
        Words(
            f"{language}-{register}", language,
            f"{language_name(language)} · {register_name(register)}" if len(registers(language)) > 1
            else language_name(language),
            texts.get(language, {}).get(register, ""),
        )
        for language in LANGUAGES
        for register in registers(language)
    ]  # fmt: skip
    shown = {
        "row": row, "name": name, "fields": fields, "replaces": replaces, "refused": refused,
        "holes": sorted(f"{{{hole}}}" for hole in HOLES),
    }  # fmt: skip
    return render(request, "web/keeping/saved_one.html", shown, status=422 if refused else 200)
