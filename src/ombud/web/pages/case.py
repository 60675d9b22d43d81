"""One case: GET /cases/12/ whole, GET /cases/12/pane/ beside a list."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ombud.access.circle import messages_seen_by
from ombud.cases.models import Case
from ombud.conversations.models import Conversation, Hint, Message
from ombud.team.models import Member
from ombud.web.case_view import case_view
from ombud.web.door import desk
from ombud.web.findings import Look
from ombud.web.reach import case_for
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
    return render(request, "web/case/pane.html", case_context(request, member, case, timezone.now()) | {"beside": True})


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
        "case": view, "thread": thread, "hints": _hints(member, threads), "refused": refused,
        "composer": composer(
            chosen, member, now, case=case, threads=threads, typed=typed, found=found, refused=refused,
            main=view.banner is None,
        ) if chosen else None,
    }  # fmt: skip


def _asked_for(request: HttpRequest, case: Case, threads: list[Conversation]) -> int:
    to = request.GET.get("to", "")
    if to == "helper":
        return next((t.pk for t in threads if t.member_id and t.member_id == case.helper_id), 0)
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


def _hints(member: Member, threads: list[Conversation]) -> list[Hint]:
    """Messages that claim to belong to this case and had no right to enter it; only those she may see."""
    open_hints = Hint.objects.filter(conversation__in=threads, settled_at=None, message__in=messages_seen_by(member))
    return list(open_hints.select_related("message__person").order_by("-pk")[:5])
