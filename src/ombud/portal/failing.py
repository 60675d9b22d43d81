"""What a reader with a signed link sees when her browser fails, or we do: her words, and no address in a log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .door import LONGEST, sealed
from .speech import speak


def behind_a_link(request: HttpRequest) -> bool:
    """Whether the address is one of ours here, so that the page must not be the desk's."""
    return request.path.startswith(("/b/", "/c/", "/h/"))


def unproven(request: HttpRequest) -> HttpResponse:
    """The press could not be shown to be hers (no cookie, an old page): nothing was done, her words come back."""
    kind, word = request.path.split("/")[1:3]
    shown = {
        "speech": speak(request),
        "words": request.POST.get("words", "")[:LONGEST],
        "back": f"/{kind}/{word}/",
    }
    return sealed(render(request, "portal/unproven.html", shown, status=403))


def missing(request: HttpRequest) -> HttpResponse:
    """There is nothing at this address."""
    return sealed(render(request, "portal/no_way.html", {"speech": speak(request), "code": "tampered"}, status=404))


def broken(request: HttpRequest) -> HttpResponse:
    """We failed."""
    return sealed(render(request, "portal/broken.html", {"speech": speak(request)}, status=500))
