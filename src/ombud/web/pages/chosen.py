"""What stands beside a list: the case or the message that is chosen."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest

from ombud.team.models import Member
from ombud.web.reach import OutsideTheCase, case_for, message_for
from ombud.web.row import Row

from .case import case_context
from .message import message_context


def chosen_pane(request: HttpRequest, member: Member, row: Row | None, now: datetime) -> dict[str, object]:
    """The context of the preview of `row`; empty where nothing is chosen or she may not see it."""
    if row is None or not row.pane:
        return {}
    back_to = request.path + ("?" + request.GET.urlencode() if request.GET else "")
    try:
        if row.case:
            shown = case_context(request, member, case_for(member, row.case), now)
            return shown | {"beside": True, "back_to": back_to, "pane_template": "web/case/pane.html"}
        shown = message_context(request, member, message_for(member, row.message), now)
        return shown | {"beside": True, "back_to": back_to, "pane_template": "web/message/pane.html"}
    except (OutsideTheCase, Http404):
        return {}
