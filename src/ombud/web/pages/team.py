"""/team/: who is here, for what, how they get in; naming somebody, handing on a link, leaving."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ombud.access.rules import may
from ombud.journey import staffing
from ombud.journey.refused import Refused
from ombud.team.links import welcome_url
from ombud.team.models import Member, Role
from ombud.web.asking import NewForm, ProfileForm, zones
from ombud.web.door import desk, desk_for
from ombud.web.refusals import sentence
from ombud.web.team_rows import missing_roles, row


@require_GET
@desk
def team(request: HttpRequest, member: Member) -> HttpResponse:
    """Everybody, those who left last; and whom it would help to name."""
    everybody = list(Member.objects.select_related("account").prefetch_related("posts").order_by("name"))
    here = [one for one in everybody if one.left_at is None]
    shown = {
        "rows": [row(one) for one in here],
        "left": [row(one) for one in everybody if one.left_at],
        "missing": missing_roles(here),
        "alone": len(here) == 1,
        "may_keep": may(member.roles, "keep_team"),
        "may_name": may(member.roles, "name_handlers"),
    }
    return render(request, "web/keeping/team.html", shown)


@require_http_methods(["GET", "POST"])
@desk_for("name_handlers")
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """Name somebody. Who is no admin names handlers without an account."""
    admin = may(member.roles, "keep_team")
    began = {"roles": [Role.HANDLER], "zone": member.zone}
    form = NewForm(request.POST if request.method == "POST" else None, initial=began)
    if not admin:
        form.fields["roles"].choices = [c for c in NewForm.base_fields["roles"].choices if c[0] == Role.HANDLER]  # type: ignore[attr-defined]
        del form.fields["account"]
    if request.method == "POST" and form.is_valid():
        try:
            wants_account = bool(form.cleaned_data.get("account"))
            made = staffing.name_member(form.profile(), account=wants_account, now=timezone.now())
        except Refused as refused:
            form.add_error("email", sentence(refused))
        else:
            if made.account:
                return _link(request, made)
            messages.success(request, _("%(name)s can be asked now.") % {"name": made.name})
            return redirect("team")
    shown = {"form": form, "zones": zones(), "admin": admin}
    return render(request, "web/keeping/member_new.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@desk_for("keep_team")
def one(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """One member: change what is known of her."""
    found = _find(number)
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=ProfileForm.known(found))
    if request.method == "POST" and form.is_valid():
        try:
            staffing.change(found, form.profile(), now=timezone.now())
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            messages.success(request, _("Kept."))
            return redirect("team")
    return _one(request, found, form, status=422 if form.errors else 200)


@require_POST
@desk_for("keep_team")
def link(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """A new link to choose a password, shown once."""
    found = _find(number)
    try:
        staffing.give_account(found)
    except Refused as refused:
        return _one(request, found, None, sentence(refused), 422)
    return _link(request, _find(number))


@require_POST
@desk_for("keep_team")
def leaving(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """She leaves, or comes back."""
    found = _find(number)
    try:
        if request.POST.get("back"):
            staffing.come_back(found)
        else:
            staffing.leave(found, now=timezone.now())
    except Refused as refused:
        return _one(request, found, None, sentence(refused), 422)
    messages.success(request, _("Kept."))
    return redirect("team")


@require_POST
@desk_for("keep_team")
def cases(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """Her open cases go to somebody who is here."""
    found = _find(number)
    chosen = request.POST.get("to", "")
    to = get_object_or_404(Member, pk=int(chosen) if chosen.isdigit() else 0, left_at=None)
    stay = staffing.hand_over(found, to=to, by=member, now=timezone.now(), words=request.POST.get("words", "")[:300])
    if stay:
        says = _("%(name)s cannot own these, so they stay: %(cases)s. Choose somebody else for them.")
        return _one(request, found, None, says % {"name": to.name, "cases": ", ".join(map(str, stay))}, 422)
    messages.success(request, _("%(name)s has them now.") % {"name": to.name})
    return redirect(reverse("member", args=[found.pk]))


def _find(number: int) -> Member:
    return get_object_or_404(Member.objects.select_related("account").prefetch_related("posts"), pk=number)


def _link(request: HttpRequest, member: Member) -> HttpResponse:
    if member.account is None:
        raise Refused("left", name=member.name)
    response = render(request, "web/keeping/link.html", {"member": member, "link": welcome_url(member.account)})
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _one(
    request: HttpRequest, member: Member, form: ProfileForm | None, refused: str = "", status: int = 200
) -> HttpResponse:
    owners = Member.objects.filter(left_at=None, posts__role__in=[r for r in Role if r != Role.HANDLER])
    shown = {
        "member": member, "row": row(member), "form": form or ProfileForm(initial=ProfileForm.known(member)),
        "held": staffing.held_by(member), "to": owners.exclude(pk=member.pk).distinct(), "refused": refused,
        "zones": zones(),
    }  # fmt: skip
    return render(request, "web/keeping/member.html", shown, status=status)
