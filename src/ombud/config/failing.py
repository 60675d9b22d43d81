"""When a request cannot be answered: each door has its own page for it, and only this place knows all doors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views import defaults
from django.views.csrf import csrf_failure

from ombud.portal import failing as portal


def unproven(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A press without the cookie that shows whose it is (CSRF)."""
    if portal.behind_a_link(request):
        return portal.unproven(request)
    return csrf_failure(request, reason)


def broken(request: HttpRequest) -> HttpResponse:
    """An error of ours."""
    if portal.behind_a_link(request):
        return portal.broken(request)
    return defaults.server_error(request)
