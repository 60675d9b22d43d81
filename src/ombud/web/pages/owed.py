"""Owed: what must be said to whom by when. The home page."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from ombud.access.circle import cases_seen_by
from ombud.cases import lists
from ombud.promises import owed
from ombud.team.models import Member
from ombud.web.door import desk
from ombud.web.listing import only_rows, read_key, titled, written
from ombud.web.rail import capped
from ombud.web.rows import owed_rows
from ombud.web.when import moment

from .chosen import chosen_pane


@require_GET
@desk
def home(request: HttpRequest, member: Member) -> HttpResponse:
    """GET /: open promises in the order of time, hers or her team's; `open` chooses what is shown beside."""
    now = timezone.now()
    team = request.GET.get("whose") == "team"
    mates = owed.mates(member)
    keepers = mates if team else [member.pk]
    key = read_key(request.GET.get("after", ""))
    page = owed.page(keepers, owed.After(*key) if key else None)
    rows = owed_rows(page.promises, member, now)
    more = ""
    if page.more:
        query = {"after": written(page.more.due_at, page.more.id), "group": rows[-1].group}
        more = "?" + urlencode(query | ({"whose": "team"} if team else {}))
    groups = titled(rows, request.GET.get("group", ""))
    if only_rows(request):
        return render(request, "web/parts/rows.html", {"groups": groups, "more": more})
    wanted = request.GET.get("open", "")
    chosen = next((r for r in rows if r.key == wanted), None) or next((r for r in rows if r.pane), None)
    mine, ours = owed.count([member.pk]), owed.count(mates)
    shown = {
        "groups": groups, "more": more, "team": team, "mine": capped(mine) or "0", "ours": capped(ours) or "0",
        "alone": len(mates) == 1, "sum": _sum(page, key is None), "open_key": chosen.key if chosen else "",
        "started": key is not None,
    }  # fmt: skip
    if not rows:
        shown |= _nothing(member, mates, now)
    return render(request, "web/owed.html", shown | chosen_pane(request, member, chosen, now))


def _sum(page: owed.Page, whole: bool) -> str:
    """ "17 promises to 16 people", as long as all of them are on the page."""
    if page.more or not whole or not page.promises:
        return ""
    people = {p.message.person_id if p.message else p.case.person_id if p.case else 0 for p in page.promises}
    people.discard(0)  # a word to everybody is counted as what it is: one promise
    promises = len(page.promises)
    return _("%(promises)s to %(people)s") % {
        "promises": ngettext("%(n)d promise", "%(n)d promises", promises) % {"n": promises},
        "people": ngettext("%(n)d person", "%(n)d people", len(people)) % {"n": len(people)},
    }


def _nothing(member: Member, mates: list[int], now: datetime) -> dict[str, str]:
    """What is true when nothing is owed: until when, and how many said today that it is solved."""
    following = owed.next_one(mates)
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    solved = lists.said_solved_since(cases_seen_by(member), midnight)
    true = _("You owe nobody a word.")
    if following:
        true = _("Nothing owed by you. %(name)s owes the team's next word, %(when)s.") % {
            "name": following.keeper.name, "when": moment(following.due_at, now)
        }  # fmt: skip
    said = ngettext("%(n)s person said today that it is solved.", "%(n)s people said today that it is solved.", solved)
    return {
        "nothing": true,
        "solved": said % {"n": capped(solved)}
        if solved
        else _("What people write to you will stand here, by when you owe it."),
    }
