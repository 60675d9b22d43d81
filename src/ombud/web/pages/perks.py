"""/perks/: pools with what is left of them, their codes and their ledger. Codes come in sealed and are shown masked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ombud.access.circle import inboxes_of
from ombud.access.rules import may
from ombud.journey import perk as giving
from ombud.journey import pool as pooling
from ombud.journey.refused import Refused, Stopped
from ombud.team.models import Member
from ombud.thanks.models import Gift, Pool
from ombud.thanks.rules import Reason, masked, may_give
from ombud.thanks.sheet import LARGEST, Unreadable, read_sheet
from ombud.thanks.stock import known
from ombud.web.door import NotHers, desk_for
from ombud.web.perk_forms import PoolForm, brought, carried
from ombud.web.perk_names import bad_line, no_perk, unreadable
from ombud.web.perk_rows import gift_rows, pool_row
from ombud.web.refusals import sentence

PAGE = 50
# So many lines of a file are shown; the rest is counted.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds: how many codes are new, a few of them masked, which lines are wrong; the codes sealed."""

    count: int
    some: list[str]
    wrong: list[tuple[int, str]]
    more_wrong: int
    sealed: str


@require_GET
@desk_for("see_perks")
def pools(request: HttpRequest, member: Member) -> HttpResponse:
    """GET /perks/: every pool, the newest first."""
    now = timezone.now()
    rows = [pool_row(pool, now) for pool in Pool.objects.order_by("-pk")[:PAGE]]
    return render(request, "web/perks/pools.html", {"rows": rows, "keeps": may(member.roles, "keep_perks")})


@require_http_methods(["GET", "POST"])
@desk_for("keep_perks")
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """/perks/new/: what one perk is, for what, until when, and the budget."""
    now, refused = timezone.now(), ""
    form = PoolForm(now, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = pooling.make_pool(form.pool(), by=member, now=now)
        except Refused as error:
            refused = sentence(error)
        else:
            messages.success(request, _("The pool is there. Now bring its codes."))
            return redirect("pool", made.pk)
    shown = {"form": form, "refused": refused}
    return render(request, "web/perks/new.html", shown, status=422 if refused or form.errors else 200)


@require_GET
@desk_for("see_perks")
def pool(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """GET /perks/3/: its figures, its ledger, who earned one and got none; and for leaders the import."""
    return _page(request, member, get_object_or_404(Pool, pk=number))


def _page(
    request: HttpRequest, member: Member, pool: Pool, *, preview: Preview | None = None, refused: str = ""
) -> HttpResponse:
    now = timezone.now()
    below = request.GET.get("below", "")
    gifts = Gift.objects.filter(pool=pool).order_by("-number")
    if below.isascii() and below.isdigit() and len(below) < 10:
        gifts = gifts.filter(number__lt=int(below))
    found = list(
        gifts.select_related("person", "by", "code", "thanks__message__conversation__strand").prefetch_related(
            "person__identities"
        )[: PAGE + 1]
    )
    reason = Reason(pool.reason)
    earned = giving.earned(reason, now, inboxes_of(member).values_list("pk", flat=True))
    shown = {
        "pool": pool_row(pool, now), "gifts": gift_rows(found[:PAGE], member, now), "preview": preview,
        "more": f"?below={found[PAGE - 1].number}" if len(found) > PAGE else "", "refused": refused,
        "keeps": may(member.roles, "keep_perks"), "earned": len(earned), "gives": may_give(reason, member.roles),
    }  # fmt: skip
    return render(request, "web/perks/pool.html", shown, status=422 if refused else 200)


@require_POST
@desk_for("keep_perks")
def codes(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /perks/3/codes/: a file is read and shown; confirmed, its codes are sealed into the pool."""
    pool, now = get_object_or_404(Pool, pk=number), timezone.now()
    if "sealed" in request.POST:
        wanted = brought(pool, request.POST["sealed"], now)
        if wanted is None:
            return _page(request, member, pool, refused=_("The preview is too old, or not of this pool. Choose again."))
        try:
            count = pooling.fill(pool, wanted, by=member, now=now)
        except Refused as error:
            return _page(request, member, pool, refused=sentence(error))
        said = ngettext("%(n)d code is in the pool now, sealed.", "%(n)d codes are in the pool now, sealed.", count)
        messages.success(request, said % {"n": count})
        return redirect("pool", pool.pk)
    try:
        return _page(request, member, pool, preview=_preview(request, pool))
    except Unreadable as error:
        return _page(request, member, pool, refused=unreadable(error.code))


def _preview(request: HttpRequest, pool: Pool) -> Preview:
    file = request.FILES.get("file")
    if file is None:
        raise Unreadable("nothing")
    if getattr(request, "oversize", None) or (file.size or 0) > LARGEST:
        raise Unreadable("too_large")
    sheet = read_sheet(file.read())
    there = known(code for _line, code in sheet.codes)
    wrong = [(line, bad_line(bad)) for line, bad in sheet.bad]
    wrong += [(line, _("is in a pool already")) for line, code in sheet.codes if code in there]
    fresh = [code for _line, code in sheet.codes if code not in there]
    return Preview(
        len(fresh), [masked(code) for code in fresh[:5]], sorted(wrong)[:SHOWN], max(0, len(wrong) - SHOWN),
        carried(pool, fresh, timezone.now()) if fresh else "",
    )  # fmt: skip


@require_POST
@desk_for("see_perks")
def gifts(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /perks/3/gifts/: one for each who earned one lately and got none, as far as the pool reaches."""
    pool, now = get_object_or_404(Pool, pk=number), timezone.now()
    reason = Reason(pool.reason)
    if not may_give(reason, member.roles):
        raise NotHers("see_perks")
    earned = giving.earned_by_all(reason, now, inboxes_of(member).values_list("pk", flat=True))
    done = giving.give_to_all(earned, by=member, now=now)
    given = len(done.gifts)
    said = ngettext("%(n)d perk is on its way.", "%(n)d perks are on their way.", given) % {"n": given}
    if done.waiting:
        waits = ngettext("%(n)d person still waits.", "%(n)d people still wait.", done.waiting) % {"n": done.waiting}
        messages.warning(request, f"{said} {waits} {' '.join(_reasons(done, now))}".rstrip())
    else:
        messages.success(request, said)
    return redirect("pool", pool.pk)


def _reasons(done: giving.Given, now: datetime) -> list[str]:
    """Why those who wait do, each reason once, with how many it holds up where there are several."""
    found = Counter(_reason(refused, now) for refused in done.refused)
    if done.why is None and done.waiting > len(done.refused):
        found[_("So many are given at once; press again for the next.")] = done.waiting - len(done.refused)
    if done.why:
        found[no_perk(done.why, None, now)] = done.waiting - len(done.refused)
    return list(found) if len(found) == 1 else [f"({count}) {said}" for said, count in found.items()]


def _reason(refused: Refused, now: datetime) -> str:
    if refused.code == "owed_first":
        return _("Something else is owed to them first.")
    if refused.code == "perk_not_earned":
        return no_perk(str(refused.params["why"]), None, now)
    if isinstance(refused, Stopped):
        return _("The guard stops the letter: write to them yourself.")
    return sentence(refused)


@require_POST
@desk_for("keep_perks")
def end(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /perks/3/end/: nothing is given from it any more; what it gave stays on record."""
    pooling.close(get_object_or_404(Pool, pk=number), by=member, now=timezone.now())
    messages.success(request, _("The pool is closed. What it gave stays on record."))
    return redirect(reverse("pool", args=[number]))
