"""The desk's own door: who may come in, in whose time zone, and where what is refused goes."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation

from ombud.access.rules import may
from ombud.team.models import Account, Member

# The languages that the desk's texts are there in, the one to fall back on first.
SPOKEN = ("en",)


class NotOurs(PermissionDenied):
    """Signed in, but no member of the team, or no longer one."""


class NotHers(PermissionDenied):
    """A member, but her roles do not let her do `verb`."""

    def __init__(self, verb: str) -> None:
        super().__init__(verb)
        self.verb = verb


def member_of(request: HttpRequest) -> Member | None:
    """The member who is signed in, with her roles; None for anybody else."""
    known = getattr(request, "_member", None)
    if isinstance(known, Member):
        return known
    if not isinstance(request.user, Account):
        return None
    found = Member.objects.prefetch_related("posts").filter(account=request.user, left_at=None).first()
    request._member = found  # type: ignore[attr-defined]  # asked for by several parts of one page
    return found


def desk[**P, R: HttpResponseBase](
    view: Callable[Concatenate[HttpRequest, Member, P], R], verb: str = "see_desk"
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page of the desk: asks to sign in, then calls `view(request, member, …)` in the member's time zone.

    Raises `NotOurs` for an account without a member and `NotHers` where her roles do not allow `verb`.
    """

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if request.headers.get("HX-Request") == "true":
                return HttpResponse(status=401)  # the page stays as it is, and says so
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        member = member_of(request)
        if member is None:
            raise NotOurs
        if not may(member.roles, verb):
            raise NotHers(verb)
        with timezone.override(zone_of(member)), translation.override(spoken()):
            return view(request, member, *args, **kwargs)

    return page


def desk_for[**P, R: HttpResponseBase](
    verb: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Member, P], R]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]
]:
    """As `desk`, for those who may do `verb`."""

    def closed(
        view: Callable[Concatenate[HttpRequest, Member, P], R],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        return desk(view, verb)

    return closed


def spoken() -> str:
    """The language that the desk speaks to whoever asks: hers if it is written in it, else English, never a mixture."""
    wanted = (translation.get_language() or "").partition("-")[0]
    return wanted if wanted in SPOKEN else SPOKEN[0]


def in_our_words[**P, R](view: Callable[P, R]) -> Callable[P, R]:
    """Calls `view` in the language that the desk speaks."""

    @wraps(view)
    def page(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override(spoken()):
            return view(*args, **kwargs)

    return page


def zone_of(member: Member) -> zoneinfo.ZoneInfo:
    """Her time zone; UTC where hers is not one that this machine knows."""
    try:
        return zoneinfo.ZoneInfo(member.zone)
    except (KeyError, ValueError, OSError):
        return zoneinfo.ZoneInfo("UTC")
