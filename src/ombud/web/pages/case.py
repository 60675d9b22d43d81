"""One case: GET /cases/12/ whole, GET /cases/12/pane/ beside a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ombud.access.circle import cases_seen_by, messages_seen_by
from ombud.cases.models import Case, Strand
from ombud.conversations.models import Conversation, Hint, Message
from ombud.team.models import Member
from ombud.web.case_view import case_view
from ombud.web.door import desk
from ombud.web.findings import Look
from ombud.web.listing import beside_list
from ombud.web.near_view import near_view
from ombud.web.reach import case_for
from ombud.web.said import plain
from ombud.web.thread import thread_of_case
from ombud.web.writing import Typed, composer


@require_GET
@desk
def page(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The whole page."""
    case = case_for(member, number)
    return render(request, "web/case/page.html", case_context(request, member, case, timezone.now()))


@require_GET
@desk
def pane(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The case without the frame, to stand beside a list."""
    case = case_for(member, number)
    return render(
        request, "web/case/pane.html", case_context(request, member, case, timezone.now()) | beside_list(request)
    )


def case_context(
    request: HttpRequest, member: Member, case: Case, now: datetime, *, conversation: int = 0,
    typed: Typed | None = None, found: Look | None = None, refused: str = "",
) -> dict[str, object]:  # fmt: skip
    """What the templates of a case need, after a refused form with everything that was typed."""
    threads = list(
        Conversation.objects.filter(strand__case=case)
        .select_related("person", "member", "inbox")
        .defer("inbox__settings")
    )
    wanted = conversation or _asked_for(request, case, threads)
    chosen = next((t for t in threads if t.pk == wanted), None) or _newest(case, threads)
    view = case_view(case, member, now)
    below = request.GET.get("before", "")
    thread = thread_of_case(case, now, int(below) if below.isascii() and below.isdigit() and len(below) < 18 else 0)
    return {
        "case": view, "near": SimpleLazyObject(lambda: near_view(case, member, now)), "thread": thread,
        "hints": _hints(member, case, threads), "refused": refused,
        "composer": composer(
            chosen, member, now, case=case, threads=threads, typed=typed, found=found, refused=refused,
            main=view.banner is None,
        ) if chosen else None,
    }  # fmt: skip


def _asked_for(request: HttpRequest, case: Case, threads: list[Conversation]) -> int:
    to = request.GET.get("to", "")
    if to == "handler":
        return next((t.pk for t in threads if t.member_id and t.member_id == case.handler_id), 0)
    return int(to) if to.isascii() and to.isdigit() and len(to) < 18 else 0


def _newest(case: Case, threads: list[Conversation]) -> Conversation | None:
    """Where the customer wrote last."""
    last = (
        Message.objects.filter(
            conversation__in=[t.pk for t in threads if t.person_id], direction="in", voice="customer"
        )
        .order_by("-id")
        .values_list("conversation_id", flat=True)
        .first()
    )
    return next((t for t in threads if t.pk == last), None) or next((t for t in threads if t.person_id), None)


@dataclass(frozen=True, slots=True)
class HintRow:
    """A message of unclear belonging: elsewhere and claiming this case, or in this case and claiming another."""

    message: int
    says: str
    url: str
    link: str
    forged: bool


def _hints(member: Member, case: Case, threads: list[Conversation]) -> list[HintRow]:
    """What claims to belong here and had no right to, and what is here and claims another case, if she may see it."""
    cases, loose = cases_seen_by(member).values("id"), messages_seen_by(member).values("id")
    here = Q(conversation__in=threads) & (Q(message__in=loose) | Q(message__conversation__strand__case__in=cases))
    there = Q(message__conversation__in=threads) & Q(conversation__strand__case__in=cases)
    found = Hint.objects.filter(here | there, settled_at=None).select_related(
        "message__person", "message__conversation", "conversation__strand__case__person"
    )
    return [_hint(hint, threads) for hint in found.order_by("-pk")[:5]]


def _hint(hint: Hint, threads: list[Conversation]) -> HintRow:
    forged = hint.because == "forged"
    if any(t.pk == hint.conversation_id for t in threads):
        name = plain(hint.message.person.called) if hint.message.person else plain(hint.message.address)
        says = _("%(name)s wrote from elsewhere and may belong here.") % {"name": name}
        return HintRow(hint.message_id, says, reverse("message", args=[hint.message_id]), _("Read it"), forged)
    strand: Strand = hint.conversation.strand
    says = _("This may belong to case no. %(no)d of %(name)s.") % {
        "no": strand.case_id, "name": plain(strand.case.person.called)
    }  # fmt: skip
    return HintRow(hint.message_id, says, reverse("case", args=[strand.case_id]), _("Read the case"), forged)
