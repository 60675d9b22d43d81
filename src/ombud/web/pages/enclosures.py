"""Files that go with a reply: added while one writes, taken out again, looked at by whoever reads the reply first."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET, require_POST

from ombud.access.rules import may
from ombud.conversations.models import Conversation
from ombud.journey.enclose import take_out
from ombud.journey.refused import Refused
from ombud.replies.enclosures import Enclosure
from ombud.team.models import Member
from ombud.web.door import NotHers, desk
from ombud.web.enclosed import enclosed
from ombud.web.reach import conversation_for
from ombud.web.refusals import sentence
from ombud.web.uploads import add_files

from .files import NOTHING, saved
from .write import again, case_of, typed_in


@require_POST
@desk
def add(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /conversations/3/files/: files are with her draft from now on; what she has typed is shown again."""
    conversation = conversation_for(member, number)
    case = case_of(conversation)
    if not may(member.roles, "reply", owner=bool(case and case.owner_id == member.pk)):
        raise NotHers("reply")
    return _shown(request, member, conversation, add_files(request, conversation, member, timezone.now()).refused)


@require_POST
@desk
def removal(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /enclosures/3/removal/: it does not go with her draft."""
    file = enclosure_for(member, number)
    refused: list[str] = []
    try:
        take_out(file, by=member, now=timezone.now())
    except Refused as error:
        refused = [sentence(error)]
    return _shown(request, member, conversation_for(member, file.conversation_id), refused)


@require_GET
@csp_override(NOTHING)
@desk
def file(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """GET /enclosures/3/: the file, always saved and never opened."""
    found = enclosure_for(member, number)
    return saved(found.sha256, found.name)


def enclosure_for(member: Member, number: int) -> Enclosure:
    """A file of her own draft, or of a reply that waits in a conversation she may open; Http404 for every other."""
    found = Enclosure.objects.filter(pk=number, taken_out_at=None).first()
    if found is None or (found.waiting_id is None and found.by_id != member.pk):
        raise Http404
    conversation_for(member, found.conversation_id)
    return found


def _shown(request: HttpRequest, member: Member, conversation: Conversation, refused: Sequence[str]) -> HttpResponse:
    status = 422 if refused else 200
    if request.headers.get("HX-Request") == "true":
        shown = {"enclosed": enclosed(conversation, member, refused)}
        return render(request, "web/case/enclosed.html", shown, status=status)
    now, said = timezone.now(), " ".join(refused)
    return again(request, member, conversation, now, typed=typed_in(request), refused=said, status=status)
