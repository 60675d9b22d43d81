"""When a request cannot be answered: each door has its own page for it, and only this place knows all doors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from ombud.portal import failing as portal
from ombud.web.pages import errors as desk


def unproven(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A press without the cookie that shows whose it is (CSRF)."""
    return portal.unproven(request) if portal.behind_a_link(request) else desk.stale_form(request, reason)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but not hers."""
    return desk.forbidden(request, exception)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing there, or nothing that may be seen; which of the two is not said."""
    return portal.missing(request) if portal.behind_a_link(request) else desk.missing(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """500: an error of ours."""
    return portal.broken(request) if portal.behind_a_link(request) else desk.broken(request)
