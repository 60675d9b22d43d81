"""What holds for every page behind a signed link: who may come in, what the browser may keep, what it is told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.core.cache import cache
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from ombud.access.links import NoWay
from ombud.journey.refused import Refused

from .speech import speak

log = logging.getLogger(__name__)

STATUS = {"tampered": 404, "expired": 410, "withdrawn": 410}
# Guessing is hopeless (120 bits); this only keeps somebody's script from being our work.
WRONG_TRIES, PRESSES, SPAN = 30, 40, 600
LONGEST = 20_000

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def door[**P](view: View[P]) -> View[P]:
    """Turn a link that opens nothing into a page that says what to do; keep every page out of caches and indexes."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except NoWay as no:
            response = _no_way(request, no.code)
        response.headers["Content-Language"] = translation.get_language() or "en"
        return sealed(response)

    return opened


def sealed(response: HttpResponse) -> HttpResponse:
    """No copy in a cache, no entry in an index, no address passed on to anybody else."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # Not "no-referrer": the browser would then hide the origin from our own forms, and they would be refused.
    response.headers["Referrer-Policy"] = "same-origin"
    # Django logs the address of what was refused, and here the address is the key.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _no_way(request: HttpRequest, code: str) -> HttpResponse:
    status = 429 if code == "tampered" and _too_often(request) else STATUS[code]
    speech = speak(request)
    page = {"speech": speech, "code": "too_often" if status == 429 else code}
    return render(request, "portal/no_way.html", page, status=status)


def _too_often(request: HttpRequest) -> bool:
    """Whether this address brought too many wrong links just now. A right link is never counted, nor held up."""
    key = f"portal-wrong:{request.META.get('REMOTE_ADDR', '')}"
    return _counted(key) > WRONG_TRIES


def calmly(page: str) -> bool:
    """Whether the buttons of this page were pressed no more often than people press: 40 times in ten minutes."""
    return _counted(f"portal-press:{page}") <= PRESSES


def _counted(key: str) -> int:
    cache.add(key, 0, SPAN)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return 1


def key_of(request: HttpRequest) -> str:
    """The form's own key: the same press twice is one step. Raises `Refused` where the form came without."""
    key = request.POST.get("key", "")
    if not (len(key) == 32 and key.isalnum() and key.isascii()):
        raise Refused("form_incomplete")
    return key


def words_of(request: HttpRequest) -> str:
    """What she wrote into the form. Raises `Refused` where it is longer than a message can be."""
    words = request.POST.get("words", "").replace("\x00", "").replace("\r\n", "\n").strip()
    if len(words) > LONGEST:
        raise Refused("words_too_long")
    return words


def attempt(step: Callable[[], str]) -> tuple[str, Refused | None]:
    """Take a step of the journey. Returns what to say of it, or why it was refused; never raises for what can happen.

    What a guarantee of the database refuses, and a full disk, are refusals too: nothing was changed, and the reader
    still has her words.
    """
    try:
        return step(), None
    except Refused as refused:
        return "", refused
    except IntegrityError:
        # The exception itself may quote the row, and with it what people wrote.
        log.error("a guarantee refused a step from a signed link")
        return "", Refused("cannot_be_done")
    except OSError as error:
        log.error("a step from a signed link could not be stored: %s", error.strerror)
        return "", Refused("cannot_be_kept")
