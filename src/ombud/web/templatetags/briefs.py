"""`{% load briefs %}`: which briefs came from an incident, on its page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from ombud.advocacy import lists
from ombud.web.brief_rows import brief_rows

register = template.Library()
SHOWN = 20


@register.inclusion_tag("web/briefs/of_incident.html", takes_context=True)
def briefs_of(context: dict[str, Any], incident: int) -> dict[str, Any]:
    """`{% briefs_of incident.id %}`: those that carry it to somebody, the newest first, if there are any."""
    return {"rows": brief_rows(lists.of_incident(incident)[:SHOWN], timezone.now())}
