"""/incidents/: what several people have. What waits for a person first, then what is owned, then what is over;
and the same words from several accounts, which are no incident."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ombud.incidents import lists
from ombud.incidents.rebuilt import going_on
from ombud.team.models import Member
from ombud.web.door import desk_for
from ombud.web.incident_campaigns import campaign_rows
from ombud.web.incident_rows import incident_rows
from ombud.web.incident_warning import warned_of
from ombud.web.when import span


@require_GET
@desk_for("see_incidents")
def incidents(request: HttpRequest, member: Member) -> HttpResponse:
    """The three groups; `below` goes on with what is over. Of cases that she is not on no word is shown (D23)."""
    now = timezone.now()
    below = request.GET.get("below", "")
    start = int(below) if below.isascii() and below.isdigit() and len(below) < 18 else 0
    over = list(lists.earlier(start)[: lists.EARLIER + 1])
    going = [] if start else [*lists.proposed()[: lists.SHOWN], *lists.going_on()[: lists.SHOWN]]
    rows = incident_rows([*going, *over[: lists.EARLIER]], member, now)
    by_number = {row.number: row for row in rows}
    groups = [
        (_("Proposed: is it one?"), [by_number[one.pk] for one in going if one.confirmed_at is None]),
        (_("Going on"), [by_number[one.pk] for one in going if one.confirmed_at is not None]),
        (_("Earlier"), [by_number[one.pk] for one in over[: lists.EARLIER]]),
    ]
    more = f"?below={over[lists.EARLIER - 1].pk}" if len(over) > lists.EARLIER else ""
    shown = {
        "groups": [(title, found) for title, found in groups if found],
        "more": more,
        "history": _history(),
        "campaigns": [] if start else campaign_rows(member, now),
        "warned": None if start else warned_of(now),
    }
    return render(request, "web/incidents/list.html", shown)


def _history() -> str:
    """How far the comparing of a whole history is, as long as it goes on."""
    rebuild = going_on()
    if rebuild is None:
        return ""
    of = {key: number_format(value, force_grouping=True) for key, value in (("n", rebuild.done), ("of", rebuild.cases))}
    so_far = _("Your older cases are being compared with all others: %(n)s of %(of)s so far.") % of
    if rebuild.left is None:
        return so_far
    return f"{so_far} {_('About %(span)s to go.') % {'span': span(rebuild.left)}}"
