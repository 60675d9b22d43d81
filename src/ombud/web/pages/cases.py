"""All cases that one is on: newest word first, by state and owner."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ombud.access.circle import cases_seen_by
from ombud.cases import lists
from ombud.cases.rules import Status
from ombud.team.models import Member
from ombud.web.door import desk
from ombud.web.listing import only_rows, read_key, untitled, written
from ombud.web.names import status_name
from ombud.web.rows import case_rows
from ombud.web.writing import Choice

from .chosen import chosen_pane


@require_GET
@desk
def all_cases(request: HttpRequest, member: Member) -> HttpResponse:
    """GET /cases/: `state` and `owner` narrow it, `open` chooses what is shown beside."""
    now = timezone.now()
    state = request.GET.get("state", "")
    status = Status(state) if state in set(Status) else None
    mine = request.GET.get("owner") == "me"
    key = read_key(request.GET.get("below", ""))
    page = lists.page(
        cases_seen_by(member), now, status=status, owner=member.pk if mine else None,
        below=lists.Below(*key) if key else None,
    )  # fmt: skip
    rows = case_rows(page.cases, member, now)
    kept = ({"state": status.value} if status else {}) | ({"owner": "me"} if mine else {})
    more = "?" + urlencode(kept | {"below": written(page.more.heard_at, page.more.id)}) if page.more else ""
    groups = untitled(rows)
    if only_rows(request):
        return render(request, "web/parts/rows.html", {"groups": groups, "more": more})
    chosen = next((r for r in rows if r.key == request.GET.get("open", "")), None) or (rows[0] if rows else None)
    shown = {
        "groups": groups, "more": more, "mine": mine, "narrowed": bool(kept) or key is not None,
        "states": [Choice(s.value, status_name(s), s is status) for s in Status],
        "open_key": chosen.key if chosen else "", "started": key is not None,
    }  # fmt: skip
    return render(request, "web/cases.html", shown | chosen_pane(request, member, chosen, now))
