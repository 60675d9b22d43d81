"""/briefs/: concerns argued before those who can end them; what goes on first, then what is over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ombud.access.rules import may
from ombud.advocacy import lists
from ombud.advocacy.rules import Status, status
from ombud.incidents.models import Incident
from ombud.journey import raise_concern
from ombud.journey.refused import Refused
from ombud.team.models import Member
from ombud.web.brief_rows import brief_rows
from ombud.web.door import desk_for
from ombud.web.refusals import sentence


@require_GET
@desk_for("see_briefs")
def briefs(request: HttpRequest, member: Member) -> HttpResponse:
    """The groups in the order in which they need somebody; `below` goes on with what is over."""
    now = timezone.now()
    below = request.GET.get("below", "")
    start = int(below) if below.isascii() and below.isdigit() and len(below) < 18 else 0
    over = list(lists.over(start)[: lists.EARLIER + 1])
    going = [] if start else list(lists.going_on()[: lists.SHOWN])
    rows = {row.number: row for row in brief_rows([*going, *over[: lists.EARLIER]], now)}
    states = {one.pk: status(one) for one in going}
    waits = (Status.SENT, Status.READ, Status.LATER)
    groups = [
        (_("Waiting for an answer"), [rows[n] for n, state in states.items() if state in waits]),
        (_("Answered: people are to hear of it"), [rows[n] for n, s in states.items() if s in (Status.YES, Status.NO)]),
        (_("Being written"), [rows[n] for n, state in states.items() if state is Status.DRAFT]),
        (_("Earlier"), [rows[one.pk] for one in over[: lists.EARLIER]]),
    ]
    shown = {
        "groups": [(title, found) for title, found in groups if found],
        "more": f"?below={over[lists.EARLIER - 1].pk}" if len(over) > lists.EARLIER else "",
        "keeps": may(member.roles, "keep_briefs"),
    }
    return render(request, "web/briefs/list.html", shown)


@require_POST
@desk_for("keep_briefs")
def begin(request: HttpRequest, member: Member) -> HttpResponse:
    """POST /briefs/new/: a fresh brief, from an incident where one is named."""
    number = request.POST.get("incident", "")
    incident = Incident.objects.filter(pk=int(number)).first() if number.isascii() and number.isdigit() else None
    try:
        brief = raise_concern.draft(by=member, now=timezone.now(), incident=incident)
    except Refused as refused:
        messages.error(request, sentence(refused))
        return redirect("briefs")
    return redirect("brief-words", brief.pk)
