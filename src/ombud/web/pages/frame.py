"""What belongs to the frame and to no place: the list of places on a phone, and single keys on or off."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from ombud.team.models import Member
from ombud.web.door import desk
from ombud.web.rail import rail_of

A_YEAR = 365 * 24 * 3600


def way_back(request: HttpRequest, fallback: str = "/") -> str:
    """Where the form says that one came from, if that is a page of ours."""
    wanted = str(request.POST.get("next", ""))
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else fallback


@require_GET
@desk
def places(request: HttpRequest, member: Member) -> HttpResponse:
    """GET /places/: the rail as a page, for screens that have no room for it."""
    return render(request, "web/places.html", {"rail": rail_of(request)})


@require_POST
@desk
def keys(request: HttpRequest, member: Member) -> HttpResponse:
    """POST /keys/: single-letter keys on or off in this browser (they can collide with assistive technology)."""
    answer = redirect(way_back(request))
    value = "off" if request.POST.get("keys") == "off" else "on"
    answer.set_cookie(
        "keys", value, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
    return answer
