"""/inboxes/: how each fares, in words and with a time; adding one, changing one, trying its connection."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ombud.access.circle import inboxes_of
from ombud.access.rules import may
from ombud.channels.registry import get
from ombud.inboxes.models import Inbox
from ombud.journey.refused import Refused
from ombud.journey.set_up import set_up
from ombud.privacy.sealing import Unsealable
from ombud.team.models import Member
from ombud.web.asking import zones
from ombud.web.channel_forms import ChannelForm
from ombud.web.checked import CheckLine, checked
from ombud.web.door import NotHers, desk, desk_for
from ombud.web.inbox_forms import InboxForm
from ombud.web.rail import ChannelRow, behind, channel_row
from ombud.web.refusals import sentence

MAIL = "mail"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An inbox in the list: its health, and what to do where it ails."""

    inbox: Inbox
    health: ChannelRow
    cure: str
    keeps: bool
    silent: bool


@require_GET
@desk
def inboxes(request: HttpRequest, member: Member) -> HttpResponse:
    """The inboxes she keeps or works in."""
    keeps, now = may(member.roles, "keep_inboxes"), timezone.now()
    seen = Inbox.objects.all() if keeps else inboxes_of(member)
    rows = [
        InboxRow(
            inbox,
            channel_row(inbox, now),
            get(inbox.channel).explain(inbox.trouble, inbox.trouble_detail) if inbox.trouble else "",
            keeps or inbox.owner_id == member.pk,
            not inbox.settings,
        )
        for inbox in seen.select_related("owner").order_by("name")
    ]
    return render(request, "web/keeping/inboxes.html", {"rows": rows, "keeps": keeps, "behind": behind(now)})


@require_http_methods(["GET", "POST"])
@desk_for("keep_inboxes")
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """A new inbox: hers, unless she names another owner."""
    return _asked(request, member, None)


@require_http_methods(["GET", "POST"])
@desk
def one(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """Change an inbox: an admin, or its owner."""
    inbox = get_object_or_404(Inbox.objects.select_related("owner"), pk=number)
    if not may(member.roles, "keep_inboxes", owner=inbox.owner_id == member.pk):
        raise NotHers("keep_inboxes")
    return _asked(request, member, inbox)


def _asked(request: HttpRequest, member: Member, inbox: Inbox | None) -> HttpResponse:
    channel = get(inbox.channel if inbox else MAIL)
    typed = request.POST if request.method == "POST" else None
    known, sealed_otherwise = _known(inbox)
    form, account = InboxForm(inbox, member, typed), ChannelForm.of(channel.Settings, known, typed)
    lines: list[CheckLine] = []
    refused, status = "", 200
    if typed is not None:
        # An inbox without a mail account (a demo's) may stay so; a new one needs its account.
        without = inbox is not None and not inbox.settings and not typed.get("account-imap_host")
        both = form.is_valid() and (without or account.is_valid())
        status = 200 if both else 422
        if both and typed.get("act") == "try" and account.settings:
            lines = checked(channel, account.settings)
        elif both:
            try:
                credentials = None if without else account.credentials()
                address = inbox.address if inbox and without else str((credentials or {})["address"])
                set_up(inbox, form.wish(address, channel.name), credentials=credentials, now=timezone.now())
            except Refused as why:
                refused, status = sentence(why), 422
            else:
                messages.success(request, _("Kept. Mail is fetched within a minute.") if credentials else _("Kept."))
                return redirect("inboxes")
    shown = {
        "inbox": inbox, "form": form, "account": account, "lines": lines, "well": all(line.ok for line in lines),
        "zones": zones(), "refused": refused, "sealed_otherwise": sealed_otherwise, "carry": account.carry,
        "open_more": any(field.errors for field in account.more),
    }  # fmt: skip
    return render(request, "web/keeping/inbox.html", shown, status=status)


def _known(inbox: Inbox | None) -> tuple[dict[str, object], bool]:
    """What is known of its account, and whether it cannot be unsealed (the installation's secret has changed)."""
    if inbox is None:
        return {}, False
    try:
        return inbox.credentials or {"address": inbox.address}, False
    except Unsealable:
        return {"address": inbox.address}, True
