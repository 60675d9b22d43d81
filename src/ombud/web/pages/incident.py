"""/incidents/3/: one trouble that several people have, and what people do with it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ombud.incidents.models import Alarm, Incident
from ombud.journey import regroup
from ombud.journey.refused import Refused
from ombud.journey.ring import heed
from ombud.team.models import Member
from ombud.web.door import desk_for
from ombud.web.incident_acts import ACTS, Asked
from ombud.web.incident_names import title_of
from ombud.web.incident_view import incident_view
from ombud.web.refusals import by_the_database, sentence


def incident_for(number: int) -> Incident:
    """The incident with this number. Raises `Http404`."""
    found = Incident.objects.select_related("owner", "merged_into", "split_from").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@require_GET
@desk_for("see_incidents")
def page(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The whole page; `below` goes on with its cases."""
    below = request.GET.get("below", "")
    start = int(below) if below.isascii() and below.isdigit() and len(below) < 18 else 0
    language = request.GET.get("language", "")[:12]
    view = incident_view(
        incident_for(number), member, timezone.now(), start, show=request.GET.get("show", "")[:12], language=language
    )
    return render(request, "web/incidents/page.html", {"incident": view, "word": view.word})


@require_POST
@desk_for("heed_alarms")
def heeding(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST: she has seen that it may boil over, perhaps with what she does; the alarm rings no more."""
    found = incident_for(number)
    alarm = Alarm.objects.filter(incident=found).order_by("-level").first()
    if alarm is None:
        raise Http404
    try:
        heed(alarm, by=member, words=request.POST.get("words", "").replace("\x00", ""), now=timezone.now())
    except Refused as error:
        messages.error(request, sentence(error))
    except IntegrityError as error:
        messages.error(request, by_the_database(error))
    else:
        messages.success(request, _("Heeded under your name. Nobody is rung for any more, unless it becomes worse."))
    return redirect(reverse("incident", args=[number]))


@require_http_methods(["GET", "POST"])
@desk_for("keep_incidents")
def act(request: HttpRequest, member: Member, number: int, name: str) -> HttpResponse:
    """GET asks what is needed, POST does it or says why not, with everything that was typed still there."""
    wanted = ACTS.get(name)
    if wanted is None:
        raise Http404
    asked = Asked(incident_for(number), member, timezone.now())
    form = wanted.form(asked, request.POST if request.method == "POST" else None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            said = wanted.do(asked, form.cleaned_data)
        except Refused as error:
            refused = sentence(error)
        except IntegrityError as error:
            refused = by_the_database(error)
        else:
            messages.success(request, said)
            return redirect(wanted.after(asked) if wanted.after else reverse("incident", args=[number]))
    shown = {
        "incident": asked.incident, "name": title_of(asked.incident), "act": wanted, "title": wanted.title(asked),
        "form": form, "intro": wanted.intro(), "refused": refused, "action": request.path,
    }  # fmt: skip
    only_form = request.headers.get("HX-Request") == "true"
    template = "web/acts/form.html" if only_form else "web/incidents/act.html"
    return render(request, template, shown, status=422 if refused or form.errors else 200)


@require_POST
@desk_for("keep_incidents")
def own_again(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST: it is one of its own again; the cases it brought along come back."""
    found = incident_for(number)
    return _undo(request, found, lambda: regroup.undo_merge(found, by=member, now=timezone.now()), found)


@require_POST
@desk_for("keep_incidents")
def rejoin(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST: what was split off goes back to where it came from."""
    found = incident_for(number)
    if found.split_from is None:
        raise Http404
    whole = found.split_from
    return _undo(request, found, lambda: regroup.merge(found, into=whole, by=member, now=timezone.now()), whole)


def _undo(request: HttpRequest, found: Incident, step: Callable[[], None], home: Incident) -> HttpResponse:
    try:
        step()
    except Refused as error:
        messages.error(request, sentence(error))
        home = found
    except IntegrityError as error:
        messages.error(request, by_the_database(error))
        home = found
    else:
        messages.success(request, _("Undone. Nothing of what happened is lost."))
    return redirect(reverse("incident", args=[home.pk]))
