"""Replies that wait: taken back, or given another date. And who else is here, while one writes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ombud.journey import hold as holding
from ombud.journey import presence
from ombud.journey.refused import Refused
from ombud.replies.waiting import Waiting
from ombud.team.models import Member
from ombud.web.dates import read_local
from ombud.web.door import desk
from ombud.web.reach import conversation_for
from ombud.web.refusals import sentence
from ombud.web.said import lines
from ombud.web.when import moment
from ombud.web.writing import news, seen_in


def waiting_for(member: Member, number: int) -> Waiting:
    """A waiting reply of a conversation she may write in; Http404 for every other."""
    found = Waiting.objects.select_related("conversation", "by").filter(pk=number).first()
    if found is None:
        raise Http404
    conversation_for(member, found.conversation_id)
    return found


@require_POST
@desk
def withdrawal(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /waiting/3/withdrawal/: it does not go, and is its author's draft again."""
    waiting = waiting_for(member, number)
    try:
        holding.withdraw(waiting, by=member, now=timezone.now())
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        hers = waiting.by_id == member.pk
        messages.success(
            request,
            _("Taken back: it has not left. Your words are in the field again.")
            if hers
            else _("Taken back: it has not left. %(name)s has the words again.") % {"name": waiting.by.name},
        )
    return redirect(back_to(waiting))


@require_POST
@desk
def date(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /waiting/3/date/: it goes at another time, or now."""
    waiting, now = waiting_for(member, number), timezone.now()
    at = now if request.POST.get("now") else read_local(request.POST.get("at", ""))
    try:
        if at is None:
            raise Refused("until_past")
        holding.change_date(waiting, by=member, at=at, now=now)
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        said = _("It goes now.") if at == now else _("It goes %(when)s.") % {"when": moment(at, now)}
        messages.success(request, said)
    return redirect(back_to(waiting))


@require_POST
@desk
def reading(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /waiting/3/reading/: a second reader lets it pass, or sends it back with words."""
    waiting, now = waiting_for(member, number), timezone.now()
    values = {"name": waiting.by.name}
    try:
        if request.POST.get("pass"):
            holding.approve(waiting, by=member, now=now, seen=seen_in(request.POST.get("seen", "")))
            messages.success(request, _("Read: the reply of %(name)s leaves as it stands.") % values)
        else:
            holding.send_back(waiting, by=member, words=lines(request.POST.get("words", "")), now=now)
            messages.success(request, _("%(name)s has it again, with your words.") % values)
    except Refused as error:
        messages.error(request, sentence(error))
    return redirect(back_to(waiting))


@require_POST
@desk
def here(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /conversations/3/presence/: she is here; who else is, and what came since she opened the page."""
    conversation, now = conversation_for(member, number), timezone.now()
    presence.be_here(conversation, by=member, now=now, writes=bool(request.POST.get("writes")))
    others = presence.others_here(conversation, by=member, now=now)
    seen = seen_in(request.POST.get("seen", ""))
    return render(request, "web/case/here.html", {"others": others, "news": news(conversation, member, seen, now)})


def back_to(waiting: Waiting) -> str:
    """The page on which it waits."""
    strand = getattr(waiting.conversation, "strand", None)
    if strand:
        return reverse("case", args=[strand.case_id]) + "#write"
    last = waiting.conversation.messages.filter(direction="in").order_by("-pk").values_list("pk", flat=True).first()
    return reverse("message", args=[last or 0])
