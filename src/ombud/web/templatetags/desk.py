"""`{% load desk %}`: signs, words for dates and languages, and the rail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from ombud.web import signs, when
from ombud.web.names import language_name
from ombud.web.rail import rail_of

register = template.Library()


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """`{% icon "lock" %}`: a sign of the sprite, decorative."""
    return signs.icon(name, classes)


@register.simple_tag
def clock(state: str, left: int = 0, size: str = "") -> SafeString:
    """`{% clock "soon" 16 "large" %}`: the promise clock."""
    return signs.clock(state, left, size)


@register.simple_tag
def who(name: str, side: str = "theirs", size: str = "") -> SafeString:
    """`{% who member.name "ours" %}`: initials in a circle."""
    return signs.who(name, side, size)


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to go through."""
    return text.split()


@register.filter
def moment(at: datetime | None) -> str:
    """A date and time, as short as it is clear."""
    return when.moment(at, timezone.now()) if at else ""


@register.filter
def since(at: datetime | None) -> str:
    """How long ago, in at most two units."""
    return when.span(timezone.now() - at) if at else ""


@register.filter
def language(code: str) -> str:
    """A language's name in the reader's language."""
    return language_name(code)


@register.inclusion_tag("web/parts/rail.html", takes_context=True)
def rail(context: dict[str, Any]) -> dict[str, Any]:
    """The rail for whoever is signed in."""
    request = context["request"]
    return {"rail": rail_of(request), "request": request, "csrf_token": context.get("csrf_token")}
