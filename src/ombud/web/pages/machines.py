"""What models that the operator runs may do: write a draft, translate a message. Neither sends or keeps anything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ombud.access.rules import may
from ombud.journey.machine_draft import write_draft
from ombud.journey.refused import Refused
from ombud.journey.translate import translate
from ombud.journey.words import speaks
from ombud.team.models import Member
from ombud.web.door import NotHers, desk
from ombud.web.names import language_name
from ombud.web.reach import conversation_for, message_for
from ombud.web.refusals import sentence
from ombud.web.said import lang, plain

from .write import again, case_of, subject_url, typed_in


@require_POST
@desk
def draft(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /conversations/3/machine-draft/: the composer with a draft by the model, marked as one; nothing is sent."""
    conversation = conversation_for(member, number)
    case = case_of(conversation)
    if not may(member.roles, "reply", owner=bool(case and case.owner_id == member.pk)):
        raise NotHers("reply")
    now = timezone.now()
    try:
        write_draft(conversation, by=member, now=now)
    except Refused as error:
        return again(request, member, conversation, now, typed=typed_in(request), refused=sentence(error))
    return redirect(subject_url(conversation, case))


@require_POST
@desk
def translation(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /messages/9/translation/: the message in a language of the reader's, under the original."""
    message = message_for(member, number)
    into, words, refused = speaks(member), "", ""
    try:
        words = translate(message, into=into)
    except Refused as error:
        refused = sentence(error)
    shown = {"words": words, "lang": lang(into), "language": language_name(into), "refused": refused}
    if request.headers.get("HX-Request") == "true":
        return render(request, "web/parts/translated.html", shown)
    name = plain(message.person.called) if message.person else plain(message.address)
    whole = {"name": name, "text": message.text, "back": reverse("message", args=[message.pk]) + f"#m{message.pk}"}
    return render(request, "web/message/translated.html", shown | whole)
