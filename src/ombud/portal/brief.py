"""The leader's page: one brief, and her answer to it. She needs no account, and the link opens nothing else.

GET only shows. That she has read it is noted by a press of hers, or by her first movement on the page (`brief.js`),
which no scanner of mails makes; answering says it, too (D11).
"""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlencode
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from ombud.access.links import NoWay
from ombud.advocacy import paper
from ombud.advocacy.links import open_brief
from ombud.advocacy.models import Brief
from ombud.advocacy.sheet import sheet_of
from ombud.journey import decide
from ombud.journey.brief_letters import leader_language
from ombud.journey.refused import Refused

from . import told
from .door import LONGEST, attempt, calmly, door, key_of, words_of
from .speech import Speech, speak


@door
@require_GET
def page(request: HttpRequest, word: str) -> HttpResponse:
    """The page itself. `said` in the address is a code of what was just done."""
    now = timezone.now()
    brief, preview, speech = _open(request, word, now)
    done = told.done(request.GET.get("said", ""), owner=brief.owner.name)
    return _shown(request, word, brief, speech, now, preview=preview, done=done)


@door
@require_POST
def reading(request: HttpRequest, word: str) -> HttpResponse:
    """She has it before her eyes."""
    now = timezone.now()
    brief, speech = _hers(request, word, now)
    decide.note_read(brief, now=now)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return _back(word, speech, "brief_read")


@door
@require_POST
def answer(request: HttpRequest, word: str) -> HttpResponse:
    """Yes, no with reasons, or later with a date."""
    now = timezone.now()
    brief, speech = _hers(request, word, now)
    said = request.POST.get("said", "")

    def step() -> str:
        decide.answer(
            brief,
            said=said,
            words=words_of(request),
            until=_day(request),
            key=f"b{brief.pk}:{key_of(request)}",
            now=now,
        )
        return f"brief_{said}"

    done, why = attempt(step) if calmly(f"b{brief.pk}") else ("", Refused("too_often"))
    if why is None:
        return _back(word, speech, done)
    brief, _preview = open_brief(word, now)
    return _shown(request, word, brief, speech, now, refused=told.refused(why), status=422)


@door
@require_GET
def pdf(request: HttpRequest, word: str) -> HttpResponse:
    """The brief as PDF. Raises Http404 where this machine makes none: the page offers print then."""
    now = timezone.now()
    brief, _preview, speech = _open(request, word, now)
    try:
        made = paper.pdf(sheet_of(brief, now), speech.zone)
    except paper.NoPaper as error:
        raise Http404 from error
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="brief-{brief.pk}.pdf"'
    return response


def _open(request: HttpRequest, word: str, now: datetime) -> tuple[Brief, bool, Speech]:
    brief, preview = open_brief(word, now)
    zone = brief.to.zone if brief.to and brief.to.zone != "UTC" else brief.inbox.zone
    return brief, preview, speak(request, leader_language(brief), zone)


def _hers(request: HttpRequest, word: str, now: datetime) -> tuple[Brief, Speech]:
    """The brief behind her own link. Raises `NoWay` for a preview: it answers nothing."""
    brief, preview, speech = _open(request, word, now)
    if preview:
        raise NoWay("tampered")
    return brief, speech


def _day(request: HttpRequest) -> date | None:
    try:
        return parse_date(request.POST.get("until", "").strip())
    except ValueError:  # looks like a date and is none
        return None


def _back(word: str, speech: Speech, said: str) -> HttpResponse:
    query = {"said": said, **({"lang": speech.language} if speech.chosen else {})}
    return redirect(f"{reverse('portal:brief', args=[word])}?{urlencode(query)}")


def _shown(
    request: HttpRequest, word: str, brief: Brief, speech: Speech, now: datetime, *, preview: bool = False,
    done: str = "", refused: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    given = brief.decision or (brief.answers.order_by("-pk").first() if brief.put_off_at else None)
    shown = {
        "brief": brief, "sheet": sheet_of(brief, now), "zone": speech.zone, "speech": speech, "word": word,
        "brand": brief.inbox.brand, "leader": brief.leader_name, "owner": brief.owner.name, "preview": preview,
        "given": given, "given_on": speech.day(given.at, now) if given else "",
        "given_until": speech.day(given.until, now) if given and given.until else "",
        "decided": brief.decision_id is not None, "people": brief.voices.count() if brief.sent_at else 0,
        "late": bool(brief.answer_by and brief.answer_by < now and not brief.decision_id),
        "answer_by": speech.when(brief.answer_by, now) if brief.answer_by else "",
        "chosen": request.POST.get("said", ""), "until": request.POST.get("until", ""),
        "words": request.POST.get("words", "")[:LONGEST], "longest": LONGEST, "key": uuid4().hex,
        "earliest": timezone.localtime(now).date().isoformat(), "paper": paper.can_be_made(), "done": done,
        "refused": refused,
    }  # fmt: skip
    return render(request, "portal/brief.html", shown, status=status)
