"""The lanes: suspected spam, suspected abuse and threats, and what was set aside, by whom."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ombud.promises import lanes
from ombud.promises.lanes import Lane
from ombud.team.models import Member
from ombud.web.door import desk
from ombud.web.listing import only_rows, read_key, untitled, written
from ombud.web.rows import message_rows

from .chosen import chosen_pane


@require_GET
@desk
def lane(request: HttpRequest, member: Member, name: str) -> HttpResponse:
    """GET /lanes/spam/: what waits for a person's eye. Nothing leaves it but by a named person."""
    try:
        wanted = Lane(name)
    except ValueError as error:
        raise Http404 from error
    now = timezone.now()
    page = lanes.page(member, wanted, read_key(request.GET.get("below", "")))
    rows = message_rows(page.messages, member, now)
    more = "?" + urlencode({"below": written(*page.more)}) if page.more else ""
    groups = untitled(rows)
    if only_rows(request):
        return render(request, "web/parts/rows.html", {"groups": groups, "more": more})
    chosen = next((r for r in rows if r.key == request.GET.get("open", "")), None) or (rows[0] if rows else None)
    title, about, nothing = _words(wanted)
    shown = {
        "groups": groups, "more": more, "title": title, "about": about, "nothing": nothing,
        "open_key": chosen.key if chosen else "",
    }  # fmt: skip
    return render(request, "web/lane.html", shown | chosen_pane(request, member, chosen, now))


def _words(lane: Lane) -> tuple[str, str, str]:
    return {
        Lane.SPAM: (
            _("Suspected spam"),
            _("Nothing automatic went out. Answer what is none; what is, set aside by your name."),
            _("Nothing looks like spam."),
        ),
        Lane.ABUSE: (
            _("Suspected abuse and threats"),
            _("Anger is no abuse: look for the complaint inside. A threat is urgent."),
            _("Nothing looks like abuse or a threat."),
        ),
        Lane.UNSURE: (
            _("Unsure"),
            _("The reading does not know what these are. Say it on one key; an answer is owed to each."),
            _("The reading is sure of everything that is owed."),
        ),
        Lane.ASIDE: (
            _("Set aside"), _("By whom, and as what. Whatever was set aside by mistake is taken up again."),
            _("Nothing has been set aside."),
        ),
    }[lane]  # fmt: skip
